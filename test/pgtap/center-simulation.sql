-- Simulation of a whole centre: what is degenerate is exact, what is published comes
-- out within the errors stated with it, what balances balances.
BEGIN;
SELECT plan(52);

-- One queue and one group: simulate_queue, call by call.
SELECT is_empty($$
	(SELECT contact_id, visit_no, queued_at, answered_at, left_at, ended_at, outcome, wait, handle
	FROM simulate_center('2026-01-05 09:00+00', 1800,
		ARRAY[center_queue('one', '{100, 140, 90}', 240, patience => 120, redial_abandoned => 0.3, handle_cv => 1.2)],
		ARRAY[center_group('all', '{12, 15, 11}')], ARRAY[center_skill('all', 'one')], arrival_cv => 0.2, seed => 7))
	EXCEPT
	(SELECT call_no::text, attempt, queued_at, answered_at, left_at, ended_at, outcome, wait, handle
	FROM simulate_queue('2026-01-05 09:00+00', '{100, 140, 90}', 1800, 240, '{12, 15, 11}', patience => 120,
		redial_abandoned => 0.3, handle_cv => 1.2, arrival_cv => 0.2, seed => 7)) $$,
	'one queue and one group are simulate_queue, call by call');
SELECT is_empty($$
	(SELECT contact_id, queue_id, queued_at, left_at, ended_at, outcome
	FROM simulate_center('2026-01-05 09:00+00', 1800,
		ARRAY[center_queue('1', '{100}', 240, patience => 120), center_queue('2', '{60}', 300, patience => 90)],
		ARRAY[center_group('all', '{22}')], ARRAY[center_skill('all', '1'), center_skill('all', '2')], seed => 8))
	EXCEPT
	(SELECT call_no::text, queue_no::text, queued_at, left_at, ended_at, outcome
	FROM simulate_queue('2026-01-05 09:00+00', '{{100}, {60}}', 1800, '{240, 300}'::float8[], '{22}',
		patience => '{120, 90}',
		seed => 8)) $$,
	'so are two queues that one group answers');

-- Long hours of one interval, from full to full: ten of them are batches.
CREATE TEMP TABLE figures (model text, queue_id text, group_id text, service_level float8, sl_error float8, asa float8,
	asa_error float8, abandonment float8, ab_error float8, occupancy float8, occ_error float8);
CREATE FUNCTION pg_temp.figures(model text, queues center_queue[], groups center_group[], skills center_skill[],
	period float8, replications int) RETURNS SETOF figures
BEGIN ATOMIC
	SELECT model, queue_id, group_id, service_level, service_level_error, asa, asa_error, abandonment,
		abandonment_error, occupancy, occupancy_error
	FROM center_performance('2026-01-05 00:00+00', period, queues, groups, skills, seed => 1,
		replications => replications)
	WHERE interval_no IS NULL;
END;

-- 10 Erlang, 11 agents, patience 180 s; days of 2,000 hours' calls, of which the empty start is nothing
INSERT INTO figures SELECT f.* FROM pg_temp.figures('one', ARRAY[center_queue('a', '{20000}', 180, patience => 180,
	handle_distribution => 'exponential')], ARRAY[center_group('g', '{11}')], ARRAY[center_skill('g', 'a')],
	20000 * 18, 10) f;
SELECT ok(abs(service_level - erlang_a_service_level(20000, 20000 * 18, 180, 180, 11, 20)) < 3 * sl_error
	AND sl_error < 0.005, 'one queue, one group: the service level of Erlang A within three errors')
FROM figures WHERE queue_id = 'a' AND model = 'one';
SELECT ok(abs(abandonment - erlang_a_abandonment(20000, 20000 * 18, 180, 180, 11)) < 3 * ab_error
	AND ab_error < 0.003, 'and the abandonment') FROM figures WHERE queue_id = 'a' AND model = 'one';
