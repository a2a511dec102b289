-- The newest forecast of each interval that can be used, with its work in Erlang: a base one, or else that of
-- refresh_forecast.
SELECT DISTINCT ON (queue_id, media, interval_start) queue_id, media, interval_start,
	interval_start + interval_len AS interval_end,
	extract(epoch FROM interval_len)::float8 AS seconds,
	volume,
	aht_s AS aht,
	lo, hi,
	coalesce(volume * aht_s / extract(epoch FROM interval_len)::float8, 0) AS work
FROM ops.forecast
WHERE scenario IN ('base', 'automatic') AND CASE WHEN (:forecast_problem) IS NULL THEN true END
ORDER BY queue_id, media, interval_start, scenario = 'automatic', made_at DESC
