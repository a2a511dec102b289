-- Queueing: laws that hold for every queue, over a random but fixed sample.
BEGIN;
SELECT plan(46);

SELECT setseed(0.20261121);
CREATE TEMP TABLE sample AS
SELECT i, a, aht, 1800::float8 AS period, a * 1800 / aht AS calls, patience, threshold,
	greatest(1, round(a * exp(0.5 * random() - 0.2))) AS n, 1 + floor(40 * random()) AS places,
	(ARRAY['offered', 'answered', 'abandon_met', 'ignore_in_threshold', 'exclude_short', 'virtual'])[1 + i % 6]
		AS variant
FROM (SELECT i, 10 ^ (4 * random() - 1) AS a, 60 + 540 * random() AS aht, 10 ^ (1 + 3 * random()) AS patience,
		60 * random() AS threshold
	FROM generate_series(1, 400) i OFFSET 0) s;

-- A law: no row of the sample breaks it.
CREATE FUNCTION holds(law text, description text, source text DEFAULT 'sample') RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	broken bigint;
	checked bigint;
BEGIN
	EXECUTE format('SELECT count(*), count(*) FILTER (WHERE (%s) IS NOT TRUE) FROM %s', law, source)
		INTO checked, broken;
	RETURN is(broken, 0::bigint, description) || CASE WHEN checked = 0 THEN E'\nnot ok - nothing to check' ELSE '' END;
END $$;

CREATE FUNCTION close_to(a float8, b float8, tolerance float8 DEFAULT 1e-11) RETURNS boolean
LANGUAGE sql IMMUTABLE RETURN a = b OR abs(a - b) <= tolerance * greatest(abs(a), abs(b));

SELECT is(offered_load(100, 1800, 180), 10::float8, 'the load of the classic example');

-- Erlang B, C and A among each other
SELECT holds('close_to(1 / erlang_b(n + 1, a), 1 + (n + 1) / a / erlang_b(n, a))',
	'1/B(n+1) = 1 + (n+1)/a 1/B(n)');
SELECT holds('close_to(1 / erlang_b(n + 0.7, a), 1 + (n + 0.7) / a / erlang_b(n - 0.3, a))',
	'and for fractional lines', 'sample WHERE erlang_b(n + 0.7, a) > 0');
SELECT holds('close_to(erlang_c(n, a), n * b / (n - a * (1 - b)))',
	'C = nB/(n - a(1-B))', 'sample, LATERAL erlang_b(n, a) b WHERE a < 0.9 * n');
SELECT holds('close_to(erlang_c(1, a / 11000), a / 11000)', 'a single agent: P(wait) = a');
SELECT holds($$close_to(abandonment, erlang_b(n, a), 1e-6) AND close_to(wait_probability, erlang_b(n, a), 1e-6)$$,
	'no patience at all: Erlang B', 'sample, LATERAL queue_performance(calls, period, aht, n, threshold, 1e-7)');
SELECT holds($$close_to(a.wait_probability, c.wait_probability, 1e-6) AND close_to(a.asa, c.asa, 1e-6)
	AND abs(a.service_level - c.service_level) < 1e-6 AND close_to(a.queue_length, c.queue_length, 1e-6)$$,
	'endless patience: Erlang C', $$sample, LATERAL queue_performance(calls, period, aht, n + 1, threshold, 1e15) a,
	LATERAL queue_performance(calls, period, aht, n + 1, threshold) c WHERE a < n + 0.5$$);
SELECT holds($$close_to(erlang_a_wait_probability(calls, period, aht, aht, n), tail, 1e-9)$$,
	'patience = handle time: Poisson(a) calls in the system',
	$$sample, LATERAL (SELECT sum(exp(greatest(-a + k * ln(a) - lf, -700))) AS tail FROM
		(SELECT k, sum(ln(greatest(k, 1)::float8)) OVER (ORDER BY k) AS lf FROM generate_series(0, n::int + 300) k) f
		WHERE k >= n) t WHERE a BETWEEN 1 AND 100 AND n < 120$$);
SELECT holds('abandonment <= erlang_b(n, a) * (1 + 1e-12)', 'P(abandon) <= Erlang B (Garnett, Mandelbaum & Reiman)',
	'sample, LATERAL queue_performance(calls, period, aht, n, threshold, patience)');
SELECT holds($$close_to(w, exp(-threshold / patience) * (1 - v), 1e-9) OR w < 1e-6$$,
	'P(W > t) = e^(-t/patience) P(V > t)',
	$$sample, LATERAL erlang_a_wait_exceeds(calls, period, aht, patience, n, threshold) w,
	LATERAL erlang_a_service_level(calls, period, aht, patience, n, threshold, 'virtual') v$$);
