-- Schemas that organizations put on their events. A version never changes.
CREATE TABLE event_schemas (
  org_id     TEXT NOT NULL,
  event      TEXT NOT NULL,
  version    INTEGER NOT NULL,
  schema     TEXT NOT NULL,             -- JSON Schema of the event's properties
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (org_id, event, version)
) WITHOUT ROWID;

-- By which version events are judged; by none if there is no row.
CREATE TABLE current_schemas (
  org_id  TEXT NOT NULL,
  event   TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (org_id, event)
) WITHOUT ROWID;

CREATE TABLE ingestion_settings (
  org_id      TEXT PRIMARY KEY,
  filter_bots INTEGER NOT NULL,
  changed_at  TEXT NOT NULL
) WITHOUT ROWID;

-- Events that broke their schema, whole, until they are replayed, dropped or too old.
CREATE TABLE dead_letters (
  id             TEXT PRIMARY KEY,
  org_id         TEXT NOT NULL,
  session_id     TEXT NOT NULL,
  event_id       TEXT NOT NULL,
  event          TEXT NOT NULL,         -- the name the schema goes by
  schema_version INTEGER NOT NULL,
  receipt_id     TEXT NOT NULL,
  anonymous_id   TEXT,
  user_id        TEXT,
  payload        TEXT NOT NULL,         -- JSON: the event as it would have been stored
  context        TEXT,                  -- JSON: what was known of the visit, or null
  violations     TEXT NOT NULL,         -- JSON
  received_at    TEXT NOT NULL,
  UNIQUE (org_id, session_id, event_id)
);

CREATE INDEX dead_letters_by_organization ON dead_letters (org_id, id);
CREATE INDEX dead_letters_by_event ON dead_letters (org_id, event, id);
CREATE INDEX dead_letters_by_time ON dead_letters (received_at);
