#!/bin/bash
# The memory of one backend does not grow with the number of groups that an
# aggregate has finished, nor with the calls of a function.
. test/tap.sh
[ -z "${ASAN_OPTIONS:-}" ] || skip_all "the sanitizer keeps what is freed"
calls=300000
[ -z "${CC_LONG:-}" ] || calls=1000000
createdb memory
query memory 'CREATE EXTENSION contact_center' >/dev/null

# Private memory in kB of the backend that runs this.
rss="substring(pg_read_file('/proc/self/status') from 'RssAnon:\s*([0-9]+)')::int"

# NAME, a query with :n calls or groups
flat() {
	local growth
	growth=$(psql -X -q -A -t -v ON_ERROR_STOP=1 -d memory <<-SQL 2>&1
		SET enable_hashagg = off; SET jit = off; SET work_mem = '4MB'; SET max_parallel_workers_per_gather = 0;
		\\o /dev/null
		\\set n 100000
		$2;
		$2;
		SELECT $rss AS before \\gset
		\\set n $calls
		$2;
		\\o
		SELECT $rss - :before AS growth, $rss - :before >= 4096 AS again, $rss AS before \\gset
		-- What a backend needs once, it does not need again.
		\\if :again
		\\o /dev/null
		$2;
		\\o
		SELECT $rss - :before AS growth \\gset
		\\endif
		\\echo :growth
	SQL
	)
	[ "$growth" -lt 4096 ] 2>/dev/null
	ok $? "$1"
	[ "$growth" -lt 4096 ] 2>/dev/null || echo "# grew by: $growth kB"
}

instant="timestamptz '2026-03-02 00:00+00' + i * interval '37 s'"
series="generate_series(1, :n) i"
flat "groups of queue_summary" "SELECT sum(offered(s)) FROM (SELECT i, queue_summary('answered', i % 900, 60) s FROM $series GROUP BY i) g"
flat "groups of interval_profile" "SELECT count(p) FROM (SELECT i, interval_profile(tstzrange($instant, $instant + interval '2 hours'), '30 min', 'Europe/Amsterdam') p FROM $series GROUP BY i) g"
flat "groups of peak_concurrency" "SELECT sum(p) FROM (SELECT i, peak_concurrency(tstzrange($instant, $instant + interval '2 hours')) p FROM $series GROUP BY i) g"
flat "groups of comoments" "SELECT count(c) FROM (SELECT i, comoments(ARRAY['a', 'b'], ARRAY[i, i % 7]::float8[]) c FROM $series GROUP BY i) g"
flat "groups of model_rows" "SELECT count(m) FROM (SELECT i / 10, model_rows(ARRAY['a', 'b'], ARRAY[i, i % 7]::float8[]) m FROM $series GROUP BY 1) g"
flat "calls of logistic_regression" "SELECT count(r) FROM (SELECT model_rows(ARRAY['a', 'y'], ARRAY[j, j % 3 % 2]::float8[]) m FROM generate_series(1, 20) j) g, generate_series(1, :n / 4) i, logistic_regression(m, 'y', ARRAY['a'], 1 - 1.0 / (i + 1)) r"
flat "groups of nps" "SELECT count(c) FROM (SELECT i, nps(i % 11) c FROM $series GROUP BY i) g"
flat "calls of split_interval" "SELECT sum(seconds) FROM $series, split_interval(tstzrange($instant, $instant + interval '2 hours'), '30 min', 'Europe/Amsterdam')"
flat "calls of reporting_intervals" "SELECT count(r) FROM (SELECT reporting_intervals($instant, $instant + interval '2 hours', '30 min', 'Europe/Amsterdam') r FROM $series) s"
flat "calls of reporting_interval and its text" "SELECT count(reporting_interval($instant, '30 min', 'Europe/Amsterdam')::text) FROM $series"
flat "calls of queue_performance" "SELECT sum((queue_performance(100 + i % 10, 1800, 180, 14, patience => 300)).asa) FROM $series"
flat "calls of staffing_table" "SELECT sum(asa) FROM generate_series(1, :n / 10) i, staffing_table(12, 20, 100 + i % 10, 1800, 180)"
flat "calls of required_agents" "SELECT sum(required_agents(100 + i % 10, 1800, 180, service_level => 0.8, patience => 300)) FROM $series"
flat "calls of simulate_queue" "SELECT count(*) FROM generate_series(1, :n / 100) i, simulate_queue('2026-03-02 09:00+00', ARRAY[20.0], 1800, 180, ARRAY[3], seed => i)"
flat "replications of center_performance" "SELECT asa FROM center_performance('2026-03-02 09:00+00', 1800, ARRAY[center_queue('q', '{60, 70}', 180, patience => 90)], ARRAY[center_group('g', '{6}')], ARRAY[center_skill('g', 'q')], replications => :n / 100)"
flat "summaries through their text form" "SELECT sum(offered(s::text::queue_summary)) FROM $series, (SELECT queue_summary('answered', w) s FROM generate_series(0, 50) w) q"
done_testing