SELECT ok(abs(asa - erlang_a_asa(20000, 20000 * 18, 180, 180, 11)) < 3 * asa_error, 'and the ASA')
FROM figures WHERE queue_id = 'a' AND model = 'one';
SELECT ok(abs(occupancy - (1 - erlang_a_abandonment(20000, 20000 * 18, 180, 180, 11)) * 10 / 11) < 3 * occ_error,
	'and the occupancy') FROM figures WHERE group_id = 'g' AND model = 'one';

-- Every group answers every queue, at any level: the pooled queue.
INSERT INTO figures SELECT f.* FROM pg_temp.figures('pooled',
	(SELECT array_agg(center_queue('q' || i, ARRAY[i * 4000.0], 180, patience => 180,
		handle_distribution => 'exponential')) FROM generate_series(1, 3) i),
	(SELECT array_agg(center_group('g' || i, '{8}')) FROM generate_series(1, 3) i),
	(SELECT array_agg(center_skill('g' || i, 'q' || j, level => (i + j) % 3))
	FROM generate_series(1, 3) i, generate_series(1, 3) j), 180000, 10) f;
SELECT ok(bool_and(abs(service_level - erlang_a_service_level(24000, 180000, 180, 180, 24, 20)) < 3 * sl_error),
	'all skills everywhere: the service level of the pooled queue, in every queue')
FROM figures WHERE model = 'pooled' AND queue_id IS NOT NULL;
-- No group answers two: queues of their own.
INSERT INTO figures SELECT f.* FROM pg_temp.figures('separate',
	(SELECT array_agg(center_queue('q' || i, ARRAY[i * 4000.0], 180, patience => 180,
		handle_distribution => 'exponential')) FROM generate_series(1, 3) i),
	(SELECT array_agg(center_group('g' || i, ARRAY[i * 4 + 1])) FROM generate_series(1, 3) i),
	(SELECT array_agg(center_skill('g' || i, 'q' || i)) FROM generate_series(1, 3) i), 180000, 10) f;
SELECT ok(bool_and(abs(service_level - erlang_a_service_level(i * 4000, 180000, 180, 180, i * 4 + 1, 20))
	< 3 * sl_error), 'no skill in common: the service levels of queues of their own')
FROM figures, generate_series(1, 3) i WHERE model = 'separate' AND queue_id = 'q' || i;

-- Two classes with non-preemptive priority, exponential times of one mean (Cobham 1954; Kella and Yechiali 1985):
-- mean waits of all W1 = C / (n mu (1 - r1)), W2 = W1 / (1 - r), with Erlang C's probability of waiting C.
INSERT INTO figures SELECT f.* FROM pg_temp.figures('priority',
	ARRAY[center_queue('high', '{8000}', 180, handle_distribution => 'exponential'),
		center_queue('low', '{10000}', 180, handle_distribution => 'exponential')],
	ARRAY[center_group('g', '{20}')],
	ARRAY[center_skill('g', 'high', priority => 1), center_skill('g', 'low', priority => 2)], 180000, 20) f;
SELECT ok(abs(asa - w) < 3 * asa_error AND asa_error < 0.15 * w, format('priority of queues: ASA of %s', queue_id))
FROM figures, LATERAL (SELECT erlang_c_wait_exceeds(18000, 180000, 180, 20, 0) * 180 / 20 / (1 - 8.0 / 20)
	/ CASE queue_id WHEN 'high' THEN 1 ELSE 1 - 18.0 / 20 END AS w) x
WHERE model = 'priority' AND queue_id IS NOT NULL ORDER BY queue_id;

-- An N-model with priorities: class 1 to group A, else to B; class 2 to B alone, which takes it first.  The Markov
-- chain solved by test/unit/center_simulation.py.
INSERT INTO figures SELECT f.* FROM pg_temp.figures('N',
	ARRAY[center_queue('1', '{7000}', 180, patience => 150, handle_distribution => 'exponential'),
		center_queue('2', '{4400}', 180, patience => 150, handle_distribution => 'exponential')],
	ARRAY[center_group('A', '{4}'), center_group('B', '{3}')],
	ARRAY[center_skill('A', '1', level => 1), center_skill('B', '1', level => 2, priority => 2),
		center_skill('B', '2', priority => 1)], 360000, 20) f;
