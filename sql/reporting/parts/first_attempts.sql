-- Attempts of :attempt_span that were the first to their entry in their month: counted, these are entries of a month,
-- and add up.
\set month_of_a 'date_trunc(''month'', a.dialled_at AT TIME ZONE :''zone''::text - :''day_start''::time)'
\set month_of_e 'date_trunc(''month'', e.dialled_at AT TIME ZONE :''zone''::text - :''day_start''::time)'
SELECT campaign_id, day, month, count(*) AS records_dialled
FROM (
	SELECT campaign_id, record_id, attempt_id, dialled_at,
		:attempt_local::date AS day,
		date_trunc('month', :attempt_local)::date AS month
	FROM ops.outbound_attempt
	WHERE record_id IS NOT NULL AND :attempt_span AND CASE WHEN (:attempt_problem) IS NULL THEN true END
) AS a
WHERE NOT EXISTS (
	SELECT
	FROM ops.outbound_attempt AS e
	WHERE e.campaign_id = a.campaign_id AND e.record_id = a.record_id AND e.dialled_at <= a.dialled_at
		AND (e.dialled_at, e.attempt_id) < (a.dialled_at, a.attempt_id) AND :month_of_e = :month_of_a
		AND CASE WHEN (:attempt_problem) IS NULL THEN true END)
GROUP BY day, month, campaign_id
