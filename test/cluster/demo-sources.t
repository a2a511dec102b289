#!/bin/bash
# make demo SOURCE=...: from what a system wrote to the day's report, and hostile files.
. test/tap.sh
export PAGE=no
dir=$(mktemp -d)
export DEMO_STATE=$dir/state
trap '[ ! -f "$DEMO_STATE" ] || test/private-cluster stop "$DEMO_STATE" >/dev/null; rm -rf "$dir"' EXIT
unset CALLS FORMAT ZONE DAY MAP DATES OUTCOMES ENCODING PGHOST PGPORT PGUSER CC_CLUSTER SOURCE FILE
demo_sql() { test/private-cluster psql "$DEMO_STATE" -X -q -A -t -c "$1" 2>&1; }

# A morning of calls, among lines that are none: random bytes, a line of 10 MB, other encodings.
for n in $(seq 200); do
	t=$((1741600000 + n * 31))
	echo "$t|$t.$n|sales|NONE|ENTERQUEUE||555$n|1"
	if [ $((n % 5)) = 0 ]; then
		echo "$((t + 20))|$t.$n|sales|NONE|ABANDON|1|1|20"
	else
		echo "$((t + 10))|$t.$n|sales|Agent $((n % 7))|CONNECT|10|x|5"
		echo "$((t + 100))|$t.$n|sales|Agent $((n % 7))|COMPLETECALLER|10|90|1"
	fi
done >"$dir/queue_log"
{
	head -n 300 "$dir/queue_log"
	head -c 20000 /dev/urandom
	echo
	head -c 10000000 /dev/zero | tr '\0' x
	echo
	printf '1741600001|1741600001.7|Ventas|Jos\xe9|PAUSE|caf\xe9\n1741600001|||||\n|\n\\.\n\\N\t\\x\n'
	tail -n +301 "$dir/queue_log"
} >"$dir/hostile"
out=$(SOURCE=asterisk FILE=$dir/hostile ZONE=Europe/Madrid demo/run 2>&1)
ok $? "a file with hostile lines"
like "$out" '2025-03-10: 200 offered, 160 answered, 40 abandoned' "ends in the report of the day"
like "$out" 'no instant' "and says what was rejected"
is "$(demo_sql "SELECT count(*) FILTER (WHERE outcome = 'answered') || ' ' || sum(talk_s) FROM ops.queue_visit")" "160 14400" "nothing good is lost"
is "$(demo_sql "SELECT aux_code FROM ops.agent_state WHERE agent_id = 'José'")" "café" "Western letters are letters"
is "$(demo_sql "SELECT max(length(event)) FROM ops.rejected_event")" 1000 "of a line of 10 MB its beginning is kept"
before=$(cat "$DEMO_STATE")

mistake() { # PATTERN NAME=VALUE...
	local pattern=$1
	shift
	out=$(env "$@" demo/run 2>&1)
	is "$?" 1 "${*//$dir\//} fails"
	like "$out" "$pattern" "... and says why"
}
head -c 30000 /dev/urandom >"$dir/noise"
mistake 'SOURCE is one of amazon_connect, asterisk.*not asterix' SOURCE=asterix FILE="$dir/queue_log"
mistake 'FILE is what asterisk wrote, and is not given' SOURCE=asterisk
mistake 'absent is no file that can be read' SOURCE=asterisk FILE="$dir/absent"
mistake 'not both' SOURCE=asterisk FILE="$dir/queue_log" CALLS="$dir/queue_log"
mistake 'no visit of a queue and no ticket is in it' SOURCE=asterisk FILE="$dir/noise"
mistake 'no visit of a queue and no ticket is in it' SOURCE=genesys_cloud FILE="$dir/noise"
printf 'closecallid,uniqueid\n1,2,3\n' >"$dir/vicidial_closer_log.csv"
mistake 'the file is not what vicidial writes' SOURCE=vicidial FILE="$dir/vicidial_closer_log.csv"
is "$(cat "$DEMO_STATE")" "$before" "the demo of before is still there"

# a table of its own names, and two files
cat >"$dir/vicidial_closer_log.csv" <<'CSV'
closecallid,campaign_id,start_epoch,end_epoch,length_in_sec,status,user,queue_seconds,xfercallid,term_reason,uniqueid,unknown
1,IN,1741600000,1741600100,100,SALE,66,20.00,0,AGENT,1741600000.1,x
2,IN,1741600000,1741600030,30,DROP,VDCL,30.00,0,ABANDON,1741600000.2,x
CSV
cat >"$dir/vicidial_agent_log.csv" <<'CSV'
agent_log_id,user,talk_epoch,talk_sec,dispo_epoch,dispo_sec,uniqueid
1,66,1741600020,80,1741600100,15,1741600000.1
CSV
out=$(SOURCE=vicidial FILE="$dir/vicidial_closer_log.csv $dir/vicidial_agent_log.csv" demo/run 2>&1)
like "$out" '2025-03-10: 2 offered, 1 answered, 1 abandoned' "two tables of a source"
is "$(demo_sql "SELECT acw_s FROM ops.queue_visit WHERE outcome = 'answered'")" 15 "belong together"
printf '{"ticket_id": 9, "metric": "reply_time", "instance_id": 1, "type": "activate", "time": "2026-02-02T08:00:00Z"}\n' >"$dir/tickets.json"
out=$(SOURCE=zendesk FILE="$dir/tickets.json" demo/run 2>&1)
ok $? "tickets without calls"
is "$(demo_sql "SELECT string_agg(event, ' ' ORDER BY event_no) FROM ops.ticket_event")" "created comment" "are tickets"
{ echo 'CALL ID'; seq 50000; } >"$dir/call_log.csv"
like "$(demo/read-source five9 "$dir" "$dir/call_log.csv" 2>&1)" '50000 rows, where a report of Five9 is cut off' "a report that is cut off"
seq 50000 >"$dir/call_log.csv"
is "$(demo/read-source five9 "$dir" "$dir/call_log.csv" 2>&1)" "" "one of a row less"
done_testing
