-- Outbound calls, contribution, populations of surveys, frameworks: answers made by hand.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(54);
CALL create_reporting_model('rob');
CALL create_reporting_views('rob', zone => 'Europe/Amsterdam');

INSERT INTO rob.campaign (campaign_id, name, starts_on, machine_error_share) VALUES
	('c1', 'Spring', NULL, NULL),
	('c2', 'Winter', '2026-01-01', 0.1);
INSERT INTO rob.campaign_record (campaign_id, record_id, list_id, loaded_at, closed_at)
SELECT 'c1', 'r' || i, CASE WHEN i <= 8 THEN 'l1' ELSE 'l2' END, '2026-03-01 12:00+01',
	CASE WHEN i = 1 THEN '2026-03-02 11:00+01'::timestamptz END
FROM generate_series(1, 11) AS i;
INSERT INTO rob.outbound_attempt (campaign_id, list_id, attempt_id, record_id, agent_id, dial_mode, dialled_at,
	ringing_at,
	answered_by, answered_at, greeted_at, connected_at, right_party, ended_at, ended_by, wrap_ended_at, sale, value,
	currency, callback_at)
SELECT 'c1', 'l1', id, record, agent, mode, d + dialled, d + ringing, who, d + answered, d + greeted, d + connected,
	party, d + ended, ended_by, d + wrapped, value IS NOT NULL, value, CASE WHEN value IS NOT NULL THEN 'EUR' END,
	d + callback
FROM (VALUES
	('in time', 'r1', 'ann', 'predictive', '10:00:00'::interval, NULL::interval, 'person', '10:00:10'::interval,
		'10:00:12'::interval, '10:00:13'::interval, true, '10:03:13'::interval, NULL, '10:03:33'::interval, 100,
		NULL::interval),
	('3 s late', 'r2', 'ann', 'predictive', '10:04:00', NULL, 'person', '10:04:10', NULL, '10:04:13', false,
		'10:05:13', NULL, '10:05:23', NULL, NULL),
	('dropped', 'r3', NULL, 'predictive', '10:05:00', NULL, 'person', '10:05:10', NULL, NULL, NULL, '10:05:15',
		'system', NULL, NULL, NULL),
	('hung up at once', 'r4', NULL, 'predictive', '10:06:00', NULL, 'person', '10:06:10', NULL, NULL, NULL,
		'10:06:11', 'customer', NULL, NULL, NULL),
	('hung up waiting', 'r5', NULL, 'predictive', '10:07:00', NULL, 'person', '10:07:10', '10:07:12', NULL, NULL,
		'10:07:16', 'customer', NULL, NULL, NULL),
	('machine', 'r6', NULL, 'predictive', '10:07:30', NULL, 'machine', '10:07:40', NULL, NULL, NULL, '10:07:45',
		'system', NULL, NULL, NULL),
	('machine met', 'r7', 'ann', 'predictive', '10:09:50', NULL, 'machine', '10:09:59', NULL, '10:10:00', NULL,
		'10:10:20', NULL, '10:10:20', NULL, NULL),
	('short ring', 'r8', NULL, 'predictive', '10:07:59', '10:08:00', 'nobody', NULL, NULL, NULL, NULL, '10:08:10',
		NULL, NULL, NULL, NULL),
	('long ring', 'r8', NULL, 'predictive', '10:08:59', '10:09:00', 'nobody', NULL, NULL, NULL, NULL, '10:09:20',
		NULL, NULL, NULL, NULL),
	('preview', 'r9', 'ann', 'preview', '10:30:00', NULL, 'nobody', NULL, NULL, NULL, NULL, '10:30:30', NULL,
		NULL, NULL, NULL),
	('promise', 'r10', 'ann', 'preview', '10:31:00', NULL, 'person', '10:31:20', NULL, '10:31:20', NULL, '10:32:20',
		NULL, '10:32:30', NULL, '11:00:00'),
	('kept', 'r10', 'ann', 'manual', '11:05:00', NULL, 'person', '11:05:10', NULL, '11:05:10', true, '11:06:10',
		NULL, '11:06:10', 50, NULL))
	AS a (id, record, agent, mode, dialled, ringing, who, answered, greeted, connected, party, ended, ended_by, wrapped,
		value, callback),
	(VALUES ('2026-03-02 00:00+01'::timestamptz)) AS day (d);

