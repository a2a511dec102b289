-- What came in an interval, and in the same local slot a week before it (the naive forecast), is looked up where it is
-- rolled up (a, n) and joined where it is not (la, ln).  A forecast of other intervals than the views' has neither.
-- Usable forecasts are those without a problem, said so that the planner does not take them for few.
--
-- uses  feed_gap, queue_interval_summary
-- key  queue_id, media, scenario, interval_start, made_at
\set bucket_at 'cc.reporting_interval(x.at, :''interval_width''::interval, :''zone''::text, :''day_start''::time)'
\set local_day '(bucket_start AT TIME ZONE :''zone''::text - :''day_start''::time)::date'

CREATE VIEW ops.forecast_error AS
WITH live AS MATERIALIZED (
	SELECT queue_id, media, bucket_start, bucket_end,
		cc.rollup(summary) AS summary
	FROM (:live_summaries) AS b
	GROUP BY queue_id, media, bucket_start, bucket_end
),
live_day AS MATERIALIZED (
	SELECT DISTINCT :local_day AS day
	FROM live
)
SELECT queue_id, media, scenario, horizon, made_at, interval_start, interval_end, local_start, lead_days,
	forecast, actual, forecast - actual AS error, naive,
	aht_s AS forecast_aht, actual_aht, actual_handle_s, actual_answered, is_newest,
	interval_start AS bucket_start,
	interval_end AS bucket_end,
	(local_start - :'day_start'::time)::date AS day,
	queue_name
FROM (
	SELECT f.queue_id, f.media, f.scenario, f.horizon, f.made_at, f.interval_start,
		f.interval_start + f.interval_len AS interval_end,
		f.interval_start AT TIME ZONE :'zone'::text AS local_start,
		floor(extract(epoch FROM f.interval_start - f.made_at) / 86400)::integer AS lead_days,
		f.volume AS forecast,
		f.aht_s,
		CASE WHEN i.is_bucket AND i.ends <= m.until AND NOT EXISTS (
				SELECT FROM ops.feed_gap AS g
				WHERE g.during && tstzrange(f.interval_start, i.ends))
			THEN coalesce(cc.offered(v.came), 0)::float8 END AS actual,
		cc.aht(v.came) AS actual_aht,
		round(cc.aht(v.came) * cc.answered(v.came) * 1e6) / 1e6 AS actual_handle_s,
		cc.answered(v.came) AS actual_answered,
		NOT EXISTS (
			SELECT
			FROM (SELECT *, :forecast_problem AS problem FROM ops.forecast) AS later
			WHERE later.queue_id = f.queue_id AND later.media = f.media AND later.scenario = f.scenario
				AND later.interval_start = f.interval_start AND later.made_at > f.made_at
				AND later.problem IS NULL) AS is_newest,
		CASE WHEN i.is_bucket AND w.ends <= m.until AND NOT EXISTS (
				SELECT FROM ops.feed_gap AS g
				WHERE g.during && tstzrange(w.starts, w.ends))
			THEN CASE WHEN v.before IS NOT NULL THEN cc.offered(v.before)::float8
				WHEN w.day IN (SELECT day FROM live_day) OR EXISTS (
					SELECT FROM ops.queue_interval_summary AS r
					WHERE r.bucket_start >= w.day_starts AND r.bucket_start < w.day_ends)
				THEN 0 END END AS naive
	FROM (
		SELECT *
		FROM ops.forecast
		WHERE CASE WHEN (:forecast_problem) IS NULL THEN true END
	) AS f
	CROSS JOIN (SELECT max(queued_at) AS until FROM ops.valid_visit) AS m
	CROSS JOIN LATERAL (
		SELECT cc.lower(b) = x.at AND cc.upper(b) = x.at + f.interval_len AS is_bucket,
			x.at + f.interval_len AS ends,
			x.at AT TIME ZONE :'zone'::text - '7 days'::interval AS week_before
		FROM (SELECT f.interval_start AS at) AS x,
		LATERAL :bucket_at AS b
	) AS i
	LEFT JOIN LATERAL (
		SELECT cc.lower(b) AS starts,
			cc.upper(b) AS ends,
			cc.lower(d) AS day_starts,
			cc.upper(d) AS day_ends,
			(i.week_before - :'day_start'::time)::date AS day
		FROM (SELECT i.week_before AT TIME ZONE :'zone'::text AS at) AS x,
		LATERAL :bucket_at AS b,
		LATERAL cc.reporting_interval(x.at, '1 day'::interval, :'zone'::text, :'day_start'::time) AS d
		WHERE x.at AT TIME ZONE :'zone'::text = i.week_before AND cc.lower(b) = x.at
	) AS w ON true
	CROSS JOIN LATERAL (
		SELECT cc.rollup(r.summary) AS summary
		FROM ops.queue_interval_summary AS r
		WHERE r.queue_id = f.queue_id AND r.media = f.media
			AND r.bucket_start = f.interval_start AND r.bucket_end = i.ends
	) AS a
	CROSS JOIN LATERAL (
		SELECT cc.rollup(r.summary) AS summary
		FROM ops.queue_interval_summary AS r
		WHERE r.queue_id = f.queue_id AND r.media = f.media AND r.bucket_start = w.starts
	) AS n
	LEFT JOIN live AS la ON la.queue_id = f.queue_id AND la.media = f.media
		AND la.bucket_start = f.interval_start AND la.bucket_end = i.ends
	LEFT JOIN live AS ln ON ln.queue_id = f.queue_id AND ln.media = f.media AND ln.bucket_start = w.starts
	CROSS JOIN LATERAL (
		SELECT coalesce(a.summary OPERATOR(cc.+) la.summary, a.summary, la.summary) AS came,
			coalesce(n.summary OPERATOR(cc.+) ln.summary, n.summary, ln.summary) AS before
	) AS v
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.forecast_error IS
	'every forecast against the volume that came; actual is NULL where no data is (yet, or in a feed gap)';
