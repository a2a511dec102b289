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