SELECT holds($$close_to(erlang_a_wait_exceeds(calls, period, aht, patience, n, w), 1 - q, 1e-9)
	OR (w = 0 AND erlang_a_wait_probability(calls, period, aht, patience, n) <= 1 - q)$$,
	'the quantile of the wait inverts its tail, Erlang A', $$sample, LATERAL (SELECT 0.1 + 0.0022 * i AS q) p,
	LATERAL erlang_a_wait_quantile(calls, period, aht, patience, n, q) w$$);
SELECT holds($$close_to(erlang_c_wait_exceeds(calls, period, aht, n, w), 1 - q, 1e-9) OR w = 0$$,
	'and Erlang C', $$(SELECT * FROM sample WHERE a < n) s, LATERAL (SELECT 0.1 + 0.0022 * i AS q) p,
	LATERAL erlang_c_wait_quantile(calls, period, aht, n, q) w$$);

-- One row says what the single functions say.
SELECT holds($$q.service_level = erlang_a_service_level(calls, period, aht, patience, n, threshold, variant)
	AND wait_probability = erlang_a_wait_probability(calls, period, aht, patience, n)
	AND abandonment = erlang_a_abandonment(calls, period, aht, patience, n)
	AND asa = erlang_a_asa(calls, period, aht, patience, n)
	AND mean_wait = erlang_a_mean_wait(calls, period, aht, patience, n)
	AND queue_length = erlang_a_queue_length(calls, period, aht, patience, n)
	AND occupancy = erlang_a_occupancy(calls, period, aht, patience, n)$$, 'queue_performance, Erlang A',
	'sample s, LATERAL queue_performance(calls, period, aht, n, threshold, patience, variant => variant) q');
SELECT holds($$q.service_level = erlang_c_service_level(calls, period, aht, n, threshold)
	AND asa = erlang_c_asa(calls, period, aht, n) AND mean_wait = asa
	AND queue_length = erlang_c_queue_length(calls, period, aht, n)
	AND abandonment = 0 AND blocking = 0 AND redials = 0$$, 'queue_performance, Erlang C',
	'sample s, LATERAL queue_performance(calls, period, aht, n, threshold, variant => variant) q');
SELECT holds('t = q', 'a row of staffing_table is queue_performance of its n', $$sample s,
	LATERAL staffing_table(n::int, n::int + 2, calls, period, aht, threshold, patience,
		n + 2 + places, 0.3, 0.4, variant) t,
	LATERAL queue_performance(calls, period, aht, t.agents, threshold, patience,
		n + 2 + places, 0.3, 0.4, variant) q$$);

-- Balance: every call offered is answered, abandons or is blocked.
CREATE TEMP TABLE balance AS
SELECT s.calls, s.period, s.aht, s.patience, s.redial_abandoned, s.redial_blocked, q.*
FROM (SELECT *, (i % 3) * 0.3 AS redial_abandoned, (i % 4) * 0.3 AS redial_blocked FROM sample) s,
	LATERAL queue_performance(calls, period, aht, s.n, threshold, patience, s.n + s.places,
		s.redial_abandoned, s.redial_blocked) q;
SELECT holds('close_to(answered / (calls + redials), 1 - abandonment - blocking)',
	'answered + abandoned + blocked = offered', 'balance');
