-- A function for what refresh_survey_summary stores, and the view of what is stored and what is not.  Responses that
-- answer every question become co-moments of all questions, day by day, added up in the order of the days; from these
-- the importance of each driver (LMG) and the regression are computed, always in the same order.  A model needs more
-- answers than it has terms, and has at most 24 drivers.
--
-- key  outcome, driver
-- role  lower | figure
-- role  upper | figure
-- role  share | figure
-- role  answers | figure

CREATE FUNCTION ops.survey_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (grain text, population text, queue_id text, month date, names text[], bucket_start timestamptz,
	bucket_end timestamptz, moments text, invited bigint, responses bigint, csat_answers bigint, csat_top bigint,
	csat_sum numeric, nps_answers bigint, promoters bigint, detractors bigint, ces_answers bigint, ces_sum numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:survey_days;
END;

COMMENT ON FUNCTION ops.survey_day_live(timestamptz, timestamptz) IS
	'the rows of survey_day_summary for the local days that start in [from_ts, to_ts), as answers say, whatever is '
	'stored';

\set stale_what '''survey_day'''
\set stale_from '''-infinity''::timestamptz'
\set stale_to '''infinity''::timestamptz'
CREATE VIEW ops.survey_driver AS
WITH answer_day AS MATERIALIZED (
	SELECT *
	FROM (:survey_driver_rows) AS d
),
item AS (
	SELECT array_agg(DISTINCT n ORDER BY n) AS names
	FROM (SELECT DISTINCT names FROM answer_day) AS a,
	unnest(a.names) AS n
),
moments AS MATERIALIZED (
	SELECT i.names, m.c
	FROM item AS i
	CROSS JOIN LATERAL (
		SELECT cc.rollup(d.moments::cc.comoments ORDER BY d.day) AS c
		FROM answer_day AS d
		WHERE d.names = i.names
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
	5 * r.estimate AS impact,
	:is_stale AS is_stale
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
