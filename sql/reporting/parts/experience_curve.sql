-- The aggregates take answers in order, so that the figures do not depend on the plan.
SELECT queue_id, segment, dimension, position, band, outcome, answers,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).value END AS mean,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).lower END AS lower,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).upper END AS upper
FROM (
	SELECT b.queue_id, b.segment, b.dimension, b.position, b.band, o.outcome,
		count(*) AS answers,
		cc.ces_estimate(o.value ORDER BY o.value) AS estimate
	FROM (:experience_bands) AS b
	CROSS JOIN LATERAL (
		VALUES ('csat'::text, b.csat), ('nps', b.nps), ('ces', b.ces), ('resolved', 100 * b.resolved::integer::float8)
	) AS o (outcome, value)
	WHERE o.value IS NOT NULL
	GROUP BY b.queue_id, b.segment, b.dimension, b.position, b.band, o.outcome
) AS x
