-- What people sign in with instead of a password, or after it: public keys of their authenticators.
CREATE TABLE passkeys (
  id              TEXT NOT NULL PRIMARY KEY,
  org_id          TEXT NOT NULL,
  user_id         TEXT NOT NULL REFERENCES accounts (id),
  -- the authenticator's name for it, base64url; nobody else's
  credential_id   TEXT NOT NULL UNIQUE,
  -- model, credential id and public key as the authenticator sent them, base64url
  attested        TEXT NOT NULL,
  -- the authenticator's count of signatures; 0 if it keeps none
  sign_count      INTEGER NOT NULL,
  -- whether it may be copied to other devices of its owner, and whether it was
  backup_eligible INTEGER NOT NULL,
  backed_up       INTEGER NOT NULL,
  -- how browsers reach the authenticator, as a JSON array
  transports      TEXT NOT NULL,
  name            TEXT NOT NULL,
  created_at      TEXT NOT NULL,
  last_used       TEXT
);

CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at);

-- Challenges that authenticators were asked to sign. Each is good for one answer, for minutes.
CREATE TABLE passkey_challenges (
  -- SHA-256 of the challenge, hexadecimal
  hash       TEXT NOT NULL PRIMARY KEY,
  purpose    TEXT NOT NULL CHECK (purpose IN ('REGISTER', 'SIGN_IN', 'SECOND_FACTOR', 'CONFIRM')),
  -- nil while nobody is known yet
  org_id     TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  -- of a second factor: the sign-in it completes
  sign_in    TEXT NOT NULL,
  expires_at TEXT NOT NULL
);

CREATE INDEX passkey_challenges_by_expiry ON passkey_challenges (expires_at);

-- When the person behind a session last showed who they are; null means at its start only.
ALTER TABLE sessions ADD COLUMN confirmed_at TEXT;
