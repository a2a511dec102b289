-- Work of final clocks of stored days is read, the rest is computed.
--
-- when  ticket_day_summary
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, queue_id, calendar_id, work_from,
	clocks AS replies, work_s, target_s
FROM ops.ticket_day_summary
WHERE grain = 'work'
UNION ALL
\set starts :ticket_starts_of_rest
SELECT day, queue_id, calendar_id, work_from,
	count(*) AS replies,
	sum(work_s::numeric) AS work_s,
	min(target_s) AS target_s
FROM (:ticket_clocks) AS c
WHERE clock <> 'resolution'
GROUP BY day, queue_id, calendar_id, work_from
