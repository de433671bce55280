-- Who was erased, recognizable and not readable: what still arrives of them is dropped.
CREATE TABLE erasures (
  org_id       TEXT NOT NULL,
  subject_hmac TEXT NOT NULL,
  erasure_id   TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  PRIMARY KEY (org_id, subject_hmac)
) WITHOUT ROWID;

CREATE INDEX interactions_by_anonymous_id
  ON interactions (org_id, json_extract(metadata, '$.context.anonymousId'));
CREATE INDEX interactions_by_user_id
  ON interactions (org_id, json_extract(metadata, '$.context.userId'));
