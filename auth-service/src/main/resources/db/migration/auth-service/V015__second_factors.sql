CREATE TABLE one_time_codes (
  user_id      TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  org_id       TEXT NOT NULL,
  -- encrypted
  secret       TEXT NOT NULL,
  confirmed_at TEXT,
  -- the time step of the last code that was taken; no code of it or before is taken again
  last_step    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES accounts (id),
  -- SHA-256 of 100 random bits, hexadecimal
  hash    TEXT NOT NULL,
  PRIMARY KEY (user_id, hash)
) WITHOUT ROWID;

-- Who has shown the right password and not yet the second factor.
CREATE TABLE sign_in_challenges (
  hash        TEXT NOT NULL PRIMARY KEY,
  user_id     TEXT NOT NULL REFERENCES accounts (id),
  remember_me INTEGER NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  expires_at  TEXT NOT NULL
);
