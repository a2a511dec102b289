-- Responses that answer every question become co-moments of all questions; from these the importance of each driver
-- (LMG) and the regression are computed.  A model needs more answers than it has terms.

CREATE VIEW ops.survey_driver AS
WITH item AS (
	SELECT array_agg(item ORDER BY item) AS names
	FROM (
		SELECT DISTINCT item
		FROM ops.survey_response
		WHERE value IS NOT NULL AND item <> 'ces' AND item <> 'employee_satisfaction'
	) AS i
),
answer AS (
	SELECT r.response_id, i.names,
		array_agg((s.value - s.scale_min) / (s.scale_max - s.scale_min) * 100 ORDER BY n.name) AS x
	FROM (
		SELECT DISTINCT response_id
		FROM ops.survey_response
		WHERE value IS NOT NULL
	) AS r
	CROSS JOIN item AS i
	CROSS JOIN unnest(i.names) AS n (name)
	LEFT JOIN ops.survey_response AS s ON s.response_id = r.response_id AND s.item = n.name
	GROUP BY r.response_id, i.names
),
moments AS (
	SELECT names, cc.comoments(names, x) AS c
	FROM answer
	WHERE array_position(x, NULL) IS NULL
	GROUP BY names
),
model AS MATERIALIZED (
	SELECT m.c, o.outcome,
		array_remove(array_remove(m.names, 'csat'), 'nps') AS drivers
	FROM moments AS m,
	unnest(ARRAY['csat', 'nps']) AS o (outcome)
	WHERE o.outcome = ANY (m.names)
		AND cardinality(m.names) > 2
		AND cc.rows_used(m.c) > cardinality(m.names) + 1
)
SELECT m.outcome, d.driver,
	cc.rows_used(m.c) AS answers,
	d.rank, d.importance, d.share, d.mean AS performance,
	r.estimate, r.std_error, r.lower, r.upper, r.p, r.vif,
	5 * r.estimate AS impact
FROM model AS m,
LATERAL cc.driver_importance(m.c, m.outcome, m.drivers, 'lmg'::text) AS d
JOIN LATERAL cc.regression(m.c, m.outcome, m.drivers, 0.95::float8, 'frequency'::text) AS r ON r.term = d.driver;

COMMENT ON VIEW ops.survey_driver IS
	'which questions move satisfaction (csat) and recommendation (nps), all answers on 0 to 100; an association, '
	'not a proof';
COMMENT ON COLUMN ops.survey_driver.lower IS
	'lower end of the 95 % interval of the estimate';
COMMENT ON COLUMN ops.survey_driver.outcome IS
	'what is to be moved: csat or nps';
COMMENT ON COLUMN ops.survey_driver.share IS
	'importance as part of all drivers'' together';
COMMENT ON COLUMN ops.survey_driver.upper IS
	'upper end of the 95 % interval of the estimate';
