#!/bin/bash
# Late rows: noted when they come, shown until they are stored, taken by a refresh
# without a span, which reads nothing else; beside loads that are still running,
# in partitions, by roles with few rights.  On a cluster of its own: an open transaction
# of any database keeps a refresh from being the last that reads all.
[ -n "${CC_ALONE:-}" ] || CC_ALONE=yes exec test/private-cluster run "$0"
. test/tap.sh
dir=$(mktemp -d)
trap 'wait; rm -rf "$dir"; psql -X -q -d postgres -c "DROP DATABASE IF EXISTS late" -c "DROP ROLE IF EXISTS late_loader" >/dev/null 2>&1' EXIT
createdb late
sql() { PGOPTIONS="-c client_min_messages=${level:-warning}" query late "$1"; }
visits() { # FROM TO HOUR: visits c$FROM to c$TO from that hour of 1 April 2024 on, ten minutes apart
	echo "INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, outcome)
		SELECT 'c' || i, 1, 'voice', 'q' || i % 3, t, t + interval '9 s', t + interval '9 s', 'answered'
		FROM generate_series($1, $2) AS i, LATERAL (SELECT '2024-04-01 00:00+00'::timestamptz + interval '$3 h' + (i - $1) * interval '10 min' AS t) AS x;"
}
# What the views show, and what the rows say.
shown="SELECT count(*), sum(offered) FROM ops.queue_day"
raw="SELECT count(*), sum(offered) FROM (SELECT count(*) AS offered FROM ops.queue_visit GROUP BY queue_id, queued_at::date) AS x"
refresh="CALL refresh_queue_summary('ops')"
sql "CREATE EXTENSION contact_center; CALL create_reporting_model('ops'); CALL create_reporting_views('ops'); $(visits 0 999 0)" >/dev/null
sql "$refresh" >/dev/null
sql "$refresh" >/dev/null
is "$(sql 'SELECT again_from FROM ops.stored_refresh')" "2024-04-07 23:00:00+00" "with nobody else at work the second refresh is the last that reads all"
level=notice
like "$(sql "$refresh")" 'from 2024-04-07 23:00:00.*: 0 summaries added, 0 changed, 0 removed' "the third reads what the one before stored"
level=
is "$(sql 'SELECT count(*) FROM ops.queue_day WHERE is_stale')" 0 "and nothing is stale"

sql "UPDATE ops.queue_visit SET queue_id = 'q9' WHERE contact_id = 'c5'; DELETE FROM ops.queue_visit WHERE contact_id = 'c600'; $(visits 2000 2000 -30)" >/dev/null
is "$(sql 'SELECT from_at, to_at FROM ops.stored_late ORDER BY 1')" "2024-03-30 18:00:00+00|2024-03-30 18:15:00+00
2024-04-01 00:45:00+00|2024-04-01 01:00:00+00
2024-04-05 04:00:00+00|2024-04-05 04:15:00+00" "an update, a deletion and a row before all others are noted"
is "$(sql "SELECT DISTINCT day FROM ops.queue_day WHERE is_stale ORDER BY 1")" "2024-03-30
2024-04-01
2024-04-05" "days tell"
is "$(sql "SELECT DISTINCT bucket_start FROM ops.queue_interval WHERE is_stale ORDER BY 1")" "2024-03-30 18:00:00+00
2024-04-01 00:30:00+00
2024-04-05 04:00:00+00" "and intervals"
is "$(sql "SELECT count(*) FILTER (WHERE is_stale), count(*) FROM ops.queue_month WHERE queue_id = 'q2'")" "2|2" "months, too"
is "$(sql "SELECT rows_affected, first_at FROM ops.data_quality WHERE problem = 'changed since it was stored'")" "2|2024-04-01 00:30:00+00" "data_quality counts what is stored of them"
is "$(sql "SELECT late_spans, late_from FROM ops.stored_figures WHERE stored = 'queue_interval'")" "3|2024-03-30 18:00:00+00" "stored_figures as well"
sql "UPDATE ops.queue_interval_summary SET transfers = 77 WHERE bucket_start = '2024-04-03 10:00+00'" >/dev/null
sql "$refresh" >/dev/null
is "$(sql "$shown")" "$(sql "$raw")" "a refresh takes them"
is "$(sql "SELECT count(*) FROM ops.queue_interval_summary WHERE transfers = 77")" 3 "and reads nothing else"
is "$(sql 'SELECT count(*) FROM ops.stored_late')|$(sql 'SELECT count(*) FROM ops.queue_day WHERE is_stale')" "0|0" "nothing is late any more"
sql "CALL refresh_queue_summary('ops', '-infinity')" >/dev/null
is "$(sql "SELECT count(*) FROM ops.queue_interval_summary WHERE transfers = 77")" 0 "with a span it reads all of it"

