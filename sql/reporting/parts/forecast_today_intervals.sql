-- The local day of :at by queue, medium and interval, as :histories see it: what came, what was expected before it
-- began, stored or as it would have been made, and what is expected now.
--
-- uses  forecast
\set local_day '(:at AT TIME ZONE :''zone''::text)::date'
\set options 'special_days => h.special_days, hours => h.hours, special_names => h.special_names'
SELECT h.queue_id, h.media, h.as_of,
	cc.lower(u.bucket) AS interval_start,
	cc.upper(u.bucket) AS interval_end,
	cc.lower(u.bucket) AT TIME ZONE :'zone'::text AS local_start,
	CASE WHEN cc.upper(u.bucket) <= h.as_of THEN u.actual END AS actual,
	coalesce(s.volume, u.original) AS original,
	u.volume AS updated,
	u.lower AS updated_lower,
	u.upper AS updated_upper,
	h.reason
FROM :histories AS h
CROSS JOIN LATERAL (
	SELECT day::timestamp AT TIME ZONE :'zone'::text AS starts,
		(day + 1)::timestamp AT TIME ZONE :'zone'::text AS ends
	FROM (SELECT :local_day AS day) AS x
) AS d
CROSS JOIN LATERAL ROWS FROM (
	cc.forecast(h.history, d.starts, d.ends, h.as_of, :options),
	cc.forecast_backtest(h.history, d.starts, d.ends, '1 day'::interval, :options)
) AS u (bucket, volume, lower, upper, aht, made_at, same_bucket, actual, original, original_lower, original_upper)
LEFT JOIN LATERAL (
	SELECT f.volume
	FROM ops.forecast AS f
	WHERE f.queue_id = h.queue_id AND f.media = h.media AND f.interval_start = cc.lower(u.bucket)
		AND f.made_at <= d.starts AND f.scenario IN ('base', 'automatic')
		AND CASE WHEN (:forecast_problem) IS NULL THEN f.interval_start + f.interval_len = cc.upper(u.bucket) END
	ORDER BY f.scenario = 'automatic', f.made_at DESC
	LIMIT 1
) AS s ON true
