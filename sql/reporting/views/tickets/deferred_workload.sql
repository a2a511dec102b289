-- Work is of the first open interval at or after its arrival.  What must not wait longer than the shortest target of
-- the week needs the capacity of deadline_capacity.
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
	SELECT w.week, w.queue_id, w.calendar_id, w.replies, w.work_s, w.target_s,
		o.open_s,
		w.work_s / nullif(o.open_s, 0) AS agents_mean,
		cc.deadline_capacity(o.work, least(floor(w.target_s / o.width_s), 1e6)::integer) / o.width_s
			AS agents_by_deadline,
		o.most / o.width_s AS agents_at_once
	FROM (
		SELECT week, queue_id, calendar_id,
			count(*) AS replies,
			sum(work_s::numeric)::float8 AS work_s,
			min(target_s) AS target_s,
			array_agg(at) AS ats,
			array_agg(work_s) AS works
		FROM (
			SELECT c.queue_id, c.calendar_id, c.work_s, c.target_s, f.at,
				date_trunc('week', f.at AT TIME ZONE h.tz)::date AS week
			FROM ops.ticket_clock AS c
			JOIN hours AS h USING (calendar_id)
			CROSS JOIN LATERAL (SELECT cc.add_business_seconds(h.hours, c.started_at, 1e-6) AS at) AS f
			WHERE c.clock IN ('first reply', 'next reply') AND c.work_s IS NOT NULL AND c.target_s IS NOT NULL
				AND c.clock_s IS NOT NULL AND f.at <= now()
		) AS c
		GROUP BY week, queue_id, calendar_id
	) AS w
	JOIN hours AS h USING (calendar_id)
	CROSS JOIN LATERAL (
		SELECT array_agg(work ORDER BY number) AS work, max(work) AS most, sum(open_s)::float8 AS open_s,
			extract(epoch FROM :'interval_width'::interval)::float8 AS width_s
		FROM (
			SELECT b.number, coalesce(sum(a.work_s::numeric), 0)::float8 AS work,
				cc.business_seconds(h.hours, cc.lower(b.b), cc.upper(b.b)) AS open_s
			FROM cc.open_intervals(h.hours,
				w.week::timestamp AT TIME ZONE h.tz, (w.week + 7)::timestamp AT TIME ZONE h.tz,
				:'interval_width'::interval) WITH ORDINALITY AS b (b, number)
			LEFT JOIN unnest(w.ats, w.works) AS a (at, work_s) ON a.at >= cc.lower(b.b) AND a.at < cc.upper(b.b)
			GROUP BY b.number, b.b
		) AS b
	) AS o
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
