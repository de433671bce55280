-- Second factors follow whoever joins another organization, so their rows say which one it is.
ALTER TABLE recovery_codes ADD COLUMN org_id TEXT NOT NULL DEFAULT '';
ALTER TABLE sign_in_challenges ADD COLUMN org_id TEXT NOT NULL DEFAULT '';

UPDATE recovery_codes
SET org_id = (SELECT a.org_id FROM accounts a WHERE a.id = recovery_codes.user_id);

UPDATE one_time_codes
SET org_id = (SELECT a.org_id FROM accounts a WHERE a.id = one_time_codes.user_id);

-- Whoever was between password and code begins again.
DELETE FROM sign_in_challenges;
