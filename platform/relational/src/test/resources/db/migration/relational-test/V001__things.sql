CREATE TABLE things (id TEXT PRIMARY KEY, made_at TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind <> ''));
