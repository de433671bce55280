CREATE TABLE organizations (
  id         TEXT NOT NULL PRIMARY KEY,
  name       TEXT NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE api_keys (
  -- the public part of the key; the secret part is nowhere
  id              TEXT NOT NULL PRIMARY KEY,
  org_id          TEXT NOT NULL REFERENCES organizations (id),
  kind            TEXT NOT NULL CHECK (kind IN ('WRITE_KEY', 'SECRET_KEY')),
  -- HMAC-SHA-256 of the secret part, hexadecimal
  key_hash        TEXT NOT NULL,
  name            TEXT NOT NULL,
  -- arrays of text, as JSON
  permissions     TEXT NOT NULL,
  allowed_origins TEXT NOT NULL,
  expires_at      TEXT,
  revoked_at      TEXT,
  created_at      TEXT NOT NULL,
  last_used       TEXT
);

CREATE INDEX api_keys_by_organization ON api_keys (org_id);
