#!/bin/bash
# A partitioned model that is loaded, maintained, given partitions, rid of old ones and read at once: no error, and no
# reader who waits; then the same with a crash in between.  CC_LONG makes it two minutes with twenty readers,
# CC_LOAD_SECONDS and CC_LOAD_READERS what they say.
. test/tap.sh
seconds=${CC_LOAD_SECONDS:-${CC_LONG:+120}}
readers=${CC_LOAD_READERS:-${CC_LONG:+20}}
seconds=${seconds:-3}
readers=${readers:-4}
command -v pgbench >/dev/null || skip_all "no pgbench here"
dir=$(mktemp -d)
chmod 755 "$dir"
unset CC_CLUSTER
trap 'wait; test/private-cluster stop "$dir/state" >/dev/null; rm -rf "$dir"' EXIT
CC_CLUSTER_CONF='synchronous_commit = on
	shared_buffers = 64MB' test/private-cluster start "$dir/state"
base=$(cat "$dir/state")
bindir=$(cat "$base/bindir")
export PATH="$bindir:$PATH" PGHOST="$base/socket" PGPORT=5432 PGUSER=postgres
server() { (cd "$base" && if [ "$(id -u)" = 0 ]; then set -- runuser -u "$(stat -c %U "$base/data")" -- "$bindir/pg_ctl" "$@"; else set -- "$bindir/pg_ctl" "$@"; fi && "$@" -D "$base/data" -l "$base/data/server.log" -w -s -t 120 2>/dev/null); }
createdb load
query load "SET client_min_messages = warning; CREATE EXTENSION contact_center;
	CALL create_reporting_model('ops', partition_by => 'month'); CALL create_reporting_views('ops', zone => 'Europe/Amsterdam');
	CREATE SEQUENCE visits;
	INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome)
	SELECT 'c' || nextval('visits'), 1, 'voice', 'q' || i % 5, 'a' || i % 20, t, t + '9.7 s', t + '9.7 s', t + '99.1 s', 'answered'
	FROM generate_series(1, 4000) AS i, LATERAL (SELECT now() - i * interval '33 min' AS t) AS x;
	INSERT INTO ops.agent_state (agent_id, during, state_class)
	SELECT 'a' || i % 20, tstzrange(t, t + '50 min'), 'available' FROM generate_series(1, 2000) AS i, LATERAL (SELECT now() - i * interval '66 min' AS t) AS x;
	CALL maintain_partitions('ops', ahead => 0); CALL refresh_queue_summary('ops'); CALL refresh_agent_summary('ops'); CALL refresh_kpi_month('ops')" >/dev/null
before=$(query load "SELECT count(*) FROM ops.queue_visit")

# New visits, late ones, and a correction; a state.
cat >"$dir/load" <<-'SQL'
	\set late random(0, 2300000)
	INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome)
	SELECT 'c' || nextval('visits'), 1, 'voice', 'q' || i % 5, 'a' || i % 20, t, t + '9.7 s', t + '9.7 s', t + '99.1 s', 'answered'
	FROM generate_series(1, 20) AS i, LATERAL (SELECT now() - i * interval '1 s' - i % 2 * :late * interval '1 s' AS t) AS x;
	UPDATE ops.queue_visit SET queue_id = 'q9' WHERE contact_id = 'c' || :late % 4000;
	INSERT INTO ops.agent_state (agent_id, during, state_class) SELECT 'b' || nextval('visits'), tstzrange(now() - '10 min'::interval, now()), 'handling';
	\sleep 50 ms
SQL
cat >"$dir/refresh" <<-'SQL'
	CALL maintain_reporting('ops', forecast_days => 1, ahead => 0);
	CALL refresh_kpi_month('ops');
	\sleep 50 ms
SQL
# A month ahead more each time; of the past a month less, as long as there is one.
cat >"$dir/maintain" <<-'SQL'
	SELECT count(*) FILTER (WHERE relname >= to_char(now(), '"queue_visit_"YYYY_MM')) % 100 AS ahead, greatest(1, count(*) FILTER (WHERE relname < to_char(now(), '"queue_visit_"YYYY_MM')) - 1) AS months
	FROM pg_class WHERE relname ~ '^queue_visit_2...' AND relkind = 'r' \gset
	CALL maintain_partitions('ops', ahead => :ahead);
	CALL retain_raw('ops', months => :months);
	\sleep 1 s
SQL
cat >"$dir/read" <<-'SQL'
	SELECT count(x) FROM ops.queue_day AS x WHERE day > current_date - 31;
	SELECT count(x) FROM ops.agent_day AS x WHERE day > current_date - 31;
	SELECT count(x) FROM ops.handle_distribution AS x WHERE day > current_date - 31;
	SELECT count(x) FROM ops.queue_interval AS x WHERE bucket_start > now() - interval '3 days';
	SELECT count(x) FROM ops.queue_visit AS x WHERE queued_at > now() - interval '31 days';
	\sleep 200 ms
SQL
bench() { PGOPTIONS='-c client_min_messages=warning' pgbench -n -T "$seconds" -d load "$@" 2>&1; }
# The longest that a reader has waited for a lock, in ms, asked every 50 ms.
cat >"$dir/watch" <<-'SQL'
	INSERT INTO waited SELECT a.application_name, 1000 * extract(epoch FROM clock_timestamp() - l.waitstart)
	FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) WHERE NOT l.granted AND l.waitstart IS NOT NULL;
	\sleep 50 ms
