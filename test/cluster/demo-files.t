#!/bin/bash
# Exports as people have them: what make demo recognises, and what it asks.  Every
# file is made by hand.
. test/tap.sh
. test/demo.sh
export PAGE=no

# The headings of many dialers; day first; - for nothing.
cat >"$dir/1.csv" <<'CSV'
Call ID;Queue;Start Time;Answer Time;End Time;Agent;Disposition
1;sales;03/04/2026 09:00:00;03/04/2026 09:00:12;03/04/2026 09:03:12;ann;Handled
2;sales;23/04/2026 09:05:00;-;23/04/2026 09:05:40;-;Abandoned
3;sales;23/04/2026 09:06:00;23/04/2026 09:06:05;-;bob;HANDLED
CSV
load_calls one "$dir/1.csv"
ok $? "semicolons, day first, - for nothing"
is "$(visits one)" "sales ann answered 12 180 04-03 09:00:00
sales abandoned 40 04-23 09:05:00
sales bob answered 5 04-23 09:06:00" "with the right numbers"
like "$out" 'separator +semicolon' "the separator is said"
like "$out" 'dates +day first, as line 3 decides: 23/04/2026' "and the row that decides on dates"
like "$out" 'queued_at +Start Time +\(03/04/2026 09:00:00 = 2026-04-03 09:00:00\)' "each column has an example"
like "$out" '"Abandoned" = abandoned \(1\)' "so have outcomes"

# Tabs, Windows-1252, Dutch; minutes and seconds; a heading with an apostrophe.
iconv -t WINDOWS-1252 >"$dir/2.txt" <<'CSV'
Gespreks-ID	Wachtrij	Starttijd	Wachttijd	Gesprekstijd	Naam medewerker	Afgehaakt
1	Café's	2-3-2026 09:00:00	0:12	3:00	Zoë	nee
2	Café's	14-3-2026 23:59:50	1:05		n.v.t.	ja
CSV
load_calls two "$dir/2.txt"
ok $? "tabs, Windows-1252, Dutch"
is "$(visits two)" "Café's Zoë answered 12 180 03-02 09:00:00
Café's abandoned 65 03-14 23:59:50" "with the right numbers"
like "$out" 'encoding +Windows-1252 \(Latin-1\), for example Café' "an encoding that was inferred shows what it makes of the letters"

# German: date and time apart, Latin-1, decimal commas.
iconv -t LATIN1 >"$dir/3.csv" <<'CSV'
Warteschlange;Datum;Uhrzeit;Wartezeit;Gesprächsdauer (Sek.);Nachbearbeitungszeit;Mitarbeiter;Ergebnis
Störung;02.03.2026;09:00:00;00:00:12;180,5;00:00:30;Müller;angenommen
Störung;14.03.2026;23:59:50;00:00:45;;;;aufgelegt
CSV
load_calls three "$dir/3.csv"
ok $? "Latin-1, German, date and time apart"
is "$(visits three)" "Störung Müller answered 12 180.5 03-02 09:00:00
Störung abandoned 45 03-14 23:59:50" "with the right numbers"
is "$(query demo_three "SELECT acw_s, left_at FROM ops.queue_visit ORDER BY queued_at" | tr '\n' ' ')" "30|2026-03-02 09:00:12+00 |2026-03-15 00:00:35+00 " "over midnight"

# French, UTF-16 with a byte order mark.
iconv -t UTF-16 >"$dir/4.csv" <<'CSV'
Identifiant appel	File d'attente	Date et heure de l'appel	Temps d'attente	Durée de conversation	Abandonné
1	Après-vente	2026-03-02 09:00:00	12	180	Non
2	Après-vente	2026-03-02 09:01:00	40	-	Oui
CSV
load_calls four "$dir/4.csv"
ok $? "UTF-16, French"
is "$(visits four)" "Après-vente answered 12 180 03-02 09:00:00
Après-vente abandoned 40 03-02 09:01:00" "with the right numbers"

