# Queue summary: against what an analyst writes by hand, against
# tdigest, and against the executor's own floor, an empty C transition.
#
#   CALLS=1000000 make bench BENCH=summary      fewer calls than 10 million
calls=${CALLS:-$(rows 10000000)}

# A year of half hours for 20 queues, in the order of arrival.
sql "CREATE UNLOGGED TABLE call AS
	SELECT queue, at, outcome, wait, talk, hold, acw, talk + hold + acw AS handle
	FROM (SELECT i % 20 AS queue,
			timestamptz '2026-01-01 00:00+00' + make_interval(secs => i * (365 * 86400.0 / $calls)) AS at,
			CASE WHEN r < 0.88 THEN 'answered' WHEN r < 0.97 THEN 'abandoned' WHEN r < 0.99 THEN 'flowed_out' ELSE 'callback_requested' END AS outcome,
			CASE WHEN random() < 0.3 THEN 0 ELSE round(-40000 * ln(1 - random())) / 1000 END AS wait,
			CASE WHEN r < 0.88 THEN round(-240000 * ln(1 - random())) / 1000 END AS talk,
			CASE WHEN r < 0.88 THEN CASE WHEN random() < 0.7 THEN 0 ELSE 25.5::float8 END END AS hold,
			CASE WHEN r < 0.88 THEN round((60 * random())::numeric, 3)::float8 END AS acw
		FROM (SELECT i, random() AS r FROM generate_series(1, $calls) i) x) y"
sql "CREATE UNLOGGED TABLE call_interval AS
	SELECT queue, at, outcome, make_interval(secs => wait) AS wait, make_interval(secs => talk) AS talk,
		make_interval(secs => hold) AS hold, make_interval(secs => acw) AS acw FROM call"
# what the planner needs to know that there are few buckets
bucket="date_bin('30 min', at, '2026-01-01 00:00+00')"
sql "CREATE STATISTICS call_bucket (ndistinct) ON queue, ($bucket) FROM call"
sql "CREATE STATISTICS call_day (ndistinct) ON queue, (date_bin('1 day', at, '2026-01-01 00:00+00')) FROM call"
sql "VACUUM ANALYZE call, call_interval"
sql "CREATE UNLOGGED TABLE half_hour AS
	SELECT queue, $bucket AS at, queue_summary(outcome, wait, talk, hold, acw) AS s FROM call GROUP BY 1, 2 ORDER BY 2, 1"
sql "CREATE STATISTICS half_hour_day (ndistinct) ON queue, (date_bin('1 day', at, '2026-01-01 00:00+00')) FROM half_hour"
sql "VACUUM ANALYZE half_hour"

# an aggregate that does nothing, with the arguments of queue_summary
mkdir -p build/bench
cat >build/bench/nothing.c <<-'C'
	#include "postgres.h"
	#include "fmgr.h"
	PG_MODULE_MAGIC;
	PG_FUNCTION_INFO_V1(nothing);
	Datum nothing(PG_FUNCTION_ARGS) { PG_RETURN_DATUM(PG_GETARG_DATUM(0)); }
C
# the mirrored pg_config, first in PATH, has no headers beside it
cc -O2 -fPIC -shared -I"$(PATH=${PATH#*:} "${PG_CONFIG:-pg_config}" --includedir-server)" \
	-o build/bench/nothing.so build/bench/nothing.c
sql "CREATE FUNCTION nothing(bigint, text, float8, float8, float8, float8) RETURNS bigint
	AS '$PWD/build/bench/nothing.so', 'nothing' LANGUAGE C IMMUTABLE PARALLEL SAFE"
sql "CREATE FUNCTION nothing(bigint, bigint) RETURNS bigint
	AS '$PWD/build/bench/nothing.so', 'nothing' LANGUAGE C IMMUTABLE PARALLEL SAFE"
sql "CREATE AGGREGATE nothing(text, float8, float8, float8, float8)
	(SFUNC = nothing, STYPE = bigint, INITCOND = 0, COMBINEFUNC = nothing, PARALLEL = SAFE)"
sql 'CREATE EXTENSION IF NOT EXISTS tdigest' 2>/dev/null && tdigest=1 || tdigest=

