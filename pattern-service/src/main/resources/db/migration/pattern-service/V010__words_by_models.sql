-- What wrote a pattern's title and description.
ALTER TABLE patterns ADD COLUMN generator TEXT NOT NULL DEFAULT 'templates/1';

-- What a model was asked to word, and how that went; the words of the templates stand beside it.
CREATE TABLE wordings (
  org_id       TEXT NOT NULL,
  subject      TEXT NOT NULL,             -- id of a pattern, or of a period that is summed up
  time_period  TEXT NOT NULL,
  period_start TEXT NOT NULL,
  brief_key    TEXT NOT NULL,             -- what it said no longer holds once this differs
  brief        TEXT NOT NULL,             -- JSON: what may be said
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  attempts     INTEGER NOT NULL,
  due_at       TEXT NOT NULL,
  rest_until   TEXT NOT NULL,             -- not asked again before; empty if never asked
  failure      TEXT,
  title        TEXT,
  description  TEXT,
  generator    TEXT,
  PRIMARY KEY (org_id, subject)
) WITHOUT ROWID;

CREATE INDEX wordings_due ON wordings (due_at) WHERE state = 'waiting';
CREATE INDEX wordings_by_period ON wordings (org_id, time_period, period_start);

-- What models cost an organization, a month to a row; in millionths of a US dollar.
CREATE TABLE ai_spending (
  org_id        TEXT NOT NULL,
  month         TEXT NOT NULL,            -- UTC, such as 2026-03
  spent         INTEGER NOT NULL,         -- with what calls under way may cost at most
  calls         INTEGER NOT NULL,
  input_tokens  INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  PRIMARY KEY (org_id, month)
) WITHOUT ROWID;

-- What an organization allows itself in a month, where that is not the default.
CREATE TABLE ai_limits (
  org_id  TEXT PRIMARY KEY,
  monthly INTEGER NOT NULL,
  set_at  TEXT NOT NULL
) WITHOUT ROWID;
