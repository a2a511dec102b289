# Simulation: simulated calls against rows of the same shape out of thin air.
sql "CREATE UNLOGGED TABLE call (call_no bigint, queue_no int4, attempt int4, queued_at timestamptz, answered_at timestamptz,
	left_at timestamptz, ended_at timestamptz, outcome text, wait float8, handle float8, agent_no int4)"
invented="SELECT i, 1, 1, q.at, q.at + q.wait * interval '1 second', q.at + q.wait * interval '1 second',
	q.at + (q.wait + q.handle) * interval '1 second', 'answered', q.wait, q.handle, 1 + (random() * 13)::int
	FROM generate_series(1, $(rows 200000)) i, LATERAL (SELECT timestamptz '2026-01-05 00:00+00' + i * interval '18 seconds' * random() AS at,
		-20 * ln(1 - random()) AS wait, -180 * ln(1 - random()) AS handle) q"
for agents in 14 1400; do
	ratio "200,000 calls to $agents agents, inserted : rows from random()" "<= 1.5" \
		"INSERT INTO call SELECT * FROM simulate_queue('2026-01-05 00:00+00', ARRAY[$(rows 200000)], 3600000 * 14 / $agents, 180, ARRAY[$agents], patience => 300)" \
		"INSERT INTO call $invented"
done
# The cost of a call must not grow with the queue.
ratio "100,000 calls: nearly all wait in one line : nobody waits" "<= 2" \
	"SELECT sum(wait) FROM simulate_queue('2026-01-05 00:00+00', ARRAY[$(rows 100000)], 1, 180, ARRAY[100], patience => 1e6)" \
	"SELECT sum(wait) FROM simulate_queue('2026-01-05 00:00+00', ARRAY[$(rows 100000)], 1800000, 180, ARRAY[100], patience => 1e6)"
ratio "1,000,000 calls : one series of as many rows" "<= 6" \
	"SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', ARRAY[$(rows 1000000)], 18000000, 180, ARRAY[14], patience => 300)" \
	"SELECT count(*) FROM generate_series(1, $(rows 1000000))"
