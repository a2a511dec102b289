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
WITH given AS MATERIALIZED (
	SELECT response_id, item,
		min(100 * above / width)::float8 AS answer
	FROM (:survey_answers) AS r
	WHERE value IS NOT NULL AND item <> 'ces' AND item <> 'employee_satisfaction'
		AND octet_length(item) BETWEEN 1 AND 63
	GROUP BY response_id, item
),
item AS (
	SELECT array_agg(item ORDER BY item) AS names
	FROM (SELECT DISTINCT item FROM given) AS i
),
answer AS (
	SELECT g.response_id, i.names,
		array_agg(g.answer ORDER BY g.item) AS x
	FROM given AS g
	CROSS JOIN item AS i
	GROUP BY g.response_id, i.names
),
moments AS (
	SELECT names, cc.comoments(names, x ORDER BY response_id) AS c
	FROM answer
	WHERE cardinality(x) = cardinality(names) AND cardinality(names) <= 26
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