# Spanish, pipes, UTF-16 big-endian without a mark, epoch seconds, a decimal comma.
iconv -t UTF-16BE >"$dir/5.csv" <<'CSV'
Cola|Inicio|Espera|Tiempo de conversación|Estado
Ventas|1772442000|12,5|180|Atendida
Ventas|1772442060|40|N/A|Abandonada
CSV
ZONE=Europe/Madrid load_calls five "$dir/5.csv"
ok $? "UTF-16 without a mark, pipes, Spanish, epoch seconds"
is "$(ZONE=Europe/Madrid visits five)" "Ventas answered 12.5 180 03-02 10:00:00
Ventas abandoned 40 03-02 10:01:00" "with the right numbers"

# Chinese, as a spreadsheet there writes it: GBK; and UTF-8 with a byte order mark.
cat >"$dir/6.csv" <<'CSV'
呼叫ID,技能组,来电时间,应答时间,结束时间,坐席工号,通话状态
1,售前,2026/3/2 9:00:00,2026/3/2 9:00:12,2026/3/2 9:03:12,1001,已接听
2,售后,2026年3月2日 9时5分10秒,,2026-03-02 09:05:30,,放弃
CSV
(printf '\xef\xbb\xbf' && cat "$dir/6.csv") >"$dir/6bom.csv"
iconv -t GBK "$dir/6.csv" >"$dir/6gbk.csv"
chinese="售前 1001 answered 12 180 03-02 09:00:00
售后 abandoned 20 03-02 09:05:10"
load_calls six "$dir/6bom.csv"
ok $? "UTF-8 with a byte order mark, Chinese"
is "$(visits six)" "$chinese" "with the right numbers"
load_calls gbk "$dir/6gbk.csv"
ok $? "GBK"
is "$(visits gbk)" "$chinese" "with the right numbers"

# An interface's own names: snake and camel case, epoch milliseconds, milliseconds.
cat >"$dir/7.csv" <<'CSV'
conversationId,queue_name,start_epoch,answered_epoch,end_epoch,talkTime_ms,disposition
a,support,1772442000000,1772442012500,1772442192500,180000,answered
b,support,1772442060000,null,1772442100000,0,abandoned
CSV
gzip "$dir/7.csv"
load_calls seven "$dir/7.csv.gz"
ok $? "epoch milliseconds, packed"
is "$(visits seven)" "support answered 12.5 180 03-02 09:00:00
support abandoned 40 03-02 09:01:00" "with the right numbers"

# North America.
cat >"$dir/8.csv" <<'CSV'
Call Start,Queue Name,Time Answered,Call End,Agent Name,Call Result
4/3/2026 12:00 AM,sales,4/3/2026 12:00 AM,4/3/2026 12:03 AM,"Lee, Ann",Completed
"Apr 13, 2026 1:05:00 PM",sales,N/A,4/13/2026 1:06 PM,,Lost
CSV
load_calls eight "$dir/8.csv"
ok $? "month first, AM and PM"
is "$(visits eight)" "sales Lee, Ann answered 0 180 04-03 00:00:00
sales abandoned 60 04-13 13:05:00" "with the right numbers"

# Headings of nobody's list.
cat >"$dir/9.csv" <<'CSV'
Ref;Bucket;Came in;Picked;Done;What
1;x;2026-03-02 09:00:00;2026-03-02 09:00:10;2026-03-02 09:01:10;7
2;x;2026-03-02 09:05:00;;2026-03-02 09:06:00;8
CSV
read_calls "$dir/9.csv"
is "$?" 1 "headings that nobody knows are asked for"
like "$out" 'missing +queued_at: when the call entered the queue' "what is missing, and what it means"
command=$(printf '%s\n' "$out" | sed -n 's/^ *make demo CALLS=9.csv //p' | tail -n 1)
is "$command" "MAP='queue_id=Bucket,queued_at=Came in,answered_at=Picked,ended_at=Done'" "with a command to copy"
eval "$command"
export MAP
load_calls nine "$dir/9.csv"
ok $? "which works"
is "$(visits nine)" "x answered 10 60 03-02 09:00:00
x abandoned 60 03-02 09:05:00" "with the right numbers"
MAP="$MAP,outcome=What" OUTCOMES='7=answered,8=flowed_out' read_calls "$dir/9.csv"
like "$out" '"7" = answered \(1\), "8" = flowed_out \(1\)' "so do codes for outcomes"
unset MAP

