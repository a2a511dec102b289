-- Responses that answer every question become co-moments of all questions; from these the importance of each driver
-- (LMG) and the regression are computed, always in the same order.  A model needs more answers than it has
-- terms, and has at most 24 drivers.
--
-- key  outcome, driver
-- role  lower | figure
-- role  upper | figure
-- role  share | figure
-- role  answers | figure

CREATE VIEW ops.survey_driver AS
WITH answer AS MATERIALIZED (
	SELECT response_id,
		array_agg(item ORDER BY item) AS names,
		array_agg(answer ORDER BY item) AS x
	FROM (
		SELECT response_id, item,
			min(100 * (value::float8 - scale_min::float8) / (scale_max::float8 - scale_min::float8)) AS answer
		FROM ops.survey_response AS r
		WHERE value IS NOT NULL AND CASE WHEN (:survey_problem) IS NULL THEN true END
			AND contact_at >= :first_instant AND contact_at < :last_instant
			AND item <> 'ces' AND item <> 'employee_satisfaction' AND octet_length(item) BETWEEN 1 AND 63
		GROUP BY response_id, item
	) AS g
	GROUP BY response_id
),
item AS (
	SELECT array_agg(DISTINCT n ORDER BY n) AS names
	FROM (SELECT DISTINCT names FROM answer) AS a,
	unnest(a.names) AS n
),
moments AS MATERIALIZED (
	SELECT i.names, m.c
	FROM item AS i
	CROSS JOIN LATERAL (
		SELECT cc.comoments(i.names, a.x ORDER BY a.response_id) AS c
		FROM answer AS a
		WHERE a.names = i.names
	) AS m
	WHERE cardinality(i.names) <= 26
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
	r.estimate, r.std_error, r.lower, r.upper, r.p,
	nullif(r.vif, 'infinity') AS vif,
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
