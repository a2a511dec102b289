#!/bin/bash
# Faults, on a cluster of its own that writes safely: kill -9 in the middle of
# refreshes of summaries and of COPY into a summary column, two refreshes at
# once, a deadlock, no memory left.
. test/tap.sh
[ -z "${ASAN_OPTIONS:-}" ] || skip_all "the sanitizer needs more address space than this leaves"
folder=$(mktemp -d)
chmod 755 "$folder"
state=$folder/state
unset CC_CLUSTER
trap 'test/private-cluster stop "$state" >/dev/null; rm -rf "$folder"' EXIT
(
	# address space of each server process, in kB
	ulimit -v 700000
	CC_CLUSTER_CONF='fsync = on
		synchronous_commit = on
		full_page_writes = on
		shared_buffers = 128MB
		max_parallel_workers_per_gather = 0' test/private-cluster start "$state"
)
base=$(cat "$state")
bindir=$(cat "$base/bindir")
export PATH="$bindir:$PATH" PGHOST="$base/socket" PGPORT=5432 PGUSER=postgres
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u "$(stat -c %U "$base/data")" -- "$@"; else "$@"; fi; }
server_start() { (cd "$base" && ulimit -v 700000 && as_server "$bindir/pg_ctl" -D "$base/data" -l "$base/data/server.log" -w -s -t 120 start 2>/dev/null); }

# The power plug: every process of this server at once.
server_kill() {
	local postmaster
	postmaster=$(head -n 1 "$base/data/postmaster.pid")
	kill -STOP "$postmaster"
	kill -9 $(cat "/proc/$postmaster/task/$postmaster/children") "$postmaster" 2>/dev/null
	wait 2>/dev/null
	while kill -0 "$postmaster" 2>/dev/null; do sleep 0.1; done
}

createdb crash
query crash "CREATE EXTENSION contact_center" >/dev/null
query crash "SET client_min_messages = warning; CALL create_reporting_model('ops'); CALL create_reporting_views('ops', interval_width => '15 min', zone => 'Europe/Amsterdam')" >/dev/null
# $1: name of the batch, $2: visits
visits() {
	query crash "INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s)
		SELECT '$1' || i, 1, 'voice', 'q' || i % 5, t, CASE WHEN i % 9 > 0 THEN t + w END, t + w, t + w + h,
			CASE WHEN i % 9 > 0 THEN 'answered' ELSE 'abandoned' END, extract(epoch FROM h)
		FROM generate_series(1, $2) i,
			LATERAL (SELECT timestamptz '2026-03-01 00:00+00' + i * interval '2592000 s' / $2, i * 7 % 300 * interval '1.1 s', (60 + i * 13 % 500) * interval '1 s') x (t, w, h)"
}
# $1: name of the batch, $2: seconds between two states of an agent
states() {
	query crash "INSERT INTO ops.agent_state (agent_id, during, state_class, media)
		SELECT 'a' || a, tstzrange(t, t + interval '1 s' * ($2 * 0.7)), (ARRAY['available', 'handling', 'other_work'])[1 + (i + a) % 3], '$1'
		FROM generate_series(1, 10) a, generate_series(1, 2592000 / $2) i, LATERAL (SELECT timestamptz '2026-03-01 00:00+00' + (i * $2 + a) * interval '1 s') x (t)"
}
refresh="CALL refresh_queue_summary('ops'); CALL refresh_agent_summary('ops')"
rolled="SELECT md5(string_agg(s, E'\n' ORDER BY s)) FROM (SELECT s::text FROM ops.queue_interval_summary s UNION ALL SELECT s::text FROM ops.agent_interval_summary s UNION ALL SELECT s::text FROM ops.agent_adherence_summary s) s (s)"
of_agents="'2026-03-01', '2026-04-02') EXCEPT SELECT * FROM ops"
true_answer="SELECT (SELECT count(*) FROM (SELECT * FROM ops.agent_interval_live($of_agents.agent_interval_summary) d) + (SELECT count(*) FROM (SELECT * FROM ops.agent_adherence_live($of_agents.agent_adherence_summary) d)
	+ (SELECT count(*) FROM (
	SELECT queue_id, lower(b) AS bucket_start, queue_summary(outcome, wait_s, talk_s, coalesce(hold_s, 0), coalesce(acw_s, 0)) AS summary
	FROM (SELECT *, reporting_interval(queued_at, '15 min', 'Europe/Amsterdam') AS b FROM ops.valid_visit) v GROUP BY queue_id, b) t
	FULL JOIN ops.queue_interval_summary s USING (queue_id, bucket_start) WHERE s.summary IS DISTINCT FROM t.summary)"
visits first 40000 >/dev/null
states first 9000 >/dev/null
query crash "ANALYZE; $refresh" >/dev/null
like "$(query crash "SELECT count(*) FROM ops.queue_interval_summary")" '^144[0-9]{2}$' "there are summaries"
is "$(query crash "$true_answer")" 0 "as the visits say"
before=$(query crash "$rolled")

# Late visits and states change every summary.
visits late 20000 >/dev/null
states late 5200 >/dev/null
for delay in 0.1 0.5; do
	query crash "$refresh" >/dev/null 2>&1 &
	sleep $delay
	server_kill
	server_start
	ok $? "the server is back after kill -9, $delay s into a refresh"
	got=$(query crash "$rolled")
	if [ "$got" = "$before" ]; then
		ok 0 "the summaries are those from before"
	else
		is "$(query crash "$true_answer")" 0 "the summaries are those from after"
	fi
