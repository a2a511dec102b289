-- Contacts that were in the window before an outcome, or between two of them.  (Two bounds of one column would be taken
-- for a narrow span.)
SELECT contact_id
FROM ops.contact
WHERE started_at >= (SELECT min(at) FROM :outcomes AS o) - :'loyalty_days'::float8 * interval '1 day'
	AND ended_at < (SELECT max(at) FROM :outcomes AS o)