SELECT results_eq($$
	SELECT attempts, persons, machines, live_contacts, contact_rate, right_parties, right_known, right_party_rate,
		sales,
		conversion, sales_per_attempt, sale_value, currency, value_per_attempt
	FROM rob.outbound_day WHERE campaign_id = 'c1' AND list_id = 'l1' AND day = '2026-03-02'$$,
	$$VALUES (12::bigint, 7::bigint, 2::bigint, 4::bigint, 4 / 12::float8, 2::bigint, 3::bigint, 2 / 3::float8,
		2::bigint, 0.5::float8, 2 / 12::float8, 150::float8, 'EUR', 12.5::float8)$$, 'what twelve attempts brought');
SELECT results_eq($$SELECT kpi, numerator, round(3600 * denominator) FROM rob.kpi_day WHERE day = '2026-03-02'
	ORDER BY 1$$,
	$$VALUES ('callbacks_kept'::text, 1::float8, 3600::float8), ('contact_rate', 4, 43200), ('conversion', 2, 14400),
		('dialler_abandonment', 3, 25200), ('right_party_rate', 2, 10800), ('sales_per_agent_hour', 2, 827),
		('value_per_agent_hour', 150, 827)$$, 'KPIs of the day');
-- Ann dials for 30, 20 and 10 s, waits 40, 277 and 30 s (not the two breaks of more than ten minutes), speaks for
-- 180, 60, 20, 60 and 60 s and writes up for 20, 10 and 10 s: 827 s.
SELECT results_eq($$
	SELECT conversations, talk_s, mean_conversation, acw_s, dial_s, agent_waits, agent_wait_s, agent_call_hours,
		sales_per_agent_hour, value_per_agent_hour
	FROM rob.outbound_agent_day WHERE agent_id = 'ann'$$,
	$$VALUES (5::bigint, 380::float8, 76::float8, 40::float8, 60::float8, 3::bigint, 347::float8, 827 / 3600::float8,
		2 / (827 / 3600::float8), 150 / (827 / 3600::float8))$$, 'what an agent''s time went into');
SELECT results_eq($$SELECT hour, attempts, persons, agent_waits
	FROM rob.outbound_hour WHERE campaign_id = 'c1' ORDER BY 1$$,
	$$VALUES (10, 11::bigint, 6::bigint, 3::bigint), (11, 1, 1, 0)$$, 'hours of the clock on the wall');
SELECT results_eq($$
	SELECT list_id, month, records, records_dialled, list_penetration, records_reached, record_reach_rate,
		records_closed,
		record_attempts, attempts_per_record
	FROM rob.outbound_list ORDER BY 1$$,
	$$VALUES ('l1'::text, '2026-03-01'::date, 8::bigint, 8::bigint, 1::float8, 2::bigint, 0.25::float8, 1::bigint,
			9::bigint, 1.125::float8),
		('l2', '2026-03-01', 3, 2, 2 / 3::float8, 1, 0.5, 0, 3, 1.5)$$, 'penetration of lists, attempts per entry');

-- The regulators' rates.  In the US who waited three seconds was abandoned, and who was connected then as well; who
-- hung
-- up after one was not.  In the UK a call is abandoned by who made it; one of five calls that agents took was a
-- machine.
INSERT INTO rob.outbound_attempt (campaign_id, attempt_id, record_id, dialled_at, answered_by, answered_at,
	connected_at,
	ended_at)
SELECT 'c2', concat('b', i), 'b', t, CASE WHEN i <= 2 THEN 'person' ELSE 'machine' END, t + '9 s'::interval,
	CASE WHEN i = 1 THEN t + '10 s'::interval END, t + '40 s'::interval
