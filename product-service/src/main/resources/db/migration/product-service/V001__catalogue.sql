CREATE TABLE categories (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL,
  parent_id  TEXT,
  name       TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE UNIQUE INDEX categories_by_name ON categories (org_id, coalesce(parent_id, ''), name);

CREATE TABLE products (
  id              TEXT PRIMARY KEY,
  org_id          TEXT NOT NULL,
  external_id     TEXT NOT NULL,          -- what the shop calls it, and events on its pages name
  name            TEXT NOT NULL,
  description     TEXT,
  brand           TEXT,
  category_id     TEXT,
  sku             TEXT,
  gtin            TEXT,
  url             TEXT,
  price           INTEGER,                -- minor units of the currency
  list_price      INTEGER,
  currency        TEXT,
  stock           INTEGER,
  availability    TEXT,
  status          TEXT NOT NULL,          -- ACTIVE or ARCHIVED
  images          TEXT NOT NULL,          -- JSON array of URLs
  variants        TEXT NOT NULL,          -- JSON array
  attributes      TEXT NOT NULL,          -- JSON object
  origin          TEXT NOT NULL,          -- MANUAL, IMPORT or DISCOVERY
  kept            TEXT NOT NULL,          -- JSON array: fields people gave, which discovery leaves alone
  drift           TEXT NOT NULL,          -- JSON array: where the website says otherwise
  seen_at         TEXT,                   -- when discovery last found it on the website
  missing_since   TEXT,                   -- when discovery first did not any more
  version         INTEGER NOT NULL,
  indexed_version INTEGER,                -- version whose meaning is in the index
  created_at      TEXT NOT NULL,
  updated_at      TEXT NOT NULL,
  UNIQUE (org_id, external_id)
);

CREATE INDEX products_in_order ON products (org_id, id);
CREATE INDEX products_by_category ON products (org_id, category_id, id);
CREATE INDEX products_to_index ON products (id) WHERE indexed_version IS NOT version;

-- What tells that two descriptions are of the same product: SKU, GTIN and URL of it and of its variants.
CREATE TABLE product_identifiers (
  org_id     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  value      TEXT NOT NULL,
  product_id TEXT NOT NULL,
  PRIMARY KEY (org_id, kind, value, product_id)
) WITHOUT ROWID;

CREATE INDEX product_identifiers_by_product ON product_identifiers (product_id);

-- Prices and stocks as they were, of products (variant_id '') and of variants.
CREATE TABLE product_history (
  org_id     TEXT NOT NULL,
  product_id TEXT NOT NULL,
  seq        TEXT NOT NULL,               -- UUIDv7: sorts by time
  kind       TEXT NOT NULL,               -- PRICE or STOCK
  variant_id TEXT NOT NULL,
  before     INTEGER,
  after      INTEGER,
  currency   TEXT,
  origin     TEXT NOT NULL,
  at         TEXT NOT NULL,
  PRIMARY KEY (org_id, product_id, seq)
) WITHOUT ROWID;

-- Products that are gone, and whose meanings still have to leave the index.
CREATE TABLE forgotten_products (
  product_id TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL
) WITHOUT ROWID;

-- Organizations whose catalogue is erased; nothing is added to it any more.
CREATE TABLE erased_organizations (
  org_id     TEXT PRIMARY KEY,
  erasure_id TEXT NOT NULL
) WITHOUT ROWID;

-- Imports and discoveries, and how far each has come.
CREATE TABLE jobs (
  id          TEXT PRIMARY KEY,
  org_id      TEXT NOT NULL,
  kind        TEXT NOT NULL,              -- IMPORT or DISCOVERY
  state       TEXT NOT NULL,              -- QUEUED, RUNNING, DONE, FAILED or CANCELLED
  input       TEXT NOT NULL,              -- JSON: what to do
  step        TEXT NOT NULL,
  total       INTEGER,
  processed   INTEGER NOT NULL DEFAULT 0,
  created     INTEGER NOT NULL DEFAULT 0,
  updated     INTEGER NOT NULL DEFAULT 0,
  unchanged   INTEGER NOT NULL DEFAULT 0,
  skipped     INTEGER NOT NULL DEFAULT 0,
  failed      INTEGER NOT NULL DEFAULT 0,
  problem     TEXT,                       -- slug of what ended it
  detail      TEXT,
  attempts    INTEGER NOT NULL DEFAULT 0,
  owner       TEXT,
  lease_until TEXT,
  created_by  TEXT NOT NULL,
  created_at  TEXT NOT NULL,
  started_at  TEXT,
  finished_at TEXT
);

CREATE INDEX jobs_by_organization ON jobs (org_id, id);
CREATE INDEX jobs_to_do ON jobs (id) WHERE state IN ('QUEUED', 'RUNNING');

-- What a job could not take, line by line or page by page.
CREATE TABLE job_problems (
  job_id  TEXT NOT NULL,
  org_id  TEXT NOT NULL,
  place   INTEGER NOT NULL,               -- line of a file, or number of a page
  field   TEXT NOT NULL,                  -- or URL
  problem TEXT NOT NULL,
  detail  TEXT NOT NULL,
  PRIMARY KEY (job_id, place, field)
) WITHOUT ROWID;