SELECT ok(abs(abandonment - exact) < 3 * ab_error AND ab_error < 0.005, 'N-model: abandonment of class ' || queue_id)
FROM figures JOIN (VALUES ('1', 0.065308), ('2', 0.206638)) AS e (queue_id, exact) USING (queue_id)
WHERE model = 'N' ORDER BY queue_id;
SELECT ok(abs(occupancy - exact) < 3 * occ_error AND occ_error < 0.005, 'N-model: occupancy of group ' || group_id)
FROM figures JOIN (VALUES ('A', 0.688351), ('B', 0.754471)) AS e (group_id, exact) USING (group_id)
WHERE model = 'N' ORDER BY group_id;

-- A W-model of three types and two groups over three periods, with a busyness of the day: the simple multi-skill
-- example of ContactCenters (Buist and L'Ecuyer 2005), whose 1000 days gave these means and half widths.
CREATE TEMP TABLE w_model AS
SELECT p.* FROM center_performance('2026-01-05 08:00+00', 7200,
	ARRAY[center_queue('0', '{504, 636, 384}', '{120, 100, 150}'::float8[], patience => '{200, 150, 300}'::float8[],
			handle_distribution => 'exponential'),
		center_queue('1', '{612, 516, 576}', '{120, 100, 150}'::float8[], patience => '{200, 150, 300}'::float8[],
			handle_distribution => 'exponential'),
		center_queue('2', '{756, 624, 576}', '{120, 100, 150}'::float8[], patience => '{200, 150, 300}'::float8[],
			handle_distribution => 'exponential')],
	ARRAY[center_group('0', '{12, 18, 9}'), center_group('1', '{15, 20, 11}')],
	ARRAY[center_skill('0', '0'), center_skill('0', '1', level => 1), center_skill('1', '1', level => 2),
		center_skill('1', '2')], day_cv => 1 / sqrt(28.7), replications => 200, seed => 3) p;
SELECT ok(abs(sum(answered) - 4297.3) < 3 * (437.6 / sqrt(1000) + 437.6 / sqrt(200)), 'W-model: calls answered')
FROM w_model WHERE queue_id IS NOT NULL AND interval_no IS NULL;
SELECT ok(abs(sum(abandoned) - 910.3) < 3 * (551.2 / sqrt(1000) + 551.2 / sqrt(200)), 'W-model: abandoned')
FROM w_model WHERE queue_id IS NOT NULL AND interval_no IS NULL;
SELECT ok(bool_and(abs(service_level * offered - good) < 3 * (deviation / sqrt(1000) + deviation / sqrt(200))),
	'W-model: answered in time, in every queue and period')
FROM w_model JOIN (VALUES ('0', 1, 170.154, 93.7), ('0', 2, 599.334, 83.4), ('0', 3, 15.49, 27.5),
	('1', 1, 262.936, 134.4), ('1', 2, 511.648, 86.6), ('1', 3, 34.697, 55.2),
	('2', 1, 259.806, 155.2), ('2', 2, 613.732, 99.0), ('2', 3, 24.888, 44.3))
	AS published (queue_id, interval_no, good, deviation) USING (queue_id, interval_no);
SELECT ok(abs(service_level * offered - 2492.685) < 0.042 * 2492.685, 'W-model: answered in time, all together')
FROM w_model WHERE queue_id IS NULL AND group_id IS NULL AND interval_no IS NULL;
SELECT ok(abs(occupancy - 0.881) < 3 * (occupancy_error + 0.0018), 'W-model: occupancy of the first group')
FROM w_model WHERE group_id = '0' AND interval_no IS NULL;

-- Wallace and Whitt 2005, their experiment with 84 Erlang of six types, 90 agents and 30 more lines: two skills for
-- each agent do nearly what all skills do, one skill does not.  Of their paper this has the model and the claim; the
-- figures are those of 200 runs of ContactCenters 0.9.9 (QueuePriorityRouter, a TrunkGroup of 120) over the same 2000
-- minutes.
CREATE TEMP TABLE skilled AS
SELECT skills, p.* FROM generate_series(1, 6) AS skills, center_performance('2026-01-05 00:00+00', 120000,
	(SELECT array_agg(center_queue('q' || i, '{2800}', 600, threshold => 30, handle_distribution => 'exponential'))
	FROM generate_series(0, 5) i),
	(SELECT array_agg(center_group('g' || i, '{15}')) FROM generate_series(0, 5) i),
	(SELECT array_agg(center_skill('g' || i, 'q' || (i + j) % 6, level => j, priority => j))
	FROM generate_series(0, 5) i, generate_series(0, skills - 1) j), lines => 120, replications => 10) p
WHERE skills IN (1, 2, 6) AND interval_no IS NULL AND group_id IS NULL;
SELECT ok(abs(p.asa - e.asa * 60) < 3 * sqrt(p.asa_error ^ 2 + (e.asa_error * 60) ^ 2) AND p.asa_error < 6,
	format('%s skills for each agent: ASA %s s', skills, p.asa::numeric(6, 2)))
FROM skilled AS p JOIN (VALUES (1, 2.962403, 0.016021), (2, 0.701949, 0.008460), (6, 0.442767, 0.007621))
	AS e (skills, asa, asa_error) USING (skills) WHERE queue_id IS NULL ORDER BY skills;
SELECT ok(abs(p.service_level - e.sl) < 3 * sqrt(p.service_level_error ^ 2 + e.sl_error ^ 2)
	AND p.service_level_error < 0.03, format('and %s answered in half a minute', p.service_level::numeric(4, 3)))
FROM skilled AS p JOIN (VALUES (1, 0.482796, 0.001213), (2, 0.691260, 0.002584), (6, 0.788732, 0.002897))
	AS e (skills, sl, sl_error) USING (skills) WHERE queue_id IS NULL ORDER BY skills;
SELECT ok(abs(blocked / (offered + blocked) - e.share) < 0.0025 + 0.05 * e.share,
	format('and %s of them blocked', (blocked / (offered + blocked))::numeric(5, 4)))
FROM skilled AS p JOIN (VALUES (1, 0.039659), (2, 0.004882), (6, 0.003550)) AS e (skills, share) USING (skills)
WHERE queue_id IS NULL ORDER BY skills;
SELECT ok((one - two) / (one - six) > 0.85, 'two skills for each agent win nearly what six do')
FROM (SELECT avg(asa) FILTER (WHERE skills = 1) AS one, avg(asa) FILTER (WHERE skills = 2) AS two,
	avg(asa) FILTER (WHERE skills = 6) AS six FROM skilled WHERE queue_id IS NOT NULL) s;
-- All skills are M/M/90 with 120 lines, exactly, but for the empty start.
SELECT ok(abs(asa - (queue_performance(16800, 120000, 600, 90, lines => 120)).asa) < 3 * asa_error + 0.5,
	'six skills are one finite queue') FROM skilled WHERE skills = 6 AND queue_id IS NULL;

-- Every feature at once.
CREATE FUNCTION pg_temp.everything(OUT queues center_queue[], OUT groups center_group[], OUT skills center_skill[],
	OUT shifts center_shift[])
BEGIN ATOMIC
	SELECT ARRAY[center_queue('sales', '{60, 90}', 200, handle_distribution => 'erlang', handle_cv => 0.5,
				patience => 60, callbacks => 0.5, callback_after => 20, callback_promise => 900),
			center_queue('service', '{80, 70}', NULL, handle_quantiles => '{10, 60, 120, 240, 900}', patience => 90,
				transfers => 0.1, transfer_to => 'sales', line => 3, redial_blocked => 0.5, repeats => 0.1,
				last_agent => true),
			center_queue('chat', '{40, 40}', 400, patience => 300)],
		ARRAY[center_group('sellers', '{6, 7}'), center_group('servers'),
			center_group('chatters', '{4}', concurrency => 3, slowdown => 0.2)],
		ARRAY[center_skill('sellers', 'sales'), center_skill('servers', 'service'),
			center_skill('servers', 'sales', level => 2, priority => 2, after => 15),
			center_skill('sellers', 'service', level => 2, priority => 2, reserve => 2, handle_factor => 1.3),
			center_skill('chatters', 'chat')],
		(SELECT array_agg(center_shift('servers', 'person ' || i, s)) FROM generate_series(1, 9) i,
			LATERAL (VALUES (tstzrange('2026-01-05 09:00+00', '2026-01-05 09:20+00') ),
				(tstzrange('2026-01-05 09:25+00', '2026-01-05 10:00+00'))) AS v (s));
END;
CREATE TEMP TABLE visit AS SELECT v.* FROM pg_temp.everything() e,
	simulate_center('2026-01-05 09:00+00', 1800, e.queues, e.groups, e.skills, e.shifts, day_cv => 0.1, seed => 5) v;
CREATE TEMP TABLE state AS SELECT s.* FROM pg_temp.everything() e,
	simulate_center_states('2026-01-05 09:00+00', 1800, e.queues, e.groups, e.skills, e.shifts, day_cv => 0.1,
		seed => 5) s;
SELECT set_eq('SELECT DISTINCT outcome FROM visit', ARRAY['answered', 'abandoned', 'blocked', 'callback_requested'],
	'every outcome comes about');
SELECT set_eq('SELECT DISTINCT cause FROM visit', ARRAY['call', 'redial', 'repeat', 'transfer', 'callback'],
	'and every cause');
SELECT is(h, b, 'what agents were busy is what they handled, to the microsecond')
FROM (SELECT sum(ended_at - answered_at) AS h FROM visit WHERE queue_id <> 'chat') h,
	(SELECT sum(upper(during) - lower(during)) AS b FROM state WHERE state = 'handling' AND group_id <> 'chatters') b;
SELECT is_empty($$ SELECT FROM state a JOIN state b USING (agent_id) WHERE a.during && b.during AND a.ctid < b.ctid $$,
	'nobody is in two states');
SELECT is_empty($$ SELECT FROM visit v WHERE answered_at IS NOT NULL AND ended_at > answered_at AND NOT EXISTS (
	SELECT FROM state s WHERE s.agent_id = v.agent_id AND state = 'handling'
		AND s.during @> tstzrange(v.answered_at, v.ended_at)) $$, 'each visit is within a state of its agent');
SELECT is_empty($$ SELECT FROM visit WHERE agent_id LIKE 'person%'
	AND answered_at >= '2026-01-05 09:20+00' AND answered_at < '2026-01-05 09:25+00' $$,
	'nobody answers in a break');
SELECT is_empty($$ SELECT FROM visit v WHERE cause = 'callback' AND queued_at IS DISTINCT FROM (
	SELECT left_at + interval '900 s' FROM visit w WHERE w.contact_id = v.contact_id
		AND w.visit_no = v.visit_no - 1) $$,
	'callbacks come when they are promised');

-- As the event model has them.
SET LOCAL client_min_messages = warning;
CALL create_reporting_model('sim');
INSERT INTO sim.queue_visit (contact_id, visit_no, media, direction, queue_id, agent_id, queued_at, answered_at,
	left_at,
	ended_at, talk_s, outcome, abandon_stage, transfer_in, transfer_out)
SELECT contact_id, visit_no, media, direction, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, talk_s,
	outcome, abandon_stage, transfer_in, transfer_out FROM visit;
INSERT INTO sim.agent_state (agent_id, during, state, state_class)
SELECT agent_id, during, state, state_class FROM state;
SELECT ok(count(*) > 300, 'visits and states are rows of the event model') FROM sim.queue_visit;

-- A day rebuilt.  Eight people who answer, with 40 s after each call that nobody noted down; one more has states; two
-- chat, three contacts at once.  A week later, in the same model.
CREATE TEMP TABLE rebuilt (what text, queue_id text, service_level float8, error float8);
INSERT INTO sim.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at,
	ended_at, outcome)
