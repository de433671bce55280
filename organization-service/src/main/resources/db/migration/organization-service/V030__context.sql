-- Documents an organization tells of itself with, and each version that was sent.
CREATE TABLE context_documents (
  id              TEXT PRIMARY KEY,
  org_id          TEXT NOT NULL,
  name            TEXT NOT NULL,
  current_version INTEGER,              -- the one that is found; null until one was read
  created_at      TEXT NOT NULL,
  updated_at      TEXT NOT NULL
);

CREATE INDEX context_documents_by_organization ON context_documents (org_id, id);

CREATE TABLE context_versions (
  document_id TEXT NOT NULL,
  version     INTEGER NOT NULL,         -- 1, 2, 3, … within the document
  org_id      TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  state       TEXT NOT NULL,            -- UPLOADING, QUEUED, RUNNING, DONE, FAILED or CANCELLED
  step        TEXT NOT NULL,
  total       INTEGER,                  -- pieces, once known
  done        INTEGER NOT NULL DEFAULT 0,
  problem     TEXT,                     -- slug of what ended it
  detail      TEXT,
  attempts    INTEGER NOT NULL DEFAULT 0,
  owner       TEXT,
  lease_until TEXT,
  touched_at  TEXT NOT NULL,            -- so that long documents take turns
  created_by  TEXT NOT NULL,
  created_at  TEXT NOT NULL,
  started_at  TEXT,
  finished_at TEXT,
  PRIMARY KEY (document_id, version)
) WITHOUT ROWID;

CREATE INDEX context_versions_by_organization ON context_versions (org_id, document_id);
CREATE INDEX context_versions_to_read ON context_versions (touched_at)
  WHERE state IN ('UPLOADING', 'QUEUED', 'RUNNING');

-- Pieces of documents, of the profile and of the summary. They are here before their vectors are.
CREATE TABLE context_chunks (
  org_id     TEXT NOT NULL,
  source     TEXT NOT NULL,             -- id of a document, or 'profile' or 'summary'
  version    INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL,             -- DOCUMENT, PROFILE or SUMMARY
  title      TEXT NOT NULL,
  heading    TEXT,
  page       INTEGER,
  content    TEXT NOT NULL,
  is_current INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, source, version, position)
) WITHOUT ROWID;

-- Vectors whose pieces are gone.
CREATE TABLE context_forgotten (
  org_id TEXT NOT NULL,
  id     TEXT NOT NULL,
  PRIMARY KEY (org_id, id)
) WITHOUT ROWID;

-- What the organization says of itself.
CREATE TABLE context_profiles (
  org_id     TEXT PRIMARY KEY,
  about      TEXT,
  audience   TEXT,
  tone       TEXT,
  markets    TEXT NOT NULL,             -- JSON list
  updated_at TEXT NOT NULL
) WITHOUT ROWID;

-- What the summary is made from: the catalogue, and counts of visits that name nobody.
CREATE TABLE context_products (
  org_id      TEXT NOT NULL,
  product_id  TEXT NOT NULL,
  external_id TEXT NOT NULL,
  name        TEXT NOT NULL,
  brand       TEXT,
  category    TEXT,
  price       INTEGER,
  currency    TEXT,
  version     INTEGER NOT NULL,
  gone        INTEGER NOT NULL,
  PRIMARY KEY (org_id, product_id)
) WITHOUT ROWID;

CREATE INDEX context_products_by_external_id ON context_products (org_id, external_id);

CREATE TABLE context_counts (
  org_id TEXT NOT NULL,
  kind   TEXT NOT NULL,
  name   TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (org_id, kind, name)
) WITHOUT ROWID;

CREATE TABLE context_summaries (
  org_id      TEXT PRIMARY KEY,
  version     INTEGER NOT NULL DEFAULT 0,  -- the last one that was begun
  news        INTEGER NOT NULL,            -- one more whenever something is not in it yet
  told        INTEGER NOT NULL DEFAULT 0,  -- the news that are in it
  usage_since TEXT,                        -- when the first counted visit began
  built_at    TEXT                         -- null: at the next occasion
) WITHOUT ROWID;

CREATE INDEX context_summaries_with_news ON context_summaries (built_at) WHERE news > told;

-- What still runs for an organization that is erased writes nothing more.
CREATE TABLE erased_organizations (
  org_id     TEXT PRIMARY KEY,
  erasure_id TEXT NOT NULL
) WITHOUT ROWID;