# Months of KPIs: by what is noted, and by what a refresh of intervals changed.
stale="SELECT string_agg(DISTINCT month::text, ' ' ORDER BY month::text) FROM ops.kpi_month WHERE is_stale"
sql "CALL refresh_kpi_month('ops')" >/dev/null
is "$(sql "$stale")" "" "a month just stored is not stale"
sql "$(visits 2500 2500 1)" >/dev/null
is "$(sql "$stale")" "2024-04-01" "one with a late row is"
sql "$refresh" >/dev/null
is "$(sql "$stale")" "2024-04-01" "also after the refresh of intervals"
sql "CALL refresh_kpi_month('ops', '2024-03-01', '2024-04-01')" >/dev/null
is "$(sql "$stale")" "2024-04-01" "and after that of another month"
sql "CALL refresh_kpi_month('ops')" >/dev/null
is "$(sql "$stale")|$(sql 'SELECT count(*) FROM ops.stored_late')" "|0" "until it is stored itself"
sql "DELETE FROM ops.kpi_month_summary" >/dev/null

# After a purge of whole days: a late row in the interval in which rows begin now, and one of a new
# queue on a day whose rows are gone, which takes nothing away and is told until it is asked for.
createdb purged
purged() { PGOPTIONS='-c client_min_messages=warning' query purged "$1"; }
late() { echo "INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome) VALUES ('$1', 1, 'voice', '$1', '$2', timestamptz '$2' + interval '1 min', 'abandoned');"; }
days="SELECT string_agg(format('%s %s %s', day, offered, is_stale), ', ' ORDER BY day) FROM (SELECT day, sum(offered) AS offered, bool_or(is_stale) AS is_stale FROM ops.queue_day GROUP BY day) AS d"
purged "CREATE EXTENSION contact_center; CALL create_reporting_model('ops'); CALL create_reporting_views('ops');
	INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
	SELECT 'c' || i, 1, 'voice', 'q', t, t + interval '1 min', 'abandoned' FROM generate_series(0, 431) AS i, LATERAL (SELECT '2025-01-01 00:00+00'::timestamptz + i * interval '10 min' AS t) AS x" >/dev/null
purged "$refresh; $refresh; DELETE FROM ops.queue_visit WHERE queued_at < '2025-01-02'; $refresh" >/dev/null
is "$(purged "$days")" "2025-01-01 144 f, 2025-01-02 144 f, 2025-01-03 144 f" "a day that is purged stays, and is not late"
purged "$(late first '2025-01-02 00:05+00') $refresh" >/dev/null
is "$(purged "$days")" "2025-01-01 144 f, 2025-01-02 145 f, 2025-01-03 144 f" "a late row where rows begin now is taken"
purged "$(late gone '2025-01-01 15:05+00') $refresh" >/dev/null
is "$(purged "$days")" "2025-01-01 144 t, 2025-01-02 145 f, 2025-01-03 144 f" "one on a purged day takes nothing away, and is told"
purged "CALL refresh_queue_summary('ops', '-infinity'); $refresh" >/dev/null
is "$(purged "$days")" "2025-01-01 144 t, 2025-01-02 145 f, 2025-01-03 144 f" "whatever span is asked for"
purged "CALL refresh_queue_summary('ops', '2025-01-01', '2025-01-02', discard => true); $refresh" >/dev/null
is "$(purged "$days")" "2025-01-01 1 f, 2025-01-02 145 f, 2025-01-03 144 f" "but with discard"
purged "DELETE FROM ops.queue_visit WHERE queued_at < '2025-01-03 00:15'; $refresh; CALL refresh_queue_summary('ops', '2025-01-03')" >/dev/null
is "$(purged "$days")" "2025-01-01 1 f, 2025-01-02 145 f, 2025-01-03 144 f" "an interval of which some rows are gone keeps what is stored of it"
dropdb purged

# A load that began before its interval was stored, and ends two refreshes later.
mkfifo "$dir/load"
psql -X -q -d late <"$dir/load" >"$dir/load.out" 2>&1 &
exec 3>"$dir/load"
echo "BEGIN; $(visits 3000 3010 200)" >&3
for i in $(seq 300); do
	[ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = 'late'")" = 1 ] && break
done
sql "$(visits 4000 4100 200)" >/dev/null
for i in 1 2 3; do sql "$refresh" >/dev/null; done
echo "COMMIT;" >&3
exec 3>&-
wait
sql "$refresh" >/dev/null
is "$(sql "$shown")" "$(sql "$raw")" "what a load left that outlived three refreshes is not lost"
sql "$refresh; $(visits 4200 4210 240)" >/dev/null
sql "$refresh" >/dev/null
sql "$refresh" >/dev/null
sql "$refresh" >/dev/null
is "$(sql 'SELECT again_from, next_from FROM ops.stored_refresh')" "2024-04-11 02:00:00+00|" "and not waited for any longer"