# A report: title lines, quotes, separators and line breaks within them, a total.
printf '"Calls of March","","",""\r\n\r\n"Queue","Start Time","Wait Time","Talk Time","Abandoned"\r\n"sales, ""north""","2026-03-02T09:00:00Z",00:00:12,3:00,No\r\n"sales,\r\nsouth","2026-03-02T10:00:00+01:00",00:00:40,0:00,Yes\r\nTotal,,,,\r\n' >"$dir/10.csv"
load_calls ten "$dir/10.csv"
ok $? "a report with a title, offsets, quotes and a total"
is "$(visits ten)" 'sales, "north" answered 12 180 03-02 09:00:00
sales,
south abandoned 40 03-02 09:00:00' "with the right numbers"
like "$out" 'header +line 3: ' "the header is where it is"
like "$out" 'queued_at +missing; 1 row, line 7' "the total is no call"

# One contact in two queues is two visits; the same row twice is one.
cat >"$dir/11.csv" <<'CSV'
Call ID,Queue,Start Time,Answer Time,End Time
c1,a,2026-03-02 09:00:00,2026-03-02 09:00:10,2026-03-02 09:01:00
c1,b,2026-03-02 09:01:00,2026-03-02 09:01:05,2026-03-02 09:02:00
c1,b,2026-03-02 09:01:00,2026-03-02 09:01:05,2026-03-02 09:02:00
CSV
load_calls eleven "$dir/11.csv"
is "$(query demo_eleven "SELECT string_agg(concat_ws(' ', contact_id, visit_no, queue_id), ', ' ORDER BY visit_no) FROM ops.queue_visit")" "c1 1 a, c1 2 b" "visits of one contact are numbered"
is "$(query demo_eleven 'SELECT line, column_name, reason FROM ops.rejected_row')" '4|contact_id|the same contact, queue and time as an earlier row' "a row that is there twice counts once"

# Local times that the clocks skip or have twice.
cat >"$dir/12.csv" <<'CSV'
Queue,Start Time,Answer Time,End Time
a,2026-03-29 01:59:50,2026-03-29 03:00:10,2026-03-29 03:01:00
a,2026-03-29 02:30:00,,2026-03-29 02:31:00
a,2026-10-25 02:30:00,,2026-10-25 02:31:00
CSV
ZONE=Europe/Amsterdam load_calls twelve "$dir/12.csv"
like "$out" 'queued_at: a time that Europe/Amsterdam skips; 1 rows, such as line 3: 2026-03-29 02:30:00' "a time that there was not"
like "$out" 'an hour that the clocks of Europe/Amsterdam have twice, such as line 4' "one that there was twice"
is "$(ZONE=Europe/Amsterdam visits twelve | head -n 1)" "a answered 20 50 03-29 01:59:50" "a wait over the change"

printf 'Queue,Start Time,Answer Time,End Time\na,2026-03-29 02:30:00,,2026-03-29 02:31:00\n' >"$dir/13.csv"
! ZONE=Europe/Amsterdam load_calls thirteen "$dir/13.csv"
ok $? "a file of nothing else fails"
like "$out" '^demo: no row of 13.csv could be taken' "and says so"

# A mapping of one's own.
cat >"$dir/own.sql" <<-'SQL'
	INSERT INTO ops.raw_visit (line, queue_id, queued_at, wait_s, outcome)
	SELECT line, 'line ' || dialled_number, came, waited, CASE WHEN took = 'y' THEN 'answered' ELSE 'abandoned' END FROM ops.raw_log;
SQL
printf 'Dialled Number;Came;Waited;Took\n7;2026-03-02 09:00;10;y\n7;2026-03-02 09:01;40;n\n7;never;40;n\n7\n' >"$dir/own.csv"
FORMAT=$dir/own.sql load_calls own "$dir/own.csv"
ok $? "a mapping of one's own"
is "$(visits own)" "line 7 answered 10 03-02 09:00:00
line 7 abandoned 40 03-02 09:01:00" "with the right numbers"
is "$(query demo_own "SELECT string_agg(concat_ws('|', line, column_name, value, reason), E'\n' ORDER BY line) FROM ops.rejected_row")" '4|queued_at|never|not a time known here
5|3 fields fewer than the header' "bad rows have the line of the file"

