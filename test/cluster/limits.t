#!/bin/bash
# What can run long stops soon after a cancel, wherever it is; absurd sizes are
# refused with 54000 (or 22023, 22003 where a number is out of its domain)
# before memory is taken.  Queueing and simulation have such tests of their own.
. test/tap.sh
createdb limits
query limits "CREATE EXTENSION contact_center" >/dev/null

# A second is the aim; a machine with more to do than processors is given more.
allowed=1300
[ "$(cut -d. -f1 /proc/loadavg)" -lt "$(nproc)" ] || allowed=4000
cancelled() { # NAME SQL
	local start=$EPOCHREALTIME elapsed got
	got=$(query limits "SET statement_timeout = '300ms'; $2")
	elapsed=$(((${EPOCHREALTIME/./} - ${start/./}) / 1000))
	like "$got" 'canceling statement due to statement timeout' "$1 is cancelled"
	[ "$elapsed" -lt $allowed ]
	ok $? "$1: over after $elapsed ms"
}

# Private memory in kB of the backend that runs this.
rss="substring(pg_read_file('/proc/self/status') from 'RssAnon:\s*([0-9]+)')::int"
refused() { # NAME SQLSTATE SQL
	local got
	got=$(psql -X -q -A -t -d limits <<-SQL 2>&1
		\\set VERBOSITY sqlstate
		SET statement_timeout = '2s';
		SELECT $rss AS before \\gset
		$3;
		SELECT CASE WHEN $rss - :before < 32768 THEN 'kept to itself' ELSE 'took ' || $rss - :before || ' kB' END;
	SQL
	)
	is "$got" "ERROR:  $2
kept to itself" "$1 is refused at once"
}

items="(SELECT array_agg('item ' || j) FROM generate_series(1, %s) j)"
some() { printf "$items" "$1"; }
answers="(SELECT array_agg(sqrt(i * j) + i * j %% 97 + sin(i * j)) FROM generate_series(1, %s) j)"
values() { printf "$answers" "$1"; }
query limits "
	CREATE TABLE wide AS SELECT comoments_pairwise($(some 1000), $(values 1000)) AS pairwise FROM generate_series(1, 30) i;
	CREATE TABLE groups AS SELECT comoment_groups($(some 150), $(values 150), i) AS g FROM generate_series(1, 1000) i;
	CREATE TABLE drivers AS SELECT comoments($(some 30), $(values 30)) AS c FROM generate_series(1, 500) i;
	CREATE UNLOGGED TABLE busy AS SELECT concurrency(tstzrange(timestamptz '2026-01-01 UTC' + i * interval '2 s', timestamptz '2026-01-01 UTC' + (i * 2 + 1) * interval '1 s')) AS c FROM generate_series(1, 1500000) i;
	CREATE UNLOGGED TABLE busy_text AS SELECT c::text AS t FROM busy;
	CREATE UNLOGGED TABLE profile AS SELECT interval_profile(tstzrange('2026-01-01 UTC', '2026-02-05 UTC'), '1 s', 'UTC') AS p;
	CREATE UNLOGGED TABLE profile_text AS SELECT p::text AS t FROM profile;
	CREATE UNLOGGED TABLE bounds (b float8[]);
	ALTER TABLE bounds ALTER b SET STORAGE external;
	INSERT INTO bounds SELECT array_agg(i) FROM generate_series(1, 15000000) i;
	CREATE TABLE wide_text AS SELECT pairwise::text AS t FROM wide;
	CREATE TABLE groups_text AS SELECT g::text AS t FROM groups;" >/dev/null
cancelled "the text of a thousand items" "SELECT length(pairwise::text) FROM wide"
cancelled "reading it, often" "SELECT t::comoments IS NULL FROM wide_text, generate_series(1, 100)"
cancelled "the text of 150 items in 256 groups" "SELECT length(g::text) FROM groups"
cancelled "reading it" "SELECT t::comoment_groups IS NULL FROM groups_text"
cancelled "LMG of 24 drivers" "SELECT count(*) FROM drivers, driver_importance(c, 'item 1', $(some 25 | sed 's/generate_series(1/generate_series(2/'), 'lmg')"
cancelled "a hundred thousand replicates of a path model" \
	"SELECT count(*) FROM groups, path_intervals(g, E'X =~ \"item 1\" + \"item 2\"\nY =~ \"item 3\"\nY ~ X', 100000)"
