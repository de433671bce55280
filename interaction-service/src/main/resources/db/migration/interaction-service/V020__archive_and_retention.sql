-- A file of archived interactions in the object store: JSON lines, compressed.
CREATE TABLE archive_segments (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL,
  year       INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('WRITING', 'LIVE')),
  lines      INTEGER NOT NULL,
  indexed    INTEGER NOT NULL,          -- how many lines counted when it became live
  bytes      INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  -- Rows that changed while their file was written would be lost; this undoes the whole step.
  CHECK (state = 'WRITING' OR indexed = lines)
);

CREATE INDEX archive_segments_by_organization ON archive_segments (org_id, year, id);

-- Where each archived interaction is, with what lists and counts need of it: nothing of the visitor.
CREATE TABLE archived_interactions (
  id          TEXT PRIMARY KEY,
  org_id      TEXT NOT NULL,
  session_id  TEXT NOT NULL,
  source      TEXT NOT NULL,
  version     INTEGER NOT NULL,
  products    TEXT NOT NULL,
  outcome     TEXT NOT NULL,
  tags        TEXT NOT NULL,
  event_count INTEGER NOT NULL,
  started_at  TEXT NOT NULL,
  segment_id  TEXT NOT NULL REFERENCES archive_segments (id),
  line        INTEGER NOT NULL
);

CREATE INDEX archived_interactions_by_time
  ON archived_interactions (org_id, started_at DESC, id DESC);
CREATE INDEX archived_interactions_by_segment ON archived_interactions (segment_id);

-- A session told anew after it was archived is a row again, and nothing else.
CREATE TRIGGER archived_interaction_told_anew AFTER INSERT ON interactions
BEGIN DELETE FROM archived_interactions WHERE id = NEW.id; END;

-- What is left of interactions whose retention is over: counts, no more.
CREATE TABLE pruned_days (
  org_id       TEXT NOT NULL,
  day          TEXT NOT NULL,           -- UTC date
  kind         TEXT NOT NULL,           -- total, outcome or tag
  name         TEXT NOT NULL,
  interactions INTEGER NOT NULL,
  events       INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, kind, name)
) WITHOUT ROWID;

-- How long organizations want things kept, in days; null is for ever.
CREATE TABLE retention_rules (
  org_id       TEXT PRIMARY KEY,
  raw_sessions INTEGER,
  interactions INTEGER,
  version      INTEGER NOT NULL,
  set_at       TEXT NOT NULL
) WITHOUT ROWID;

-- Work on an organization's stored interactions, one at a time: whoever holds the row may.
CREATE TABLE lifecycle_leases (
  org_id TEXT PRIMARY KEY,
  owner  TEXT NOT NULL,
  until  TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE lifecycle_runs (
  id          TEXT PRIMARY KEY,
  org_id      TEXT NOT NULL,
  kind        TEXT NOT NULL,            -- ARCHIVE or RETENTION
  state       TEXT NOT NULL,            -- RUNNING, DONE
  step        TEXT NOT NULL,
  attempts    INTEGER NOT NULL,
  counts      TEXT NOT NULL,            -- JSON: how many of which sort so far
  failure     TEXT,                     -- of the last attempt, or null
  started_at  TEXT NOT NULL,
  finished_at TEXT
);

CREATE INDEX lifecycle_runs_by_organization ON lifecycle_runs (org_id, id);
CREATE UNIQUE INDEX lifecycle_runs_underway ON lifecycle_runs (org_id, kind)
  WHERE state = 'RUNNING';
