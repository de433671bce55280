-- One row for each person who verified an address. The id names them in every service.
CREATE TABLE accounts (
  id            TEXT NOT NULL PRIMARY KEY,
  org_id        TEXT NOT NULL,
  -- lower case; of a closed account, nothing that names anybody
  email         TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  role          TEXT NOT NULL CHECK (role IN ('OWNER', 'MEMBER')),
  status        TEXT NOT NULL CHECK (status IN ('ACTIVE', 'CLOSED')),
  -- user-service's flags, as JSON: a projection
  permissions   TEXT NOT NULL,
  onboarding    TEXT NOT NULL CHECK (onboarding IN ('PENDING', 'FOUNDED', 'COMPLETED')),
  password_hash TEXT NOT NULL,
  created_at    TEXT NOT NULL
);

CREATE INDEX accounts_by_organization ON accounts (org_id);

-- Who asked for an account. Each asking keeps its own password until its own link is opened, so
-- that nobody can prepare an account for somebody else to verify.
CREATE TABLE sign_ups (
  id            TEXT NOT NULL PRIMARY KEY,
  email         TEXT NOT NULL,
  name          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at    TEXT NOT NULL,
  expires_at    TEXT NOT NULL
);

CREATE INDEX sign_ups_by_email ON sign_ups (email, created_at);

-- What mailed links carry: SHA-256 of it, hexadecimal.
CREATE TABLE mailed_tokens (
  hash       TEXT NOT NULL PRIMARY KEY,
  purpose    TEXT NOT NULL,
  -- id of the sign-up or account it is for
  subject    TEXT NOT NULL,
  email      TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at    TEXT
);

CREATE INDEX mailed_tokens_by_subject ON mailed_tokens (subject, purpose);
CREATE INDEX mailed_tokens_by_expiry ON mailed_tokens (expires_at);