SELECT 'week ' || contact_id, visit_no, CASE queue_id WHEN 'chat' THEN 'chat' ELSE 'voice' END, queue_id, agent_id,
	queued_at, answered_at, left_at, ended_at - CASE WHEN agent_id LIKE 'silent%' THEN interval '40 s' ELSE '0 s' END,
	outcome
FROM simulate_center('2026-01-12 08:00+00', 1800,
	ARRAY[center_queue('voice', array_fill(80::float8, ARRAY[20]), 190, handle_quantiles => '{60, 160, 240, 300}',
			patience => 400),
		center_queue('chat', array_fill(14::float8, ARRAY[20]), 500)],
	ARRAY[center_group('silent', '{8}'), center_group('stated', '{1}'),
		center_group('chatters', '{2}', concurrency => 3)],
	ARRAY[center_skill('silent', 'voice'), center_skill('stated', 'voice'), center_skill('chatters', 'chat')],
	seed => 12);
INSERT INTO sim.agent_state (agent_id, during, state, state_class)
VALUES ('stated 1', tstzrange('2026-01-12 08:00+00', '2026-01-12 18:00+00'), 'on', 'available');
CALL create_reporting_views('sim', zone => 'UTC', threshold => 20);
INSERT INTO rebuilt
SELECT 'was', queue_id, avg((answered_at - queued_at <= '20 s' AND answered_at IS NOT NULL)::int), NULL
FROM sim.queue_visit WHERE queued_at >= '2026-01-12' GROUP BY 2
UNION ALL
SELECT 'is', queue_id, service_level, service_level_error * sqrt(20)
FROM simulate_from('sim', '2026-01-12', replications => 20)
WHERE queue_id IS NOT NULL AND interval_no IS NULL;
SELECT ok(abs(a.service_level - b.service_level) < 2 * b.error AND b.error < 0.1,
	format('%s of a day rebuilt: %s, was %s +- %s', queue_id, b.service_level::numeric(4, 3),
		a.service_level::numeric(4, 3), b.error::numeric(4, 3)))