cancelled "three years of seconds" "SELECT count(*) FROM reporting_intervals('2023-01-01 UTC', '2026-01-01 UTC', '1 s', 'Europe/Amsterdam')"
cancelled "a range cut into them" "SELECT count(*) FROM split_interval('[2023-01-01 UTC, 2026-01-01 UTC)', '1 s', 'Europe/Amsterdam')"
cancelled "a profile of twelve million" "SELECT interval_profile(tstzrange('2025-01-01 UTC', '2025-05-20 UTC'), '1 s', 'UTC') IS NULL"
cancelled "concurrency of a hundred million ranges" \
	"SELECT peak_concurrency(tstzrange(timestamptz '2026-01-01 UTC' + i * interval '1 s', timestamptz '2026-01-01 UTC' + i * interval '3 s')) FROM generate_series(1, 100000000) i"
cancelled "a summary of a billion visits" "SELECT queue_summary('answered', i % 900, 60) FROM generate_series(1, 1000000000) i"
cancelled "opening hours of 290,000 years" "SELECT count(*) FROM open_ranges('Mo-Su 08:00-09:00; zone Europe/Amsterdam', '4713-01-01 BC', '290000-01-01')"
cancelled "their seconds" "SELECT count(*) FROM open_intervals('Mo-Su 00:00-24:00; zone Europe/Amsterdam', '2023-01-01', '2026-01-01', '1 s')"
cancelled "the text of a concurrency of millions" "SELECT length(c::text) FROM busy"
cancelled "reading it" "SELECT t::concurrency IS NULL FROM busy_text"
cancelled "the text of a profile of millions" "SELECT length(p::text) FROM profile"
cancelled "reading it" "SELECT t::interval_profile IS NULL FROM profile_text"
cancelled "a histogram of millions of bounds" "SELECT count(*) FROM bounds, wait_histogram('{\"version\":1}', b)"
cancelled "limits of ten million points" "SELECT count(*) FROM generate_series(1, 10), p_chart_limits(array_fill(1.0::float8, ARRAY[3000000]), array_fill(100.0::float8, ARRAY[3000000]), 30)"
cancelled "signals of ten million points" "SELECT count(*) FROM generate_series(1, 10), control_signals(array_fill(1.0::float8, ARRAY[3000000]), 1, 1)"
is "$(query limits "SELECT erlang_c_agents(100, 1800, 180, 0.8, 20)")" 14 "the next statement works"

refused "a staffing table of 1e9 rows" 54000 "SELECT count(*) FROM staffing_table(1, 1000000000, 1e5, 1800, 180)"
refused "co-moments of 1001 items" 54000 "SELECT comoments($(some 1001), array_fill(1::float8, ARRAY[1001]))"
refused "groups of 251 items" 54000 "SELECT comoment_groups($(some 251), array_fill(1::float8, ARRAY[251]), 1)"
refused "a path model of 1,000 items" 54000 \
	"SELECT path_model(c, 'X =~ ' || (SELECT string_agg('i' || j, ' + ') FROM generate_series(1, 1000) j) || E'\nY =~ y\nY ~ X') FROM drivers"
refused "a path model of 1,000 constructs" 54000 \
	"SELECT path_model(c, (SELECT string_agg(format('C%s =~ i%s', j, j), E'\n') FROM generate_series(1, 1000) j)) FROM drivers"
refused "a path model text of 100 kB" 54000 "SELECT path_model(c, repeat('X =~ a # ' || repeat('x', 90) || E'\n', 1000)) FROM drivers"
refused "LMG of 29 drivers" 54000 "SELECT count(*) FROM drivers, driver_importance(c, 'item 1', $(some 30 | sed 's/generate_series(1/generate_series(2/'), 'lmg')"
refused "calls of a simulation by the billion" 54000 "SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', ARRAY[9e9], 9e8, 180, ARRAY[50])"
for call in "reporting_intervals('0001-01-01 UTC', '9999-01-01 UTC', '1 s', 'UTC')" "reporting_intervals('2000-01-01', '2032-01-01', '1 s')" \
	"split_interval('[0001-01-01 UTC, 9999-01-01 UTC)', '1 s', 'UTC')" "open_intervals('Mo-Su 08:00-20:00', '0001-01-01', '9999-01-01', '1 s')"; do
	refused "1e9 intervals of ${call%%(*}" 54000 "SELECT count(*) FROM $call"
done
refused "a profile of 1e9 intervals" 54000 "SELECT interval_profile(tstzrange('2000-01-01 UTC', '2032-01-01 UTC'), '1 s', 'UTC') IS NULL"
refused "opening hours with 5,000 exceptions" 54000 \
	"SELECT ((SELECT string_agg(to_char(date '2000-01-01' + 2 * j, 'YYYY-MM-DD') || ' off', ';') FROM generate_series(1, 5000) j))::business_hours"
refused "opening hours in 2 MB of text" 54000 "SELECT repeat('Mo 08:00-09:00; ', 130000)::business_hours"
done_testing
