-- Keys that people make, change and rotate. An organization's own record may be elsewhere by now,
-- so there is no reference to it.
CREATE TABLE managed_api_keys (
  -- the public part of the key; the secret part is nowhere
  id              TEXT NOT NULL PRIMARY KEY,
  org_id          TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('WRITE', 'SECRET')),
  -- HMAC-SHA-256 of the secret part, hexadecimal
  key_hash        TEXT NOT NULL,
  -- the secret before the last rotation, good until previous_until
  previous_hash   TEXT,
  previous_until  TEXT,
  name            TEXT NOT NULL,
  -- arrays of text, as JSON
  permissions     TEXT NOT NULL,
  allowed_origins TEXT NOT NULL,
  -- most requests a day; NULL means any number
  daily_cap       INTEGER,
  expires_at      TEXT,
  revoked_at      TEXT,
  created_at      TEXT NOT NULL,
  -- id of the user who made it; NULL if an operator did
  created_by      TEXT,
  last_used       TEXT
);

INSERT INTO managed_api_keys
  (id, org_id, kind, key_hash, name, permissions, allowed_origins, expires_at, revoked_at,
   created_at, last_used)
SELECT id, org_id, replace(kind, '_KEY', ''), key_hash, name, permissions, allowed_origins,
  expires_at, revoked_at, created_at, last_used
FROM api_keys;

DROP TABLE api_keys;

ALTER TABLE managed_api_keys RENAME TO api_keys;

CREATE INDEX api_keys_by_organization ON api_keys (org_id, created_at);