# ---- Questions.

asks() { # NAME PATTERN: what was read last is refused, and says so
	is "$status" 1 "$1 is asked"
	like "$out" "$2" "$1: how"
}
try() { # TEXT: a file of it
	printf '%s\n' "$@" >"$dir/try.csv"
	status=0
	read_calls "$dir/try.csv" || status=$?
}
head='Queue,Start Time,Answer Time,End Time'
try "$head" 'q,03/04/2026 09:00,03/04/2026 09:01,03/04/2026 09:02' 'q,05/04/2026 09:00,,05/04/2026 09:02'
asks "a date that no row decides" 'No row decides, such as line 2: 03/04/2026 09:00'
like "$out" 'make demo CALLS=try.csv DATES=dmy +# day first: line 2 is 2026-04-03, the file 2026-04-03 to 2026-04-05' "with what it would be"
DATES=dmy try "$head" 'q,03/04/2026 09:00,03/04/2026 09:01,03/04/2026 09:02'
is "$status $(cut -f 12 "$dir/read/visits")" "0 2026-04-03 09:00:00" "DATES=dmy"
DATES=mdy try "$head" 'q,03/04/2026 09:00,03/04/2026 09:01,03/04/2026 09:02'
is "$status $(cut -f 12 "$dir/read/visits")" "0 2026-03-04 09:00:00" "DATES=mdy"
DATES=ymd try "$head" 'q,03/04/26 09:00,03/04/26 09:01,03/04/26 09:02'
is "$status $(cut -f 12 "$dir/read/visits")" "0 2003-04-26 09:00:00" "DATES=ymd"
try "$head" 'q,13/04/2026 09:00,,13/04/2026 09:02' 'q,05/04/2026 09:00,,05/04/2026 09:02' 'q,04/13/2026 09:00,,04/13/2026 09:02'
asks "contradicting dates" 'line 2 \(13/04/2026 09:00\) can only have the day first, line 4'
try 'Queue,Skill,Start Time,Begin,Outcome,Left at' 'a,b,2026-03-02 09:00,2026-03-02 09:01,answered,2026-03-02 09:02'
asks "a column that two headings claim" 'queued_at may be any of: "Start Time", "Begin"'
like "$out" "MAP='queued_at=Start Time'" "one of them to copy"
try 'Queue,Start Time,Answer Time,End Time,Talk Time' 'q,2026-03-02 09:00:00,2026-03-02 09:00:10,2026-03-02 09:03:10,180000'
asks "milliseconds that nobody names" 'line 2 has 180000 where they are 180 s apart'
like "$out" "MAP='talk_s=Talk Time \(ms\)'" "with the unit to name"
MAP='talk_s=Talk Time (ms)' try 'Queue,Start Time,Answer Time,End Time,Talk Time' 'q,2026-03-02 09:00:00,2026-03-02 09:00:10,2026-03-02 09:03:10,180000'
is "$status $(cut -f 18 "$dir/read/visits")" "0 180" "which is taken"
try 'Queue,Start Time,Wait Time,Outcome,Talk Time' 'q,2026-03-02 09:00:00,5,answered,180000'
asks "so are seconds that are not" 'above four hours in half of the rows'
try 'Queue,Start Time,Outcome,Left at' 'q,2026-03-02,answered,2026-03-02'
asks "dates without times" 'a date without a time'
try 'Queue,Start Time,Outcome,Left at' 'q,46083.375,answered,46083.376'
asks "day numbers of a spreadsheet" 'a day number of a spreadsheet'
try 'Queue,Start Time,Outcome,Left at' 'q,09:00:00,answered,09:00:10'
asks "times without a date" 'a time without a date'
try 'Queue,Start Time,Wait Time,Outcome' 'q,2026-03-02 09:00,10,Done' 'q,2026-03-02 09:00,10,Gone'
asks "outcomes that nobody knows" "OUTCOMES='Done=\?,Gone=\?'"
iconv -t LATIN1 >"$dir/west.csv" <<<'Queue,Start Time,Wait Time,Outcome
Größe,2026-03-02 09:00,10,answered'
status=0
read_calls "$dir/west.csv" || status=$?
asks "letters that may be Western or Chinese" 'ENCODING=windows-1252'
ENCODING=windows-1252 read_calls "$dir/west.csv"
is "$(cut -f 7 "$dir/read/visits")" "Größe" "and then are what is said"

