#!/bin/bash
# create_reporting_views under readers: calls with another threshold each time, while
# sessions read views one after the other, some of them several in one transaction;
# then while three keep a view for so long that it is never free of readers.  No
# reader fails, every call succeeds.  With CC_LONG ten calls and twenty readers.
. test/tap.sh
calls=2 readers=8
[ -z "${CC_LONG:-}" ] || calls=10 readers=20
dir=$(mktemp -d)
trap 'touch "$dir/stop"; wait; rm -rf "$dir"; psql -X -q -d postgres -c "DROP DATABASE IF EXISTS remake" >/dev/null 2>&1' EXIT
export PGOPTIONS='-c client_min_messages=warning'
createdb remake
query remake "CREATE EXTENSION contact_center; CALL create_reporting_model('ops'); CALL create_reporting_views('ops', zone => 'Europe/Amsterdam')" >/dev/null
query remake "INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome)
	SELECT 'c' || i, 1, 'voice', 'q' || i % 3, 'a' || i % 5, t, t + interval '9 s', t + interval '9 s', t + interval '99 s', 'answered'
	FROM generate_series(0, 4999) AS i, LATERAL (SELECT '2024-04-01 06:00+00'::timestamptz + i * interval '10 min' AS t) AS x;
	CALL refresh_queue_summary('ops'); ANALYZE" >/dev/null

cat >"$dir/one" <<'SQL'
SELECT count(*) FROM ops.queue_day;
SELECT count(*) FROM ops.queue_interval WHERE bucket_start < '2024-04-02';
SELECT count(*) FROM ops.agent_contact_day;
SELECT count(*) FROM ops.scorecard_queue;
SELECT count(*) FROM ops.data_quality;
SQL
cat >"$dir/two" <<'SQL'
BEGIN;
SELECT count(*) FROM ops.valid_visit;
SELECT count(*) FROM ops.queue_month;
SELECT count(*) FROM ops.queue_realtime;
COMMIT;
SQL
for reader in $(seq $readers); do
	script=$dir/one
	[ $((reader % 4)) != 0 ] || script=$dir/two
	while [ ! -e "$dir/stop" ]; do
		for i in $(seq 5); do cat "$script"; done | psql -X -q -A -t -d remake >>"$dir/read.$reader" 2>>"$dir/errors"
		sleep 0.2
	done &
done
failed=
for call in $(seq $calls); do
	if [ $((call % 2)) = 0 ]; then threshold=20; else threshold=30; fi
	out=$(query remake "CALL create_reporting_views('ops', threshold => $threshold)") || failed="$failed $call: $out"
done
is "$failed" "" "$calls calls succeed"
is "$(query remake 'SELECT threshold_s FROM ops.reporting_settings')" 20 "with what the last one says"
touch "$dir/stop"
wait
is "$(sort "$dir/errors" | uniq -c | head -n 5)" "" "no reader fails"
ok $(($(cat "$dir"/read.* | wc -l) < 5 * readers)) "and they read: $(cat "$dir"/read.* | wc -l) answers"

for reader in 1 2 3; do
	for i in $(seq 30); do
		echo "SELECT pg_sleep(1 + 0.3 * $reader) FROM (SELECT count(*) FROM ops.queue_week) AS q;"
	done | PGAPPNAME=long psql -X -q -A -t -d remake >/dev/null 2>>"$dir/errors" &
done
for i in $(seq 300); do
	[ "$(query remake "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 3 ] && break
done
is "$(query remake "CALL create_reporting_views('ops', threshold => 25)")" "" "a view that is never free is made again, too"
query remake "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'long'" >/dev/null
wait
is "$(grep -v -e 'terminating connection' -e 'onnection to server was lost' -e 'server closed' -e 'before or while' -e 'This probably' "$dir/errors")" "" "and its readers go on"

marks="SELECT string_agg(xmin::text, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind IN ('v', 'i')"
before=$(query remake "$marks")
query remake "CALL create_reporting_views('ops')" >/dev/null
is "$(query remake "$marks")" "$before" "what is as it should be is not touched"
like "$(PGOPTIONS= query remake "CALL create_reporting_views('ops')")" 'made 0 reporting views in schema ops, [0-9]+ were as they should be' "and that is said"
query remake "CREATE OR REPLACE VIEW ops.queue_day AS SELECT queue_id, media, day, offered + 1 AS offered, $(query remake "SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'ops.queue_day'::regclass AND attnum > 4") FROM (SELECT * FROM ops.queue_day) x WHERE false" >/dev/null
like "$(PGOPTIONS= query remake "CALL create_reporting_views('ops')")" 'made [12] reporting views' "what somebody changed by hand is made again"
done_testing
