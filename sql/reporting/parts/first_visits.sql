-- First visits of contacts.  Of those numbered 1 the few with a lower number are left out; of the others, which are
-- few, each is looked up: two joins, as PostgreSQL reckons a look by row for every row, and then takes the rest for
-- cheap.
SELECT v.*
FROM (:unit_visits) AS v
WHERE v.visit_no = 1 AND NOT EXISTS (
	SELECT
	FROM ops.valid_visit AS n
	WHERE n.contact_id = v.contact_id AND n.visit_no < 1 AND n.media IS DISTINCT FROM 'callback')
UNION ALL
SELECT v.*
FROM (:unit_visits) AS v
WHERE v.visit_no IS DISTINCT FROM 1 AND NOT EXISTS (
	SELECT
	FROM ops.valid_visit AS n
	WHERE n.contact_id = v.contact_id AND n.visit_no < v.visit_no AND n.media IS DISTINCT FROM 'callback')
