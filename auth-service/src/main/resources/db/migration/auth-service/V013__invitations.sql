CREATE TABLE invitations (
  id          TEXT NOT NULL PRIMARY KEY,
  org_id      TEXT NOT NULL,
  email       TEXT NOT NULL,
  invited_by  TEXT NOT NULL REFERENCES accounts (id),
  -- flags, as JSON
  permissions TEXT NOT NULL,
  -- SHA-256 of the newest link's token, hexadecimal
  token_hash  TEXT NOT NULL UNIQUE,
  status      TEXT NOT NULL CHECK (status IN ('PENDING', 'ACCEPTED', 'REVOKED')),
  created_at  TEXT NOT NULL,
  expires_at  TEXT NOT NULL
);

CREATE INDEX invitations_by_organization ON invitations (org_id, created_at);
CREATE INDEX invitations_by_email ON invitations (email, status);
