#!/bin/bash
# make demo's script: the simulated week, the user's own calls with bad rows
# among them, a call log.
. test/tap.sh
dir=$(mktemp -d)
export DEMO_STATE=$dir/state
trap 'test/private-cluster stop "$DEMO_STATE" >/dev/null; rm -rf "$dir"' EXIT
unset CALLS FORMAT ZONE DAY PGHOST PGPORT PGUSER CC_CLUSTER

out=$(demo/run 2>&1)
ok $? "the simulated week"
like "$out" 'SL 20 s %.*required Erlang C.*required Erlang A' "prints the half-hour table"
like "$out" '^ 10:30 +\| +[0-9]+ \| +[0-9]+ \|' "with a row per half hour"
like "$out" 'all queues +\| +[0-9]{4} ' "and a total over the queues"
like "$out" 'survey_driver +\| outcome' "ends with a row of each view"
is "$(test/private-cluster psql "$DEMO_STATE" -X -A -t -c 'SELECT 42')" 42 "psql on the demo cluster"

cat >"$dir/calls.csv" <<-CSV
	queue_id,queued_at,outcome,left_at,talk_s,agent_id,note
	sales,2026-03-02 09:00:00,answered,2026-03-02 09:00:10,120,a1,
	sales,2026-03-02 09:05:00,abandoned,2026-03-02 09:05:30,,,"gave up, angry"
	sales,2026-03-02 09:06:00,lost,2026-03-02 09:05:30,,,
	sales,not a time,answered,2026-03-02 09:05:30,1,a1,
	,2026-03-02 09:06:00,answered,2026-03-02 09:06:30,1,a1,
	sales,2026-03-02 09:07:00,abandoned,2026-03-02 09:06:30,,,
	sales,2026-03-02 09:08:00,answered,2026-03-02 09:08:30,-5,a1,
	sales,2026-03-02 09:09:00
	sales,2026-03-02 09:31:00,ANSWERED,2026-03-02 09:31:20,60,a1,
CSV
out=$(CALLS=$dir/calls.csv ZONE=Asia/Kolkata demo/run 2>&1)
ok $? "the user's own calls, in place of the demo before"
like "$out" '3 rows taken, 6 rejected' "bad rows are counted"
like "$out" 'line 4: unknown outcome "lost"' "with their line and the reason: outcome"
like "$out" 'line 5: .*not a time' "time"
like "$out" 'line 6: queue_id is missing' "missing value"
like "$out" 'line 7: left_at is before queued_at' "order of instants"
like "$out" 'line 8: ' "negative duration"
like "$out" 'line 9: 5 fields fewer than the header' "torn row"
like "$out" 'columns not used: note' "an unknown column is named"
like "$out" '^ 09:00 +\| +2 \| +1 \| +1 \| +50\.0 ' "the half hour is that of the named zone"

gzip -k "$dir/calls.csv"
like "$(CALLS=$dir/calls.csv.gz demo/run 2>&1)" '3 rows taken, 6 rejected' "the same from a .gz"

printf 'queue_id,queued_at,left_at\nq,2026-03-02 09:00,2026-03-02 09:01\n' >"$dir/short.csv"
out=$(CALLS=$dir/short.csv demo/run 2>&1)
is "$?" 1 "a missing mandatory column fails"
like "$out" 'mandatory column missing: outcome' "with one clear error"
is "$(printf '%s' "$out" | grep -ci error)" 0 "and no other"
out=$(CALLS=$dir/absent.csv demo/run 2>&1)
is "$?" 1 "an absent file fails"
like "$out" 'cannot read .*absent.csv' "and is named"
out=$(CALLS=$dir/calls.csv ZONE=Mars/Phobos demo/run 2>&1)
is "$?" 1 "an unknown zone fails"
like "$out" 'Mars/Phobos' "and is named"

cat >"$dir/log.csv" <<-CSV
	date_received,queue_name,agent_number,answered,consult,transfer,hangup
	2026-03-02 09:00:00,30584,NULL,NULL,NULL,NULL,2026-03-02 09:00:02
	2026-03-02 09:01:00,30175,8077,2026-03-02 09:01:01,NULL,NULL,2026-03-02 09:04:02
	2026-03-02 09:02:00,30175,8078,2026-03-02 09:02:05,2026-03-02 09:03:00,2026-03-02 09:03:30,2026-03-02 09:09:00
CSV
out=$(CALLS=$dir/log.csv FORMAT=calllog ZONE=Europe/Amsterdam demo/run 2>&1)
ok $? "a call log through its mapping"
is "$(test/private-cluster psql "$DEMO_STATE" -X -A -t -c "
	SELECT string_agg(concat_ws(',', outcome, extract(epoch FROM left_at - queued_at)::int,
		extract(epoch FROM ended_at - answered_at)::int, transfer_out), ' ' ORDER BY queued_at) FROM ops.queue_visit")" \
	"abandoned,2,none answered,1,181,none answered,5,85,attended" "outcome, wait, busy time and transfer"
done_testing