FROM generate_series(1, 7) AS i, LATERAL (SELECT '2026-02-10 10:00+01'::timestamptz + i * '1 min'::interval AS t) AS x;
SELECT results_eq($$
	SELECT campaign_id, period_start, period_end, persons, calls_abandoned, dialler_abandonment, status, unanswered,
		short_rings, short_ring_rate
	FROM rob.dialler_abandonment_us ORDER BY 1, 2$$,
	$$VALUES ('c1'::text, '2026-03-02'::date, '2026-03-31'::date, 7::bigint, 3::bigint, 3 / 7::float8, 'missed',
			2::bigint, 1::bigint, 0.5::float8),
		('c2', '2026-01-01', '2026-01-30', 0, 0, NULL, NULL, 0, 0, NULL),
		('c2', '2026-01-31', '2026-03-01', 2, 1, 0.5, 'missed', 0, 0, NULL)$$,
	'of calls answered by a person, over each thirty days of a campaign');
SELECT results_eq($$
	SELECT campaign_id, day, live_contacts, calls_dropped, machines_met, machines_dropped, calls_abandoned_uk,
		abandoned_call_rate
	FROM rob.dialler_abandonment_uk ORDER BY 1$$,
	$$VALUES ('c1'::text, '2026-03-02'::date, 4::bigint, 1::bigint, 1::bigint, 1::bigint, 0.8::float8,
		0.8 / 4.8::float8),
		('c2', '2026-02-10', 1, 1, 0, 5, 1.5, 0.6)$$, 'and by day, machines among the dropped reckoned out or in');
