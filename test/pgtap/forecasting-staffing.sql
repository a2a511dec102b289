-- Staffing over time and at uncertain rates, against simulate_queue.
BEGIN;
SELECT * FROM no_plan();
SET LOCAL jit = off;

-- A day of 28 half hours, calls of three quarters of an hour.
CREATE TEMP TABLE day AS SELECT array_agg(1 + 50 * sin(pi() * n / 28) ^ 2 ORDER BY n) AS calls, 2700.0::float8 AS aht
FROM generate_series(1, 28) n;
CREATE TEMP TABLE load AS SELECT l.* FROM day, offered_load_over_time(calls, 1800, ARRAY[aht]) l;

-- With agents enough for all, the load is how many are busy on average.
CREATE TEMP TABLE busy AS
SELECT s, n, sum(overlap_seconds(tstzrange(answered_at, ended_at), b)) / 1800 AS busy
FROM day, generate_series(1, 200) s,
	simulate_queue('2026-01-01 00:00+00', calls, 1800, aht, ARRAY[1000], handle_distribution => 'exponential',
		seed => s) q,
	split_interval(tstzrange(answered_at, ended_at), '30 min', 'UTC') i,
	LATERAL (SELECT i.bucket AS b, (extract(epoch FROM lower(i.bucket) - timestamptz '2026-01-01 00:00+00') / 1800)::int
		+ 1 AS n) x
GROUP BY 1, 2;
SELECT is(count(*) FILTER (WHERE abs(mean - load_mean) > 3 * error), 0::bigint,
	'the load of every interval, within three errors')
FROM load JOIN (SELECT n, avg(busy) AS mean, stddev(busy) / sqrt(count(*)) AS error FROM busy GROUP BY 1) b USING (n);
SELECT is(array_agg(load_end ORDER BY n), array_agg(next ORDER BY n), 'one interval begins where the last ended')
FROM (SELECT n, load_end, lead(load_start) OVER (ORDER BY n) AS next FROM load) l WHERE next IS NOT NULL;
SELECT ok(bool_and(load_mean BETWEEN least(load_start, load_end) AND load_max AND load_max = greatest(load_start,
	load_end)),
	'the mean lies between') FROM load;
SELECT is((SELECT array_agg(load_end) FROM offered_load_over_time(calls || calls, 1800, ARRAY[aht]) WHERE n > 28),
	(SELECT array_agg(load_end) FROM offered_load_over_time(calls, 1800, array_fill(aht, ARRAY[28]),
		(SELECT load_end FROM load WHERE n = 28))), 'a day that begins with what the last one left') FROM day;

-- Staffed by the mean load of its own calls a falling interval misses the goal, by the load over time none does.
CREATE FUNCTION pg_temp.levels(agents int[]) RETURNS TABLE (n int, level float8, error float8) LANGUAGE sql AS $$
	SELECT n, sum(well) / sum(calls), sqrt(sum((well - calls * mean) ^ 2)) / sum(calls)
	FROM (SELECT *, sum(well) OVER (PARTITION BY n) / sum(calls) OVER (PARTITION BY n) AS mean
		FROM (SELECT s, floor(extract(epoch FROM queued_at - timestamptz '2026-01-01 00:00+00') / 1800)::int + 1 AS n,
				count(*) FILTER (WHERE outcome = 'answered' AND wait <= 20) AS well, count(*) AS calls
			FROM day, generate_series(1, 1200) s, simulate_queue('2026-01-01 00:00+00', calls, 1800, aht, agents,
				handle_distribution => 'exponential', seed => s) GROUP BY 1, 2) c) m
	WHERE n <= 28 GROUP BY n $$;
CREATE TEMP TABLE level AS
SELECT 'own' AS staffed_by, l.* FROM (SELECT array_agg(erlang_c_agents(c, 1800, aht, 0.8, 20) ORDER BY o) AS agents
	FROM day, unnest(calls) WITH ORDINALITY u (c, o)) a, pg_temp.levels(agents) l
