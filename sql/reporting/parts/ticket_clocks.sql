-- The clocks that events of :starts start; hours has the calendars.  A clock counts business seconds from its start to
-- what stops it, but for the stretches in which the policy lets it stand still: from an event that leaves one of its
-- statuses to the next that leaves another, or in which the customer speaks.  Of several policies the queue's own
-- counts, then the one that begins later.  A clock is final that now does not move any more, and whose work can be
-- begun; that is of the first open interval, from work_from, at or after its arrival.
--
-- uses  response_policy
\set no_work '(num_nulls(c.work_s, c.target_s, r.clock_s) > 0)'
\set work_at 'cc.add_business_seconds(h.hours, c.started_at, 1e-6::float8)'
SELECT c.ticket_id, c.event_no, c.clock, c.started_at, c.day, c.queue_id, c.calendar_id, c.started_by, c.agent_id,
	c.stopped_at, c.closed_at, r.clock_s, r.paused_s, c.target_s, c.work_s, r.due_at,
	CASE WHEN c.stopped_at IS NOT NULL THEN CASE WHEN r.clock_s <= c.target_s THEN 'met'
			WHEN r.clock_s > c.target_s THEN 'missed' END
		WHEN c.closed_at <= now() THEN 'closed'
		WHEN r.clock_s > c.target_s THEN 'overdue'
		WHEN r.clock_s <= c.target_s AND r.still THEN 'paused'
		WHEN r.clock_s <= c.target_s THEN 'not due' END AS status,
	coalesce(coalesce(c.stopped_at, c.closed_at) <= now(), false)
		AND (:no_work OR coalesce(:work_at <= now(), false)) AS is_final,
	CASE WHEN NOT :no_work AND :work_at <= now()
		THEN cc.lower(cc.reporting_interval(:work_at, :'interval_width'::interval, h.tz, '00:00'::time))
		END AS work_from