# A mistake is one message; a bad row has its line, column, value and reason.
for pair in "MAP=queued=Start|a column that a visit does not have: queued" "MAP=queue_id=Skill|a heading that is not there: Skill" \
	"DATES=usa|it is dmy, mdy or ymd" "ENCODING=klingon|no such encoding" "OUTCOMES=Done=finished|OUTCOMES is pairs"; do
	setting=${pair%%|*}
	out=$(env "$setting" CALLS=try.csv demo/read-calls "$dir/try.csv" "$dir/read" 2>&1)
	is "$?" 1 "$setting fails"
	like "$out" "${pair##*|}" "$setting: why"
done
printf 'PK\003\004' >"$dir/book.xlsx"
: >"$dir/empty.csv"
echo "$head" >"$dir/header.csv"
echo '[{"queue": "a"}]' >"$dir/json.csv"
head -c 100 /dev/zero | gzip | head -c 20 >"$dir/torn.csv.gz"
for pair in "absent.csv|is not there" "book.xlsx|save its sheet as CSV" "empty.csv|is empty" "header.csv|no rows" "json.csv|holds JSON" ".|is a folder" "torn.csv.gz|."; do
	out=$(CALLS=${pair%%|*} demo/read-calls "$dir/${pair%%|*}" "$dir/read" 2>&1)
	is "$?" 1 "${pair%%|*} fails"
	like "$out" "^demo: ${pair%%|*} .*${pair##*|}" "${pair%%|*}: why"
done
cat >"$dir/bad.csv" <<'CSV'
queue_id,queued_at,outcome,left_at,talk_s,answered_at
q,2026-03-02 09:00:00,answered,2026-03-02 09:00:10,60,
q,2026-02-30 09:00:00,answered,2026-03-02 09:00:10,60,
q,yesterday,answered,2026-03-02 09:00:10,60,
,2026-03-02 09:00:00,answered,2026-03-02 09:00:10,60,
q,2026-03-02 09:00:00,eaten,2026-03-02 09:00:10,60,
q,2026-03-02 09:00:00,answered,2026-03-02 08:00:10,60,
q,2026-03-02 09:00:00,answered,2026-03-02 09:00:10,-5,
q,2026-03-02 09:00:00,answered,2026-03-02 09:00:10,1772442000,
q,2026-03-02 09:00:00,abandoned,2026-03-02 09:00:10,,2026-03-02 09:00:05
q,2026-03-02 09:00:00
q,1970-01-01 10:00:00,abandoned,1970-01-01 10:00:10,,
"q,2026-03-02 09:00:00,abandoned,2026-03-02 09:00:10,,
q,2026-03-02 09:00:00,answered,,60,
q,2026-03-02 09:00:00,answered,2026-03-02 09:00:10,"1,500",
q,infinity,answered,2026-03-02 09:00:10,60,
CSV
load_calls bad "$dir/bad.csv"
ok $? "a file with bad rows"
is "$(query demo_bad "SELECT string_agg(concat_ws('|', line, column_name, value, reason), E'\n' ORDER BY line) FROM ops.rejected_row")" '3|queued_at|2026-02-30 09:00:00|not a date: no such day in that month
4|queued_at|yesterday|not a time known here
5|queue_id|missing
6|outcome|eaten|not an outcome known here
7|left_at|2026-03-02 08:00:10|before queued_at
8|talk_s|-5|a negative duration
9|talk_s|1772442000|longer than a day
10|answered_at|2026-03-02 09:00:05|given, though the outcome is abandoned
11|4 fields fewer than the header
12|queued_at|1970-01-01 10:00:00|not a date of calls: before 1990 or after 2100
13|"q|a quote that does not close
14|left_at|missing, though the outcome is answered
15|talk_s|1,500|a decimal comma, or thousands? (not taken)
16|queued_at|infinity|not a time known here' "each with its line, column and reason"
is "$(visits bad)" "q answered 10 60 03-02 09:00:00" "the others are taken"
like "$out" '14 of 15 rows cannot be taken' "counted"
done_testing