SQL
query load "CREATE TABLE waited (who text, ms float8)" >/dev/null
jobs() {
	for job in load refresh maintain watch; do
		PGAPPNAME=$job bench -f "$dir/$job" >"$dir/$job.out" &
	done
	PGAPPNAME=read bench -c "$readers" -j 2 -f "$dir/read" >"$dir/read.out" &
}
jobs
wait
done_of() { sed -n 's/^number of transactions actually processed: \([0-9]*\).*/\1/p' "$dir/$1.out"; }
for job in load refresh maintain read watch; do
	is "$(grep -iE 'error|abort|fatal' "$dir/$job.out" | sort | uniq -c)" "" "$job: no error"
	[ "$(done_of $job)" -gt 0 ]
	ok $? "$job: $(done_of $job) rounds"
done
longest=$(query load "SELECT coalesce(round(max(ms)), 0) FROM waited WHERE who = 'read'")
# of a machine that has more to do than processors that is not asked
allowed=1000
[ "$(cut -d. -f1 /proc/loadavg)" -lt "$(nproc)" ] || allowed=20000
[ "$longest" -lt $allowed ]
ok $? "no reader waited long for a lock: $longest ms"
# Who makes partitions while a refresh goes on, or a long query, waits so that nobody waits behind.
echo "SELECT count(*) FROM ops.queue_visit, ops.agent_state LIMIT 0" >"$dir/brief"
no_wait() { # WHAT STATEMENTS AHEAD
	local holder maker before got
	before=$(query load "SELECT count(*) FROM pg_inherits")
	PGAPPNAME=holder query load "BEGIN; SET client_min_messages = warning; $2; SELECT pg_sleep(5); COMMIT" >/dev/null &
	holder=$!
	until goes_on || ! kill -0 $holder 2>/dev/null; do sleep 0.05; done
	query load "SET client_min_messages = warning; CALL maintain_partitions('ops', ahead => $3)" >"$dir/made" &
	maker=$!
	sleep 0.5
	got=$(PGOPTIONS='-c lock_timeout=100ms' pgbench -n -T 2 -d load -f "$dir/brief" 2>&1)
	goes_on || got="too late"	# the machine has other things to do
	wait $holder $maker
	is "$(grep -o 'lock timeout' <<<"$got"), $(cat "$dir/made"), $(query load "SELECT count(*) > $before FROM pg_inherits")" \
		", , t" "no reader waits for $1, and partitions are made"
}
goes_on() { [ "$(query load "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'holder' AND wait_event = 'PgSleep'")" = 1 ]; }
ahead=$(query load "SELECT count(*) FROM pg_class WHERE relname > to_char(now(), '\"queue_visit_\"YYYY_MM') AND relname ~ '^queue_visit_2...' AND relkind = 'r'")
no_wait "a refresh" "CALL refresh_queue_summary('ops'); CALL refresh_agent_summary('ops'); CALL refresh_kpi_month('ops')" $((ahead + 1))
no_wait "a long query" "SELECT count(*) FROM ops.queue_visit; SELECT count(*) FROM ops.agent_state" $((ahead + 2))

refresh() { query load "SET client_min_messages = warning; CALL refresh_queue_summary('ops'); CALL refresh_queue_summary('ops')"; }
refresh >/dev/null
all="SELECT sum(offered) FROM ops.queue_day"
is "$(query load "$all")" "$((before + 20 * $(done_of load)))" "and no visit is lost, old ones among them"
[ "$(query load "SELECT count(*) FROM ops.queue_visit")" -lt "$((before + 20 * $(done_of load)))" ]
ok $? "whose rows are gone: $(query load "SELECT count(*) FROM pg_inherits WHERE inhparent = 'ops.queue_visit'::regclass") partitions are left"

# Another call of the upkeep while one is at work.
PGOPTIONS= psql -X -q -d load -c "BEGIN" -c "SELECT pg_advisory_xact_lock(hashtextextended('contact_center.maintain_reporting ops', 0))" -c "SELECT pg_sleep(3)" >/dev/null &
for i in $(seq 100); do [ "$(query load "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")" = 1 ] && break; done
is "$(PGOPTIONS= query load "CALL maintain_reporting('ops')")" "NOTICE:  maintain_reporting is at work in schema ops already" "a second call of the upkeep says so and returns"
wait

# A crash in between.
before=$(query load "$all")
jobs
sleep $((seconds > 8 ? seconds / 2 : 2))
server stop -m immediate
wait
server start
ok $? "the server is back after a crash"
like "$(cat "$dir/read.out")" 'server closed the connection|onnection to server was lost|terminating connection' "which readers met"
query load "UPDATE ops.stored_refresh SET refreshed_at = '-infinity' WHERE stored ~ '^kpi|^fore'" >/dev/null
is "$(PGOPTIONS='-c client_min_messages=warning' query load "CALL maintain_reporting('ops')")" "" "what is due is done"
refresh >/dev/null
# What was acknowledged is there; of what was under way when the server went perhaps one load more.
lost=$((before + 20 * $(done_of load) - $(query load "$all")))
[ "$lost" = 0 ] || [ "$lost" = -20 ]
ok $? "no visit is lost by it: $lost"
is "$(query load "SELECT count(*) FROM (
		SELECT * FROM ops.queue_interval_live((SELECT min(bucket_start) FROM ops.queue_interval_summary WHERE bucket_start > (SELECT min(queued_at) FROM ops.queue_visit)),
			(SELECT max(bucket_end) FROM ops.queue_interval_summary))
		EXCEPT SELECT * FROM ops.queue_interval_summary) AS d")" 0 "stored is what the rows say"
is "$(query load "SELECT count(*) FROM (SELECT month, kpi, numerator, denominator FROM ops.kpi_month_live WHERE month < date_trunc('month', now() AT TIME ZONE 'Europe/Amsterdam') AND month NOT IN (SELECT day FROM ops.stored_gone WHERE stored = 'kpi_month')
		EXCEPT SELECT month, kpi, numerator, denominator FROM ops.kpi_month_summary) AS d")" 0 "and of the months"
done_testing
