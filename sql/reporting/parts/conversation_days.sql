-- Rows of conversation_day_summary for the days that begin in [from_ts, to_ts).
\set conversation_span 'v.queued_at >= from_ts AND v.queued_at < to_ts'
\set answer_span 'v.answered_at >= from_ts AND v.answered_at < to_ts'
SELECT x.grain, x.queue_id::text AS queue_id, x.media::text AS media, x.waiting_since, x.waited_s,
	x.agent_id::text AS agent_id, x.concurrent, cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.conversations, x.first_responses, x.first_response_s, x.responses, x.response_s,
	CASE WHEN x.waiting_since IS NULL THEN x.customer_wait_s END AS customer_wait_s,
	x.left_waiting, x.end_known, x.idle_closed, x.concurrent_s
FROM (
	SELECT 'queue' AS grain, day, queue_id, media, still_since AS waiting_since, waited_s, NULL AS agent_id,
		NULL::integer AS concurrent,
		:conversation_sums,
		NULL::numeric AS concurrent_s
	FROM (
		SELECT *,
			CASE WHEN ended_at IS NULL THEN waiting_since END AS still_since,
			CASE WHEN ended_at IS NULL AND waiting_since IS NOT NULL THEN coalesce(response_s, 0) END AS waited_s
		FROM (:conversation_waits) AS w
	) AS w
	GROUP BY day, queue_id, media, still_since, waited_s
	UNION ALL
	SELECT 'agent', day, NULL, NULL, NULL, NULL, agent_id, concurrent, NULL, NULL, NULL, responses, response_s, NULL,
		NULL, NULL, NULL, concurrent_s
	FROM (:concurrency) AS c
) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
