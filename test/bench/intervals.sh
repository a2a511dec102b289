# Intervals, and interval_profile, against what one writes without.
session='SET max_parallel_workers_per_gather = 0;'

# ten million instants of two years, in no order, and their half hours
sql "CREATE UNLOGGED TABLE instant AS
	SELECT ts, reporting_interval(ts, '30 min', 'America/New_York') AS bucket,
		extract(epoch FROM date_bin('30 min', ts, '2001-01-01'))::int8 AS number
	FROM (SELECT '2025-01-01'::timestamptz + (i::int8 * 7919 * 6301 % 63072000) * interval '1 s'
		FROM generate_series(1, $(rows 10000000)) i) v (ts)"
sql "VACUUM ANALYZE instant"
ratio "reporting_interval with a zone : date_bin, which has none" "<= 1.5" \
	"SELECT count(reporting_interval(ts, '30 min', 'America/New_York')) FROM instant" \
	"SELECT count(date_bin('30 min', ts, '2001-01-01')) FROM instant"
ratio "reporting_interval : date_trunc with a zone" "-" \
	"SELECT count(reporting_interval(ts, '1 hour', 'America/New_York')) FROM instant" \
	"SELECT count(date_trunc('hour', ts, 'America/New_York')) FROM instant"
ratio "the same by local days" "-" \
	"SELECT count(reporting_interval(ts, '1 day', 'America/New_York')) FROM instant" \
	"SELECT count(date_trunc('day', ts, 'America/New_York')) FROM instant"
ratio "GROUP BY a bucket : GROUP BY a bigint" "<= 1.1" \
	"SELECT count(*) FROM (SELECT bucket, count(*) FROM instant GROUP BY bucket) g" \
	"SELECT count(*) FROM (SELECT number, count(*) FROM instant GROUP BY number) g"
ratio "ORDER BY a bucket : ORDER BY a bigint" "-" \
	"SELECT bucket FROM instant ORDER BY bucket OFFSET 9999999" \
	"SELECT number FROM instant ORDER BY number OFFSET 9999999"
sql "DROP TABLE instant"

# two million agent states of 0 to 2.5 hours
sql "CREATE UNLOGGED TABLE state AS
	SELECT i % 500 AS agent, tstzrange(at, at + (i::int8 * 7919 % 9000000) * interval '1 ms') AS during
	FROM (SELECT i, '2026-01-01'::timestamptz + (i / 500) * interval '97 s'
		FROM generate_series(1, $(rows 2000000)) i) v (i, at)"
sql "VACUUM ANALYZE state"
# what users write cuts with generate_series, greatest and least
lateral="FROM state, generate_series(date_bin('30 min', lower(during), '2001-01-01'), upper(during), '30 min') g
	WHERE g < upper(during)"
seconds="extract(epoch FROM least(upper(during), g + '30 min') - greatest(lower(during), g))"
ratio "generate_series lateral : split_interval" ">= 2.5" \
	"SELECT count(*), sum(s) FROM (SELECT g, $seconds AS s $lateral) x" \
	"SELECT count(*), sum(seconds) FROM state, split_interval(during, '30 min', 'America/New_York')"
ratio "generate_series lateral and GROUP BY : interval_profile" ">= 6" \
	"SELECT g, sum($seconds) $lateral GROUP BY g" \
	"SELECT p.* FROM (SELECT interval_profile(during, '30 min', 'America/New_York') AS p FROM state) s, profile_intervals(p) p"
ratio "the same in 160,000 groups" "-" \
	"SELECT agent, date_bin('20 min', lower(during), '2001-01-01') AS part, g, sum($seconds) $lateral GROUP BY 1, 2, 3" \
	"SELECT agent, part, p.* FROM (SELECT agent, date_bin('20 min', lower(during), '2001-01-01') AS part,
		interval_profile(during, '30 min', 'America/New_York') AS p FROM state GROUP BY 1, 2) s, profile_intervals(p) p"
echo "  microseconds that interval_profile is off from the whole: $(psql -X -q -A -t -d bench -c "
	SELECT sum(round(seconds * 1000000)) - (SELECT 1000000 * extract(epoch FROM sum(upper(during) - lower(during))) FROM state)
	FROM (SELECT interval_profile(during, '30 min', 'America/New_York') AS p FROM state) s, profile_intervals(p)")"
