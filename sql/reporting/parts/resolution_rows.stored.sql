-- Final clocks of stored days are read, the rest is computed.
--
-- when  ticket_day_summary
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, queue_id,
	clocks, stopped, clocked, clock_s, paused_s, met, missed, 0 AS overdue, 0 AS not_due, closed,
	once_resolved, reopened, replied_to, one_touch
FROM ops.ticket_day_summary
WHERE grain = 'agent' AND clock = 'resolution'
UNION ALL
\set starts :ticket_starts_of_rest
SELECT day, queue_id,
	:ticket_clock_sums,
	:ticket_end_sums
FROM (
	SELECT c.*, :ticket_reopens AS reopens, :ticket_agent_replies AS replies
	FROM (:ticket_clocks) AS c
	WHERE clock = 'resolution'
) AS c
GROUP BY day, queue_id
