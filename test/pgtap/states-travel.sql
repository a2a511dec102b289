-- Partial states as text between nodes: written short by an output function that is part of an aggregate, read back
-- to the bit; what is printed for people stays as it was; text that is no such state is refused.
BEGIN;
SELECT plan(24);

CREATE TEMP TABLE sample (type text, value text);
INSERT INTO sample
SELECT 'queue_summary', queue_summary(CASE WHEN i % 4 = 0 THEN 'abandoned' ELSE 'answered' END, i * 0.37, 60 + i, 0,
	5)::text
FROM generate_series(0, 300) AS i
UNION ALL
SELECT 'concurrency', concurrency(tstzrange(t, t + i * interval '11.3 s'))::text
FROM generate_series(1, 90) AS i, LATERAL (SELECT timestamptz '2026-03-02 09:00+00' + i * interval '7 s' AS t) AS x
UNION ALL
SELECT 'interval_profile', interval_profile(tstzrange(t, t + i * interval '9.1 min'), '30 min', 'Asia/Kolkata')::text
FROM generate_series(1, 90) AS i, LATERAL (SELECT timestamptz '2026-03-02 09:00+00' + i * interval '7 min' AS t) AS x
UNION ALL
SELECT 'comoments', comoments(ARRAY['a', 'ö"'], ARRAY[i / 7.0, i % 5])::text FROM generate_series(1, 90) AS i
UNION ALL
SELECT 'comoment_groups', comoment_groups(ARRAY['a', 'b'], ARRAY[i / 7.0, i % 5], i % 9)::text FROM generate_series(1,
	90) AS i
UNION ALL
SELECT 'model_rows', model_rows(ARRAY['a', 'b'], ARRAY[i % 2, i / 7.0])::text FROM generate_series(1, 90) AS i
UNION ALL
SELECT 'volume_history',
	volume_history(reporting_interval(timestamptz '2026-01-05 00:00+00' + i * interval '1 hour', '1 hour',
		'Europe/Amsterdam'),
		i % 24, (i % 7) * 60)::text
FROM generate_series(0, 90) AS i;

SELECT set_eq('SELECT type FROM sample', $$
	SELECT DISTINCT t.typname::text
	FROM pg_aggregate AS a
	JOIN pg_type AS t ON t.oid = a.aggtranstype
	JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
	JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'contact_center'
	WHERE t.typname <> 'reporting_interval'$$, 'every state of an aggregate is here but two instants');

-- Aggregates that leave their state as an engine sends it: one of values, and one that has merged them.
CREATE TEMP TABLE travelled (type text, value text, one text, two text);
DO $do$
DECLARE
	s record;
BEGIN
	FOR s IN
		SELECT DISTINCT ON (type) x.*, a.aggcombinefn AS combine
		FROM sample AS x
		JOIN pg_aggregate AS a ON a.aggtranstype = x.type::regtype
	LOOP
		EXECUTE format($q$
			CREATE FUNCTION pg_temp.last(%1$I, %1$I) RETURNS %1$I LANGUAGE sql IMMUTABLE AS 'SELECT $2';
			CREATE AGGREGATE pg_temp.sent(%1$I) (SFUNC = pg_temp.last, STYPE = %1$I, FINALFUNC = %2$s);
			CREATE AGGREGATE pg_temp.merged(%1$I) (SFUNC = %3$s, STYPE = %1$I, FINALFUNC = %2$s);
			INSERT INTO travelled
			SELECT %1$L, %4$L, (SELECT pg_temp.sent(%4$L::%1$I)::text),
				(SELECT pg_temp.merged(v) FROM (VALUES (%4$L::%1$I), (%4$L)) AS x (v))::text$q$,
			s.type, s.type || '_out', s.combine, s.value);
	END LOOP;
END
$do$;
SELECT matches(one || ' ' || two, '^=[A-Za-z0-9+/]+=* =[A-Za-z0-9+/]+=*$', type || ' travels as base64') FROM travelled;
CREATE FUNCTION pg_temp.read(type text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE format('SELECT %L::%I::text', value, type) INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END
$$;
SELECT is(pg_temp.read(type, one), pg_temp.read(type, value), type || ' comes back') FROM travelled;
SELECT ok(length(one) * 4 < length(value), 'a queue_summary in less than a quarter of the characters')
FROM travelled WHERE type = 'queue_summary';
SELECT is(two::queue_summary, value::queue_summary + value::queue_summary, 'what two states merge to')
FROM travelled WHERE type = 'queue_summary';

-- Every part of it cut off, or a character of it another, is refused by what reads the type's bytes, or a value.
SELECT is(bool_and(r ~ '^(22P0[23]|22003|54000|\{.*|=.*)$' OR length(r) > 5), true,
	type || ' spoiled is refused or a value')
FROM travelled,
	LATERAL (
		SELECT pg_temp.read(type, left(one, i)) AS r FROM generate_series(0, length(one), 7) AS i
		UNION ALL
		SELECT pg_temp.read(type, overlay(one PLACING c FROM i FOR 1))
		FROM generate_series(1, length(one), 5) AS i, unnest('{A,/,=,!}'::text[]) AS c
	) AS s
GROUP BY type;
SELECT * FROM finish();
ROLLBACK;
