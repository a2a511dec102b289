-- Everybody who was asked: the customers served (downstream, 下游), those who commission the centre (upstream,
-- 上游), and whom the caller else names.  The other views are of customers alone.
--
-- key  population, month

\set voc_by population
\set voc_grain '''population'''
\set voc_asked true
\set stale_what '''survey_day'''
\set stale_from '(month::timestamp AT TIME ZONE :''zone''::text)'
\set stale_to '((month + ''1 month''::interval) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.voc_population AS
SELECT population, month,
	:voc_figures,
	:is_stale AS is_stale
FROM (
	SELECT population, month,
		:voc_totals
	FROM (:voc_rows) AS r
	GROUP BY population, month
) AS x;

COMMENT ON VIEW ops.voc_population IS
	'voice of each population asked, by local month: downstream the customers served, upstream the clients who '
	'commission the centre; with fewer than min_answers nothing but the count is shown';
