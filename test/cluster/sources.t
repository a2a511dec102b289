#!/bin/bash
# Loading from a source: any batches, any order, twice, with a kill -9 in between and
# beside an open transaction, the same rows; and what a hostile file leads to.
. test/tap.sh
folder=$(mktemp -d)
chmod 755 "$folder"
state=$folder/state
unset CC_CLUSTER
trap 'test/private-cluster stop "$state" >/dev/null; rm -rf "$folder"' EXIT
CC_CLUSTER_CONF='fsync = on
	synchronous_commit = on
	full_page_writes = on' test/private-cluster start "$state"
base=$(cat "$state")
bindir=$(cat "$base/bindir")
export PATH="$bindir:$PATH" PGHOST="$base/socket" PGPORT=5432 PGUSER=postgres PGOPTIONS='-c client_min_messages=warning'
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u "$(stat -c %U "$base/data")" -- "$@"; else "$@"; fi; }
server_start() { (cd "$base" && as_server "$bindir/pg_ctl" -D "$base/data" -l "$base/data/server.log" -w -s -t 120 start 2>/dev/null); }
server_kill() {
	local postmaster
	postmaster=$(head -n 1 "$base/data/postmaster.pid")
	kill -STOP "$postmaster"
	kill -9 $(cat "/proc/$postmaster/task/$postmaster/children") "$postmaster" 2>/dev/null
	wait 2>/dev/null
	while kill -0 "$postmaster" 2>/dev/null; do sleep 0.1; done
}

createdb sources
# A day of a log: every kind of end, pauses, members, restarts, transfers between queues,
# lines without a call and calls without an entry.
query sources "CREATE EXTENSION contact_center;
CREATE TABLE log AS
SELECT row_number() OVER (ORDER BY at, n, i)::bigint AS landed, at::text AS time, call AS callid, queue AS queuename,
	agent, event, data
FROM (
	SELECT n, l.*
	FROM generate_series(1, 400) AS n,
	LATERAL (SELECT 1741600000 + n * 53 AS t, n * 7 % 40 AS w, n * 13 % 200 AS talk, 'Agent ' || n % 12 AS a,
		'q' || n % 4 AS q, 1741600000 + n * 53 || '.' || n AS c, n % 10 AS kind) AS c,
	LATERAL (VALUES
		(1, t, c, q, 'NONE', 'ENTERQUEUE', '|555' || n || '|1', kind <> 9 OR n % 3 = 0),
		(2, t + w, c, q, a, 'CONNECT', w || '|x|' || w / 2, kind < 6),
		(3, t + w + talk, c, q, a, 'COMPLETEAGENT', w || '|' || talk || '|1', kind < 4),
		(4, t + w + talk, c, q, a, 'BLINDTRANSFER', '1|ctx|' || w || '|' || talk || '|1', kind = 4),
		(5, t + w + talk, c, q || 'b', 'NONE', 'ENTERQUEUE', '|555' || n || '|1', kind = 4),
		(6, t + w + talk + 9, c, q || 'b', 'NONE', 'ABANDON', '1|1|9', kind = 4),
		(7, t + w + talk, t + w + talk - 1 || '.x' || n, q || 'c', 'NONE', 'ENTERQUEUE', '|7|1', kind = 5),
		(8, t + w + talk + 1, t + w + talk - 1 || '.x' || n, q, a, 'ATTENDEDTRANSFER',
			'APP|Queue|' || w || '|' || talk + 1 || '|1', kind = 5),
		(9, t + w + talk + 5, c, q || 'c', 'Agent 1', 'CONNECT', '5|x|2', kind = 5),
		(10, t + w, c, q, 'NONE', 'ABANDON', '1|1|' || w, kind = 6),
		(11, t + w, c, q, 'NONE', 'EXITWITHTIMEOUT', '1|1|' || w, kind IN (7, 9)),
		(12, t + 3, c, q, a, 'RINGNOANSWER', '3000', n % 5 = 0),
		(13, t, 'NONE', q, a, 'PAUSE', 'lunch', n % 17 = 0),
		(14, t + 600, 'NONE', q, a, 'UNPAUSE', '', n % 17 = 0),
		(15, t, 'MANAGER', q, a, 'ADDMEMBER', '', n % 29 = 0 OR n < 13),
		(16, t, 'NONE', 'NONE', 'NONE', 'QUEUESTART', '', n % 150 = 0),
		(17, t, c, q, a, 'STRANGE', 'x', n % 100 = 0)
	) AS l (i, at, call, queue, agent, event, data, written)
	WHERE written
) AS l" >/dev/null

