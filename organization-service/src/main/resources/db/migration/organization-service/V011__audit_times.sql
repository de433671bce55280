-- One entry may stand for many refusals alike.
ALTER TABLE audit_log ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
