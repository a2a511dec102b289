#!/bin/bash
# Whatever the mandatory columns allow ends in a report, and what the report says is
# what the views say afterwards.
. test/tap.sh
. test/demo.sh
export PAGE=no

head=queue_id,queued_at,outcome,left_at
# A report of the rows given, which agrees with queue_interval.
number=0
reports() { # NAME PATTERN ROW...
	local name=$1 pattern=$2
	shift 2
	number=$((number + 1))
	printf '%s\n' "$@" >"$dir/$number.csv"
	load_calls "report_$number" "$dir/$number.csv"
	ok $? "$name ends in a report"
	like "$out" "$pattern" "$name: with its figures"
	[[ $out != *ERROR* ]]
	ok $? "$name: and no error"
	local day offered abandoned level
	read -r day offered abandoned level <<<"$(printf '%s\n' "$out" |
		sed -nE 's/^[A-Z][a-z]+ ([0-9-]{10}): ([0-9]+) offered, .* ([0-9]+) abandoned.*; ([0-9.]+) % answered within 20 s$/\1 \2 \3 \4/p')"
	[ -z "$day" ] || is "$offered $abandoned $level" "$(query "demo_report_$number" "SELECT concat_ws(' ', sum(offered), sum(abandoned), round(100.0 * sum(service_met) / sum(service_judged), 1)) FROM ops.queue_interval WHERE local_start::date = '$day'")" \
		"$name: which are the views'"
}
reports "the README's minimum" 'Monday 2026-03-02: 3 offered, 2 answered, 1 abandoned; 33.3 %' $head \
	'a,2026-03-02 09:00:00,answered,2026-03-02 09:00:10' 'b,2026-03-02 09:05:00,answered,2026-03-02 09:00:30' 'b,2026-03-02 09:05:00,answered,2026-03-02 09:05:30' 'b,2026-03-02 09:06:00,abandoned,2026-03-02 09:06:40'
like "$out" '^ all queues +\| +3 \| +2 \| +1 \| +33.3 \| +20.0 \| +- \| +33.3' "a handle time that is not known is none"
reports "one call, answered, without an end" '1 offered, 1 answered, 0 abandoned; 100.0 %' $head 'q,2026-03-02 09:00,answered,2026-03-02 09:00:10'
out=$(psql -X -q -v ON_ERROR_STOP=1 -d demo_report_$number -f demo/half-hours.sql 2>&1)
like "$out" '^ 09:00 +\| +1 \| +1 \| +0 \| +100.0 ' "and so do all half hours"
out=$(psql -X -q -v ON_ERROR_STOP=1 -d demo_report_$number -f demo/views.sql 2>&1)
ok $? "and a row of every view"
reports "no abandonment" '2 offered, 2 answered, 0 abandoned; 50.0 %' "$head,talk_s,agent_id" 'q,2026-03-02 09:00,answered,2026-03-02 09:00:10,120,ann' 'q,2026-03-02 09:10,answered,2026-03-02 09:10:50,180,ann'
like "$out" '^Agent hours: .* on hand; required [0-9.]+ by Erlang C' "agent hours, too"
reports "no answer" '2 offered, 0 answered, 2 abandoned; 0.0 %' $head 'q,2026-03-02 09:00,abandoned,2026-03-02 09:00:10' 'q,2026-03-02 09:10,abandoned,2026-03-02 09:10'
reports "nobody waits" '1 offered, 0 answered, 1 abandoned; 0.0 %' $head 'q,2026-03-02 09:00,abandoned,2026-03-02 09:00'
reports "open calls" '2 offered, 0 answered, 0 abandoned, 2 still open; 0.0 %' $head 'q,2026-03-02 09:00,open,' 'q,2026-03-02 09:01,waiting,'
reports "blocked calls alone" '(0 offered|no calls)' $head 'q,2026-03-02 09:00,blocked,2026-03-02 09:00'
reports "test calls alone" 'no calls' $head,is_test 'q,2026-03-02 09:00,answered,2026-03-02 09:00,yes'
DAY=2026-03-05 reports "a day without calls" 'Thursday 2026-03-05: no calls. There are calls from 2026-03-02 to 2026-03-02' $head 'q,2026-03-02 09:00,answered,2026-03-02 09:00:10'
ZONE=Asia/Kolkata reports "a night over midnight" 'Tuesday 2026-03-03: 2 offered, 1 answered, 1 abandoned; 50.0 %' "$head,ended_at,agent_id" \
	'q,2026-03-02 23:59:50,answered,2026-03-03 00:00:05,2026-03-03 06:30:00,ann' 'q,2026-03-03 00:10,answered,2026-03-03 00:10:05,2026-03-03 00:15:00,bob' 'q,2026-03-03 00:20,abandoned,2026-03-03 00:21,,'
reports "a talk of a whole day, and one of nothing" '2 offered, 2 answered' "$head,talk_s" 'q,2026-03-02 09:00,answered,2026-03-02 09:00:10,86400' 'q,2026-03-02 09:00,answered,2026-03-02 09:00:10,0'
reports "many queues" '^ 7 others +\| +7 ' $head $(for q in a b c d e f g h i j k l; do echo "$q,2026-03-02T09:00,answered,2026-03-02T09:00:10"; done)

# A year: 40 calls a day, every tenth abandoned after 30 s, the others answered after 10.
{
	echo $head,talk_s,agent_id
	perl -MPOSIX=strftime -e 'for my $d (0 .. 364) { for my $i (0 .. 39) { my $t = 1767225600 + $d * 86400 + 28800 + $i * 900; my $w = $i % 10 ? 10 : 30;
		print join(",", "q" . $i % 3, strftime("%F %T", gmtime $t), $i % 10 ? "answered" : "abandoned", strftime("%F %T", gmtime $t + $w), $i % 10 ? 300 : "", $i % 10 ? "a" . $i % 4 : ""), "\n" } }'
} >"$dir/year.csv"
reports "a year" 'Thursday 2026-01-01: 40 offered, 36 answered, 4 abandoned; 90.0 %' "$(cat "$dir/year.csv")"
like "$out" '^-- 14600 rows taken, 0 rejected' "all of it"
is "$(printf '%s\n' "$out" | sed '1,/^-- estimating/d' | wc -l | awk '{ print $1 <= 24 }')" 1 "on a screen"
done_testing
