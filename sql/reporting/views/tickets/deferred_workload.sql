-- Work is of the first open interval at or after its arrival.  What must not wait longer than the shortest target of
-- the week needs the capacity of deadline_capacity.  Week by week, so that a filter reads no other: what arrives before
-- a week and can be begun in it came in the one before, if that has an open second.
--
-- key  week, queue_id, calendar_id
-- role  agents_mean | figure
-- role  agents_by_deadline | figure
-- role  agents_at_once | figure
-- role  target_s | figure; seconds

CREATE VIEW ops.deferred_workload AS
SELECT v.*, queue_name
FROM (
	WITH :opening_hours
	SELECT w.week, c.queue_id, w.calendar_id, c.replies, c.work_s, c.target_s,
		o.open_s,
		c.work_s / nullif(o.open_s, 0) AS agents_mean,
		cc.deadline_capacity(s.work, least(floor(c.target_s / w.width_s), 1e6)::integer) / w.width_s
			AS agents_by_deadline,
		s.most / w.width_s AS agents_at_once
	FROM (
		SELECT t::date AS week, h.calendar_id, h.hours,
			t AT TIME ZONE h.tz AS starts,
			(t + '7 days'::interval) AT TIME ZONE h.tz AS ends,
			extract(epoch FROM :'interval_width'::interval)::float8 AS width_s,
			CASE WHEN cc.business_seconds(h.hours, (t - '7 days'::interval) AT TIME ZONE h.tz, t AT TIME ZONE h.tz) > 0
				THEN t::date - 8 ELSE '-infinity' END AS from_day
		FROM (SELECT min(at) AS first FROM ops.ticket_event WHERE :ticket_event_usable) AS e
		CROSS JOIN hours AS h
		CROSS JOIN LATERAL generate_series(date_trunc('week', e.first AT TIME ZONE h.tz), now() AT TIME ZONE h.tz,
			'7 days'::interval) AS t
	) AS w
	CROSS JOIN LATERAL (
		SELECT array_agg(cc.lower(b) ORDER BY cc.lower(b)) AS starts,
			sum(cc.business_seconds(w.hours, cc.lower(b), cc.upper(b)))::float8 AS open_s
		FROM cc.open_intervals(w.hours, w.starts, w.ends, :'interval_width'::interval) AS b
	) AS o
	CROSS JOIN LATERAL (
		SELECT queue_id,
			sum(replies)::bigint AS replies,
			sum(work_s)::float8 AS work_s,
			min(target_s) AS target_s,
			array_agg(number) AS numbers,
			array_agg(work_s::float8) AS works
		FROM (
			SELECT c.queue_id, width_bucket(c.work_from, o.starts) AS number,
				sum(c.replies) AS replies,
				sum(c.work_s) AS work_s,
				min(c.target_s) AS target_s
			FROM (:work_rows) AS c
			WHERE c.calendar_id = w.calendar_id AND c.day >= w.from_day AND c.day <= w.week + 8
				AND c.work_from >= w.starts AND c.work_from < w.ends
			GROUP BY c.queue_id, width_bucket(c.work_from, o.starts)
		) AS c
		GROUP BY queue_id
	) AS c
	CROSS JOIN LATERAL (
		SELECT array_agg(coalesce(a.work_s, 0) ORDER BY n) AS work, max(a.work_s) AS most
		FROM generate_series(1, cardinality(o.starts)) AS n
		LEFT JOIN unnest(c.numbers, c.works) AS a (number, work_s) ON a.number = n
	) AS s
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.deferred_workload IS
	'work that replies to tickets bring, by queue and week of the calendar, and the agents that do it: on average, so '
	'that each is done within the shortest target, and at once';
COMMENT ON COLUMN ops.deferred_workload.open_s IS
	'open seconds of the week';
COMMENT ON COLUMN ops.deferred_workload.target_s IS
	'shortest target of the week, business seconds';
COMMENT ON COLUMN ops.deferred_workload.week IS
	'first day of the week in which the work can be begun, a Monday';
