-- From the answers, not from voc_queue_agent: what that suppresses counts here.
--
-- key  queue_id, month

\set voc_by queue_id
\set voc_grain '''queue'''
\set voc_asked 'population = ''downstream'''
\set stale_what '''survey_day'''
\set stale_from '(month::timestamp AT TIME ZONE :''zone''::text)'
\set stale_to '((month + ''1 month''::interval) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.voc_queue AS
SELECT queue_id, month,
	:voc_figures,
	queue_name,
	:is_stale AS is_stale
FROM (
	SELECT queue_id, month,
		:voc_totals
	FROM (:voc_rows) AS r
	GROUP BY queue_id, month
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.voc_queue IS
	'voice of the customer by queue and local month of the contact; with fewer than min_answers nothing but the '
	'count is shown';
