-- The aggregates take answers in order, so that the figures do not depend on the plan.
--
-- key  queue_id, segment, dimension, band, outcome
-- role  answers | repeated
-- role  mean | figure; points
-- role  lower | figure; points
-- role  upper | figure; points

CREATE VIEW ops.experience_curve AS
SELECT queue_id, segment, dimension, position, band, outcome, answers,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).value END AS mean,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).lower END AS lower,
	CASE WHEN answers >= :'min_answers'::integer THEN (estimate).upper END AS upper,
	queue_name
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
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.experience_curve IS
	'satisfaction, recommendation, effort and resolution (0 to 100) by band of wait, transfers, repeats and handle '
	'time, of all contacts, of each queue and of each segment; with fewer than min_answers nothing but the count is '
	'shown';
COMMENT ON COLUMN ops.experience_curve.queue_id IS
	'queue; NULL: all';
COMMENT ON COLUMN ops.experience_curve.dimension IS
	'wait, transfers, repeat or handle time';
COMMENT ON COLUMN ops.experience_curve.outcome IS
	'csat, nps, ces or resolved';
COMMENT ON COLUMN ops.experience_curve.mean IS
	'mean answer, 0 to 100; of resolved the percentage';
COMMENT ON COLUMN ops.experience_curve.lower IS
	'lower end of the 95 % interval of the mean';
COMMENT ON COLUMN ops.experience_curve.upper IS
	'upper end of the 95 % interval of the mean';
