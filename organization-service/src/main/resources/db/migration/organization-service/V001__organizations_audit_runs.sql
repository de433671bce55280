CREATE TABLE organizations (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL UNIQUE CHECK (org_id = id),
  name       TEXT NOT NULL,
  logo       TEXT,
  industry   TEXT,
  size       TEXT,
  website    TEXT,
  settings   TEXT NOT NULL DEFAULT '{}',
  retention  TEXT NOT NULL DEFAULT '{}',
  version    INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

-- Append-only: each entry's hash covers its fields and the hash before it.
CREATE TABLE audit_log (
  org_id     TEXT NOT NULL,
  seq        INTEGER NOT NULL,          -- 1, 2, 3, … within the organization
  ts         TEXT NOT NULL,
  actor      TEXT NOT NULL,
  action     TEXT NOT NULL,
  object     TEXT,
  outcome    TEXT NOT NULL,
  request_id TEXT,
  prev_hash  TEXT NOT NULL,
  hash       TEXT NOT NULL,
  PRIMARY KEY (org_id, seq)
) WITHOUT ROWID;

CREATE INDEX audit_log_by_time ON audit_log (org_id, ts);

CREATE TRIGGER audit_log_is_not_changed BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'The audit log is append-only'); END;

CREATE TRIGGER audit_log_is_not_shortened BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'The audit log is append-only'); END;

-- Where each log ends, so that a missing end is noticed.
CREATE TABLE audit_heads (
  org_id TEXT PRIMARY KEY,
  seq    INTEGER NOT NULL,
  hash   TEXT NOT NULL
) WITHOUT ROWID;

-- The heads that were put down outside this database.
CREATE TABLE audit_anchors (
  org_id TEXT NOT NULL,
  day    TEXT NOT NULL,                 -- UTC date
  seq    INTEGER NOT NULL,
  PRIMARY KEY (org_id, day)
) WITHOUT ROWID;

-- Erasures and exports of personal data, and how far each has come.
CREATE TABLE runs (
  id           TEXT PRIMARY KEY,
  org_id       TEXT NOT NULL,
  kind         TEXT NOT NULL,           -- ERASURE or EXPORT
  scope        TEXT NOT NULL,
  subject_id   TEXT,                    -- gone once the subject is erased
  subject_hash TEXT NOT NULL,
  state        TEXT NOT NULL,           -- WAITING, RUNNING, DONE, CANCELLED, EXPIRED
  requested_by TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  due_at       TEXT NOT NULL,           -- when it begins
  ordered_at   TEXT,                    -- when the services were last told
  orders       INTEGER NOT NULL DEFAULT 0,
  done_at      TEXT,
  expires_at   TEXT,
  certificate  TEXT
);

CREATE INDEX runs_by_organization ON runs (org_id, kind, id);
CREATE INDEX runs_by_state ON runs (state, due_at);
-- One erasure of a subject at a time.
CREATE UNIQUE INDEX runs_underway ON runs (org_id, scope, subject_hash)
  WHERE kind = 'ERASURE' AND state IN ('WAITING', 'RUNNING');

CREATE TABLE run_parts (
  run_id  TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  org_id  TEXT NOT NULL,
  service TEXT NOT NULL,
  done_at TEXT,                         -- null until the service has answered
  result  TEXT,                         -- JSON: counts of what was erased, or keys of objects
  PRIMARY KEY (run_id, service)
) WITHOUT ROWID;
