-- Files made of rows that services keep: first their rows are collected part by part, then the file
-- is made of them.
CREATE TABLE exports (
  id              TEXT PRIMARY KEY,
  org_id          TEXT NOT NULL,
  kind            TEXT NOT NULL,
  format          TEXT NOT NULL,
  name            TEXT NOT NULL,
  filters         TEXT NOT NULL,            -- JSON
  time_zone       TEXT NOT NULL,
  state           TEXT NOT NULL
    CHECK (state IN ('pending', 'running', 'ready', 'failed', 'cancelled', 'expired')),
  step            TEXT NOT NULL CHECK (step IN ('collecting', 'rendering', 'done')),
  part            INTEGER NOT NULL,         -- number of the part that comes next
  place           TEXT,                     -- where the part before it ended
  row_count       INTEGER NOT NULL,         -- in the parts so far
  expected        INTEGER,
  attempts        INTEGER NOT NULL,         -- at what is being done now
  due_at          TEXT,                     -- collecting: ask again then; rendering: free for others then
  owner           TEXT,                     -- who makes the file
  problem         TEXT,
  file_name       TEXT,
  size            INTEGER,
  created_by      TEXT NOT NULL,
  schedule_id     TEXT,
  idempotency_key TEXT,
  created_at      TEXT NOT NULL,
  started_at      TEXT,
  finished_at     TEXT,
  expires_at      TEXT                      -- when the file goes
);

CREATE INDEX exports_by_organization ON exports (org_id, id DESC);
CREATE INDEX exports_open ON exports (step, due_at) WHERE step <> 'done';
CREATE INDEX exports_expiring ON exports (expires_at) WHERE state = 'ready';
CREATE UNIQUE INDEX exports_by_idempotency ON exports (org_id, created_by, idempotency_key)
  WHERE idempotency_key IS NOT NULL;

CREATE TABLE export_parts (
  org_id      TEXT NOT NULL,
  export_id   TEXT NOT NULL,
  part        INTEGER NOT NULL,
  object_name TEXT NOT NULL,
  row_count   INTEGER NOT NULL,
  PRIMARY KEY (org_id, export_id, part)
) WITHOUT ROWID;

-- Exports that are made again and again, at an hour of somebody's day.
CREATE TABLE export_schedules (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL,
  name       TEXT NOT NULL,
  content    TEXT NOT NULL,                 -- JSON: what is exported, and when
  enabled    INTEGER NOT NULL,
  next_at    TEXT NOT NULL,
  last_id    TEXT,                          -- the latest export
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  version    INTEGER NOT NULL
);

CREATE INDEX export_schedules_by_organization ON export_schedules (org_id, id);
CREATE INDEX export_schedules_due ON export_schedules (next_at) WHERE enabled = 1;

-- In which an organization's days begin; null is UTC.
ALTER TABLE retention_rules ADD COLUMN time_zone TEXT;
