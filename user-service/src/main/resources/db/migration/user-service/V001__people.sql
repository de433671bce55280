-- Members. Rows come from identity events and go with removal or erasure.
CREATE TABLE users (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL,
  email      TEXT NOT NULL,
  name       TEXT NOT NULL,
  job_title  TEXT,
  phone      TEXT,
  role       TEXT NOT NULL,             -- OWNER or MEMBER
  picture    TEXT,                      -- hash of the picture's bytes; null if there is none
  version    INTEGER NOT NULL DEFAULT 1, -- of role and permissions
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);

CREATE INDEX users_by_organization ON users (org_id, id);

CREATE TABLE user_permissions (
  user_id               TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  org_id                TEXT NOT NULL,
  chat_enabled          INTEGER NOT NULL DEFAULT 1,
  chat_min_duration     TEXT NOT NULL DEFAULT '1yr', -- how far back a chat may look
  chat_components       TEXT NOT NULL DEFAULT '["web"]',
  interactions_enabled  INTEGER NOT NULL DEFAULT 1,
  patterns_enabled      INTEGER NOT NULL DEFAULT 1,
  teams_enabled         INTEGER NOT NULL DEFAULT 0,
  api_keys_enabled      INTEGER NOT NULL DEFAULT 0,
  billing_enabled       INTEGER NOT NULL DEFAULT 0,
  settings_enabled      INTEGER NOT NULL DEFAULT 0,
  notifications_enabled INTEGER NOT NULL DEFAULT 1,
  integrations_enabled  INTEGER NOT NULL DEFAULT 0,
  products_enabled      INTEGER NOT NULL DEFAULT 0,
  updated_at            TEXT NOT NULL
);

CREATE TABLE user_preferences (
  user_id              TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  org_id               TEXT NOT NULL,
  email_pattern_alerts INTEGER NOT NULL DEFAULT 1,
  email_billing_notices INTEGER NOT NULL DEFAULT 1,
  email_team_invites   INTEGER NOT NULL DEFAULT 1,
  email_weekly_digest  INTEGER NOT NULL DEFAULT 1,
  theme                TEXT NOT NULL DEFAULT 'system',
  locale               TEXT NOT NULL DEFAULT 'en',
  time_zone            TEXT NOT NULL DEFAULT 'UTC',
  updated_at           TEXT NOT NULL
);
