-- All queues and agents.  From the answers, not from voc_queue or voc_agent: what those suppress counts here.
--
-- key  month

\set voc_by population
\set voc_grain '''population'''
\set voc_asked true
\set stale_what '''survey_day'''
\set stale_from '(month::timestamp AT TIME ZONE :''zone''::text)'
\set stale_to '((month + ''1 month''::interval) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.voc_month AS
SELECT month,
	:voc_figures,
	:is_stale AS is_stale
FROM (
	SELECT month,
		:voc_totals
	FROM (:voc_rows) AS r
	WHERE population = 'downstream'
	GROUP BY month
) AS x;

COMMENT ON VIEW ops.voc_month IS
	'voice of the customer by local month of the contact';
