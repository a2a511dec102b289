# Simulation of a whole centre: 10 queues and 6 groups beside one queue, call for call.
queues="(SELECT array_agg(center_queue('q' || i, array_fill($(rows 1000)::float8, ARRAY[20]), 150 + 10 * i, patience => 200)) FROM generate_series(0, 9) i)"
groups="(SELECT array_agg(center_group('g' || i, ARRAY[$(rows 190)])) FROM generate_series(0, 5) i)"
skills="(SELECT array_agg(center_skill('g' || i, 'q' || j, level => (j - i + 6) % 6)) FROM generate_series(0, 5) i, generate_series(0, 9) j WHERE (j - i + 6) % 6 < 3)"
ratio "200,000 calls, 10 queues and 6 groups, in sums : 200,000 calls of simulate_queue in sums" "<= 1" \
	"SELECT sum(answered) FROM center_performance('2026-01-05 00:00+00', 1800, $queues, $groups, $skills, replications => 1)" \
	"SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', array_fill($(rows 10000)::float8, ARRAY[20]), 1800, 195, ARRAY[$(rows 1140)], patience => 200)"
ratio "the same, as visits : as call records" "<= 2" \
	"SELECT count(*) FROM simulate_center('2026-01-05 00:00+00', 1800, $queues, $groups, $skills)" \
	"SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', array_fill($(rows 10000)::float8, ARRAY[20]), 1800, 195, ARRAY[$(rows 1140)], patience => 200)"
ratio "ten replications : ten times one" "<= 1.1" \
	"SELECT sum(answered) FROM center_performance('2026-01-05 00:00+00', 1800, $queues, $groups, $skills, replications => 10)" \
	"SELECT count(*) FROM generate_series(1, 10) s, center_performance('2026-01-05 00:00+00', 1800, $queues, $groups, $skills, replications => 1, seed => s)"
# Beside SimPy, run for run: the same centre, other callers.
if /usr/bin/python3 -c 'import simpy' 2>/dev/null; then
	psql -X -q -A -t -F ' ' -v ON_ERROR_STOP=1 -d bench -c "
		SELECT answered + blocked, blocked, answered, asa, service_level
		FROM generate_series(1, $(($(rows 198) + 2))) AS s, center_performance('2026-01-05 00:00+00', 120000,
			(SELECT array_agg(center_queue('q' || i, '{2800}', 600, threshold => 30, handle_distribution => 'exponential')) FROM generate_series(0, 5) i),
			(SELECT array_agg(center_group('g' || i, '{15}')) FROM generate_series(0, 5) i),
			(SELECT array_agg(center_skill('g' || i, 'q' || (i + j) % 6, level => j, priority => j)) FROM generate_series(0, 5) i, generate_series(0, 1) j),
			lines => 120, replications => 1, seed => s)
		WHERE queue_id IS NULL AND group_id IS NULL AND interval_no IS NULL" |
		/usr/bin/python3 test/bench/center-simulation-simpy.py $(($(rows 198) + 2))
else
	echo "  SimPy: skipped (python3-simpy)"
fi