SELECT results_eq($$SELECT status FROM rob.dialler_abandonment_us WHERE campaign_id = 'three'$$, 'VALUES (NULL::text)
	LIMIT 0', 'a campaign without attempts has no period');
INSERT INTO rob.outbound_attempt (campaign_id, attempt_id, dialled_at, answered_by, answered_at, connected_at, ended_at)
SELECT 'three', 'three ' || i, t, 'person', t, CASE WHEN i > 3 THEN t + '2 s'::interval END, t + '1 min'::interval
FROM generate_series(1, 100) AS i,
	LATERAL (SELECT '2026-01-12 10:00+01'::timestamptz + i * '1 min'::interval AS t) AS x;
SELECT results_eq($$SELECT dialler_abandonment, status FROM rob.dialler_abandonment_us WHERE campaign_id = 'three'$$,
	$$VALUES (0.03::float8, 'met')$$,
		'three of a hundred are no more than 3 %, and two seconds are within two seconds');

-- When to call: small hours are drawn to the rest.
SELECT results_eq($$
	SELECT weekday, hour, attempts, persons, person_rate, person_rate_shrunken, person_rate_lower, person_rate_upper,
		best_rank
	FROM rob.outbound_best_hour WHERE campaign_id = 'c1' ORDER BY 2$$,
	$$SELECT 1, 9 + item, (ARRAY[11, 1])[item]::bigint, (ARRAY[6, 1])[item]::bigint, rate, shrunken, lower, upper,
		rank() OVER (ORDER BY lower DESC)::integer
	FROM shrunken_rates('{6,1}', '{11,1}')$$, 'a single call that was answered promises little');
SELECT ok(person_rate = 1 AND person_rate_shrunken BETWEEN 0.5 AND 0.7, 'it is not taken for certain')
FROM rob.outbound_best_hour WHERE campaign_id = 'c1' AND hour = 11;
SELECT throws_ok($$SELECT * FROM shrunken_rates('{2}', '{1}')$$, '22023', NULL, 'more successes than trials');
SELECT throws_ok($$SELECT * FROM shrunken_rates('{1}', '{1,2}')$$, '22023', NULL, 'as many of one as of the other');
SELECT throws_ok($$SELECT * FROM shrunken_rates('{1}', '{1}', 1)$$, '22023', NULL, 'no certainty');
SELECT throws_ok($$SELECT * FROM shrunken_rates('{1}', '{1e10}')$$, '22023', NULL, 'no end of trials');
SELECT results_eq($$SELECT * FROM shrunken_rates('{0}', '{0}')$$,
	'VALUES (1, NULL::float8, NULL::float8, NULL::float8, NULL::float8)', 'nothing of nothing');

-- Promises: one called two hours late, one never, one whose time is to come, one that names no entry.
INSERT INTO rob.outbound_attempt (campaign_id, attempt_id, record_id, agent_id, dialled_at, answered_by,
	callback_at) VALUES
	('p', 'late', 'x1', 'bob', '2026-02-11 10:00+01', 'person', '2026-02-12 10:00+01'),
	('p', 'late 2', 'x1', 'bob', '2026-02-12 12:00+01', 'nobody', NULL),
	('p', 'never', 'x2', 'bob', '2026-02-11 10:00+01', 'person', '2026-02-12 10:00+01'),
	('p', 'coming', 'x3', 'bob', '2026-02-11 10:00+01', 'person', now() + '1 day'),
	('p', 'whom', NULL, 'bob', '2026-02-11 10:00+01', 'person', '2026-02-12 10:00+01');
SELECT results_eq($$
	SELECT campaign_id, agent_id, promised, due, kept, kept_rate, called_otherwise, never_called
	FROM rob.outbound_callback ORDER BY 1, day$$,
	$$VALUES ('c1'::text, 'ann'::text, 1::bigint, 1::bigint, 1::bigint, 1::float8, 0::bigint, 0::bigint),
		('p', 'bob', 2, 2, 0, 0, 1, 1),
		('p', 'bob', 1, 0, 0, NULL, 0, 0)$$, 'promises kept');

-- The second of two alike hours has the same number; a day ends at midnight of the wall clock.
INSERT INTO rob.outbound_attempt (campaign_id, attempt_id, dialled_at, answered_by, sale, value, currency) VALUES
	('clock', 'summer', '2025-10-26 00:30+00', 'nobody', NULL, NULL, NULL),
	('clock', 'winter', '2025-10-26 01:30+00', 'nobody', NULL, NULL, NULL),
	('clock', 'next', '2025-10-26 23:30+00', 'nobody', NULL, NULL, NULL),
	('money', 'euro', '2025-11-03 10:00+01', 'person', true, 10, 'EUR'),
	('money', 'dollar', '2025-11-03 10:00+01', 'person', true, 10, 'USD');
SELECT results_eq($$SELECT day, hour, attempts FROM rob.outbound_hour WHERE campaign_id = 'clock' ORDER BY 1$$,
	$$VALUES ('2025-10-26'::date, 2, 2::bigint), ('2025-10-27', 0, 1)$$, 'hours when clocks go back');
SELECT results_eq($$SELECT sales, sale_value, value_per_attempt FROM rob.outbound_day WHERE campaign_id = 'money'$$,
	'VALUES (2::bigint, NULL::float8, NULL::float8)', 'euros and dollars do not add up');

-- What it brings: the campaign's own cost, then the centre's, beside what came in.
INSERT INTO rob.cost (scope, month, kind, amount, currency) VALUES
	('c1', '2026-03-01', 'list', 60, 'EUR'),
	('all', '2026-03-01', 'labour', 200, 'EUR');
INSERT INTO rob.queue_visit (contact_id, visit_no, queue_id, agent_id, queued_at, answered_at, left_at, ended_at,
	outcome)
SELECT contact, visit, 'q', agent, t, t, t, t + '1 min'::interval, 'answered'
FROM (VALUES ('k1', 1, 'bob', '2026-03-03 10:00+01'::timestamptz), ('k2', 1, 'bob', '2026-03-03 11:00+01'),
	('k2', 2, 'ann', '2026-03-03 11:05+01'), ('out', 1, 'ann', '2026-03-03 12:00+01')) AS v (contact, visit, agent, t);
INSERT INTO rob.contact (contact_id, direction, started_at, revenue, currency) VALUES
	('k1', 'inbound', '2026-03-03 10:00+01', 80, 'EUR'),
	('k2', 'inbound', '2026-03-03 11:00+01', 20, 'EUR'),
	('out', 'outbound', '2026-03-03 12:00+01', 1000, 'EUR');
INSERT INTO rob.agent_state (agent_id, during, state_class) VALUES
	('ann', '[2026-03-03 09:00+01,2026-03-03 12:00+01)', 'available'),
	('bob', '[2026-03-03 09:00+01,2026-03-03 10:00+01)', 'available');
SELECT results_eq($$
	SELECT campaign_id, campaign_name, record_attempts, records_dialled, attempts_per_record, campaign_cost,
		cost_per_sale,
		contribution, contribution_per_contact
	FROM rob.outbound_campaign_month WHERE month = '2026-03-01'$$,
	$$VALUES ('c1'::text, 'Spring'::text, 12::bigint, 10::bigint, 1.2::float8, 60::float8, 30::float8, 90::float8,
		22.5::float8)$$, 'what a sale costs');
SELECT results_eq($$SELECT * FROM rob.contribution_month WHERE month = '2026-03-01'$$,
	$$VALUES ('2026-03-01'::date, 2::bigint, 100::float8, 4::bigint, 150::float8, 6::bigint, 200::float8, 50::float8,
		50 / 6::float8, false)$$, 'in and out, less what the centre cost');
SELECT results_eq($$SELECT * FROM rob.contribution_agent_month WHERE month = '2026-03-01' ORDER BY 1$$,
	$$VALUES ('ann'::text, '2026-03-01'::date, 1::bigint, 20::float8, 4::bigint, 150::float8, 5::bigint, 10800::float8,
			150::float8, 20::float8, 4::float8, NULL::text, false),
		('bob', '2026-03-01', 1, 80, 0, NULL, 1, 3600, 50, 30, 30, NULL, false)$$,
			'and by agent: the last who answered, cost by paid time');

-- What is stored says the same as the attempts, an entry of a month on its first day; what changes is noted, to the end
-- of its month.
INSERT INTO rob.outbound_attempt (campaign_id, list_id, record_id, attempt_id, dialled_at, answered_by, sale, value,
	currency)
SELECT 'c1', 'l1', 'r' || i % 7, 's' || i, '2026-04-03 10:00+02'::timestamptz + i * '7 hours'::interval, 'nobody', true,
	i, CASE WHEN i % 9 = 0 THEN 'USD' ELSE 'EUR' END
FROM generate_series(1, 40) AS i;
CREATE FUNCTION pg_temp.shown() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY '{outbound_day,outbound_hour,outbound_agent_day,outbound_campaign_month,outbound_best_hour,
		outbound_list,dialler_abandonment_uk,dialler_abandonment_us,contribution_month,
		contribution_agent_month}'::text[]
	LOOP
		RETURN QUERY EXECUTE format('SELECT %L || (to_jsonb(v) - ''is_stale'')::text FROM rob.%I AS v', view, view);
	END LOOP;
