-- How each version of an interaction came about, step by step.
CREATE TABLE workflow_runs (
  id             TEXT PRIMARY KEY,
  org_id         TEXT NOT NULL,
  workflow       TEXT NOT NULL,
  interaction_id TEXT NOT NULL,
  session_id     TEXT NOT NULL,
  version        INTEGER NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  step           TEXT NOT NULL,           -- the one under way, or the last
  steps          TEXT NOT NULL,           -- JSON: each with its state
  attempts       INTEGER NOT NULL,
  cost           INTEGER NOT NULL,        -- millionths of a US dollar
  failure        TEXT,
  due_at         TEXT,                    -- when a worker may take it up; null: nothing is left to do
  started_at     TEXT NOT NULL,
  finished_at    TEXT
);

CREATE INDEX workflow_runs_by_time ON workflow_runs (org_id, started_at DESC, id DESC);
CREATE INDEX workflow_runs_by_interaction ON workflow_runs (interaction_id);
CREATE INDEX workflow_runs_due ON workflow_runs (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX workflow_runs_finished ON workflow_runs (finished_at) WHERE finished_at IS NOT NULL;

-- Whatever removes an interaction, by erasure or retention, removes its runs.
CREATE TRIGGER interaction_gone_with_its_runs AFTER DELETE ON interactions
BEGIN DELETE FROM workflow_runs WHERE interaction_id = OLD.id; END;