done

# One backend alone: the server restarts by itself.
psql -X -q -d crash -c "SET application_name = 'victim'" -c "$refresh" >/dev/null 2>&1 &
for i in $(seq 50); do
	victim=$(query crash "SELECT pid FROM pg_stat_activity WHERE application_name = 'victim' AND query LIKE 'CALL%'")
	[ -z "$victim" ] || break
done
[ -n "$victim" ] && kill -9 "$victim"
ok $? "a backend is killed in its refresh"
wait
for i in $(seq 100); do [ "$(query crash 'SELECT 1')" = 1 ] && break; sleep 0.1; done
if [ "$(query crash "$rolled")" = "$before" ]; then
	ok 0 "its work is as if it had not begun"
else
	is "$(query crash "$true_answer")" 0 "its work had been done"
fi

# Intervals that change, and those of a new queue.
query crash "INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
	SELECT 'new' || i, 1, 'voice', 'new', t, t + interval '9 s', 'abandoned' FROM generate_series(1, 20000) i, LATERAL (SELECT timestamptz '2026-03-01 00:00+00' + i * interval '100 s') x (t)" >/dev/null
query crash "$refresh" >"$folder/one" 2>&1 &
query crash "$refresh" >"$folder/two" 2>&1 &
wait
is "$(cat "$folder/one" "$folder/two" | grep -c ERROR)" 0 "two refreshes at once both end well"
is "$(query crash "$true_answer")" 0 "they give the answer of one"
is "$(query crash "SELECT count(*) FROM (SELECT FROM ops.queue_interval_summary GROUP BY queue_id, media, site_id, bucket_start HAVING count(*) > 1) d")" 0 \
	"and no interval twice"

# COPY into a summary column.
query crash "CREATE TABLE kept (id int, summary queue_summary);
	CREATE TABLE many AS SELECT i AS id, summary FROM ops.queue_interval_summary s, generate_series(1, 20) i" >/dev/null
psql -X -q -d crash -c "\copy many to '$folder/many.bin' (format binary)"
whole="SELECT count(*), md5(string_agg(encode(queue_summary_send(summary), 'hex'), '' ORDER BY id, encode(queue_summary_send(summary), 'hex'))) FROM"
query crash "INSERT INTO kept SELECT * FROM many WHERE id = 1" >/dev/null
first=$(query crash "$whole kept")
psql -X -q -d crash -c "\copy kept from '$folder/many.bin' (format binary)" >/dev/null 2>&1 &
for i in $(seq 100); do [ "$(query crash "SELECT pg_relation_size('kept') > 4000000")" = t ] && break; done
server_kill
server_start
ok $? "the server is back after kill -9 in the middle of COPY"
is "$(query crash "$whole kept")" "$first" "rows of before are there, of the COPY none"
psql -X -q -d crash -c "TRUNCATE kept" -c "\copy kept from '$folder/many.bin' (format binary)"
is "$(query crash "$whole kept")" "$(query crash "$whole many")" "COPY again brings all, equal"

# Deadlock: one of the two is told so, the other goes on.
query crash "CREATE TABLE other ()" >/dev/null
query crash "BEGIN; LOCK TABLE other; SELECT pg_sleep(1); CALL refresh_queue_summary('ops'); COMMIT" >"$folder/one" 2>&1 &
query crash "BEGIN; LOCK TABLE ops.queue_interval_summary IN SHARE ROW EXCLUSIVE MODE; SELECT pg_sleep(1); LOCK TABLE other; COMMIT" >"$folder/two" 2>&1 &
wait
is "$(cat "$folder/one" "$folder/two" | grep -c 'ERROR:  deadlock detected')" 1 "a deadlock is told to one of the two"
is "$(query crash "$true_answer")" 0 "the summaries are whole"

# No memory: an error, and the session and the server go on.
started=$(query crash "SELECT pg_postmaster_start_time()")
profiles=$(printf ", interval_profile(tstzrange(t, t + interval '%s s'), '1 s', 'UTC')" 6000000 {12000000..12000007})
for what in \
	"interval_profile:SELECT num_nulls(${profiles#, }) FROM (VALUES (timestamptz '2026-01-01')) v (t)" \
	"queue_summary:SELECT count(s) FROM (SELECT i, queue_summary('answered', i % 900, 60) s FROM generate_series(1, 20000000) i GROUP BY i) g" \
	"comoments:SELECT count(s) FROM (SELECT i, comoments(array_fill('a'::text, ARRAY[1]) || 'b'::text, ARRAY[i, 1]::float8[]) s FROM generate_series(1, 20000000) i GROUP BY i) g" \
	"model_rows:SELECT count(s) FROM (SELECT i, model_rows(array_fill('a'::text, ARRAY[1]), ARRAY[i::float8]) s FROM generate_series(1, 20000000) i GROUP BY i) g"; do
	got=$(psql -X -q -A -t -d crash 2>&1 <<-SQL
		SET enable_sort = off; SET work_mem = '20GB'; SET hash_mem_multiplier = 100; SET jit = off;
		${what#*:};
		SELECT 'still ' || 'here';
	SQL
	)
	like "$got" 'ERROR:  out of memory' "out of memory in ${what%%:*} is an error"
	like "$got" '^still here$' "the session goes on"
done
is "$(query crash "SELECT pg_postmaster_start_time()")" "$started" "so does the server"
is "$(query crash "$true_answer")" 0 "the summaries are whole"
done_testing
