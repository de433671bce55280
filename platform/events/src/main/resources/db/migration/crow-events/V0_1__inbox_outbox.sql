-- Which events had their effect here.
CREATE TABLE inbox (
  consumer     TEXT NOT NULL,
  event_id     TEXT NOT NULL,
  processed_at TEXT NOT NULL,
  PRIMARY KEY (consumer, event_id)
) WITHOUT ROWID;

-- Events stored with their effect and not yet relayed to their topic.
CREATE TABLE outbox (
  position        INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id        TEXT NOT NULL UNIQUE,
  topic           TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  event_key       TEXT NOT NULL,
  payload         TEXT NOT NULL,
  created_at      TEXT NOT NULL
);
