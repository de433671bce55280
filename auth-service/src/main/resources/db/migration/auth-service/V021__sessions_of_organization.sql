-- Sessions are found by organization too: those of people who joined another one follow them.
UPDATE sessions
SET org_id = (SELECT a.org_id FROM accounts a WHERE a.id = sessions.user_id);