# Loaders and refreshes at once.
for session in 1 2 3; do
	for i in $(seq 12); do
		echo "BEGIN; $(visits $((session * 10000 + i * 100)) $((session * 10000 + i * 100 + 20)) $((i * 9)))"
		echo "UPDATE ops.queue_visit SET queue_id = 'u' WHERE contact_id = 'c$((session * 10000 + i * 100))'; COMMIT;"
	done | psql -X -q -d late >>"$dir/errors" 2>&1 &
done
for i in $(seq 6); do sql "$refresh" >>"$dir/errors" 2>&1; done
wait
is "$(cat "$dir/errors")" "" "three loaders and six refreshes: nobody waits in a circle"
sql "$refresh" >/dev/null
is "$(sql "$shown")" "$(sql "$raw")" "and nothing is lost"

# Truncated: everything stays stored, and late until a refresh finds it gone.
sql "CREATE TABLE kept AS SELECT * FROM ops.queue_visit; CREATE TABLE shown AS SELECT queue_id, day, offered FROM ops.queue_day; TRUNCATE ops.queue_visit" >/dev/null
is "$(sql "SELECT bool_and(is_stale) FROM ops.queue_day")" t "after TRUNCATE all is stale"
sql "$refresh" >/dev/null
is "$(sql "SELECT count(*) FROM (TABLE shown EXCEPT SELECT queue_id, day, offered FROM ops.queue_day) x")" 0 "a refresh keeps it"
is "$(sql "SELECT gone_days = (SELECT count(DISTINCT day) FROM shown), gone_since IS NOT NULL FROM ops.stored_figures")" "t|t" "and says which days are gone, since when"
sql "INSERT INTO ops.queue_visit SELECT * FROM kept; $refresh" >/dev/null
is "$(sql "SELECT gone_days FROM ops.stored_figures")" 0 "until they are back"

# A loader without the right to note goes on; with it, the rows are noted.
sql "CREATE ROLE late_loader; GRANT USAGE ON SCHEMA ops TO late_loader; GRANT SELECT, INSERT ON ops.queue_visit TO late_loader" >/dev/null
level=notice
like "$(sql "SET ROLE late_loader; $(visits 50000 50000 0)")" 'late rows of queue_visit are not noted: permission denied' "without rights late rows are not noted"
level=
sql "GRANT INSERT ON ops.stored_late TO late_loader; GRANT SELECT ON ops.queue_interval_summary TO late_loader; SET ROLE late_loader; $(visits 50001 50001 0)" >/dev/null
is "$(sql 'SELECT count(*) FROM ops.stored_late')" 1 "with them they are"

# Triggers that are not there, or off: the refresh reads everything.
sql "ALTER TABLE ops.queue_visit DISABLE TRIGGER note_late_insert; $(visits 50002 50002 0)" >/dev/null
sql "$refresh" >/dev/null
is "$(sql "$shown")" "$(sql "$raw")" "with a trigger disabled a refresh reads everything"

# Agents: a state that ends where it is not stored yet changes nothing, one that ended before does;
# a new version of a schedule touches its day and what goes over midnight.
states="INSERT INTO ops.agent_state (agent_id, during, state_class) SELECT 'a' || a, tstzrange(t, t + interval '1 hour'), CASE WHEN extract(hour FROM t)::integer % 2 = 0 THEN 'available' ELSE 'handling' END
	FROM generate_series(1, 3) AS a, generate_series('2024-04-01'::timestamptz, '2024-04-09 22:00', '1 hour') AS t"
shifts="INSERT INTO ops.schedule (agent_id, during, class) SELECT 'a' || a, tstzrange(t, t + interval '9 hours'), 'on_queue'
	FROM generate_series(1, 3) AS a, generate_series('2024-04-01 20:00'::timestamptz, '2024-04-08 20:00', '1 day') AS t"
