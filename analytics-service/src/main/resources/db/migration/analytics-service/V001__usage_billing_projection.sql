-- Journal: one row for each thing that was used or handed in, so that every sum can be told apart.
CREATE TABLE usage_entries (
  org_id      TEXT NOT NULL,
  id          TEXT NOT NULL,                -- says what it is of: interaction:<id>, pattern:<id> …
  event_type  TEXT NOT NULL,
  source      TEXT NOT NULL,
  measure     TEXT NOT NULL,
  quantity    INTEGER NOT NULL,
  day         TEXT NOT NULL,                -- UTC date it is charged to
  occurred_at TEXT NOT NULL,
  metadata    TEXT,                         -- JSON, as it was handed in
  PRIMARY KEY (org_id, id)
) WITHOUT ROWID;

CREATE INDEX usage_entries_by_time ON usage_entries (org_id, occurred_at DESC, id DESC);
CREATE INDEX usage_entries_by_type ON usage_entries (org_id, event_type, occurred_at DESC, id DESC);

-- Sums of the journal; they stay when old rows of it go.
CREATE TABLE usage_days (
  org_id     TEXT NOT NULL,
  day        TEXT NOT NULL,
  measure    TEXT NOT NULL,
  source     TEXT NOT NULL,
  event_type TEXT NOT NULL,
  quantity   INTEGER NOT NULL,
  entries    INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, measure, source, event_type)
) WITHOUT ROWID;

-- Organizations, and what their bills are addressed to.
CREATE TABLE customers (
  org_id      TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  founded_at  TEXT NOT NULL,
  legal_name  TEXT,
  address     TEXT,                         -- lines
  tax_id      TEXT,
  email       TEXT
) WITHOUT ROWID;

-- What an organization has booked from a day on, until the next row says otherwise.
CREATE TABLE subscriptions (
  org_id         TEXT NOT NULL,
  valid_from     TEXT NOT NULL,             -- UTC date
  modules        TEXT NOT NULL,             -- JSON array; empty when it is cancelled
  pay_as_you_go  INTEGER NOT NULL,
  billing_period TEXT NOT NULL CHECK (billing_period IN ('monthly', 'annual')),
  changed_at     TEXT NOT NULL,
  changed_by     TEXT NOT NULL,
  PRIMARY KEY (org_id, valid_from)
) WITHOUT ROWID;

-- Bills. The numbers have no gaps, and what was issued stays as it is.
CREATE TABLE invoices (
  sequence     INTEGER PRIMARY KEY,
  org_id       TEXT NOT NULL,
  period_start TEXT NOT NULL,
  period_end   TEXT NOT NULL,               -- day after the last
  issued_at    TEXT NOT NULL,
  currency     TEXT NOT NULL,
  total_minor  INTEGER NOT NULL,
  content      TEXT NOT NULL,               -- JSON: everything that is printed but the number
  kept_until   TEXT NOT NULL,               -- what the law asks for; an erasure waits for it
  UNIQUE (org_id, period_start)
);

CREATE TRIGGER invoices_are_not_changed BEFORE UPDATE ON invoices
BEGIN SELECT RAISE(ABORT, 'An issued bill is not changed'); END;

CREATE TRIGGER invoices_are_not_removed BEFORE DELETE ON invoices
WHEN OLD.kept_until > strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN SELECT RAISE(ABORT, 'An issued bill is not removed'); END;

CREATE TABLE budgets (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL,
  name       TEXT NOT NULL,
  measure    TEXT NOT NULL,
  most       INTEGER NOT NULL,
  thresholds TEXT NOT NULL,                 -- JSON array of percents, ascending
  version    INTEGER NOT NULL,
  created_at TEXT NOT NULL
);

CREATE INDEX budgets_by_organization ON budgets (org_id, id);

-- Thresholds that were reached, each once in a month.
CREATE TABLE alerts (
  org_id       TEXT NOT NULL,
  budget_id    TEXT NOT NULL,
  period_start TEXT NOT NULL,
  threshold    INTEGER NOT NULL,
  most         INTEGER NOT NULL,
  used         INTEGER NOT NULL,
  noticed_at   TEXT NOT NULL,
  PRIMARY KEY (org_id, budget_id, period_start, threshold)
) WITHOUT ROWID;

-- What visitors did: sessions, and how they were judged. All counts below can be made from it.
-- Visitors are keyed hashes.
CREATE TABLE visits (
  org_id         TEXT NOT NULL,
  id             TEXT NOT NULL,             -- session|<source>|<session>|<run> or interaction|<id>
  kind           TEXT NOT NULL CHECK (kind IN ('session', 'result')),
  version        INTEGER NOT NULL,
  started_at     TEXT NOT NULL,
  ended_at       TEXT NOT NULL,
  events         INTEGER NOT NULL,
  visitor        TEXT NOT NULL,             -- who is counted: one of the next, or the session itself
  anonymous_hmac TEXT,
  user_hmac      TEXT,
  body           TEXT NOT NULL,             -- JSON
  PRIMARY KEY (org_id, id)
) WITHOUT ROWID;

CREATE INDEX visits_by_time ON visits (org_id, kind, started_at, visitor);
CREATE INDEX visits_by_visitor ON visits (org_id, kind, visitor, started_at, id);
CREATE INDEX visits_by_anonymous ON visits (org_id, anonymous_hmac) WHERE anonymous_hmac IS NOT NULL;
CREATE INDEX visits_by_user ON visits (org_id, user_hmac) WHERE user_hmac IS NOT NULL;

-- Pre-aggregates. There are millions, so a time is seconds since 1970 here and not text.
CREATE TABLE cells (
  org_id  TEXT NOT NULL,
  measure TEXT NOT NULL,
  grain   TEXT NOT NULL,                    -- length of the bucket: 15m, 1h, 1d, 1w, 1mo
  start   INTEGER NOT NULL,
  key     TEXT NOT NULL,                    -- which page, product, type …; empty where there is one
  value   INTEGER NOT NULL,
  PRIMARY KEY (org_id, measure, grain, start, key)
) WITHOUT ROWID;

-- Who was there in which day, week or month, and in how many sessions.
CREATE TABLE presences (
  org_id   TEXT NOT NULL,
  grain    TEXT NOT NULL,
  start    INTEGER NOT NULL,
  visitor  TEXT NOT NULL,
  sessions INTEGER NOT NULL,
  PRIMARY KEY (org_id, grain, start, visitor)
) WITHOUT ROWID;

CREATE INDEX presences_by_visitor ON presences (org_id, grain, visitor, start);

-- One row for each state of an organization's counts: of two writers that read the same one, the
-- second is refused and reads again.
CREATE TABLE revisions (
  org_id   TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (org_id, revision)
) WITHOUT ROWID;

-- Who was erased: what still arrives of them is dropped.
CREATE TABLE erasures (
  org_id       TEXT NOT NULL,
  subject_hmac TEXT NOT NULL,
  erasure_id   TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  PRIMARY KEY (org_id, subject_hmac)
) WITHOUT ROWID;

-- How long organizations want visits kept, in days; null is for ever.
CREATE TABLE retention_rules (
  org_id       TEXT PRIMARY KEY,
  sessions     INTEGER,
  version      INTEGER NOT NULL,
  set_at       TEXT NOT NULL
) WITHOUT ROWID;
