-- The intervals g come from the calendars, what happened in them from queue_interval.
--
-- key  queue_id, bucket_start

CREATE VIEW ops.queue_interval_open AS
SELECT v.*, queue_name
FROM (
	WITH :opening_hours,
	span AS MATERIALIZED (
		SELECT min(queued_at) AS first_at, max(queued_at) AS last_at
		FROM ops.valid_visit
	)
	SELECT g.queue_id,
		cc.lower(g.b) AS bucket_start,
		cc.upper(g.b) AS bucket_end,
		cc.lower(g.b) AT TIME ZONE :'zone'::text AS local_start,
		coalesce(i.offered, 0) AS offered,
		coalesce(i.answered, 0) AS answered,
		coalesce(i.abandoned, 0) AS abandoned,
		coalesce(i.service_judged, 0) AS service_judged,
		coalesce(i.service_met, 0) AS service_met,
		i.service_met::float8 / nullif(i.service_judged, 0) AS service_level,
		(cc.lower(g.b) AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day
	FROM (
		SELECT DISTINCT q.queue_id, p.b
		FROM span AS s
		CROSS JOIN ops.queue AS q
		JOIN hours AS h USING (calendar_id)
		CROSS JOIN LATERAL cc.open_intervals(h.hours, s.first_at, s.last_at, :'interval_width'::interval) AS o
		-- a calendar's own grid need not be that of the views
		CROSS JOIN LATERAL cc.split_interval(cc.tstzrange(o), :'interval_width'::interval, :'zone'::text,
			:'day_start'::time) AS p (b, bucket_s)
		WHERE cc.business_seconds(h.hours, cc.lower(p.b), cc.upper(p.b)) > 0
			AND q.valid @> cc.lower(o)
	) AS g
	LEFT JOIN (
		SELECT queue_id, bucket_start,
			sum(offered)::bigint AS offered,
			sum(answered)::bigint AS answered,
			sum(abandoned)::bigint AS abandoned,
			sum(service_judged)::bigint AS service_judged,
			sum(service_met)::bigint AS service_met
		FROM ops.queue_interval
		GROUP BY queue_id, bucket_start
	) AS i ON i.queue_id = g.queue_id AND i.bucket_start = cc.lower(g.b)
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_interval_open IS
	'queues in every interval in which they are open, from the first visit to the last: zeros where nobody came; '
	'what came while they were closed is only in queue_interval';
