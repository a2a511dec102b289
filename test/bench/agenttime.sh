# Chapter 4, agent time: peak and covered time against what users write.
sql "CREATE TABLE call AS
	SELECT i, tstzrange(start, start + make_interval(secs => 30 + (i::bigint * 7919 % 570))) AS during
	FROM (SELECT i, timestamptz '2026-01-05 00:00+00'
			+ make_interval(secs => (i::bigint * 104729 % 2000003) * 1.296) AS start
		FROM generate_series(1, 2000000) i) c"
sql "VACUUM ANALYZE call"
sweep="SELECT max(level) FROM (
	SELECT sum(step) OVER (ORDER BY at, step ROWS UNBOUNDED PRECEDING) AS level FROM (
		SELECT lower(during) AS at, 1 AS step FROM call
		UNION ALL SELECT upper(during), -1 FROM call) e) l"
union="SELECT sum(extract(epoch FROM upper(r) - lower(r)))
	FROM (SELECT unnest(range_agg(during)) AS r FROM call) u"
session="SET max_parallel_workers_per_gather = 0;"
ratio "window-function sweep : peak_concurrency, 2 million calls" ">= 8" \
	"$sweep" "SELECT peak_concurrency(during) FROM call"
ratio "range_agg and sum : covered_seconds" "a look" \
	"$union" "SELECT covered_seconds(during) FROM call"
ratio "peak_concurrency : max(upper(during))" "a look" \
	"SELECT peak_concurrency(during) FROM call" "SELECT max(upper(during)) FROM call"
session=
