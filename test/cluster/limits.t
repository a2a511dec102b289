#!/bin/bash
# Absurd sizes are refused with 54000 (or 22023, 22003 where a number is out of its
# domain) before memory is taken.
. test/tap.sh
createdb limits
query limits "CREATE EXTENSION contact_center" >/dev/null

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
query limits "CREATE TABLE drivers AS SELECT comoments($(some 30), $(values 30)) AS c FROM generate_series(1, 500) i" >/dev/null

refused "a staffing table of 1e9 rows" 54000 "SELECT count(*) FROM staffing_table(1, 1000000000, 1e5, 1800, 180)"
refused "co-moments of 1001 items" 54000 "SELECT comoments($(some 1001), array_fill(1::float8, ARRAY[1001]))"
refused "model_rows of 1001 items" 54000 "SELECT model_rows($(some 1001), array_fill(1::float8, ARRAY[1001]))"
refused "an outcome of 102 values" 54000 "SELECT count(*) FROM (SELECT model_rows(ARRAY['y', 'x'], ARRAY[i % 102, i % 7]::float8[]) AS m FROM generate_series(1, 1000) i) s, ordinal_fit(m, 'y', ARRAY['x'])"
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
