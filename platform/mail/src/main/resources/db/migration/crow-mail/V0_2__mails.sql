-- Mails waiting to be delivered; a row goes when its mail is out.
CREATE TABLE mails (
  id           TEXT NOT NULL PRIMARY KEY,
  recipient    TEXT NOT NULL,
  -- subject and parts, encrypted: they hold links that open accounts
  content      TEXT NOT NULL,
  attempts     INTEGER NOT NULL DEFAULT 0,
  created_at   TEXT NOT NULL,
  next_attempt TEXT NOT NULL
);

CREATE INDEX mails_by_next_attempt ON mails (next_attempt);

-- How many mails an address got within the last hour.
CREATE TABLE mails_written (
  id         TEXT NOT NULL PRIMARY KEY,
  recipient  TEXT NOT NULL,
  written_at TEXT NOT NULL
);

CREATE INDEX mails_written_by_recipient ON mails_written (recipient, written_at);