SELECT holds('close_to(load, (calls + redials) * aht / period)', 'load counts redials', 'balance');
SELECT holds('close_to(occupancy, load * (1 - abandonment - blocking) / agents)', 'occupancy', 'balance');
SELECT holds('close_to(abandonment, mean_wait / patience)', 'P(abandon) = mean wait / patience', 'balance');
SELECT holds('close_to(queue_length, (calls + redials) / period * mean_wait)', 'Little''s law', 'balance');
SELECT holds('close_to(redials, (calls + redials) * (redial_abandoned * abandonment + redial_blocked * blocking), 1e-9)
	OR redials < 1e-9', 'redials are the lost calls that come again', 'balance');

-- Lines
SELECT holds('close_to(blocking, erlang_b(n, a)) AND wait_probability = 0 AND abandonment = 0',
	'no place to wait: Erlang B',
	'sample s, LATERAL queue_performance(calls, period, aht, n, threshold, patience, n) q');
SELECT holds($$close_to(q.wait_probability, u.wait_probability) AND abs(q.service_level - u.service_level) < 1e-12
	AND close_to(q.asa, u.asa) AND close_to(q.abandonment, u.abandonment)$$, 'places enough: as without lines',
	$$sample s, LATERAL queue_performance(calls, period, aht, n, threshold, patience, n + 20000, variant => variant) q,
	LATERAL queue_performance(calls, period, aht, n, threshold, patience, variant => variant) u WHERE a < 500$$);
SELECT holds($$a.blocking >= b.blocking AND b.blocking >= c.blocking AND a.queue_length <= b.queue_length
	AND b.queue_length <= c.queue_length$$, 'a fraction of a place lies between none and one',
	$$sample s, LATERAL queue_performance(calls, period, aht, n, threshold, patience, n + places) a,
	LATERAL queue_performance(calls, period, aht, n, threshold, patience, n + places + 0.5) b,
	LATERAL queue_performance(calls, period, aht, n, threshold, patience, n + places + 1) c$$);

-- More n, fewer calls, fewer redials: nothing gets worse.
SELECT holds($$b.service_level >= a.service_level - 1e-13 AND b.abandonment <= a.abandonment * (1 + 1e-12)
	AND b.wait_probability <= a.wait_probability * (1 + 1e-12) AND b.asa <= a.asa * (1 + 1e-11)
	AND b.occupancy <= a.occupancy * (1 + 1e-12)$$, 'one tenth of an agent more never hurts',
	$$sample s, LATERAL queue_performance(calls, period, aht, n, threshold, patience, variant => variant) a,
	LATERAL queue_performance(calls, period, aht, n + 0.1, threshold, patience, variant => variant) b$$);
SELECT holds($$b.service_level <= a.service_level + 1e-13 AND b.abandonment >= a.abandonment * (1 - 1e-12)
	AND b.wait_probability >= a.wait_probability * (1 - 1e-12) AND b.asa >= a.asa * (1 - 1e-11)
	AND b.occupancy >= a.occupancy * (1 - 1e-12)$$, 'one percent more calls never helps',
	$$sample s, LATERAL queue_performance(calls, period, aht, n, threshold, patience, variant => variant) a,
	LATERAL queue_performance(calls * 1.01, period, aht, n, threshold, patience, variant => variant) b$$);
SELECT holds($$b.service_level <= a.service_level + 1e-13 AND b.blocking >= a.blocking * (1 - 1e-12)
	AND b.redials >= a.redials AND b.occupancy >= a.occupancy - 1e-13$$, 'more redials never help',
	$$sample s, LATERAL queue_performance(calls, period, aht, n, threshold, patience, n + places, 0.2, 0.3) a,
	LATERAL queue_performance(calls, period, aht, n, threshold, patience, n + places, 0.5, 0.6) b$$);
SELECT holds('erlang_b_extended(n, a, 0) = erlang_b(n, a) AND
	erlang_b_extended(n, a, 0.3) BETWEEN erlang_b(n, a) AND erlang_b_extended(n, a, 0.6)',
	'redials never help, extended Erlang B');

-- Staffing: n serves and one fewer does not.
CREATE TEMP TABLE staffed AS
SELECT s.*,
	required_agents(calls, period, aht, threshold, service_level, max_asa, max_abandonment, max_occupancy,
		max_wait_probability, patience, variant => variant) AS need,
	required_agents(calls, period, aht, threshold, service_level, max_asa, max_abandonment, max_occupancy,
		max_wait_probability, patience, variant => variant, whole => false) AS exact
FROM (SELECT i, calls, period, aht, a, threshold, variant,
		CASE WHEN i % 2 = 0 THEN patience ELSE 'infinity' END AS patience,
		CASE WHEN i % 3 = 0 THEN 0.6 + 0.0009 * i END AS service_level,
		CASE WHEN i % 5 = 0 THEN 1 + 0.1 * i END AS max_asa,
		CASE WHEN i % 7 = 0 AND i % 2 = 0 THEN 0.0002 * i END AS max_abandonment,
		CASE WHEN i % 4 = 0 THEN 0.5 + 0.001 * i END AS max_occupancy,
		CASE WHEN i % 4 > 1 OR i % 4 = 1 THEN 0.002 * i END AS max_wait_probability
	FROM sample WHERE i < 400) s;
CREATE FUNCTION serves(s staffed, agents float8) RETURNS boolean LANGUAGE sql AS $$
	SELECT (s.patience < 'infinity' OR s.a < $2) AND coalesce(q.service_level >= s.service_level, true)
		AND coalesce(q.asa <= s.max_asa, true) AND coalesce(q.abandonment <= s.max_abandonment, true)
		AND coalesce(q.occupancy <= s.max_occupancy, true)
		AND coalesce(q.wait_probability <= s.max_wait_probability, true)
	FROM queue_performance(s.calls, s.period, s.aht, $2, s.threshold, s.patience, variant => s.variant) q$$;
SELECT holds('serves(s, need)', 'required_agents serves', 'staffed s');
SELECT holds('NOT serves(s, need - 1)', 'and one fewer does not', 'staffed s WHERE need > 1');
SELECT holds('serves(s, exact) AND NOT serves(s, exact * (1 - 1e-9))', 'nor does anything below the real-valued answer',
	'staffed s WHERE exact > 1e-9');
SELECT holds('need >= exact AND need < exact + 1', 'whole >= fractional, less than one apart', 'staffed s');
SELECT holds($$erlang_c_agents(calls, period, aht, 0.8, threshold)
	= required_agents(calls, period, aht, threshold, 0.8)$$,
	'erlang_c_agents is required_agents');
SELECT holds($$erlang_c_agents(calls, period, aht, sl, threshold) = agents$$,
	'a service level reached exactly is reached',
	$$(SELECT calls, period, aht, threshold, ceil(a * 1.1 + 1) AS agents FROM sample WHERE a BETWEEN 1 AND 1000) s,
		LATERAL erlang_c_service_level(calls, period, aht, agents, threshold) sl
	WHERE sl > 0 AND sl < 0.999999$$);
SELECT holds($$erlang_a_agents(calls, period, aht, patience, 0.8, threshold, variant)
	= required_agents(calls, period, aht, threshold, 0.8, patience => patience, variant => variant)$$,
	'erlang_a_agents is, too');
SELECT is(required_agents(85, 1800, 180, max_occupancy => 0.85), 10::float8, '8.5 Erlang on 10 n are 0.85 exactly');
SELECT is(required_agents(76.5, 1800, 180, max_occupancy => 0.85), 9::float8, 'and 7.65 on 9');

CREATE TEMP TABLE lined AS
SELECT s.*,
	required_agents(calls, period, aht, threshold, 0.7, max_abandonment => 0.1, patience => patience, lines => lines,
		redial_abandoned => 0.2, redial_blocked => 0.5) AS need
FROM (SELECT *, ceil(1.3 * a) + places AS lines FROM sample WHERE a < 100) s;
CREATE FUNCTION serves(s lined, agents float8) RETURNS boolean LANGUAGE sql AS $$
	SELECT q.service_level >= 0.7 AND q.abandonment <= 0.1 * (1 - q.blocking)
	FROM queue_performance(s.calls, s.period, s.aht, $2, s.threshold, s.patience, s.lines, 0.2, 0.5) q
$$;
SELECT holds('serves(s, need) AND NOT serves(s, need - 1)', 'required_agents with lines and redials',
	'lined s WHERE need > 1');
SELECT holds('required_agents(calls, period, aht, threshold, 0.9, lines => floor(0.5 * a)) IS NULL',
	'NULL when all agents that the lines allow are too few', 'sample WHERE a > 4');

-- Calls: the inverse.
SELECT holds($$required_agents(most * (1 - 1e-9), period, aht, threshold, 0.8,
		max_asa => 30, max_abandonment => 0.1, patience => patience) <= n
	AND required_agents(most * (1 + 1e-9), period, aht, threshold, 0.8,
		max_asa => 30, max_abandonment => 0.1, patience => patience) > n$$,
	'max_calls inverts required_agents',
	$$sample, LATERAL max_calls(n, period, aht, threshold, 0.8,
		max_asa => 30, max_abandonment => 0.1, patience => patience) most$$);
SELECT holds($$erlang_c_calls(n, period, aht, 0.8, threshold) = max_calls(n, period, aht, threshold, 0.8)
	AND erlang_a_calls(n, period, aht, patience, 0.8, threshold)
		= max_calls(n, period, aht, threshold, 0.8, patience => patience)$$,
	'erlang_c_calls and erlang_a_calls are max_calls');
SELECT holds($$erlang_b(lines, a) <= 0.02 AND (lines = 0 OR erlang_b(lines - 1, a) > 0.02)
	AND erlang_b_load(lines, 0.02) >= a * (1 - 1e-12)
	AND close_to(erlang_b(n, erlang_b_load(n, 0.02)), 0.02)$$, 'Erlang B and its inverses',
	'sample, LATERAL erlang_b_lines(a, 0.02) lines');

-- Engset: by its definition, and Erlang B with sources without number.
SELECT holds($$close_to(engset(5, sources, load), blocked)$$, 'Engset by its definition', $$
	(VALUES (6, 0.1::float8), (10, 0.5), (30, 0.2)) e(sources, load),
	LATERAL (SELECT max(w) FILTER (WHERE k = 5) / sum(w) AS blocked FROM (
		SELECT k, (SELECT coalesce(exp(sum(ln((sources - j)::float8 / j * load))), 1) FROM generate_series(1, k) j) AS w
		FROM generate_series(0, 5) k) w) b$$);

-- Plans
CREATE FUNCTION plan_rows(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT is(plan_rows('SELECT * FROM staffing_table(11, 40, 100, 1800, 180)'), 30::float8,
	'the planner knows the rows of a staffing_table');
SELECT is(plan_rows('SELECT * FROM staffing_table(12, 11, 100, 1800, 180)'), 1::float8, 'or that there are none');
SELECT is(plan_rows('SELECT * FROM queue_performance(100, 1800, 180, 14)'), 1::float8, 'queue_performance is one row');

SELECT * FROM finish();
ROLLBACK;
