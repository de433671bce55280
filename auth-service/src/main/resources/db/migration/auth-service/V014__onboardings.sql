CREATE TABLE onboardings (
  user_id      TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  org_id       TEXT NOT NULL,
  -- object of the drafts by step, as JSON; a skipped step's is null
  drafts       TEXT NOT NULL,
  version      INTEGER NOT NULL,
  updated_at   TEXT NOT NULL,
  completed_at TEXT
);