FROM rebuilt AS a JOIN rebuilt AS b USING (queue_id) WHERE a.what = 'was' AND b.what = 'is' ORDER BY queue_id;
SELECT results_eq($$SELECT g.group_id, g.concurrency
	FROM center_of_day('sim', '2026-01-12') AS d, unnest(d.groups) AS g ORDER BY 1$$,
	$$VALUES ('chat', 3), ('voice', 1)$$, 'who chats has three contacts at once');
SELECT cmp_ok((SELECT handle_quantiles[21] FROM center_of_day('sim', '2026-01-12') AS d, unnest(d.queues) AS q
	WHERE queue_id = 'voice'), '>', 190::float8, 'what nobody noted down is handling');

-- Every view reads a simulation.
CREATE FUNCTION pg_temp.rows_of_views(schema name) RETURNS TABLE (name name, count bigint) LANGUAGE plpgsql AS $$
BEGIN
	FOR name IN SELECT viewname FROM pg_views WHERE schemaname = schema ORDER BY 1 LOOP
		EXECUTE format('SELECT count(*) FROM %I.%I', schema, name) INTO count;
		RETURN NEXT;
	END LOOP;
END $$;
CREATE TEMP TABLE reading AS SELECT * FROM pg_temp.rows_of_views('sim');
SELECT cmp_ok((SELECT count(*) FROM reading), '>', 50::bigint, 'every view reads a simulation');
SELECT is_empty($$ SELECT name FROM unnest(ARRAY['queue_interval', 'queue_day', 'agent_interval', 'agent_day',
	'callback', 'kpi_day']) AS name LEFT JOIN reading USING (name) WHERE coalesce(count, 0) = 0 $$,
	'and those of its queues and agents have rows');