agents="CALL refresh_agent_summary('ops')"
live() { # what is stored that is not what the rows say, of both
	sql "SELECT count(*) FROM ((TABLE ops.agent_interval_summary EXCEPT SELECT * FROM ops.agent_interval_live()) UNION ALL (SELECT * FROM ops.agent_interval_live() EXCEPT TABLE ops.agent_interval_summary)) AS x" | tr '\n' ' '
	sql "SELECT count(*) FROM ((TABLE ops.agent_adherence_summary EXCEPT SELECT * FROM ops.agent_adherence_live()) UNION ALL (SELECT * FROM ops.agent_adherence_live() EXCEPT TABLE ops.agent_adherence_summary)) AS x"
}
sql "$states; $shifts" >/dev/null
for i in 1 2 3; do sql "$agents" >/dev/null; done
is "$(live)" "0 0" "agents are stored"
sql "UPDATE ops.agent_state SET during = tstzrange(lower(during), lower(during) + interval '20 min') WHERE agent_id = 'a2' AND lower(during) = '2024-04-03 10:00'" >/dev/null
is "$(sql "SELECT stored, from_at, to_at FROM ops.stored_late WHERE stored <> 'queue_interval' ORDER BY 1")" "agent_adherence|2024-04-03 10:20:00+00|2024-04-03 11:00:00+00
agent_interval|2024-04-03 10:20:00+00|2024-04-03 11:00:00+00
shrinkage_day|2024-04-03 10:20:00+00|2024-04-03 11:00:00+00" "of a state that ended before, the rest is late"
is "$(sql "SELECT DISTINCT bucket_start FROM ops.agent_interval WHERE is_stale ORDER BY 1")" "2024-04-03 10:00:00+00
2024-04-03 10:30:00+00" "its intervals tell"
is "$(sql "SELECT DISTINCT day FROM ops.agent_day WHERE is_stale")" "2024-04-03" "its day"
sql "UPDATE ops.agent_interval_summary SET paid_s = 7 WHERE bucket_start = '2024-04-05 10:00'" >/dev/null
sql "$agents" >/dev/null
is "$(sql "SELECT count(*) FROM ops.agent_interval_summary WHERE paid_s = 7")" 3 "a refresh reads nothing else"
sql "CALL refresh_agent_summary('ops', '-infinity')" >/dev/null
is "$(live)" "0 0" "with a span all"
sql "INSERT INTO ops.schedule (agent_id, during, class, version_no) VALUES ('a1', '[2024-04-04 21:00+00,2024-04-05 02:00+00)', 'on_queue', 2);
	DELETE FROM ops.agent_state WHERE agent_id = 'a3' AND lower(during) = '2024-04-06 12:00'; INSERT INTO ops.agent_state (agent_id, during, state_class) VALUES ('a3', '[2024-04-06 12:10+00,2024-04-06 12:40+00)', 'unavailable')" >/dev/null
is "$(sql "SELECT bool_and(is_stale) FROM ops.agent_adherence WHERE agent_id = 'a1' AND bucket_start >= '2024-04-04 20:00' AND bucket_start < '2024-04-05 05:00'")" t "a version of a schedule makes its whole shift late"
sql "$agents" >/dev/null
is "$(live)" "0 0" "and all of it is taken"

# The same, partitioned, some rows put into a partition by its name.
sql "CREATE SCHEMA part; CREATE TABLE part.queue_visit (LIKE ops.queue_visit INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (queued_at);
	CREATE TABLE part.april PARTITION OF part.queue_visit FOR VALUES FROM ('2024-04-01 00:00+00') TO ('2024-05-01 00:00+00');
	CREATE TABLE part.other PARTITION OF part.queue_visit DEFAULT;
	CREATE UNIQUE INDEX ON part.queue_visit (contact_id, visit_no, queued_at); CREATE INDEX ON part.queue_visit (queued_at);
	CALL create_reporting_model('part'); CALL create_reporting_views('part'); INSERT INTO part.queue_visit SELECT * FROM kept" >/dev/null
sql "CALL refresh_queue_summary('part')" >/dev/null
sql "CALL refresh_queue_summary('part')" >/dev/null
sql "$(visits 60000 60000 5 | sed 's/ops.queue_visit/part.queue_visit/'); $(visits 60001 60001 9 | sed 's/ops.queue_visit/part.april/')" >/dev/null
is "$(sql 'SELECT from_at FROM part.stored_late ORDER BY 1')" "2024-04-01 05:00:00+00
2024-04-01 09:00:00+00" "partitions note as well"
sql "CALL refresh_queue_summary('part')" >/dev/null
is "$(sql "${shown//ops./part.}")" "$(sql "${raw//ops./part.}")" "and are refreshed"
sql "CREATE TABLE part_shown AS SELECT queue_id, day, offered FROM part.queue_day; ALTER TABLE part.queue_visit DETACH PARTITION part.april; DROP TABLE part.april; CALL refresh_queue_summary('part')" >/dev/null
is "$(sql "SELECT count(*) FROM (TABLE part_shown EXCEPT SELECT queue_id, day, offered FROM part.queue_day) x")" 0 "a partition that is dropped leaves its figures"
done_testing
