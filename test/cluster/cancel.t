#!/bin/bash
# What can run long stops soon after a statement timeout, wherever it is.
. test/tap.sh
createdb cancel
query cancel 'CREATE EXTENSION contact_center' >/dev/null
ends() { cancelled cancel "$@"; } # NAME SQL

items="(SELECT array_agg('item ' || j) FROM generate_series(1, %s) j)"
some() { printf "$items" "$1"; }
answers="(SELECT array_agg(sqrt(i * j) + i * j %% 97 + sin(i * j)) FROM generate_series(1, %s) j)"
values() { printf "$answers" "$1"; }
query cancel "
	CREATE TABLE wide AS SELECT comoments_pairwise($(some 1000), $(values 1000)) AS pairwise FROM generate_series(1, 30) i;
	CREATE TABLE groups AS SELECT comoment_groups($(some 150), $(values 150), i) AS g FROM generate_series(1, 1000) i;
	CREATE TABLE drivers AS SELECT comoments($(some 30), $(values 30)) AS c FROM generate_series(1, 500) i;
	CREATE UNLOGGED TABLE rows AS SELECT model_rows(ARRAY['y', 'a', 'b'], ARRAY[i % 23 * 7 % 5 % 2, i, sqrt(i)]::float8[]) AS m FROM generate_series(1, 1000000) i;
	CREATE UNLOGGED TABLE rows_text AS SELECT m::text AS t FROM rows;
	CREATE UNLOGGED TABLE busy AS SELECT concurrency(tstzrange(timestamptz '2026-01-01 UTC' + i * interval '2 s', timestamptz '2026-01-01 UTC' + (i * 2 + 1) * interval '1 s')) AS c FROM generate_series(1, 1500000) i;
	CREATE UNLOGGED TABLE busy_text AS SELECT c::text AS t FROM busy;
	CREATE UNLOGGED TABLE profile AS SELECT interval_profile(tstzrange('2026-01-01 UTC', '2026-02-05 UTC'), '1 s', 'UTC') AS p;
	CREATE UNLOGGED TABLE profile_text AS SELECT p::text AS t FROM profile;
	CREATE UNLOGGED TABLE bounds (b float8[]);
	ALTER TABLE bounds ALTER b SET STORAGE external;
	INSERT INTO bounds SELECT array_agg(i) FROM generate_series(1, 15000000) i;
	CREATE TABLE many AS SELECT i::float8 AS calls FROM generate_series(1, 1000000) i;
	CREATE TABLE wide_text AS SELECT pairwise::text AS t FROM wide;
	CREATE TABLE groups_text AS SELECT g::text AS t FROM groups;" >/dev/null

# queueing
ends "a million rows of Erlang C staffing, each one ten times" \
	"SELECT sum(erlang_c_agents(calls, 1800, 180, 0.8, 20)) FROM many, generate_series(1, 10)"
ends "a million rows of staffing to every target" \
	"SELECT sum(required_agents(calls, 1800, 180, service_level => 0.8, max_abandonment => 0.05, patience => 120, whole => false)) FROM many"
ends "a million rows of calls" \
	"SELECT sum(max_calls(calls, 1800, 180, service_level => 0.8, patience => 120)) FROM many"
ends "one queue of ten million places to wait" \
	"SELECT queue_performance(1e6, 1800, 1800.1, 1e6, lines => 1.1e7, redial_blocked => 0.5)"
ends "staffing one with a million lines" \
	"SELECT required_agents(1e6, 1800, 1800, service_level => 0.8, patience => 1e9, lines => 2e6, redial_abandoned => 0.5)"
ends "calls of one with a million lines" \
	"SELECT max_calls(1e6, 1800, 1800, service_level => 0.8, patience => 1e9, lines => 2e6)"
ends "a staffing table of a million rows" \
	"SELECT count(*) FROM staffing_table(1, 1000000, 1e5, 1800, 1800, patience => 120, lines => 1100000)"
ends "Engset with ten million lines" \
	"SELECT sum(engset(1e7 - i, 1e9, 0.5)) FROM generate_series(1, 100) i"

# simulation
simulated() { # NAME ARGUMENTS
	ends "$1" "SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', $2)"
}
simulated "a simulation of a hundred million calls" "ARRAY[9e7], 9e8, 180, ARRAY[50]"
simulated "one of a hundred million abandoning, redialling calls" \
	"ARRAY[4e7], 4e8, 180, ARRAY[10], patience => 60, lines => 20, redial_abandoned => 0.5, redial_blocked => 0.5"
simulated "one of a million agents who come and go" \
	"array_fill(0.0, ARRAY[20000])::float8[], 60, 180, (SELECT array_agg(i % 2 * 1000000) FROM generate_series(1, 20000) i)"

centre="ARRAY[center_queue('q', %s, 180, patience => 100, goal => 0.8), center_queue('r', %s, 200, goal => 0.9)],
	ARRAY[center_group('g', '{60}'), center_group('h', '{50}')], ARRAY[center_skill('g', 'q'), center_skill('h', 'r'), center_skill('h', 'q', level => 2, after => 10)]"
in_centre() { printf "$centre" "$1" "$1"; }
ends "a centre of eighty million calls" \
	"SELECT count(*) FROM simulate_center('2026-01-05 00:00+00', 1e9, $(in_centre 'ARRAY[4e7]'))"