END $$;
CREATE TEMP TABLE shown AS SELECT pg_temp.shown() AS row;
CALL refresh_outbound_summary('rob');
SELECT bag_eq('SELECT pg_temp.shown()', 'SELECT row FROM shown', 'stored days say what the attempts say');
SELECT results_eq($$SELECT stored, from_at, to_at, intervals > 0, late_spans FROM rob.stored_figures
		WHERE stored = 'outbound_day'$$,
	$$SELECT 'outbound_day', '2025-10-26 00:00+02'::timestamptz, '2026-04-16 00:00+02'::timestamptz, true, 0::bigint$$,
	'from the first local day to the last');
SELECT results_eq($$SELECT record_attempts, records_dialled, sale_value, currency
	FROM rob.outbound_campaign_month WHERE campaign_id = 'c1' AND month = '2026-04-01'$$,
	$$VALUES (40::bigint, 7::bigint, NULL::float8, NULL::text)$$, 'seven entries, values of two currencies');
INSERT INTO rob.outbound_attempt (campaign_id, list_id, record_id, attempt_id, dialled_at, answered_by) VALUES
	('c1', 'l1', 'r0', 'came late', '2026-04-01 10:00+02', 'machine');
SELECT results_eq($$SELECT day >= '2026-04-01', bool_and(is_stale), count(*) > 0
	FROM rob.outbound_day GROUP BY 1 ORDER BY 1$$,
	'VALUES (false, false, true), (true, true, true)', 'a late attempt makes the rest of its month stale');
