-- What came in an interval, and a week before it (the naive forecast), is looked up where it is rolled up (a, n) and
-- joined where it is not (la, ln).  A forecast of other intervals than the views' has no actual.
--
-- uses  feed_gap, queue_interval_summary
\set width ':''interval_width''::interval'
\set bucket 'cc.reporting_interval(f.interval_start, :width, :''zone''::text, :''day_start''::time)'

CREATE VIEW ops.forecast_error AS
WITH live AS MATERIALIZED (
	SELECT queue_id, media, bucket_start, bucket_end,
		cc.rollup(summary) AS summary
	FROM (:live_summaries) AS b
	GROUP BY queue_id, media, bucket_start, bucket_end
)
SELECT queue_id, media, scenario, horizon, made_at, interval_start, interval_end, local_start, lead_days,
	forecast, actual, forecast - actual AS error, naive,
	aht_s AS forecast_aht, actual_aht
FROM (
	SELECT f.queue_id, f.media, f.scenario, f.horizon, f.made_at, f.interval_start,
		f.interval_start + f.interval_len AS interval_end,
		f.interval_start AT TIME ZONE :'zone'::text AS local_start,
		floor(extract(epoch FROM f.interval_start - f.made_at) / 86400)::integer AS lead_days,
		f.volume AS forecast,
		f.aht_s,
		CASE WHEN f.interval_start + f.interval_len <= m.until
			AND cc.lower(:bucket) = f.interval_start
			AND cc.upper(:bucket) = f.interval_start + f.interval_len
			AND NOT EXISTS (
				SELECT FROM ops.feed_gap AS g
				WHERE g.during && tstzrange(f.interval_start, f.interval_start + f.interval_len))
			THEN coalesce(cc.offered(v.came), 0)::float8 END AS actual,
		cc.aht(v.came) AS actual_aht,
		cc.offered(v.before)::float8 AS naive
	FROM ops.forecast AS f
	CROSS JOIN (SELECT max(queued_at) AS until FROM ops.valid_visit) AS m
	CROSS JOIN LATERAL (
		SELECT cc.rollup(r.summary) AS summary
		FROM ops.queue_interval_summary AS r
		WHERE r.queue_id = f.queue_id AND r.media = f.media
			AND r.bucket_start = f.interval_start AND r.bucket_end = f.interval_start + f.interval_len
	) AS a
	CROSS JOIN LATERAL (
		SELECT cc.rollup(r.summary) AS summary
		FROM ops.queue_interval_summary AS r
		WHERE r.queue_id = f.queue_id AND r.media = f.media
			AND r.bucket_start = f.interval_start - '168 hours'::interval
	) AS n
	LEFT JOIN live AS la ON la.queue_id = f.queue_id AND la.media = f.media
		AND la.bucket_start = f.interval_start AND la.bucket_end = f.interval_start + f.interval_len
	LEFT JOIN live AS ln ON ln.queue_id = f.queue_id AND ln.media = f.media
		AND ln.bucket_start = f.interval_start - '168 hours'::interval
	CROSS JOIN LATERAL (
		SELECT coalesce(a.summary OPERATOR(cc.+) la.summary, a.summary, la.summary) AS came,
			coalesce(n.summary OPERATOR(cc.+) ln.summary, n.summary, ln.summary) AS before
	) AS v
) AS x;

COMMENT ON VIEW ops.forecast_error IS
	'every forecast against the volume that came; actual is NULL where no data is (yet, or in a feed gap)';
