CREATE TABLE sessions (
  id         TEXT NOT NULL PRIMARY KEY,
  org_id     TEXT NOT NULL,
  user_id    TEXT NOT NULL REFERENCES accounts (id),
  -- SHA-256 of the token, hexadecimal
  token_hash TEXT NOT NULL UNIQUE,
  user_agent TEXT NOT NULL,
  -- a /24 or /48, never the whole address
  network    TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen  TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  ended_at   TEXT
);

CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