SELECT is((SELECT sum(offered)::bigint FROM sim.queue_interval), (SELECT count(*) FROM sim.queue_visit
	WHERE outcome <> 'blocked'), 'of all that was simulated');

-- Replications.
CREATE TEMP VIEW day_of AS SELECT * FROM pg_temp.everything();
SELECT ok(bool_and(replications_made BETWEEN 10 AND 999) AND max(service_level_error) <= 0.01,
	'replications stop when the error is small enough')
FROM day_of e, center_performance('2026-01-05 09:00+00', 1800, e.queues, e.groups, e.skills, e.shifts,
	replications => 1000, error => 0.01) WHERE interval_no IS NULL;
SELECT ok(bool_and(more.service_level >= less.service_level), 'with the same callers, more agents do not less')
FROM (SELECT center_queue('a', '{30, 40}', 200, patience => 200) AS q) q,
	center_performance('2026-01-05 09:00+00', 1800, ARRAY[q], ARRAY[center_group('g', '{5}')],
		ARRAY[center_skill('g', 'a')], replications => 50) less,
	center_performance('2026-01-05 09:00+00', 1800, ARRAY[q], ARRAY[center_group('g', '{6}')],
		ARRAY[center_skill('g', 'a')], replications => 50) more
WHERE more.queue_id = less.queue_id AND more.interval_no IS NOT DISTINCT FROM less.interval_no;