UNION ALL
SELECT 'over time', l.* FROM (SELECT array_agg(erlang_c_agents(load_mean * 1800 / aht, 1800, aht, 0.8, 20) ORDER BY n)
	AS agents
	FROM day, load) a, pg_temp.levels(agents) l;
SELECT cmp_ok(count(*) FILTER (WHERE level < 0.8), '>=', 5::bigint,
	'the mean load of the interval''s own calls: below the goal in '
	|| count(*) FILTER (WHERE level < 0.8) || ' of 28') FROM level WHERE staffed_by = 'own';
SELECT cmp_ok(count(*) FILTER (WHERE level + 3 * error < 0.8), '>=', 3::bigint, 'by more than three errors in '
	|| count(*) FILTER (WHERE level + 3 * error < 0.8)) FROM level WHERE staffed_by = 'own';
SELECT cmp_ok(count(*) FILTER (WHERE level < 0.8), '<=', 2::bigint, 'the load over time: in '
	|| count(*) FILTER (WHERE level < 0.8)) FROM level WHERE staffed_by = 'over time';
SELECT is(count(*) FILTER (WHERE level + 3 * error < 0.8), 0::bigint, 'and not by more than three errors')
FROM level WHERE staffed_by = 'over time';

-- A rate that may be off: 200 Erlang, 10 %.
SELECT is(required_agents(1000, 1800, 360, 20, 0.8), 211::float8, 'the point forecast''s agents');
SELECT cmp_ok(abs(0.56 - (queue_performance(1000, 1800, 360, 211, 20, rate_cv => 0.1)).service_level), '<',
	0.005::float8,
	'give 56 %');
SELECT cmp_ok(abs(227 - required_agents(1000, 1800, 360, 20, 0.8, rate_cv => 0.1)), '<=', 1::float8,
	'and 227 are needed');
SELECT is(queue_performance(90, 1800, 180, 12, 20, patience => 200, lines => 20, rate_cv => 0),
	queue_performance(90, 1800, 180, 12, 20, patience => 200, lines => 20), 'no spread');
SELECT is(queue_performance_at_rate(90, 1800, 180, 12), queue_performance(90, 1800, 180, 12), 'the function of before');
SELECT is(required_agents_at_rate(90, 1800, 180, 20, 0.8), required_agents(90, 1800, 180, 20, 0.8),
	'and the other one');
SELECT ok(bool_and(a >= lag), 'more spread never takes fewer agents') FROM (SELECT a, lag(a, 1,
	0::float8) OVER (ORDER BY cv) AS lag
	FROM generate_series(0, 10) i, LATERAL (SELECT i / 10.0::float8 AS cv) c,
		required_agents(90, 1800, 180, 20, 0.8, patience => 300, rate_cv => cv) a) x;
-- against intervals whose rate is drawn, long ones, so that they hardly know of each other
CREATE TEMP TABLE drawn AS
SELECT n, count(*) AS calls, count(*) FILTER (WHERE outcome = 'answered' AND wait <= 20) AS well,
	count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned
FROM (SELECT outcome, wait, floor(extract(epoch FROM queued_at - timestamptz '2026-01-01 00:00+00') / 36000) AS n
	FROM simulate_queue('2026-01-01 00:00+00', array_fill(4000.0::float8, ARRAY[250]), 36000, 180, array_fill(21,
		ARRAY[250]),
		patience => 120, handle_distribution => 'exponential', arrival_cv => 0.25, seed => 3)) q GROUP BY n;
SELECT ok(abs(sum(well) / sum(calls) - min(service_level)) < 3 * sqrt(sum((well - calls * level) ^ 2)) / sum(calls),
	'service level of a drawn rate: ' || round(sum(well) / sum(calls),
		4) || ', expected ' || round(min(service_level)::numeric, 4))
