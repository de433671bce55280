-- What several instances of the service have to agree on.

-- The keys behind internal tokens, encrypted with a key that is not in the database. One row.
CREATE TABLE signing_keys (
  id      TEXT NOT NULL PRIMARY KEY,
  -- changes with each rotation: whoever rotates says which one they saw
  version INTEGER NOT NULL,
  content TEXT NOT NULL
);

-- Who tried what how often lately.
CREATE TABLE throttles (
  -- HMAC-SHA-256 of what is tried by whom, with a key that is not in the database
  hash          TEXT NOT NULL PRIMARY KEY,
  version       INTEGER NOT NULL,
  attempts      INTEGER NOT NULL,
  window_start  TEXT NOT NULL,
  strikes       INTEGER NOT NULL,
  blocked_until TEXT NOT NULL,
  forgotten_at  TEXT NOT NULL
);

CREATE INDEX throttles_by_end ON throttles (forgotten_at);
