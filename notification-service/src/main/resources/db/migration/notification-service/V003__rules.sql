CREATE TABLE rules (
  id          TEXT PRIMARY KEY,
  org_id      TEXT NOT NULL,
  name        TEXT NOT NULL,
  enabled     INTEGER NOT NULL,
  watch       TEXT NOT NULL, -- PATTERNS, BUDGET, SILENCE or REFUSALS
  patterns    TEXT, -- JSON: which patterns
  metric      TEXT,
  most        INTEGER,
  hours       INTEGER,
  fired_for   TEXT, -- what the last notification was about
  fired_at    TEXT,
  created_at  TEXT NOT NULL,
  updated_at  TEXT NOT NULL
);

CREATE INDEX rules_by_organization ON rules (org_id, id);
CREATE INDEX rules_by_watch ON rules (watch) WHERE enabled = 1;

-- Patterns a rule is met by, until they are told of together.
CREATE TABLE rule_hits (
  rule_id    TEXT NOT NULL,
  pattern_id TEXT NOT NULL,
  org_id     TEXT NOT NULL,
  title      TEXT NOT NULL,
  found_at   TEXT NOT NULL,
  PRIMARY KEY (rule_id, pattern_id)
);

CREATE INDEX rule_hits_by_organization ON rule_hits (org_id);

CREATE TABLE usage_counts (
  org_id TEXT NOT NULL,
  month  TEXT NOT NULL, -- 2026-11, UTC
  metric TEXT NOT NULL,
  count  INTEGER NOT NULL,
  PRIMARY KEY (org_id, month, metric)
);

-- When the last visit of an organization began.
CREATE TABLE last_visits (
  org_id  TEXT PRIMARY KEY,
  seen_at TEXT NOT NULL
);

-- Requests with events that broke their schemas.
CREATE TABLE refusals (
  org_id TEXT NOT NULL,
  hour   TEXT NOT NULL, -- 2026-11-21T20, UTC
  count  INTEGER NOT NULL,
  PRIMARY KEY (org_id, hour)
);
