-- Sessions of the archive that are told once more, a time range for each row.
CREATE TABLE replays (
  id           TEXT PRIMARY KEY,
  org_id       TEXT NOT NULL,
  from_time    TEXT NOT NULL,
  to_time      TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('RUNNING', 'DONE')),
  looked_at    INTEGER NOT NULL,
  replayed     INTEGER NOT NULL,
  attempts     INTEGER NOT NULL,
  place        TEXT,                    -- the last object looked at, or null
  failure      TEXT,                    -- of the last attempt, or null
  started_at   TEXT NOT NULL,
  finished_at  TEXT
);

CREATE INDEX replays_by_organization ON replays (org_id, id);
CREATE UNIQUE INDEX replays_underway ON replays (org_id) WHERE state = 'RUNNING';