summary='queue_summary(outcome, wait, talk, hold, acw)'
hand="count(*), count(*) FILTER (WHERE outcome = 'answered'), count(*) FILTER (WHERE outcome = 'abandoned'),
	count(*) FILTER (WHERE outcome = 'answered' AND wait <= 20), avg(wait), avg(handle)"
by="FROM call GROUP BY queue, $bucket"
for workers in 0 2; do
	echo "  -- $workers workers"
	session="SET max_parallel_workers_per_gather = $workers; SET min_parallel_table_scan_size = 0;
		SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET work_mem = '1GB';"
	ratio "ungrouped: summary / hand" "<= 0.70" "SELECT $summary FROM call" "SELECT $hand FROM call"
	ratio "ungrouped: summary / empty transition" "<= 1.3" "SELECT $summary FROM call" \
		"SELECT nothing(outcome, wait, talk, hold, acw) FROM call"
	[ -z "$tdigest" ] || ratio "ungrouped: summary / tdigest(wait, 100)" "<= 0.6" \
		"SELECT $summary FROM call" "SELECT tdigest(wait, 100) FROM call"
	ratio "ungrouped: interval columns / float8 columns" "<= 1.3" \
		"SELECT $summary FROM call_interval" "SELECT $summary FROM call"
	ratio "queue and half hour: summary / hand" "<= 0.80" "SELECT service_level($summary, 20) $by" "SELECT $hand $by"
	ratio "queue and half hour: summary / hand and percentile_cont" "<= 0.20" "SELECT service_level($summary, 20) $by" \
		"SELECT $hand, percentile_cont(0.9) WITHIN GROUP (ORDER BY wait) $by"
	ratio "queue and half hour: summary / empty transition" "<= 1.3" "SELECT service_level($summary, 20) $by" \
		"SELECT nothing(outcome, wait, talk, hold, acw) $by"
	[ -z "$tdigest" ] || ratio "queue and half hour: summary / tdigest(wait, 100)" "<= 0.6" \
		"SELECT service_level($summary, 20) $by" "SELECT tdigest(wait, 100) $by"
	ratio "days from raw rows / rollup of stored half hours" ">= 30" \
		"SELECT queue, date_bin('1 day', at, '2026-01-01 00:00+00'), service_level($summary, 20) FROM call GROUP BY 1, 2" \
		"SELECT queue, date_bin('1 day', at, '2026-01-01 00:00+00'), service_level(rollup(s), 20) FROM half_hour GROUP BY 1, 2"
done

session="SET min_parallel_table_scan_size = 0; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;"
serial='SET max_parallel_workers_per_gather = 0 \; SET parallel_leader_participation = off \;'
two='SET max_parallel_workers_per_gather = 2 \; SET parallel_leader_participation = off \;'
ratio "one process / 2 workers, ungrouped" ">= 1.7" "$serial SELECT $summary FROM call" "$two SELECT $summary FROM call"

# A sliding hour, per call: tdigest has no inverse and begins anew.
session="SET max_parallel_workers_per_gather = 0;"
sql "CREATE UNLOGGED TABLE busy AS SELECT * FROM call ORDER BY at LIMIT least(20000, $calls)"
sql "VACUUM ANALYZE busy"
slide="OVER (ORDER BY at RANGE '60 min' PRECEDING)"
[ -z "$tdigest" ] || ratio "sliding hour per call: tdigest / service level and p90" ">= 15" \
	"SELECT sum(p) FROM (SELECT tdigest_percentile(wait, 100, 0.9) $slide AS p FROM busy) x" \
	"SELECT sum(service_level(s, 20)), sum(wait_quantile(s, 0.9)) FROM (SELECT $summary $slide AS s FROM busy) x"
ratio "sliding service level: 8 hours / 1 hour" "about 1" \
	"SELECT sum(service_level(s, 20)) FROM (SELECT $summary OVER (ORDER BY at RANGE '480 min' PRECEDING) AS s FROM busy) x" \
	"SELECT sum(service_level(s, 20)) FROM (SELECT $summary $slide AS s FROM busy) x"

