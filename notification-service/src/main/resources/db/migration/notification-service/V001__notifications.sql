-- Who there is to tell. Rows come from identity events and go with removal or erasure.
CREATE TABLE members (
  user_id     TEXT PRIMARY KEY,
  org_id      TEXT NOT NULL,
  email       TEXT NOT NULL,
  name        TEXT NOT NULL,
  permissions TEXT NOT NULL -- divided by spaces
);

CREATE INDEX members_by_organization ON members (org_id, user_id);

-- What people set in user-service; without a row, everything comes by mail.
CREATE TABLE mail_wishes (
  user_id        TEXT PRIMARY KEY,
  org_id         TEXT NOT NULL,
  patterns       INTEGER NOT NULL,
  billing        INTEGER NOT NULL,
  team           INTEGER NOT NULL,
  weekly_digest  INTEGER NOT NULL,
  time_zone      TEXT NOT NULL,
  said_at        TEXT NOT NULL
);

-- Users who left and organizations that were erased: nothing is kept for them any more.
CREATE TABLE closed (
  subject TEXT PRIMARY KEY
);

CREATE TABLE preferences (
  user_id  TEXT NOT NULL,
  category TEXT NOT NULL,
  org_id   TEXT NOT NULL,
  in_app   INTEGER NOT NULL,
  email    TEXT NOT NULL, -- IMMEDIATELY, DAILY, WEEKLY or OFF
  PRIMARY KEY (user_id, category)
);

CREATE TABLE notifications (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which they became visible
  id         TEXT NOT NULL UNIQUE,
  org_id     TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  type       TEXT NOT NULL,
  category   TEXT NOT NULL,
  title      TEXT NOT NULL,
  content    TEXT NOT NULL,
  metadata   TEXT NOT NULL, -- JSON
  about      TEXT, -- the user it names, if it names one
  in_app     INTEGER NOT NULL, -- 0: only kept for a digest
  read_at    TEXT,
  created_at TEXT NOT NULL
);

CREATE INDEX notifications_by_reader ON notifications (org_id, user_id, in_app, seq);
CREATE INDEX notifications_unread ON notifications (org_id, user_id) WHERE read_at IS NULL AND in_app = 1;
CREATE INDEX notifications_by_subject ON notifications (org_id, about) WHERE about IS NOT NULL;
CREATE INDEX notifications_by_age ON notifications (created_at);

-- When each person gets the next digest, and what the last one ended with.
CREATE TABLE digests (
  user_id  TEXT NOT NULL,
  period   TEXT NOT NULL, -- DAILY or WEEKLY
  org_id   TEXT NOT NULL,
  next_at  TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (user_id, period)
);

CREATE INDEX digests_by_next ON digests (next_at);
