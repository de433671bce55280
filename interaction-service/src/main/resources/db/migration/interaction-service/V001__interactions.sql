-- One row for each run of a session; a later version replaces the row's content, never its id.
CREATE TABLE interactions (
  id          TEXT PRIMARY KEY,
  org_id      TEXT NOT NULL,
  session_id  TEXT NOT NULL,
  source      TEXT NOT NULL,
  run         INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  description TEXT NOT NULL,
  products    TEXT NOT NULL,               -- JSON array of product ids
  outcome     TEXT NOT NULL,
  confidence  REAL NOT NULL,
  generator   TEXT NOT NULL,               -- what wrote the description, such as rules/1
  event_count INTEGER NOT NULL,
  started_at  TEXT NOT NULL,
  ended_at    TEXT NOT NULL,
  created_at  TEXT NOT NULL,
  metadata    TEXT NOT NULL,               -- JSON: evidence, product mentions, tags, context
  vector_id   TEXT NOT NULL,
  UNIQUE (org_id, source, session_id, run)
);

CREATE INDEX interactions_by_time ON interactions (org_id, started_at DESC, id DESC);

CREATE TABLE interaction_products (
  org_id         TEXT NOT NULL,
  product_id     TEXT NOT NULL,
  interaction_id TEXT NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
  PRIMARY KEY (org_id, product_id, interaction_id)
) WITHOUT ROWID;

CREATE INDEX interaction_products_by_interaction ON interaction_products (interaction_id);
