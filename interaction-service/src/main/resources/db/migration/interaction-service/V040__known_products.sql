-- What product-service told of catalogues, as far as naming a product takes.
CREATE TABLE known_products (
  org_id      TEXT NOT NULL,
  product_id  TEXT NOT NULL,            -- in the catalogue
  external_id TEXT NOT NULL,            -- what the shop calls it
  name        TEXT NOT NULL,
  version     INTEGER NOT NULL,
  gone        INTEGER NOT NULL,         -- 1: deleted; kept so that what arrives late changes nothing
  PRIMARY KEY (org_id, product_id)
) WITHOUT ROWID;

-- Everything a product can be recognized by: its ids, its page, its name.
CREATE TABLE known_product_keys (
  org_id     TEXT NOT NULL,
  key        TEXT NOT NULL,
  product_id TEXT NOT NULL,
  PRIMARY KEY (org_id, key, product_id)
) WITHOUT ROWID;

CREATE INDEX known_product_keys_by_product ON known_product_keys (org_id, product_id);
