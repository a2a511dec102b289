-- Final clocks of stored days are read, the rest is computed.
--
-- when  ticket_day_summary
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, clock, :reply_by,
	clocks, stopped, clocked, clock_s, paused_s, met, missed, 0 AS overdue, 0 AS not_due, closed
FROM ops.ticket_day_summary
WHERE grain = :reply_grain AND clock <> 'resolution'
UNION ALL
\set starts :ticket_starts_of_rest
SELECT day, clock, :reply_by,
	:ticket_clock_sums
FROM (:ticket_clocks) AS c
WHERE clock <> 'resolution'
GROUP BY day, clock, :reply_by