FROM (SELECT *, sum(well) OVER () / sum(calls) OVER () AS level FROM drawn) d,
	queue_performance(4000, 36000, 180, 21, 20, patience => 120, rate_cv => 0.25) p;
SELECT ok(abs(sum(d.abandoned) / sum(calls) - min(abandonment)) < 3 * sqrt(sum((d.abandoned - calls * share) ^ 2)) /
	sum(calls),
	'abandonment of a drawn rate: ' || round(sum(d.abandoned) / sum(calls),
		4) || ', expected ' || round(min(abandonment)::numeric, 4))
FROM (SELECT *, sum(abandoned) OVER () / sum(calls) OVER () AS share FROM drawn) d,
	queue_performance(4000, 36000, 180, 21, 20, patience => 120, rate_cv => 0.25) p;

-- Deadlines: e-mail of a day, to be answered within four hours.
CREATE TEMP TABLE mail AS SELECT array_agg(200 * greatest(0, sin(pi() * n / 24)) ORDER BY n) AS calls, 600.0::float8
	AS aht
FROM generate_series(1, 48) n;
CREATE TEMP TABLE capacity AS SELECT calls, aht, deadline_capacity(work, 8) / 1800 AS agents
FROM mail, LATERAL (SELECT array_agg(c * aht ORDER BY o) AS work FROM unnest(calls) WITH ORDINALITY u (c, o)) w;
CREATE FUNCTION pg_temp.longest(agents float8) RETURNS float8 LANGUAGE sql AS $$
	SELECT avg(longest) FROM (SELECT max(wait) AS longest FROM capacity c, generate_series(1, 20) s,
		simulate_queue('2026-01-01 00:00+00', calls, 1800, aht, ARRAY[round($1)::int], handle_cv => 0, seed => s)
			GROUP BY s) x $$;
SELECT cmp_ok(pg_temp.longest(agents), '<', 14400 * 1.05::float8, 'the capacity for four hours keeps them')
	FROM capacity;
SELECT cmp_ok(pg_temp.longest(agents), '>', 14400 * 0.9::float8, 'and has little to spare') FROM capacity;
SELECT cmp_ok(pg_temp.longest(agents * 0.9), '>', 14400 * 1.1::float8, 'a tenth less does not') FROM capacity;
SELECT is(array_agg(deadline_capacity(ARRAY[6, 0, 0, 3, 9, 1], i) ORDER BY i), ARRAY[9, 4.5, 3, 2.4, 2]::float8[],
	'by hand') FROM generate_series(0, 4) i;
SELECT is(deadline_capacity('{}', 3), 0::float8, 'no work');

-- What is refused.
SELECT throws_ok(query, '22023', message, query) FROM (VALUES
	($$SELECT deadline_capacity('{1,-1}', 1)$$, 'invalid value for argument "work": -1'),
	($$SELECT deadline_capacity('{1}', -1)$$, 'invalid value for argument "limit_intervals": -1'),
	($$SELECT offered_load_over_time('{1,2}', 1800, '{1,2,3}')$$, 'argument "aht" has 3 elements'),
	($$SELECT offered_load_over_time('{1,2}', 0, '{1}')$$, 'invalid value for argument "period": 0'),
	($$SELECT offered_load_over_time('{1,2}', 1800, '{0}')$$, 'invalid value for argument "aht": 0'),
	($$SELECT required_agents(100, 1800, 180, 20, 0.8, rate_cv => 1.5)$$, 'invalid value for argument "rate_cv": 1.5'),
	($$SELECT queue_performance(100, 1800, 180, 12, rate_cv => -0.1)$$, 'invalid value for argument "rate_cv": -0.1')) v
		(query, message);
SELECT throws_ok($$SELECT deadline_capacity('{1,NULL}', 1)$$, '22004', 'argument "work" must not contain nulls',
	'nulls');
SELECT is(count(*), 0::bigint, 'no intervals') FROM offered_load_over_time('{}', 1800, '{180}');

SELECT * FROM finish();
ROLLBACK;