CREATE SCHEMA rob_raw;
CREATE VIEW rob_raw.outbound_attempt AS SELECT * FROM rob.outbound_attempt;
CALL create_reporting_views('rob_raw', zone => 'Europe/Amsterdam');
CALL refresh_outbound_summary('rob');
SELECT results_eq($$SELECT records_dialled FROM rob.outbound_campaign_month
		WHERE campaign_id = 'c1' AND month = '2026-04-01'$$, 'VALUES (7::bigint)', 'an entry counts once in a month');
SELECT bag_eq('SELECT to_jsonb(d) - ''is_stale'' FROM rob.outbound_day AS d',
	'SELECT to_jsonb(d) - ''is_stale'' FROM rob_raw.outbound_day AS d', 'then it is counted');
SELECT bag_eq('SELECT record_attempts, records_dialled FROM rob.outbound_campaign_month',
	'SELECT record_attempts, records_dialled FROM rob_raw.outbound_campaign_month', 'with its entry');
SELECT bag_eq('TABLE rob.outbound_day_summary', 'SELECT * FROM rob.outbound_day_live() WHERE bucket_end <= now()',
	'as the function has it');

-- Attempts to entries of lists are stored by their day; what changes is noted, with the others to the same entry.
INSERT INTO rob.campaign_record (campaign_id, record_id, list_id, loaded_at)
SELECT 'many', 'e' || i, nullif('l' || i % 3, 'l2'), '2025-04-20 12:00+02'::timestamptz + i * '9 hours'::interval
FROM generate_series(1, 60) AS i;
INSERT INTO rob.outbound_attempt (campaign_id, list_id, record_id, attempt_id, dialled_at, answered_by, answered_at,
	connected_at)
SELECT 'many', 'other', 'e' || 1 + i * 37 % 80, 'm' || i, t, CASE WHEN i % 5 < 2 THEN 'person' ELSE 'nobody' END, t,
	CASE WHEN i % 5 = 1 THEN t + '1 s'::interval END
FROM generate_series(1, 150) AS i,
	LATERAL (SELECT '2025-05-01 10:00+02'::timestamptz + i / 2 * '11 hours'::interval) AS x (t);
CREATE VIEW rob_raw.campaign_record AS SELECT * FROM rob.campaign_record;
CALL create_reporting_views('rob_raw', zone => 'Europe/Amsterdam');
CREATE FUNCTION pg_temp.alike(text) RETURNS text LANGUAGE sql AS $$
	SELECT bag_eq('SELECT to_jsonb(v) FROM rob.outbound_list AS v',
		'SELECT to_jsonb(v) FROM rob_raw.outbound_list AS v', $1)
