-- Other words for the interactions of a time range, to be looked at before they count.
CREATE TABLE redescriptions (
  id           TEXT PRIMARY KEY,
  org_id       TEXT NOT NULL,
  from_time    TEXT NOT NULL,
  to_time      TEXT NOT NULL,
  describer    TEXT NOT NULL,             -- RULES or MODEL
  prompt       TEXT,                      -- of a model
  state        TEXT NOT NULL,
  looked_at    INTEGER NOT NULL,          -- sessions of the archive
  told         INTEGER NOT NULL,
  changed      INTEGER NOT NULL,          -- told in other words
  refused      INTEGER NOT NULL,          -- the model's words did not hold
  cost         INTEGER NOT NULL,          -- millionths of a US dollar
  attempts     INTEGER NOT NULL,
  place        TEXT,
  failure      TEXT,
  started_at   TEXT NOT NULL,
  finished_at  TEXT
);

CREATE INDEX redescriptions_by_organization ON redescriptions (org_id, id);
CREATE UNIQUE INDEX redescriptions_underway ON redescriptions (org_id)
  WHERE state IN ('RUNNING', 'PROMOTING', 'ROLLING_BACK');

-- What is not shown of the two: the new words before promotion, the old ones after it.
CREATE TABLE tellings (
  redescription_id TEXT NOT NULL REFERENCES redescriptions (id) ON DELETE CASCADE,
  interaction_id   TEXT NOT NULL,
  org_id           TEXT NOT NULL,
  version          INTEGER NOT NULL,
  promoted         INTEGER NOT NULL,
  description      TEXT NOT NULL,
  generator        TEXT NOT NULL,
  metadata         TEXT NOT NULL,
  PRIMARY KEY (redescription_id, interaction_id)
) WITHOUT ROWID;

CREATE INDEX tellings_by_interaction ON tellings (interaction_id);

CREATE TRIGGER interaction_gone_with_its_tellings AFTER DELETE ON interactions
BEGIN DELETE FROM tellings WHERE interaction_id = OLD.id; END;
