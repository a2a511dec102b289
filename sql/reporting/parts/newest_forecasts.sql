-- The newest base forecast of each interval that can be used, with its work in Erlang.
SELECT DISTINCT ON (queue_id, media, interval_start) queue_id, media, interval_start,
	interval_start + interval_len AS interval_end,
	extract(epoch FROM interval_len)::float8 AS seconds,
	volume,
	aht_s AS aht,
	coalesce(volume * aht_s / extract(epoch FROM interval_len)::float8, 0) AS work
FROM ops.forecast
WHERE scenario = 'base' AND num_nulls(:forecast_problem) > 0
ORDER BY queue_id, media, interval_start, made_at DESC
