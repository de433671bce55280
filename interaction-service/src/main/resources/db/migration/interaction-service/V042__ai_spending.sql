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
  org_id TEXT PRIMARY KEY,
  monthly INTEGER NOT NULL,
  set_at TEXT NOT NULL
) WITHOUT ROWID;