# A moving week of days, beside the same weeks from their half hours.
sql "CREATE UNLOGGED TABLE day AS SELECT queue, at::date AS day, rollup(s) AS s FROM half_hour GROUP BY 1, 2"
sql "VACUUM ANALYZE day"
ratio "moving weeks from half hours : the window over stored days" ">= 5" \
	"SELECT d.queue, d.day, service_level(rollup(h.s), 20) FROM day AS d
		JOIN half_hour AS h ON h.queue = d.queue AND h.at >= d.day - 6 AND h.at < d.day + 1 GROUP BY 1, 2" \
	"SELECT queue, day, service_level(rollup(s) OVER (PARTITION BY queue ORDER BY day ROWS 6 PRECEDING), 20) FROM day"

# Each figure opens the summary: what that takes of the row of a view, which has 20 and merges ten.
figures=$(for f in offered answered abandoned flowed_out callbacks blocked system_errors still_open; do echo "$f(s),"; done)
figures="$figures answered_within(s, 20), abandoned_within(s, 20), service_level(s, 20), asa(s), mean_wait(s), mean_time_to_abandon(s), aht(s), mean_talk(s),
	mean_hold(s), mean_acw(s), longest_wait(s), wait_quantile(s, 0.9)"
ratio "20 figures of a stored half hour : one" "a look" \
	"SELECT $figures FROM half_hour" "SELECT offered(s) FROM half_hour"
ratio "... of ten that are merged first : one" "a look" \
	"SELECT $figures FROM (SELECT rollup(s) AS s FROM half_hour GROUP BY queue, date_bin('5 hours', at, '2026-01-01 00:00+00') OFFSET 0) AS x" \
	"SELECT offered(s) FROM (SELECT rollup(s) AS s FROM half_hour GROUP BY queue, date_bin('5 hours', at, '2026-01-01 00:00+00') OFFSET 0) AS x"

# Durations as they come: extract() is numeric, whose cast to float8 goes by way of text.
sql "CREATE UNLOGGED TABLE stamped AS SELECT outcome, at AS queued_at, at + wait AS left_at FROM call_interval LIMIT least(2000000, $calls)"
sql "VACUUM ANALYZE stamped"
ratio "extract(epoch FROM left_at - queued_at) : left_at - queued_at" "a look" \
	"SELECT queue_summary(outcome, extract(epoch FROM left_at - queued_at)::float8) FROM stamped" \
	"SELECT queue_summary(outcome, left_at - queued_at) FROM stamped"
ratio "... of which numeric and its cast alone" "a look" \
	"SELECT max(extract(epoch FROM left_at - queued_at)::float8) FROM stamped" \
	"SELECT queue_summary(outcome, left_at - queued_at) FROM stamped"

echo "  -- memory and size"
psql -X -q -A -t -d bench <<-SQL
	SET max_parallel_workers_per_gather = 0; SET work_mem = '1GB';
	CREATE FUNCTION pg_temp.plan(query text) RETURNS jsonb LANGUAGE plpgsql AS \$\$
	DECLARE result json; BEGIN EXECUTE 'EXPLAIN (ANALYZE, TIMING off, FORMAT json) ' || query INTO result; RETURN result; END \$\$;
	SELECT '  ' || (n->>'Strategy') || ' aggregate of ' || (n->>'Actual Rows') || ' groups: '
		|| round((n->>'Peak Memory Usage')::numeric * 1024 / (n->>'Actual Rows')::numeric) || ' bytes a group (aim <= 600)'
	FROM (SELECT pg_temp.plan(\$q\$SELECT $summary $by\$q\$) #> '{0,Plan}' AS n) p;
	SELECT '  stored: ' || round(avg(pg_column_size(s))) || ' bytes on average for ' || round(avg(offered(s))) || ' calls' FROM half_hour;
	SELECT '  stored: ' || pg_column_size(rollup(s)) || ' bytes for ' || offered(rollup(s)) || ' calls (aim <= 4096 for a million)'
	FROM half_hour WHERE at < (SELECT min(at) + interval '365 days' * least(1, 1e6 / $calls) FROM half_hour);
	SELECT '  stored: ' || max(pg_column_size(s)) || ' bytes at most for 60 calls (aim <= 160)'
	FROM (SELECT queue_summary(outcome, wait, talk, hold, acw) AS s FROM (SELECT *, row_number() OVER () / 60 AS g FROM busy) x GROUP BY g HAVING count(*) = 60) y;
SQL