-- Staffing.
CREATE TEMP TABLE wanted AS
SELECT (SELECT array_agg(center_queue('q' || i, ARRAY[20 * i, 30, 40], 180, patience => 300, goal => 0.8,
		threshold => 20)) FROM generate_series(1, 3) i) AS queues,
	ARRAY[center_group('ab', cost => 1.1), center_group('bc', cost => 1.1), center_group('c')] AS groups,
	ARRAY[center_skill('ab', 'q1'), center_skill('ab', 'q2'), center_skill('bc', 'q2'), center_skill('bc', 'q3'),
		center_skill('c', 'q3')] AS skills;
CREATE TEMP TABLE staffed AS
SELECT s.* FROM wanted w, staff_center(1800, w.queues, w.groups, w.skills, replications => 100) s;
SELECT ok(bool_and(goals_met AND reason IS NULL) AND sum(agents) >= sum(pooled), 'a centre is staffed') FROM staffed;
SELECT ok(min(service_level) >= 0.795, 'each goal is met in a long run with other callers')
FROM wanted w, center_performance('2026-01-05 00:00+00', 1800, w.queues,
	(SELECT array_agg(center_group(group_id, agents)) FROM (
		SELECT group_id, array_agg(agents ORDER BY interval_no) AS agents FROM staffed GROUP BY 1) g),
	w.skills, replications => 500, seed => 4711)
WHERE interval_no IS NOT NULL AND queue_id IS NOT NULL;
SELECT is(array_agg(DISTINCT reason), ARRAY['no group has the skill of queue "q3"'], 'what cannot be staffed is said')
FROM wanted w, staff_center(1800, w.queues, w.groups[1:1], w.skills[1:2]) s;
SELECT matches(min(reason), 'misses its goal in interval \d with max_agents, 2,', 'so is where a limit is met')
FROM wanted w, staff_center(1800, w.queues, w.groups, w.skills, max_agents => 2) s;
-- Nobody answers in time whoever is there, and beside so many others each round adds one agent.
SELECT results_eq($$SELECT goals_met, reason FROM staff_center(1800,
	ARRAY[center_queue('late', '{2}', 180, goal => 0.8), center_queue('other', '{60}', 1, patience => 1)],
	ARRAY[center_group('g')], ARRAY[center_skill('g', 'late', after => 30)], replications => 10)$$,
	$$VALUES (false, 'queue "late" misses its goal in interval 1 after 60 rounds of the search')$$,
	'and where the search has gone on for long enough');

SELECT * FROM finish();
ROLLBACK;
