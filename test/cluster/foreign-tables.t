#!/bin/bash
# Visits in two databases behind postgres_fdw: with extensions 'contact_center' aggregates and filters are the remote
# server's work, shards are asked at once, and the answers are those of one table to the bit.
. test/tap.sh
psql -X -q -A -t -d postgres -c "SELECT 1 FROM pg_available_extensions WHERE name = 'postgres_fdw'" | grep -q 1 ||
	skip_all "no postgres_fdw here"
trap 'for d in front shard0 shard1; do dropdb --if-exists -f "$d"; done' EXIT
columns="contact_id text, queue_id text, agent_id text, queued_at timestamptz, outcome text, wait_s float8, handle_s float8, score float8, ended_at timestamptz, zone text, names text[], bucket reporting_interval"
visits="SELECT 'c' || i, 'q' || i % 7, 'a' || i % 11, '2026-03-28 00:00+00'::timestamptz + i * interval '41.7 s',
	CASE WHEN i % 6 = 0 THEN 'abandoned' ELSE 'answered' END, i * 7919 % 9001 / 77.0, CASE WHEN i % 6 > 0 THEN 60 + i * 104729 % 4001 / 10.0 END, i * 13 % 11,
	'2026-03-28 00:03+00'::timestamptz + i * interval '41.7 s', 'Europe/Amsterdam', '{a,b}',
	reporting_interval('2026-03-28 00:00+00'::timestamptz + i * interval '41.7 s', '30 min', 'Europe/Amsterdam')
	FROM generate_series(1, 5000) AS i"
for d in front shard0 shard1; do
	createdb "$d"
	query "$d" "CREATE EXTENSION contact_center; CREATE TABLE one ($columns); INSERT INTO one $visits" >/dev/null
done
query front "CREATE EXTENSION postgres_fdw; CREATE TABLE visit ($columns) PARTITION BY LIST (queue_id)" >/dev/null
for n in 0 1; do
	query front "CREATE SERVER shard$n FOREIGN DATA WRAPPER postgres_fdw
			OPTIONS (host '$PGHOST', port '${PGPORT:-5432}', dbname 'shard$n', extensions 'contact_center', async_capable 'true');
		CREATE USER MAPPING FOR CURRENT_USER SERVER shard$n;
		CREATE FOREIGN TABLE visit$n PARTITION OF visit FOR VALUES IN ($([ $n = 0 ] && echo "'q0', 'q1', 'q2', 'q3'" || echo "'q4', 'q5', 'q6'")) SERVER shard$n OPTIONS (table_name 'visit')" >/dev/null
	query "shard$n" "CREATE VIEW visit AS SELECT * FROM one WHERE queue_id $([ $n = 0 ] && echo '<' || echo '>=') 'q4'" >/dev/null
done
front() { query front "SET extra_float_digits = 3; SET enable_partitionwise_aggregate = on; $1"; }
remote() { front "EXPLAIN (VERBOSE, COSTS OFF) $1" | sed -n 's/.*Remote SQL: //p'; }

day="queued_at <@ reporting_interval('2026-03-29 12:00+00', '1 day', 'Europe/Amsterdam')"
query="SELECT queue_id, queue_summary(outcome, wait_s, handle_s) AS s FROM TABLE WHERE $day GROUP BY queue_id"
sql=$(remote "${query/TABLE/visit}")
like "$sql" 'queue_summary\(outcome, wait_s, handle_s\).*GROUP BY' "a summary by the key of the shards is made there"
like "$sql" 'queued_at OPERATOR\(public\.<@\)' "and the filter goes along"
is "$(front "EXPLAIN (COSTS OFF) ${query/TABLE/visit}" | grep -c 'Async Foreign Scan')" 2 "both shards are asked at once"
bits() { front "SELECT md5(string_agg(concat(queue_id, encode(queue_summary_send(s), 'hex')), ' ' ORDER BY queue_id)) FROM ($1) AS x"; }
is "$(bits "${query/TABLE/visit}")" "$(bits "${query/TABLE/one}")" "equal to one table's, to the bit"
rolled="SELECT lower(d)::text AS queue_id, rollup(s) AS s FROM (
	SELECT queue_id, bucket, queue_summary(outcome, wait_s, handle_s) AS s FROM TABLE GROUP BY queue_id, bucket) AS b,
	reporting_interval(lower(bucket), '1 day', 'Europe/Amsterdam') AS d GROUP BY 1"
like "$(remote "${rolled/TABLE/visit}" | head -n 1)" 'queue_summary\(.*GROUP BY' "half hours are made there, and rolled up here"
is "$(bits "${rolled/TABLE/visit}")" "$(bits "${rolled/TABLE/one}")" "with the same bits"
like "$(remote "SELECT queue_summary(outcome, wait_s, handle_s) AS s FROM visit" | head -n 1)" '^SELECT outcome, wait_s' "without the key rows travel"

# Every kind of aggregate; and what stays here: a call with a text that is no column's, such as a zone.
shipped= answers=
while read -r aggregate; do
	remote "SELECT $aggregate FROM visit0" | grep -q "^SELECT .*${aggregate%%(*}(" || shipped="$shipped ${aggregate%%(*}"
	[ "$(front "SELECT $aggregate::text FROM visit0")" = "$(front "SELECT $aggregate::text FROM one WHERE queue_id < 'q4'")" ] ||
		answers="$answers ${aggregate%%(*}"
done <<'AGGREGATES'
service_level(outcome, wait_s, 20::float8)
asa(outcome, wait_s)
aht(outcome, handle_s)
abandonment_rate(outcome)
concurrency(tstzrange(queued_at, ended_at))
peak_concurrency(tstzrange(queued_at, ended_at))
covered_seconds(tstzrange(queued_at, ended_at))
interval_profile(tstzrange(queued_at, ended_at), '30 min'::interval, zone)
comoments(names, ARRAY[wait_s, score])
model_rows(names, ARRAY[score, score])
volume_history(queued_at, '30 min'::interval, zone)
nps(score)
csat(score, 5::float8)
ces(score)
AGGREGATES
is "$shipped" "" "aggregates that are not shipped"
is "$answers" "" "aggregates that answer otherwise"
is "$(remote "SELECT volume_history(queued_at, '30 min'::interval, 'Europe/Amsterdam'::text) FROM visit0")" \
	"SELECT queued_at FROM public.visit" "with a zone that is no column rows travel"
done_testing