FROM (
	SELECT x.*,
		CASE x.clock WHEN 'first reply' THEN coalesce(p.first_reply_s, :'response_target'::float8)
			WHEN 'next reply' THEN p.next_reply_s
			ELSE p.resolution_s END AS target_s,
		p.pause_status,
		CASE WHEN x.clock <> 'resolution' THEN p.work_s END AS work_s,
		coalesce(x.stopped_at, greatest(least(x.closed_at, now()), x.started_at)) AS ends_at
	FROM (
		SELECT 'first reply'::text AS clock, o.ticket_id, o.event_no, o.day, o.opened_at AS started_at,
			o.event AS started_by, o.queue_id, o.calendar_id, r.at AS stopped_at, r.agent_id, o.closed_at
		FROM (:ticket_openings) AS o
		LEFT JOIN LATERAL (
			SELECT r.at, r.agent_id
			FROM :ticket_replies AS r
			WHERE r.ticket_id = o.ticket_id AND r.actor_kind = 'agent' AND r.at >= o.opened_at
				AND r.at <= coalesce(o.closed_at, '9999-12-31 00:00+00')
			ORDER BY r.at, r.event_no
			LIMIT 1
		) AS r ON true
		WHERE o.for_clock IS NULL OR o.for_clock = 'first reply'
		UNION ALL
		SELECT 'next reply', c.ticket_id, c.event_no, c.day, c.at, 'comment', c.queue_id, c.calendar_id, r.at,
			r.agent_id, e.closed_at
		FROM (
			SELECT *
			FROM :starts AS c
			WHERE event = 'comment' AND actor_kind = 'customer' AND public
				AND (for_clock IS NULL OR for_clock = 'next reply')
		) AS c
		JOIN LATERAL (
			SELECT b.at, b.event_no, b.actor_kind
			FROM :ticket_replies AS b
			WHERE b.ticket_id = c.ticket_id AND (b.at, b.event_no) < (c.at, c.event_no)
			ORDER BY b.at DESC, b.event_no DESC
			LIMIT 1
		) AS b ON b.actor_kind = 'agent'
		LEFT JOIN LATERAL (
			SELECT s.at, s.event_no, s.event
			FROM :ticket_events AS s
			WHERE s.ticket_id = c.ticket_id AND s.event IN ('created', 'reopened', 'solved', 'closed')
				AND s.event <> 'created' AND (s.at, s.event_no) < (c.at, c.event_no)
			ORDER BY s.at DESC, s.event_no DESC
			LIMIT 1
		) AS s ON true
		CROSS JOIN LATERAL (
			SELECT min(e.at) AS closed_at
			FROM :ticket_events AS e
			WHERE e.ticket_id = c.ticket_id AND e.event IN ('created', 'reopened', 'solved', 'closed')
				AND e.event IN ('solved', 'closed') AND (e.at, e.event_no) > (c.at, c.event_no)
		) AS e
		LEFT JOIN LATERAL (
			SELECT r.at, r.agent_id
			FROM :ticket_replies AS r
			WHERE r.ticket_id = c.ticket_id AND r.actor_kind = 'agent' AND (r.at, r.event_no) > (c.at, c.event_no)
				AND r.at <= coalesce(e.closed_at, '9999-12-31 00:00+00')
			ORDER BY r.at, r.event_no
			LIMIT 1
		) AS r ON true
		WHERE s.event IS NULL OR s.event = 'reopened' AND (s.at, s.event_no) < (b.at, b.event_no)
		UNION ALL
		SELECT 'resolution', o.ticket_id, o.event_no, o.day, o.opened_at, 'created', o.queue_id, o.calendar_id,
			e.resolved_at, NULL, NULL
		FROM (:ticket_openings) AS o
		CROSS JOIN LATERAL (
			SELECT min(e.at) AS resolved_at
			FROM :ticket_events AS e
			WHERE e.ticket_id = o.ticket_id AND e.event IN ('created', 'reopened', 'solved', 'closed')
				AND e.event IN ('solved', 'closed') AND e.at <= now()
				AND (e.at, e.event_no) > (o.opened_at, o.event_no)
				AND NOT EXISTS (
					SELECT
					FROM :ticket_events AS a
					WHERE a.ticket_id = o.ticket_id AND a.event IN ('created', 'reopened', 'solved', 'closed')
						AND a.event = 'reopened' AND (a.at, a.event_no) > (e.at, e.event_no))
		) AS e
		WHERE o.event = 'created' AND (o.for_clock IS NULL OR o.for_clock = 'resolution')
	) AS x
	LEFT JOIN LATERAL (
		SELECT p.*
		FROM ops.response_policy AS p
		WHERE (p.queue_id = x.queue_id OR p.queue_id IS NULL) AND p.valid @> x.day
			AND CASE WHEN (:policy_problem) IS NULL THEN true END
		ORDER BY p.queue_id IS NULL, lower(p.valid) DESC NULLS LAST, upper(p.valid), p.pause_status,
			p.first_reply_s, p.next_reply_s, p.resolution_s
		LIMIT 1
	) AS p ON true
) AS c
LEFT JOIN hours AS h ON h.calendar_id = c.calendar_id
LEFT JOIN LATERAL (
	SELECT x.elapsed_s - x.paused_s AS clock_s, x.paused_s, x.still,
		CASE WHEN NOT x.still AND h.known @> (d.due_at AT TIME ZONE h.tz)::date THEN d.due_at END AS due_at
	FROM (
		SELECT cc.business_seconds(h.hours, c.started_at, c.ends_at) AS elapsed_s,
			coalesce(sum(w.seconds), 0) AS paused_s,
			c.target_s + coalesce(sum(w.seconds) FILTER (WHERE w.run_s < c.target_s), 0) AS due_s,
			coalesce(bool_or(w.until_at IS NULL AND w.run_s < c.target_s), false)
				AND c.stopped_at IS NULL AND c.closed_at IS NULL AS still
		FROM (
			SELECT w.until_at, w.seconds,
				cc.business_seconds(h.hours, c.started_at, w.from_at)
					- coalesce(sum(w.seconds) OVER (ORDER BY w.at, w.event_no
						ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS run_s
			FROM (
				SELECT s.at, s.event_no, f.from_at, s.until_at,
					cc.business_seconds(h.hours, f.from_at, least(s.until_at, c.ends_at)) AS seconds
				FROM (
					SELECT s.at, s.event_no, coalesce(s.status = ANY (c.pause_status), false) AS pauses,
						lead(s.at) OVER (ORDER BY s.at, s.event_no) AS until_at
					FROM :ticket_events AS s
					WHERE c.pause_status IS NOT NULL AND s.ticket_id = c.ticket_id
						AND (s.status IS NOT NULL OR s.event = 'comment' AND s.actor_kind = 'customer')
				) AS s
				CROSS JOIN LATERAL (SELECT greatest(s.at, c.started_at) AS from_at) AS f
				WHERE s.pauses AND f.from_at < c.ends_at AND f.from_at < coalesce(s.until_at, 'infinity')
			) AS w
		) AS w
	) AS x
	LEFT JOIN LATERAL (
		SELECT CASE WHEN x.due_s <= cc.business_seconds(h.hours, c.started_at, c.started_at + '10 years'::interval)
			THEN cc.add_business_seconds(h.hours, c.started_at, x.due_s) END AS due_at
	) AS d ON true
) AS r ON h.known @> daterange((c.started_at AT TIME ZONE h.tz)::date, (c.ends_at AT TIME ZONE h.tz)::date, '[]')
