#!/bin/bash
# make demo: the simulated week, one's own calls in its place, mappings; and that a
# mistake costs nothing.
. test/tap.sh
dir=$(mktemp -d)
export DEMO_STATE=$dir/state
trap 'test/private-cluster stop "$DEMO_STATE" >/dev/null; rm -rf "$dir"' EXIT
export PAGE=no
unset CALLS FORMAT ZONE DAY MAP DATES OUTCOMES ENCODING PGHOST PGPORT PGUSER CC_CLUSTER
demo_sql() { test/private-cluster psql "$DEMO_STATE" -X -A -t -c "$1" 2>&1; }

out=$(WEEKS=1 PAGE= OUT=$dir/week.html EACH=60 demo/run 2>&1)
ok $? "the simulated week"
like "$out" "^All of it as a page: file://$dir/week.html" "names the page"
is "$(grep -oE '<footer>[^.]*' "$dir/week.html" | cut -c1-15)" "<footer>Written" "on which nothing is left out"
is "$(grep -oc '<figure' "$dir/week.html" | awk '{ print ($1 > 20) }')" 1 "with everything"
screen=$(printf '%s\n' "$out" | sed '1,/^$/d')
is "$(printf '%s\n' "$screen" | awk '{ n++; if (length > w) w = length } END { print (n <= 24 && w <= 100) }')" 1 "ends with a screen"
like "$screen" '^Monday 2026-03-02: [0-9]{4} offered' "the day in a line"
like "$screen" '^ all queues +\| +[0-9]{4} ' "by queue"
like "$screen" 'Erlang C \| Erlang A' "with the agents required"
like "$screen" '^Monday 2026-03-09: [0-9]{4} calls forecast; agent hours: required [0-9.]+, planned [0-9.]+, [0-9.]+ (short|more)$' "and tomorrow's"
is "$(printf '%s\n' "$screen" | sed -nE '1s/.*: ([0-9]+) offered, ([0-9]+) answered, ([0-9]+) abandoned; ([0-9.]+) %.*/\1|\2|\3|\4/p')" \
	"$(demo_sql "SELECT sum(offered), sum(answered), sum(abandoned), round(100.0 * sum(service_met) / sum(service_judged), 1) FROM ops.queue_interval WHERE local_start::date = '2026-03-02'")" \
	"its figures are those of the views"
out=$(make -s demo-views DEMO="$DEMO_STATE" 2>&1)
like "$out" 'survey_driver +\| outcome' "make demo-views has a row of each view"
out=$(make -s demo-day DEMO="$DEMO_STATE" DAY=2026-03-03 2>&1)
like "$out" 'Half hours of Tuesday 2026-03-03' "make demo-day any day"
like "$out" '^ 10:30 +\| +[0-9]+ \| +[0-9]+ \|' "by half hours"

# ---- Mistakes: one message, before anything is built, and the demo stays.
before=$(cat "$DEMO_STATE")
printf 'queue_id,queued_at,left_at\nq,2026-03-02 09:00,2026-03-02 09:01\n' >"$dir/short.csv"
printf 'queue_id,queued_at,outcome,left_at\nq,2026-03-02 09:00,answered,2026-03-02 09:01\n' >"$dir/good.csv"
printf 'queue_id,queued_at,outcome,left_at\nq,2026-03-02 09:00,eaten,2026-03-02 09:01\n' >"$dir/none.csv"
echo 'SELECT 1 FROM ops.nowhere;' >"$dir/bad.sql"
echo 'INSERT INTO ops.raw_visit (line, queue_id) SELECT line, queue_id FROM ops.raw_log;' >"$dir/poor.sql"
mistake() { # PATTERN NAME=VALUE...
	local pattern=$1
	shift
	out=$(env "$@" demo/run 2>&1)
	is "$?" 1 "$* fails"
	like "$out" "$pattern" "$*: and says why"
	is "$(printf '%s\n' "$out" | grep -c '^demo: ')" 1 "$*: once"
	[ "$built" = no ] && like "$out" '^(-- reading|demo:)[^@]*$' "$*: at once"
	[[ $built = yes || $out != *'-- starting'* ]]
	ok $? "$*: before a cluster is started"
}
built=no
mistake 'short.csv lacks outcome' CALLS="$dir/short.csv"
mistake 'absent.csv is not there' CALLS="$dir/absent.csv"
mistake 'none that can be taken' CALLS="$dir/none.csv"
mistake 'ZONE is the name .* not Mars/Phobos' CALLS="$dir/good.csv" ZONE=Mars/Phobos
mistake 'did you mean one of: Europe/Amsterdam' CALLS="$dir/good.csv" ZONE=Amsterdam
mistake 'ZONE is the name' CALLS="$dir/good.csv" ZONE=+1
mistake 'FORMAT is calllog or a file of SQL' CALLS="$dir/good.csv" FORMAT=xml
mistake 'DAY is a date such as' CALLS="$dir/good.csv" DAY=2026-02-30
mistake 'DAY is a date such as' DAY=monday
mistake 'WEEKS is a number from 1 to 8' WEEKS=0
built=yes
out=$(CALLS=$dir/good.csv FORMAT=$dir/bad.sql demo/run 2>&1)
is "$?" 1 "a mapping that fails"
like "$out" 'ops.raw_log has the columns line, queue_id, queued_at, outcome, left_at' "names the columns that there are"
like "$out" 'nothing was replaced' "and replaces nothing"
is "$(cat "$DEMO_STATE")" "$before" "the demo of before is still there"
is "$(demo_sql 'SELECT count(*) > 2000 FROM ops.queue_visit')" t "with its calls"
is "$(ls "$dir" | grep -c new)" 0 "and nothing beside it"

# ---- Mappings: the one at hand, and one's own.
cat >"$dir/log.csv" <<-CSV
	date_received,queue_name,agent_number,answered,consult,transfer,hangup
	2026-03-02 09:00:00,30584,NULL,NULL,NULL,NULL,2026-03-02 09:00:02
	2026-03-02 09:01:00,30175,8077,2026-03-02 09:01:01,NULL,NULL,2026-03-02 09:04:02
	2026-03-02 09:02:00,30175,8078,2026-03-02 09:02:05,2026-03-02 09:03:00,2026-03-02 09:03:30,2026-03-02 09:09:00
CSV
out=$(CALLS=$dir/log.csv FORMAT=calllog ZONE=Europe/Amsterdam demo/run 2>&1)
ok $? "a call log through its mapping, in place of the demo before"
[ ! -e "$before" ]
ok $? "which is gone"
is "$(demo_sql "SELECT string_agg(concat_ws(',', outcome, extract(epoch FROM left_at - queued_at)::int,
	extract(epoch FROM ended_at - answered_at)::int, transfer_out), ' ' ORDER BY queued_at) FROM ops.queue_visit")" \
	"abandoned,2,none answered,1,181,none answered,5,85,attended" "outcome, wait, busy time and transfer"
like "$(make -s help 2>&1)" '^ +make demo-views +[a-z]' "make help lists the targets"
done_testing
