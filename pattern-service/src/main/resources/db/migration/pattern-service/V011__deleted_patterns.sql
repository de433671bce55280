-- Patterns somebody deleted: their periods never have them again, however often they are worked out.
CREATE TABLE deleted_patterns (
  org_id     TEXT NOT NULL,
  pattern_id TEXT NOT NULL,
  period_end TEXT NOT NULL,               -- day after the last
  deleted_at TEXT NOT NULL,
  PRIMARY KEY (org_id, pattern_id)
) WITHOUT ROWID;