ends "a million replications" \
	"SELECT count(*) FROM center_performance('2026-01-05 00:00+00', 1800, $(in_centre 'array_fill(400::float8, ARRAY[20])'), replications => 1000000)"
ends "staffing a large one" \
	"SELECT count(*) FROM staff_center(1800, $(in_centre 'array_fill(9000::float8, ARRAY[200])'), max_agents => 2000)"

# drivers
ends "the text of a thousand items" "SELECT length(pairwise::text) FROM wide"
ends "reading it, often" "SELECT t::comoments IS NULL FROM wide_text, generate_series(1, 100)"
ends "the text of 150 items in 256 groups" "SELECT length(g::text) FROM groups"
ends "reading it" "SELECT t::comoment_groups IS NULL FROM groups_text"
ends "LMG of 24 drivers" "SELECT count(*) FROM drivers, driver_importance(c, 'item 1', $(some 25 | sed 's/generate_series(1/generate_series(2/'), 'lmg')"
ends "a hundred thousand replicates of a path model" \
	"SELECT count(*) FROM groups, path_intervals(g, E'X =~ \"item 1\" + \"item 2\"\nY =~ \"item 3\"\nY ~ X', 100000)"

# logistic regression
ends "model_rows of a hundred million rows" "SELECT model_rows(ARRAY['a'], ARRAY[i::float8]) FROM generate_series(1, 100000000) i"
ends "the text of a million model rows" "SELECT length(m::text) FROM rows"
ends "reading it" "SELECT t::model_rows IS NULL FROM rows_text"
ends "comparing them" "SELECT a.m = b.m FROM rows a, rows b"
ends "adding them up" "SELECT rollup(m) IS NULL FROM rows, generate_series(1, 20)"
ends "a regression of a million distinct rows" "SELECT f.reason FROM rows, logistic_fit(m, 'y', ARRAY['a', 'b']) f"
ends "the same, clustered" "SELECT f.p FROM rows, logistic_regression(m, 'y', ARRAY['a', 'b', 'a:b'], cluster => 'a') f"

# time
ends "three years of seconds" "SELECT count(*) FROM reporting_intervals('2023-01-01 UTC', '2026-01-01 UTC', '1 s', 'Europe/Amsterdam')"
ends "a range cut into them" "SELECT count(*) FROM split_interval('[2023-01-01 UTC, 2026-01-01 UTC)', '1 s', 'Europe/Amsterdam')"
ends "a profile of twelve million" "SELECT interval_profile(tstzrange('2025-01-01 UTC', '2025-05-20 UTC'), '1 s', 'UTC') IS NULL"
ends "concurrency of a hundred million ranges" \
	"SELECT peak_concurrency(tstzrange(timestamptz '2026-01-01 UTC' + i * interval '1 s', timestamptz '2026-01-01 UTC' + i * interval '3 s')) FROM generate_series(1, 100000000) i"

# queue summary, and values of millions
ends "a summary of a billion visits" "SELECT queue_summary('answered', i % 900, 60) FROM generate_series(1, 1000000000) i"
ends "opening hours of 290,000 years" "SELECT count(*) FROM open_ranges('Mo-Su 08:00-09:00; zone Europe/Amsterdam', '4713-01-01 BC', '290000-01-01')"
ends "their seconds" "SELECT count(*) FROM open_intervals('Mo-Su 00:00-24:00; zone Europe/Amsterdam', '2023-01-01', '2026-01-01', '1 s')"
ends "the text of a concurrency of millions" "SELECT length(c::text) FROM busy"
ends "reading it" "SELECT t::concurrency IS NULL FROM busy_text"
ends "the text of a profile of millions" "SELECT length(p::text) FROM profile"
ends "reading it" "SELECT t::interval_profile IS NULL FROM profile_text"
ends "a histogram of millions of bounds" "SELECT count(*) FROM bounds, wait_histogram('{\"version\":1}', b)"

# control charts
ends "limits of ten million points" "SELECT count(*) FROM generate_series(1, 10), p_chart_limits(array_fill(1.0::float8, ARRAY[3000000]), array_fill(100.0::float8, ARRAY[3000000]), 30)"
ends "signals of ten million points" "SELECT count(*) FROM generate_series(1, 10), control_signals(array_fill(1.0::float8, ARRAY[3000000]), 1, 1)"

# business hours and agent time, over all of time
hours="'Mo-Fr 08:00-20:00; zone America/New_York'"
ends "counting opening hours over all of time" \
	"SELECT sum(business_seconds($hours, '4000-01-01 BC', timestamptz '294000-01-01' + i * interval '1 s')) FROM generate_series(1, 100) i"
ends "listing them" "SELECT count(*) FROM open_ranges($hours, '4000-01-01 BC', '294000-01-01')"
query cancel "CREATE TABLE calls AS SELECT tstzrange(at, at + '3 min') AS during FROM generate_series(1, 300000) i, LATERAL (SELECT timestamptz '2026-01-01' + hashint4(i) * interval '1 ms' AS at) a" >/dev/null
ends "a peak of calls out of order" "SET jit = off; SELECT peak_concurrency(during) FROM calls, generate_series(1, 50)"

is "$(query cancel "SELECT erlang_c_agents(100, 1800, 180, 0.8, 20)")" 14 "the next statement works"
is "$(query cancel "SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', ARRAY[0], 60, 100, ARRAY[1], initial_calls => 3)")" 3 \
	"so does the next simulation"
dropdb cancel
done_testing
