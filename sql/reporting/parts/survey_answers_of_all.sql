-- Questions to whomever, each with its answer where there is a usable one: above is how far it is above the lowest
-- possible one, of the width of its scale.  In exact numbers, so that sums do not depend on the order of the rows.
SELECT response_id, contact_id, agent_id, queue_id, contact_at, item, invited,
	coalesce(population, 'downstream') AS population,
	u.value,
	r.scale_min, r.scale_max,
	u.value - r.scale_min::numeric AS above,
	r.scale_max::numeric - r.scale_min::numeric AS width
FROM ops.survey_response AS r
CROSS JOIN LATERAL (
	SELECT CASE WHEN (:survey_problem) IS NULL THEN r.value::numeric END AS value
) AS u
WHERE r.contact_at >= :first_instant AND r.contact_at < :last_instant
