CREATE TABLE webhooks (
  id              TEXT PRIMARY KEY,
  org_id          TEXT NOT NULL,
  url             TEXT NOT NULL,
  description     TEXT NOT NULL,
  types           TEXT NOT NULL, -- divided by spaces
  enabled         INTEGER NOT NULL,
  disabled_reason TEXT,
  secret          TEXT NOT NULL, -- encrypted
  old_secret      TEXT, -- encrypted; signs beside the new one until old_until
  old_until       TEXT,
  failing_since   TEXT, -- first failure since the last success
  created_at      TEXT NOT NULL,
  updated_at      TEXT NOT NULL
);

CREATE INDEX webhooks_by_organization ON webhooks (org_id, id);

CREATE TABLE deliveries (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT NOT NULL UNIQUE, -- the same at every attempt: the header webhook-id
  webhook_id   TEXT NOT NULL,
  org_id       TEXT NOT NULL,
  type         TEXT NOT NULL,
  about        TEXT, -- the user it names, if it names one
  body         TEXT NOT NULL, -- as it is sent
  state        TEXT NOT NULL, -- PENDING, DELIVERED or FAILED
  attempts     INTEGER NOT NULL DEFAULT 0,
  tries        INTEGER NOT NULL DEFAULT 0, -- attempts since it was last begun
  next_attempt TEXT NOT NULL,
  created_at   TEXT NOT NULL
);

CREATE INDEX deliveries_due ON deliveries (next_attempt) WHERE state = 'PENDING';
CREATE INDEX deliveries_by_webhook ON deliveries (org_id, webhook_id, seq);
CREATE INDEX deliveries_by_subject ON deliveries (org_id, about) WHERE about IS NOT NULL;
CREATE INDEX deliveries_by_age ON deliveries (created_at);

CREATE TABLE delivery_attempts (
  delivery_id TEXT NOT NULL,
  number      INTEGER NOT NULL,
  org_id      TEXT NOT NULL,
  at          TEXT NOT NULL,
  millis      INTEGER NOT NULL,
  status      INTEGER, -- of HTTP; null if there was no answer
  problem     TEXT, -- why there was no answer
  answer      TEXT, -- its beginning, as text
  PRIMARY KEY (delivery_id, number)
);

CREATE INDEX delivery_attempts_by_organization ON delivery_attempts (org_id);
