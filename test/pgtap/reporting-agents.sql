-- the views of agents give the same rows whatever is rolled up, and
-- those that their definitions, written out plainly, give.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';	-- a session zone that no view may use
SELECT plan(61);

CALL create_reporting_model('ra');
CALL create_reporting_views('ra', zone => 'Europe/Amsterdam');

-- The last two nights in which the clocks were changed, and instants of them
-- (UTC): what is not rolled up is computed until now.
CREATE TEMP TABLE night AS
SELECT row_number() OVER (ORDER BY day) AS n, day::timestamp AT TIME ZONE 'UTC' AS midnight
FROM (SELECT (now() AT TIME ZONE 'UTC')::date - i AS day FROM generate_series(3, 380) AS i) AS d
WHERE (day + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam' - day::timestamp AT TIME ZONE 'Europe/Amsterdam'
	<> '24 hours'
ORDER BY day DESC LIMIT 2;
CREATE FUNCTION pg_temp.night(n bigint, t interval) RETURNS timestamptz STABLE LANGUAGE sql
	RETURN (SELECT x.midnight + t FROM night x WHERE x.n = night.n);

-- Two nights of clock changes.  States of three media overlap, to the microsecond;
-- schedules cross midnight and come in three versions; one agent is still at it.
INSERT INTO ra.agent_state (agent_id, during, state_class, aux_code, paid, media)
SELECT 'a' || a, tstzrange(t, t + (300 + (i * 31 + a * 17 + m * 7) % 37 * 55) * interval '1.0000007 s'),
	(ARRAY['available', 'handling', 'acw', 'other_work', 'unavailable', 'offline'])[1 + (i * 7 + a + m) % 6],
	'aux ' || i % 3, (ARRAY[true, NULL, NULL, false])[1 + (i + m) % 4], (ARRAY['voice', 'chat 1', 'chat 2'])[m]
FROM night AS n, generate_series(0, 4) AS a, generate_series(1, 3) AS m, generate_series(0, 52) AS i,
	LATERAL (SELECT midnight - interval '16 hours' + i * interval '2333.123457 s' + m * interval '11 s' AS t) AS s;
INSERT INTO ra.agent_state (agent_id, during, state_class) VALUES
	('still', tstzrange(now() - interval '200 min', NULL), 'handling'),
	('still', tstzrange(now() - interval '5 hours', now() - interval '200 min'), 'available'),
	('brief', tstzrange(pg_temp.night(2, '01:20'), pg_temp.night(2, '01:25')), 'available');
INSERT INTO ra.schedule (agent_id, during, class, activity, version_no)
SELECT 'a' || a, tstzrange(t, t + interval '3 hours 20 min'),
	(ARRAY['on_queue', 'off_queue_paid', 'on_queue', 'break_unpaid', 'on_queue', 'absence'])[1 + (i + a) % 6],
	'activity ' || i, v
FROM night AS n, generate_series(0, 5) AS a, generate_series(1, 3) AS v, generate_series(0, 9) AS i,
	LATERAL (SELECT midnight - interval '17 hours' + i * interval '3 hours 20 min' + v * interval '17 min' AS t) AS s
WHERE v <= 1 + (a + i / 5) % 3;
INSERT INTO ra.schedule (agent_id, during, class) VALUES
	('still', tstzrange(now() - interval '6 hours', now() + interval '4 hours'), 'on_queue'),
	('nowhere', tstzrange(now() - interval '1 hour', now() + interval '1 hour'), 'off_queue_paid'),
	('still', tstzrange(now() + interval '20 hours', now() + interval '30 hours'), 'on_queue');
ANALYZE ra.agent_state, ra.schedule;
-- What a version has on a local day, from its first piece to its last, replaces what it meets of those before.
CREATE TEMP VIEW version_span AS
SELECT agent_id, version_no, range_merge(range_agg(during)) AS span
FROM ra.schedule GROUP BY agent_id, version_no, date_trunc('day', lower(during) AT TIME ZONE 'Europe/Amsterdam');
CREATE FUNCTION pg_temp.is_replaced(s ra.schedule) RETURNS boolean LANGUAGE sql AS $$
	SELECT EXISTS (SELECT FROM version_span n
		WHERE n.agent_id = s.agent_id AND n.version_no > s.version_no AND n.span && s.during)$$;

-- rows of a view, whether or not they wait for a refresh
CREATE FUNCTION pg_temp.figures(source text) RETURNS SETOF jsonb LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT to_jsonb(x) - ''is_stale'' - ''agent_name'' FROM %s AS x', source);
END $$;
CREATE TEMP TABLE live_interval AS TABLE ra.agent_interval;
CREATE TEMP TABLE live_day AS TABLE ra.agent_day;
CREATE TEMP TABLE live_adherence AS TABLE ra.agent_adherence;
CREATE TEMP TABLE live_exception AS TABLE ra.adherence_exception;

-- The same another way: each piece between two instants at which anything changes.
CREATE TEMP VIEW piece AS
WITH instant AS (SELECT agent_id, t
		FROM ra.agent_state, LATERAL (VALUES (lower(during)), (least(upper(during), now()))) AS e (t)
		UNION SELECT agent_id, t FROM ra.schedule, LATERAL (VALUES (lower(during)), (upper(during))) AS e (t)
		WHERE t <= now()
		UNION SELECT agent_id, t
		FROM (SELECT agent_id FROM ra.agent_state UNION SELECT agent_id FROM ra.schedule) AS a,
			(SELECT generate_series(midnight - interval '1 day', midnight + interval '2 days', '30 min') FROM night
				UNION ALL SELECT generate_series(date_trunc('hour', now(), 'UTC') - interval '7 hours', now(), '30 min')
				UNION ALL SELECT now()) AS g (t)),
	stretch AS (SELECT agent_id, t AS from_at, lead(t) OVER (PARTITION BY agent_id ORDER BY t) AS to_at FROM instant)
SELECT p.agent_id, date_bin('30 min', from_at, '2024-01-01 00:00+00') AS bucket_start,
	extract(epoch FROM to_at - from_at) AS seconds, s.*, c.*
FROM stretch p
	CROSS JOIN LATERAL (SELECT count(*) > 0 AS any_state,
			count(*) FILTER (WHERE state_class <> 'offline') > 0 AS logged_in,
			coalesce(bool_or(coalesce(paid, state_class <> 'offline')), false) AS paid,
			coalesce(bool_or(state_class IN ('handling', 'acw')), false) AS h,
			coalesce(bool_or(state_class = 'available'), false) AS a,
			coalesce(bool_or(state_class = 'other_work'), false) AS o,
			coalesce(bool_or(state_class = 'unavailable'), false) AS u
		FROM ra.agent_state s WHERE s.agent_id = p.agent_id AND s.during && tstzrange(p.from_at, p.to_at)) AS s
	CROSS JOIN LATERAL (SELECT string_agg(class, ' ' ORDER BY class) AS class FROM ra.schedule s
		WHERE s.agent_id = p.agent_id AND s.class <> 'absence' AND s.during && tstzrange(p.from_at, p.to_at)
			AND NOT pg_temp.is_replaced(s)) AS c
WHERE to_at > from_at;
CREATE TEMP TABLE piece_of AS SELECT * FROM piece;
SELECT cmp_ok(count(*), '>', 1000::bigint, 'enough to compare') FROM piece_of WHERE any_state;
SELECT set_eq($$
	SELECT agent_id, bucket_start, round(logged_in_s::numeric, 6) AS logged_in_s, round(paid_s::numeric, 6) AS paid_s,
		round(handling_s::numeric, 6) AS handling_s, round(available_s::numeric, 6) AS available_s,
		round(other_work_s::numeric, 6) AS other_work_s, round(unavailable_s::numeric, 6) AS unavailable_s
	FROM live_interval$$, $$
	SELECT agent_id, bucket_start, coalesce(sum(seconds) FILTER (WHERE logged_in), 0) AS c1,
		coalesce(sum(seconds) FILTER (WHERE paid), 0) AS c2, coalesce(sum(seconds) FILTER (WHERE h), 0) AS c3,
		coalesce(sum(seconds) FILTER (WHERE a AND NOT h), 0) AS c4,
		coalesce(sum(seconds) FILTER (WHERE o AND NOT h AND NOT a), 0) AS c5,
		coalesce(sum(seconds) FILTER (WHERE u AND NOT h AND NOT a AND NOT o), 0) AS c6
	FROM piece_of WHERE any_state GROUP BY agent_id, bucket_start$$,
	'agent_interval, piece by piece');
SELECT set_eq($$
	SELECT agent_id, bucket_start, round(scheduled_s::numeric, 6) AS scheduled_s,
		round(on_queue_scheduled_s::numeric, 6) AS on_queue_scheduled_s,
		round(on_queue_actual_s::numeric, 6) AS on_queue_actual_s
	FROM live_adherence$$, $$
	SELECT agent_id, bucket_start, coalesce(sum(seconds) FILTER (WHERE class IS NOT NULL), 0) AS c1,
		coalesce(sum(seconds) FILTER (WHERE class ~ 'on_queue'), 0) AS c2,
		coalesce(sum(seconds) FILTER (WHERE h OR a), 0) AS c3
	FROM piece_of WHERE logged_in OR class IS NOT NULL GROUP BY agent_id, bucket_start$$,
	'agent_adherence: scheduled and on the queue, piece by piece');
-- where only one activity is scheduled (versions of two days overlap around midnight)
SELECT is_empty($$
	SELECT agent_id, bucket_start
	FROM (SELECT agent_id, bucket_start,
				coalesce(sum(seconds) FILTER (WHERE CASE class
						WHEN 'on_queue' THEN h OR a
						WHEN 'off_queue_paid' THEN (o OR u) AND NOT h AND NOT a
						WHEN 'break_unpaid' THEN NOT h AND NOT a AND NOT o END), 0) AS adherent,
				coalesce(sum(seconds)
					FILTER (WHERE class = 'break_unpaid' OR class IS NOT NULL AND logged_in), 0) AS present,
				bool_or(class ~ ' ') AS several
			FROM piece_of WHERE logged_in OR class IS NOT NULL GROUP BY agent_id, bucket_start) AS p
		JOIN live_adherence USING (agent_id, bucket_start)
	WHERE several IS NOT TRUE
		AND (round(adherent_s::numeric, 6), round(present_s::numeric, 6)) <> (adherent, present)$$,
	'adherent and present, piece by piece');
SELECT bag_eq($$
	SELECT agent_id, from_at, to_at, seconds, scheduled_class, activity, actual_class FROM live_exception$$, $$
	SELECT s.agent_id, lower(g.gap), upper(g.gap), extract(epoch FROM upper(g.gap) - lower(g.gap))::float8,
		s.class, s.activity,
		coalesce((SELECT state_class FROM ra.agent_state x WHERE x.agent_id = s.agent_id AND x.during @> lower(g.gap)
				ORDER BY array_position('{handling,acw,available,other_work,unavailable,offline}', state_class)
				LIMIT 1), 'offline')
	FROM (SELECT agent_id, class, activity, during * tstzrange(NULL, now()) AS during
			FROM ra.schedule s WHERE NOT pg_temp.is_replaced(s)) AS s,
		LATERAL (
			SELECT coalesce(range_agg(during)
					FILTER (WHERE state_class IN ('available', 'handling', 'acw')), '{}') AS aq,
				coalesce(range_agg(during) FILTER (WHERE state_class IN ('other_work', 'unavailable')), '{}') AS ao,
				coalesce(range_agg(during) FILTER (WHERE state_class = 'other_work'), '{}') AS aw
			FROM ra.agent_state x WHERE x.agent_id = s.agent_id) AS a,
		LATERAL unnest(CASE s.class
			WHEN 'on_queue' THEN tstzmultirange(s.during) - aq
			WHEN 'off_queue_paid' THEN tstzmultirange(s.during) - (ao - aq)
			ELSE tstzmultirange(s.during) * (aq + aw) END) AS g (gap)
	WHERE class <> 'absence' AND NOT isempty(s.during)$$,
	'adherence_exception, schedule by schedule');
SELECT cmp_ok(count(*), '>', 0::bigint, 'a stretch over midnight is one row, of the day its schedule starts')
FROM live_exception
WHERE day = (from_at AT TIME ZONE 'Europe/Amsterdam')::date AND day < (to_at AT TIME ZONE 'Europe/Amsterdam')::date
	AND actual_class <> 'offline';
SELECT cmp_ok(count(*), '>', 0::bigint, 'also where it begins after midnight')
FROM live_exception WHERE day < (from_at AT TIME ZONE 'Europe/Amsterdam')::date;
SELECT results_eq($$
	SELECT agent_id, from_at, to_at, actual_class
	FROM live_exception WHERE agent_id IN ('still', 'nowhere') ORDER BY 1$$,
	$$VALUES
		('nowhere'::text, now() - interval '1 hour', now(), 'offline'::text),
		('still', now() - interval '6 hours', now() - interval '5 hours', 'offline')$$,
	'the shifts of now go as far as now');

-- Rolled up in part, and as far as it goes: the same rows, the same numbers.
CREATE FUNCTION pg_temp.same(what text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN NEXT bag_eq('TABLE ra.agent_interval', 'TABLE live_interval', 'intervals: ' || what);
	RETURN NEXT bag_eq('TABLE ra.agent_day', 'TABLE live_day', 'days: ' || what);
	RETURN NEXT bag_eq('TABLE ra.agent_adherence', 'TABLE live_adherence', 'adherence: ' || what);
END $$;
CALL refresh_agent_summary('ra', pg_temp.night(2, '-01:50'), pg_temp.night(2, '03:10'));
SELECT results_eq($$SELECT min(bucket_start), max(bucket_end), count(*) FROM ra.agent_interval_summary$$, $$
	SELECT pg_temp.night(2, '-02:00'), pg_temp.night(2, '03:30'), count(*)
	FROM live_interval WHERE bucket_start >= pg_temp.night(2, '-02:00') AND bucket_end <= pg_temp.night(2, '03:30')$$,
	'the night is rolled up, in whole intervals');
SELECT pg_temp.same('partly rolled = live');
CALL refresh_agent_summary('ra', pg_temp.night(1, '-04:00'), pg_temp.night(1, '04:00'));
SELECT results_eq($$SELECT min(bucket_start), count(*) FROM ra.agent_adherence_summary$$, $$
	SELECT pg_temp.night(1, '-04:00'), count(*)
	FROM live_adherence WHERE bucket_start >= pg_temp.night(1, '-04:00') AND bucket_start < pg_temp.night(2, '03:30')$$,
	'what is between two spans is rolled up too');
SELECT pg_temp.same('both nights rolled = live');
CALL refresh_agent_summary('ra');
SELECT pg_temp.same('rolled = live');
SELECT results_eq($$SELECT count(*), max(bucket_end) <= now() FROM ra.agent_interval_summary$$,
	$$SELECT count(*), true FROM live_interval WHERE bucket_end <= now()$$, 'all but the interval that is running');
SELECT cmp_ok(count(*), '=', 1::bigint, 'which is live') FROM ra.agent_interval WHERE bucket_end > now();

-- Late and corrected rows: a refresh of their span writes what changed, no more.
INSERT INTO ra.agent_state (agent_id, during, state_class, media) VALUES
	('a1', tstzrange(pg_temp.night(2, '00:40:00.25'), pg_temp.night(2, '01:10')), 'handling', 'late'),
	('new', tstzrange(pg_temp.night(2, '00:10'), pg_temp.night(2, '00:20')), 'available', NULL);
DELETE FROM ra.agent_state
WHERE agent_id = 'a3' AND during && tstzrange(pg_temp.night(2, '01:30'), pg_temp.night(2, '02:00'));
INSERT INTO ra.agent_state (agent_id, during, state_class) VALUES
	('a3', tstzrange(pg_temp.night(2, '01:40'), pg_temp.night(2, '01:41')), 'offline');
UPDATE ra.schedule SET version_no = 9, class = 'break_unpaid'
WHERE agent_id = 'a5'
	AND lower(during) = (SELECT min(lower(during)) FROM ra.schedule
		WHERE agent_id = 'a5' AND lower(during) > pg_temp.night(2, '00:00'));
CREATE TEMP TABLE version_before AS
SELECT 'agent_interval' AS name, bucket_start, agent_id, ctid AS version FROM ra.agent_interval_summary
UNION ALL SELECT 'agent_adherence', bucket_start, agent_id, ctid FROM ra.agent_adherence_summary;
SELECT bag_eq($$SELECT pg_temp.figures('ra.agent_interval')$$, $$SELECT pg_temp.figures('live_interval')$$,
	'until then the summaries stand');
SELECT ok(bool_or(is_stale), 'and that they are late is said') FROM ra.agent_interval;
-- A version of a schedule counts for its local day, and for what begins there.
CALL refresh_agent_summary('ra', pg_temp.night(2, '-02:00'), pg_temp.night(2, '28:00'));
SELECT bag_eq('TABLE ra.agent_interval_summary', 'SELECT * FROM ra.agent_interval_live() WHERE bucket_end <= now()',
	'agent_interval is as the states say');
SELECT bag_eq('TABLE ra.agent_adherence_summary', 'SELECT * FROM ra.agent_adherence_live() WHERE bucket_end <= now()',
	'agent_adherence is as states and schedules say');
SELECT is_empty($$
	(SELECT agent_id, bucket_start, ctid FROM ra.agent_interval_summary
		EXCEPT SELECT agent_id, bucket_start, version FROM version_before WHERE name = 'agent_interval')
	EXCEPT SELECT agent_id, bucket_start, ctid FROM ra.agent_interval_summary s
	WHERE NOT EXISTS (SELECT FROM live_interval l
		WHERE (l.agent_id, l.bucket_start, l.logged_in_s, l.paid_s,
				l.handling_s, l.available_s, l.other_work_s, l.unavailable_s)
			= (s.agent_id, s.bucket_start, s.logged_in_s, s.paid_s,
				s.handling_s, s.available_s, s.other_work_s, s.unavailable_s))$$,
	'agent_interval: only what changed is written');
SELECT is_empty($$
	(SELECT agent_id, bucket_start, ctid FROM ra.agent_adherence_summary
		EXCEPT SELECT agent_id, bucket_start, version FROM version_before WHERE name = 'agent_adherence')
	EXCEPT SELECT agent_id, bucket_start, ctid FROM ra.agent_adherence_summary s
	WHERE NOT EXISTS (SELECT FROM live_adherence l
		WHERE (l.agent_id, l.bucket_start,
				l.scheduled_s, l.adherent_s, l.present_s, l.on_queue_scheduled_s, l.on_queue_actual_s)
			= (s.agent_id, s.bucket_start,
				s.scheduled_s, s.adherent_s, s.present_s, s.on_queue_scheduled_s, s.on_queue_actual_s))$$,
	'agent_adherence: only what changed is written');
SELECT results_eq($$SELECT agent_id, bucket_start, available_s FROM ra.agent_interval WHERE agent_id = 'new'$$,
	$$VALUES ('new'::text, pg_temp.night(2, '00:00'), 600::float8)$$, 'an agent who was not there before');
SELECT results_eq($$
	SELECT (SELECT count(*) FROM ra.agent_interval_summary
			WHERE agent_id = 'a3' AND bucket_start = pg_temp.night(2, '01:30')),
		(SELECT count(*) FROM ra.agent_adherence_summary
			WHERE agent_id = 'a3' AND bucket_start = pg_temp.night(2, '01:30') AND scheduled_s = 0)$$,
	$$VALUES (1::bigint, 0::bigint)$$, 'only offline: an interval of the agent, none of adherence');
DELETE FROM ra.agent_state WHERE agent_id = 'new';
CALL refresh_agent_summary('ra', pg_temp.night(2, '00:00'), pg_temp.night(2, '00:30'));
SELECT is_empty($$
	SELECT 1 FROM ra.agent_interval WHERE agent_id = 'new'
	UNION ALL SELECT 1 FROM ra.agent_adherence WHERE agent_id = 'new'$$,
	'what was deleted is gone');

-- Views of one's own, which are split rather than looked up: the same.
CREATE SCHEMA ra_mapped;
CREATE VIEW ra_mapped.queue_visit AS SELECT * FROM ra.queue_visit;
CREATE VIEW ra_mapped.agent_state AS
SELECT agent_id::varchar AS agent_id, during, state_class, paid, aux_code, state, media FROM ra.agent_state;
CREATE VIEW ra_mapped.schedule AS SELECT * FROM ra.schedule;
CALL create_reporting_views('ra_mapped', zone => 'Europe/Amsterdam');
SELECT bag_eq(format($$SELECT pg_temp.figures('ra_mapped.%s')$$, name),
	format($$SELECT pg_temp.figures('ra.%s')$$, name), name || ' over views = over tables')
FROM unnest(ARRAY['agent_interval', 'agent_adherence', 'adherence_exception', 'agent_day']) AS name;
CALL create_reporting_model('ra_mapped');
CALL create_reporting_views('ra_mapped', zone => 'Europe/Amsterdam');
CALL refresh_agent_summary('ra_mapped', pg_temp.night(2, '-01:50'), pg_temp.night(2, '03:10'));
SELECT bag_eq(format($$SELECT pg_temp.figures('ra_mapped.%s')$$, name),
	format($$SELECT pg_temp.figures('ra.%s')$$, name), name || ' over views, partly rolled = over tables')
FROM unnest(ARRAY['agent_interval', 'agent_adherence']) AS name;
SELECT bag_eq(format('SELECT * FROM ra_mapped.%s_live(%s)', name, span),
	format('SELECT * FROM ra.%s_live(%s)', name, span), name || ' of some intervals: ' || span)
FROM unnest(ARRAY['agent_interval', 'agent_adherence']) AS name,
	unnest(ARRAY[$$pg_temp.night(2, '00:13'), pg_temp.night(2, '01:17')$$,
		$$pg_temp.night(2, '01:00'), pg_temp.night(2, '00:00')$$]) AS span;

-- What has no start is of no interval, here or there.
INSERT INTO ra.agent_state (agent_id, during, state_class) VALUES
	('ever', tstzrange('-infinity', now() - interval '3 hours'), 'handling'),
	('ever', tstzrange(now() - interval '3 hours', 'infinity'), 'available');
INSERT INTO ra.schedule (agent_id, during, class) VALUES ('ever', tstzrange('-infinity', now()), 'on_queue');
SELECT results_eq(
	format('SELECT min(bucket_end) > now() - interval ''3 hours'' FROM %s WHERE agent_id = ''ever''', name),
	'VALUES (true)', name || ': from a start on')
FROM unnest(ARRAY['ra.agent_interval', 'ra_mapped.agent_interval',
	'ra.agent_adherence', 'ra_mapped.agent_adherence']) AS name;
SELECT is_empty($$
	SELECT 1 FROM ra.adherence_exception WHERE agent_id = 'ever'
	UNION ALL SELECT 1 FROM ra_mapped.adherence_exception WHERE agent_id = 'ever'$$,
	'no exception of for ever');
SELECT results_eq($$
	SELECT agent_id, seconds FROM ra.agent_realtime_at(now() - interval '1 hour') WHERE agent_id = 'ever'
	UNION ALL SELECT agent_id, seconds FROM ra.agent_realtime_at(now() - interval '4 hours') WHERE agent_id = 'ever'$$,
	$$VALUES ('ever'::text, 7200::float8)$$, 'nor a state that has lasted for ever');
SELECT cmp_ok(count(*), '>', 0::bigint, 'shrinkage all the same') FROM ra.shrinkage;
INSERT INTO ra.schedule (agent_id, during, class) VALUES
	('later', tstzrange(now() + interval '1 s', now() + interval '2 s'), 'absence');
SELECT is_empty($$SELECT 1 FROM ra.shrinkage WHERE component = 'absence' AND seconds <= 0$$,
	'absence of later today is none yet');
DELETE FROM ra.agent_state WHERE agent_id = 'ever';
DELETE FROM ra.schedule WHERE agent_id = 'ever';

-- Other intervals: other summaries.
SELECT throws_like($$CALL create_reporting_views('ra', zone => 'Europe/London')$$,
	'what ra.agent_adherence_summary holds of % intervals does not fit views by 00:30:00 in Europe/London',
	'another zone of the same half hours: other days');
CALL create_reporting_views('ra', zone => 'Europe/London', discard => true);
SELECT results_eq($$
	SELECT (SELECT count(*) > 0 FROM ra.agent_interval_summary), (SELECT count(*) FROM ra.agent_adherence_summary)$$,
	$$VALUES (true, 0::bigint)$$, 'only what depends on the days goes');
SELECT bag_eq($$SELECT pg_temp.figures('ra.agent_interval')$$, $$
	SELECT pg_temp.figures('(SELECT agent_id, bucket_start, bucket_end,
		bucket_start AT TIME ZONE ''Europe/London'' AS local_start, logged_in_s, paid_s, handling_s, available_s,
		other_work_s, unavailable_s, occupancy, utilisation, availability,
		(bucket_start AT TIME ZONE ''Europe/London'')::date AS day FROM ra_mapped.agent_interval)')$$,
	'what is kept is right');
SELECT throws_like($$CALL create_reporting_views('ra', interval_width => '15 min')$$,
	'what ra.agent_interval_summary holds of % intervals does not fit views by 00:15:00 in Europe/London',
	'what would be lost is said');
CALL create_reporting_views('ra', interval_width => '15 min', discard => true);
SELECT is_empty('TABLE ra.agent_interval_summary', 'other intervals: nothing is kept');

-- Volume: the filters of a dashboard reach an index.
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan;
END $$;
INSERT INTO ra.agent_interval_summary
SELECT 'v' || a, b, b + interval '15 min', 900, 900, 600, 300, 0, 0
FROM generate_series('2024-05-01'::timestamptz, '2024-05-11', '15 min') AS b, generate_series(1, 40) AS a;
INSERT INTO ra.agent_adherence_summary
SELECT agent_id, bucket_start, bucket_end, 900, 900, 900, 900, 900 FROM ra.agent_interval_summary;
INSERT INTO ra.schedule (agent_id, during, class)
SELECT 'v' || a, tstzrange(d + interval '8 hours', d + interval '16 hours'), 'on_queue'
FROM generate_series('2024-05-01 00:00+01'::timestamptz, '2025-05-11', '1 day') AS d, generate_series(1, 20) AS a;
INSERT INTO ra.agent_state (agent_id, during, state_class)
SELECT agent_id, during, 'handling' FROM ra.schedule WHERE agent_id LIKE 'v%';
ANALYZE ra.agent_interval_summary, ra.agent_adherence_summary, ra.schedule, ra.agent_state;
SELECT ok(plan !~ ('"Node Type": "Seq Scan"[^{}]*'
		'"Relation Name": "(agent_interval_summary|agent_adherence_summary|agent_state|schedule)"')
		AND plan ~ format('"Index Name": "%s"', index_name),
	format('a day of %s by %s: %s', name, time_column, index_name))
FROM (VALUES
		('agent_interval', 'bucket_start', 'agent_interval_summary_bucket_start_agent_id_key'),
		('agent_interval', 'local_start', 'agent_interval_summary_bucket_start_local'),
		('agent_day', 'day', 'agent_interval_summary_bucket_start_day'),
		('agent_adherence', 'bucket_start', 'agent_adherence_summary_bucket_start_agent_id_key'),
		('agent_adherence', 'local_start', 'agent_adherence_summary_bucket_start_local'),
		('agent_adherence', 'day', 'agent_adherence_summary_bucket_start_day'),
		('adherence_exception', 'day', 'schedule_during_day'),
		('adherence_exception', 'day', 'agent_state_during_idx')) AS v (name, time_column, index_name),
	LATERAL (SELECT pg_temp.plan_of(format(
		'SELECT * FROM ra.%s WHERE %s >= ''2024-05-03'' AND %2$s < ''2024-05-04''', name, time_column)) AS plan) AS p;

SELECT * FROM finish();
ROLLBACK;
