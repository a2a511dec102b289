-- Rows of ticket_day_summary for the days that begin in [from_ts, to_ts): sums of final clocks, and the others one by
-- one.  A function is made of this, which pg_upgrade restores before the operator classes of our types: it groups by
-- none of these.
\set starts_of_span 'SELECT * FROM :ticket_starts_of_all AS e WHERE at >= from_ts AND at < to_ts'
\set starts '(:starts_of_span)'
SELECT x.grain, x.clock, x.queue_id::text AS queue_id, x.calendar_id::text AS calendar_id, x.agent_id::text AS agent_id,
	x.ticket_id::text AS ticket_id, x.event_no::integer AS event_no, x.work_from,
	cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.clocks, x.stopped, x.clocked, x.clock_s, x.paused_s, x.met, x.missed, x.closed,
	x.once_resolved, x.reopened, x.replied_to, x.one_touch, x.work_s, x.target_s
FROM (
	WITH :opening_hours
	SELECT CASE WHEN grouping(agent_id) = 0 THEN 'agent' WHEN grouping(work_from) = 0 THEN 'work'
			WHEN grouping(calendar_id) = 0 THEN 'calendar' ELSE 'open' END AS grain,
		day, is_final, clock, queue_id, calendar_id, agent_id, ticket_id, event_no, work_from,
		:ticket_clock_sums,
		:ticket_end_sums,
		sum(work_s::numeric) AS work_s, min(target_s) AS target_s
	FROM (
		SELECT c.day, c.is_final, c.clock, c.queue_id, c.calendar_id, c.agent_id,
			CASE WHEN NOT c.is_final THEN c.ticket_id END AS ticket_id,
			CASE WHEN NOT c.is_final THEN c.event_no END AS event_no,
			c.stopped_at, c.clock_s, c.paused_s, c.status, c.work_from, c.work_s, c.target_s,
			CASE WHEN c.clock = 'resolution' THEN :ticket_reopens END AS reopens,
			CASE WHEN c.clock = 'resolution' THEN :ticket_agent_replies END AS replies
		FROM (:ticket_clocks) AS c
	) AS c
	GROUP BY GROUPING SETS ((day, is_final, clock, queue_id, agent_id), (day, is_final, clock, queue_id, calendar_id),
		(day, is_final, queue_id, calendar_id, work_from), (day, is_final, clock, ticket_id, event_no))
) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE CASE x.grain WHEN 'open' THEN NOT x.is_final WHEN 'agent' THEN x.is_final
		WHEN 'work' THEN x.is_final AND x.work_from IS NOT NULL
		ELSE x.is_final AND x.clock = 'first reply' END
	AND cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
