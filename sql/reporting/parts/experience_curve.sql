-- Answers are looked for where somebody answered, what was resolved in all contacts.  The aggregates take answers in
-- order, so that the figures do not depend on the plan.
SELECT queue_id, segment, dimension, position, band, outcome, answers,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).value END AS mean,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).lower END AS lower,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).upper END AS upper
FROM (
	SELECT b.queue_id, b.segment, b.dimension, b.position, b.band, b.outcome,
		count(*) AS answers,
		cc.ces_estimate(b.value ORDER BY b.value) AS estimate
	FROM (
\set of_contacts 'AND f.contact_id IN (SELECT contact_id FROM ops.survey_response WHERE value IS NOT NULL)'
		SELECT queue_id, segment, dimension, position, band, o.outcome, o.value
		FROM (:experience_bands) AS b
		CROSS JOIN LATERAL (VALUES ('csat'::text, b.csat), ('nps', b.nps), ('ces', b.ces)) AS o (outcome, value)
		WHERE o.value IS NOT NULL
		UNION ALL
\set of_contacts ''
		SELECT queue_id, segment, dimension, position, band, 'resolved', 100 * resolved::integer::float8
		FROM (:experience_bands) AS b
		WHERE resolved IS NOT NULL
	) AS b
	GROUP BY b.queue_id, b.segment, b.dimension, b.position, b.band, b.outcome
) AS x
