-- Two tables, a trigger with semicolons of its own, and rows.
CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE note_log (note_id INTEGER NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
  INSERT INTO note_log (note_id) VALUES (new.id);
END;
INSERT INTO note (body) VALUES ('one; two'), ('three');
CREATE TABLE page (
  id TEXT PRIMARY KEY, body TEXT NOT NULL, shown INTEGER NOT NULL, made_at TEXT NOT NULL,
  version INTEGER NOT NULL
);
