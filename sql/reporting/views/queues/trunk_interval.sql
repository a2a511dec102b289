-- The load is the time of all calls over that of the interval; the lines, so that Erlang B blocks at most 1 %.
--
-- key  bucket_start

CREATE VIEW ops.trunk_interval AS
SELECT bucket_start, bucket_end, calls, peak_calls, load_erlang,
	cc.erlang_b_lines(load_erlang, 0.01::float8) AS lines_for_1_percent,
	bucket_start AT TIME ZONE :'zone'::text AS local_start,
	(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	call_s, interval_s
FROM (
	SELECT bucket_start, bucket_end, calls, peak_calls, call_s, interval_s,
		call_s / interval_s AS load_erlang
	FROM (
		SELECT bucket_start, bucket_end, calls, peak_calls,
			extract(epoch FROM busy)::float8 AS call_s,
			extract(epoch FROM bucket_end - bucket_start)::float8 AS interval_s
		FROM :trunk_calls
	) AS t
) AS t;

COMMENT ON VIEW ops.trunk_interval IS
	'simultaneous voice calls by interval, from entry into the script to the end, and the lines they take';