$$;
CREATE FUNCTION pg_temp.changed(what text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN NEXT isnt_empty('TABLE rob.outbound_list EXCEPT TABLE rob_raw.outbound_list', what || ': changes figures');
	CALL refresh_outbound_summary('rob');
	-- as loads of transactions before this one are over
	UPDATE rob.stored_refresh SET again_from = (SELECT max(bucket_end) FROM rob.outbound_list_day_summary),
		next_from = NULL, running = NULL WHERE stored = 'outbound_list_day';
	RETURN NEXT pg_temp.alike(what || ': seen after the refresh');
END $$;
CALL refresh_outbound_summary('rob');
SELECT pg_temp.alike('stored days of attempts to entries say what these say');
SELECT results_eq($$SELECT sum(records_dialled)::bigint, sum(records_reached)::bigint, sum(record_attempts)::bigint
		FROM rob.outbound_list WHERE campaign_id = 'many'$$,
	$$SELECT count(*), count(*) FILTER (WHERE reached), sum(n)::bigint
		FROM (SELECT bool_or(connected_at IS NOT NULL) AS reached, count(*) AS n FROM rob.outbound_attempt
			WHERE campaign_id = 'many' AND substr(record_id, 2)::int <= 60 GROUP BY record_id) AS e$$,
	'an entry counts once, whatever the days of its attempts');
SELECT ok(count(*) FILTER (WHERE records_dialled < record_attempts) > 20 AND sum(records_reached) > 10,
	'of many days') FROM rob.outbound_list_day_summary;
UPDATE rob.campaign_record SET closed_at = '2025-05-20' WHERE record_id < 'e3';
INSERT INTO rob.campaign_record (campaign_id, record_id, loaded_at) VALUES ('many', 'nobody dialled', '2025-05-01');
INSERT INTO rob.outbound_attempt (campaign_id, record_id, attempt_id, dialled_at, answered_by) VALUES
	('many', 'e5', 'now', now(), 'machine');
SELECT is((SELECT late_spans FROM rob.stored_figures WHERE stored = 'outbound_list_day'), 0::bigint,
	'entries that are closed, or that nobody dialled, and calls of today are no change of what is stored');
SELECT pg_temp.alike('and are seen at once');
INSERT INTO rob.outbound_attempt (campaign_id, record_id, attempt_id, dialled_at, answered_by, answered_at,
	connected_at)
SELECT 'many', 'e' || i, 'late' || i, '2025-05-01 09:00+02', 'person', '2025-05-01 09:01+02',
	'2025-05-01 09:01+02'
FROM generate_series(1, 20) AS i;
SELECT pg_temp.changed('calls before the first');
DELETE FROM rob.outbound_attempt WHERE attempt_id ~ '^m[0-9]*[17]$';
SELECT pg_temp.changed('calls that go');
UPDATE rob.outbound_attempt SET dialled_at = dialled_at - '3 days'::interval WHERE attempt_id IN ('m40', 'm76');
UPDATE rob.outbound_attempt SET connected_at = NULL WHERE attempt_id IN ('m6', 'm36', 'late9');
UPDATE rob.outbound_attempt SET record_id = 'e1' WHERE attempt_id IN ('m50', 'm92');
SELECT pg_temp.changed('calls that change');
INSERT INTO rob.campaign_record (campaign_id, record_id, loaded_at)
SELECT 'many', 'e' || i, '2025-04-10' FROM generate_series(61, 70) AS i;
SELECT pg_temp.changed('entries that come late');
UPDATE rob.campaign_record SET list_id = 'moved' WHERE record_id IN ('e8', 'e9');
UPDATE rob.campaign_record SET loaded_at = '2025-03-31' WHERE record_id IN ('e12', 'e13');
DELETE FROM rob.campaign_record WHERE record_id IN ('e20', 'e21', 'e22');
SELECT pg_temp.changed('entries that change or go');
SELECT bag_eq('TABLE rob.outbound_list_day_summary',
	'SELECT * FROM rob.outbound_list_day_live() WHERE bucket_end <= now() - ''1 day''::interval',
	'as the function has it');

-- Populations: clients are no customers.
INSERT INTO rob.survey_response (response_id, contact_at, item, scale_min, scale_max, value, population)
SELECT concat(who, i), '2026-03-10 12:00+01', 'csat', 1, 5, v, CASE WHEN who <> 'customer' THEN who END
FROM (VALUES ('customer', '{5,5,5,1,1}'::float8[]), ('upstream', '{5,4,4,2,1,1}'), ('downstream', '{3}')) AS p (who,
	list),
	unnest(list) WITH ORDINALITY AS a (v, i);
SELECT results_eq($$SELECT population, csat_answers, csat_top, csat FROM rob.voc_population ORDER BY 1$$,
	$$VALUES ('downstream'::text, 6::bigint, 3::bigint, 0.5::float8), ('upstream', 6, 3, 0.5)$$, 'each by itself');
SELECT results_eq($$SELECT csat_answers FROM rob.voc_month UNION ALL SELECT answers FROM rob.survey_item$$,
	'VALUES (6::bigint), (6)', 'other views are of customers');

SELECT results_eq($$
	SELECT kpi, round(numerator::numeric, 6), round(denominator::numeric, 6) FROM rob.kpi_month
	WHERE month = '2026-03-01' AND kpi IN ('contact_rate', 'right_party_rate', 'conversion', 'list_penetration',
		'attempts_per_record', 'callbacks_kept', 'dialler_abandonment', 'sales_per_agent_hour', 'value_per_agent_hour',
		'cost_per_sale', 'contribution_per_contact', 'upstream_csat')
	ORDER BY kpi COLLATE "C"$$,
	$$SELECT kpi, round(n, 6), round(d, 6) FROM (VALUES
		('attempts_per_record'::text, 12::numeric, 10::numeric),
		('callbacks_kept', 1, 1),
		('contact_rate', 4, 12),
		('contribution_per_contact', 50, 6),
		('conversion', 2, 4),
		('cost_per_sale', 60, 2),
		('dialler_abandonment', 3, 7),
		('list_penetration', 10, 11),
		('right_party_rate', 2, 3),
		('sales_per_agent_hour', 2, 827 / 3600.0),
		('upstream_csat', 3, 6),
		('value_per_agent_hour', 150, 827 / 3600.0)) AS k (kpi, n, d)$$, 'the KPIs of the month');
SELECT set_eq($$
	SELECT kpi, value_layer, icmi_module FROM rob.scorecard
	WHERE month = '2026-03-01' AND kpi IN ('conversion', 'cost_per_sale', 'upstream_csat')$$,
	$$VALUES ('conversion'::text, 'strategic'::text, 'operational_results'::text),
		('cost_per_sale', 'strategic', 'operational_results'),
		('upstream_csat', 'loyalty', 'customer_results')$$, 'are in the scorecard');

-- What no view can use.
INSERT INTO rob.outbound_attempt (campaign_id, attempt_id, dialled_at, answered_by) VALUES
	('c1', 'to come', now() + '1 hour', 'nobody');
SELECT results_eq($$SELECT record, problem FROM rob.rejected_record WHERE subject = 'outbound_attempt'$$,
	$$VALUES ('to come'::text, 'dialled in the future'::text)$$, 'an attempt that is to come is none');
SELECT results_eq($$SELECT problem, rows_affected FROM rob.data_quality WHERE subject = 'outbound_attempt'
	AND rows_affected > 0
	ORDER BY 1$$, $$VALUES ('dialled in the future'::text, 1::bigint), ('promised callbacks that name no entry', 1)$$,
	'nor is a promise to nobody');

-- Any framework is scored by its check points.
INSERT INTO rob.maturity_check (framework, assessed_on, dimension, level, check_point, score)
SELECT framework, '2026-02-01', dimension, l, 'check ' || l, CASE WHEN dimension = 'fairness'
	AND l > 2 THEN 0.5 ELSE 0.9 END
FROM framework_dimensions(), generate_series(2, 5) AS l
WHERE framework IN ('culture', 'shared_practices');
DELETE FROM rob.maturity_check WHERE dimension = 'adaptation_and_innovation';
SELECT results_eq($$
	SELECT framework, count(*), min(level), max(level), min(overall_level) FROM rob.maturity GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('culture'::text, 9::bigint, 2, 5, 2), ('shared_practices', 11, 5, 5, NULL)$$,
	'the level of the weakest item; none where a practice is not assessed');
SELECT results_eq($$
	SELECT dimension, kpi, value, level FROM rob.framework_evidence
	WHERE framework = 'culture' AND month = '2026-03-01' AND kpi = 'csat'$$,
	$$VALUES ('customer_value'::text, 'csat'::text, 0.5::float8, 5)$$, 'beside the KPI that is evidence for it');
SELECT * FROM finish();
ROLLBACK;