# $1: name, $2: order of the rows, $3: times, $4: size of the batches
land() {
	query sources "CALL create_source('raw_$1', 'asterisk'); CALL create_reporting_model('$1');
		INSERT INTO raw_$1.queue_log (time, callid, queuename, agent, event, data)
		SELECT time, callid, queuename, agent, event, data FROM log, generate_series(1, $3) AS again ORDER BY again, $2"
}
load() { query sources "CALL load_source('$1', 'asterisk', 'raw_$1', batch => $2)"; }
digest() {
	local table
	for table in queue_visit contact segment agent_state rejected_event; do
		query sources "SELECT '$table', count(*), md5(string_agg(t::text, E'\n' ORDER BY t::text)) FROM $1.$table AS t"
	done
}
land whole landed 1
load whole 1000000
whole=$(digest whole)
like "$(tr '\n' ' ' <<<"$whole")" 'queue_visit.[0-9]{3}.*contact.[0-9]{3}.*segment.[0-9]{3,4}.*agent_state.[0-9]{3,4}.*rejected_event.[0-9]{2}' \
	"a day is loaded"
is "$(query sources "SELECT count(*) - count(*) FILTER (WHERE outcome IN ('answered', 'abandoned', 'flowed_out', 'open', 'system_error'))
	FROM whole.queue_visit")" 0 "offered = answered + abandoned + flowed out + open + errors"
is "$(query sources "SELECT max(n) FROM (SELECT agent_id, count(*) FILTER (WHERE upper_inf(during)) AS n FROM whole.agent_state GROUP BY 1) AS a")" \
	1 "an agent is in one state at the end"
is "$(query sources "SELECT sum(p.seconds) = (SELECT sum(extract(epoch FROM upper(during) - lower(during)))
	FROM whole.agent_state WHERE NOT upper_inf(during))
	FROM whole.agent_state, split_interval(during, '15 min', 'Europe/Amsterdam') AS p
	WHERE NOT upper_inf(during)")" t "clipped seconds sum up to whole ones"
load whole 1000
same "$(digest whole)" "$whole" "nothing new changes nothing"
land small landed 1
load small 97
same "$(digest small)" "$whole" "small batches, the same rows"
land shuffled 'md5(landed::text)' 1
load shuffled 600
same "$(digest shuffled)" "$whole" "in any order, the same rows"
land reverse 'landed DESC' 2
load reverse 1500
same "$(digest reverse)" "$whole" "twice and backwards, the same rows"
query sources "CALL load_source('reverse', 'asterisk', 'raw_reverse', since => '2025-03-10 18:00+00')"
same "$(digest reverse)" "$whole" "read again since an instant, the same rows"

land killed landed 1
(load killed 40 >/dev/null 2>&1) &
for wait in $(seq 100); do
	[ "$(query sources "SELECT coalesce(max(landed), 0) > 300 FROM killed.source_load" 2>/dev/null)" = t ] && break
	sleep 0.05
done
server_kill
server_start
before=$(query sources "SELECT max(landed) FROM killed.source_load")
[ "$before" -gt 0 ] && [ "$before" -lt "$(query sources "SELECT max(landed) FROM log")" ]
ok $? "kill -9 in the middle of it, at row $before"
load killed 1000
same "$(digest killed)" "$whole" "... and the same rows"

# An entry that is written but not committed has a lower number than its end.
land open landed 1
load open 100000
psql -X -q -d sources >/dev/null <<'SQL' &
BEGIN;
INSERT INTO raw_open.queue_log (time, callid, queuename, agent, event) VALUES ('1741700000', '1741700000.9', 'q', 'NONE', 'ENTERQUEUE');
SELECT pg_sleep(1.5);
COMMIT;
SQL
sleep 0.5
query sources "INSERT INTO raw_open.queue_log (time, callid, queuename, agent, event, data) VALUES ('1741700009', '1741700000.9', 'q', 'NONE', 'ABANDON', '1|1|9')"
load open 1000
is "$(query sources "SELECT outcome FROM open.queue_visit WHERE contact_id = 'asterisk:1741700000.9'")" abandoned \
	"a transaction that is still writing is waited for"
wait

like "$(query sources "CALL load_source('whole', 'nosuch', 'raw_whole')")" "unknown source 'nosuch'" "a source that is not known"
like "$(query sources "CALL load_source('whole', 'asterisk', 'nowhere')")" 'schema nowhere has no landing table of asterisk' "a schema without one"
like "$(query sources "CALL load_source('whole', 'asterisk', 'raw_whole', zone => 'Rome')")" 'Rome' "a zone that is none"
like "$(query sources "CALL load_source('nowhere', 'asterisk', 'raw_whole')")" 'no reporting model in schema nowhere' "a schema without the model"
like "$(query sources "CALL load_source('whole', 'asterisk', 'raw_whole', batch => 0)")" 'batch must be at least 1, not 0' "an empty batch"
done_testing
