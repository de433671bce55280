-- This service's copy of interactions: what can be counted of them. Visitors are keyed hashes.
CREATE TABLE visits (
  org_id         TEXT NOT NULL,
  interaction_id TEXT NOT NULL,
  day            TEXT NOT NULL,             -- UTC date of started_at
  version        INTEGER NOT NULL,
  started_at     TEXT NOT NULL,
  description    TEXT NOT NULL,
  facts          TEXT NOT NULL,             -- JSON: contracts' InteractionFacts without ids of visitors
  anonymous_hmac TEXT,
  user_hmac      TEXT,
  PRIMARY KEY (org_id, interaction_id)
);

CREATE INDEX visits_by_day ON visits (org_id, day, interaction_id);
CREATE INDEX visits_by_time ON visits (org_id, started_at DESC, interaction_id DESC);
CREATE INDEX visits_by_anonymous ON visits (org_id, anonymous_hmac);
CREATE INDEX visits_by_user ON visits (org_id, user_hmac);

-- Who was erased: what still arrives of them is dropped.
CREATE TABLE erasures (
  org_id       TEXT NOT NULL,
  subject_hmac TEXT NOT NULL,
  erasure_id   TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  PRIMARY KEY (org_id, subject_hmac)
) WITHOUT ROWID;

-- A day is open while its counts rest on fewer changes than there were.
CREATE TABLE days (
  org_id           TEXT NOT NULL,
  day              TEXT NOT NULL,
  changes          INTEGER NOT NULL,
  counted          INTEGER NOT NULL,
  first_changed_at TEXT NOT NULL,           -- since it is open
  last_changed_at  TEXT NOT NULL,
  closed           INTEGER NOT NULL DEFAULT 0, -- its visits are gone by retention; its counts stay
  PRIMARY KEY (org_id, day)
) WITHOUT ROWID;

CREATE INDEX days_open ON days (last_changed_at) WHERE changes > counted;

-- How long organizations want things kept, in days; null is for ever.
CREATE TABLE retention_rules (
  org_id       TEXT PRIMARY KEY,
  interactions INTEGER,
  patterns     INTEGER,
  version      INTEGER NOT NULL,
  set_at       TEXT NOT NULL
) WITHOUT ROWID;

-- Counts of days, and of longer periods as their sums.
CREATE TABLE counts (
  org_id      TEXT NOT NULL,
  time_period TEXT NOT NULL,
  start       TEXT NOT NULL,                -- first day
  visits      INTEGER NOT NULL,
  body        TEXT NOT NULL,                -- JSON, gzip, base64
  computed_at TEXT NOT NULL,
  PRIMARY KEY (org_id, time_period, start)
);

CREATE TABLE patterns (
  id           TEXT PRIMARY KEY,
  org_id       TEXT NOT NULL,
  time_period  TEXT NOT NULL CHECK (time_period IN ('day', 'week', 'month', 'year', 'all_time')),
  period_start TEXT NOT NULL,
  period_end   TEXT NOT NULL,               -- day after the last
  identity     TEXT NOT NULL,               -- the same in every period
  kind         TEXT NOT NULL,
  measure      TEXT NOT NULL,
  status       TEXT NOT NULL CHECK (status IN ('new', 'growing', 'steady', 'fading', 'gone')),
  position     INTEGER NOT NULL,            -- weightiest first
  title        TEXT NOT NULL,
  description  TEXT NOT NULL,
  advice       TEXT NOT NULL,
  products     TEXT NOT NULL,               -- JSON array of ids
  confidence   REAL NOT NULL,
  created_at   TEXT NOT NULL,               -- when it was first found for this period
  updated_at   TEXT NOT NULL,
  metadata     TEXT NOT NULL                -- JSON: statistics and what it is about
);

CREATE INDEX patterns_by_period
  ON patterns (org_id, time_period, period_start DESC, position, id);
CREATE INDEX patterns_by_identity ON patterns (org_id, identity, time_period, period_start);

-- Examples; the others are found by what the pattern says.
CREATE TABLE pattern_interactions (
  org_id         TEXT NOT NULL,
  pattern_id     TEXT NOT NULL,
  interaction_id TEXT NOT NULL,
  position       INTEGER NOT NULL,
  PRIMARY KEY (org_id, pattern_id, position)
) WITHOUT ROWID;

CREATE INDEX pattern_interactions_by_interaction ON pattern_interactions (org_id, interaction_id);

-- Visits that stand for those of their day: what they are about.
CREATE TABLE topic_samples (
  org_id         TEXT NOT NULL,
  day            TEXT NOT NULL,
  interaction_id TEXT NOT NULL,
  position       INTEGER NOT NULL,          -- the order in which they were chosen
  description    TEXT NOT NULL,
  segments       TEXT NOT NULL,             -- JSON array
  vector         TEXT NOT NULL,             -- floats, base64
  PRIMARY KEY (org_id, day, interaction_id)
) WITHOUT ROWID;

CREATE INDEX topic_samples_by_interaction ON topic_samples (org_id, interaction_id);

-- Raised with every change of an organization's patterns; lets unchanged answers be skipped.
CREATE TABLE revisions (
  org_id   TEXT PRIMARY KEY,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

-- Runs of the workflow generate-insights, one for each period and each time it was due.
CREATE TABLE runs (
  id          TEXT PRIMARY KEY,
  org_id      TEXT NOT NULL,
  time_period TEXT NOT NULL,
  start       TEXT NOT NULL,
  cause       TEXT NOT NULL,                -- changed or asked
  state       TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  step        TEXT NOT NULL,
  attempts    INTEGER NOT NULL,
  progress    TEXT NOT NULL,                -- JSON: how many of which sort
  failure     TEXT,
  created_at  TEXT NOT NULL,
  started_at  TEXT,
  finished_at TEXT,
  not_before  TEXT NOT NULL,
  owner       TEXT,
  lease_until TEXT
);

CREATE INDEX runs_by_organization ON runs (org_id, id);
CREATE INDEX runs_to_do ON runs (state, not_before) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX runs_waiting ON runs (org_id, time_period, start) WHERE state = 'waiting';
