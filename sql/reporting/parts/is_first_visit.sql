-- No visit of the contact goes before v.  Nothing to look up for the visits numbered 1, where none has a lower number.
-- (A row without columns cannot travel between nodes.)
(v.visit_no = 1 AND NOT EXISTS (SELECT visit_no FROM ops.queue_visit WHERE visit_no < 1)
	OR NOT EXISTS (
		SELECT FROM (:unit_visits) AS n
		WHERE n.contact_id = v.contact_id AND n.visit_no < v.visit_no))
