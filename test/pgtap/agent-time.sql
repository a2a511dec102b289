-- Agent time: peak and covered time against plain SQL, and the laws of states.
BEGIN;
SELECT plan(27);
SET LOCAL TimeZone = 'UTC';

-- Ranges with every kind of bound, many of which touch.
CREATE TABLE spell AS
SELECT i, i % 37 AS grp, tstzrange(
        timestamptz '2026-10-24 22:00+00' + make_interval(secs => hashint4(i) & 1023),
        timestamptz '2026-10-24 22:00+00' + make_interval(secs => (hashint4(i) & 1023) + (hashint4(-i) & 31)),
        (ARRAY['[)', '[]', '(]', '()'])[1 + (i & 3)]) AS during
FROM generate_series(1, 5000) i;
INSERT INTO spell SELECT -i, i, 'empty' FROM generate_series(1, 20) i;
INSERT INTO spell SELECT -100 - i, i, NULL FROM generate_series(1, 20) i;
ANALYZE spell;

-- Ends in order: [ and ) at the instant, ] and ( right after it.
CREATE VIEW sweep AS
SELECT max(level) AS peak FROM (
    SELECT sum(sum(step)) OVER (ORDER BY at, half) AS level FROM (
        SELECT lower(during) AS at, (NOT lower_inc(during))::int AS half, 1 AS step FROM spell WHERE NOT isempty(during)
        UNION ALL
        SELECT upper(during), upper_inc(during)::int, -1 FROM spell WHERE NOT isempty(during)) e
    GROUP BY at, half) l;

SELECT is((SELECT peak_concurrency(during) FROM spell), (SELECT peak FROM sweep)::bigint,
    'the peak is that of a sweep over all ends');
SELECT is((SELECT covered_seconds(during) FROM spell),
    (SELECT sum(extract(epoch FROM upper(r) - lower(r)))::float8
        FROM (SELECT unnest(range_agg(during)) r FROM spell WHERE NOT isempty(during)) u),
    'the covered time is that of range_agg');
SELECT is((SELECT total_seconds(concurrency(during)) FROM spell),
    (SELECT sum(extract(epoch FROM upper(during) - lower(during)))::float8 FROM spell),
    'the total time is the sum of all durations');
SELECT is((SELECT covered_seconds(range_agg(during)) FROM spell WHERE NOT isempty(during)),
    (SELECT covered_seconds(during) FROM spell), 'a multirange has the same covered time');

-- Touching ends.
SELECT is((SELECT peak_concurrency(r)
        FROM (VALUES (tstzrange '[2026-01-01,2026-01-02)'), ('[2026-01-02,2026-01-03)')) v (r)), 1::bigint,
    '[a,b) and [b,c) never overlap');
SELECT is((SELECT peak_concurrency(r)
        FROM (VALUES (tstzrange '[2026-01-01,2026-01-02]'), ('[2026-01-02,2026-01-03)')) v (r)), 2::bigint,
    '[a,b] and [b,c) do, at b');
SELECT is((SELECT peak_concurrency(r)
        FROM (VALUES (tstzrange '[2026-01-01,2026-01-02]'), ('(2026-01-02,2026-01-03)')) v (r)), 1::bigint,
    '[a,b] and (b,c) do not');
SELECT is((SELECT peak_concurrency(r)
        FROM (VALUES (tstzrange '[2026-01-01,2026-01-01]'), ('[2026-01-01,2026-01-01]')) v (r)), 2::bigint,
    'an instant counts');
SELECT is((SELECT covered_seconds(r)
        FROM (VALUES (tstzrange '[2026-01-01,2026-01-01]'), ('[2026-01-01 10:00,2026-01-01 11:00]')) v (r)),
    3600::float8, 'but takes no time, and a closed end adds none');

-- Three chats of 10 minutes within 20.
SELECT results_eq($$
    SELECT peak_concurrency(c), covered_seconds(c), total_seconds(c), total_seconds(c) / covered_seconds(c)
    FROM (SELECT concurrency(tstzrange(s, s + '10 min')) c FROM (VALUES
        (timestamptz '2026-11-21 09:00+00'),
        ('2026-11-21 09:05+00'),
        ('2026-11-21 09:10+00')) v (s)) x $$,
    $$ VALUES (2::bigint, 1200::float8, 1800::float8, 1.5::float8) $$, 'three chats in 20 minutes');

-- Laws.
CREATE VIEW whole AS SELECT concurrency(during)::text AS c FROM spell;
SELECT is((SELECT concurrency(during)::text FROM (SELECT during FROM spell ORDER BY hashint4(i)) s), c,
    'order does not matter')
FROM whole;
SELECT is((SELECT rollup(c)::text FROM (SELECT concurrency(during) c FROM spell GROUP BY grp) g), c, 'groups add up')
FROM whole;
SELECT is((SELECT rollup(c ORDER BY grp DESC)::text
        FROM (SELECT concurrency(during)::text::concurrency c, grp FROM spell GROUP BY grp) g), c,
    'also after a round trip through text, also the other way round')
FROM whole;
SELECT is((SELECT peak_concurrency(rollup(c)) FROM (SELECT concurrency(during) c FROM spell GROUP BY grp) g),
    (SELECT peak_concurrency(during) FROM spell), 'the peak of groups together is exact');
SELECT ok((SELECT rollup(c) FROM (SELECT concurrency(during) c FROM spell GROUP BY grp) g)
    = (SELECT concurrency(during) FROM spell), 'and equals it');
SELECT is((SELECT count(DISTINCT c)
        FROM (SELECT concurrency(during) c FROM spell GROUP BY grp
            UNION ALL SELECT concurrency(during) FROM spell GROUP BY grp) g),
    (SELECT count(DISTINCT grp) FROM spell), 'values can be sorted and grouped by');
SELECT is(concurrency_merge(a, NULL)::text, a::text, 'NULL adds nothing')
FROM (SELECT concurrency(during) a FROM spell) s;
SELECT is(concurrency_merge(NULL, a)::text, a::text, 'nor does it come first')
FROM (SELECT concurrency(during) a FROM spell) s;
SELECT ok(concurrency_merge(NULL, NULL) IS NULL, 'NULL and NULL is NULL');
SELECT is(a::text, (SELECT c FROM whole), 'merging leaves its arguments alone')
FROM (SELECT a, concurrency_merge(a, a) b FROM (SELECT concurrency(during) a FROM spell OFFSET 0) s OFFSET 0) s
WHERE peak_concurrency(b) = 2 * peak_concurrency(a);
SELECT is((SELECT sum(level * extract(epoch FROM upper(during) - lower(during)))::float8
        FROM concurrency_levels((SELECT concurrency(during) FROM spell))),
    (SELECT total_seconds(concurrency(during)) FROM spell), 'levels times durations are the total');
SELECT results_eq($$
    SELECT peak_concurrency(during) OVER (ORDER BY i)
    FROM (SELECT i, during FROM spell WHERE i BETWEEN 1 AND 200) s$$, $$
    SELECT (SELECT peak_concurrency(during) FROM spell b WHERE b.i BETWEEN 1 AND a.i)
    FROM spell a WHERE i BETWEEN 1 AND 200 ORDER BY i$$,
    'a running peak over a window');

-- Parallel = serial, by a plan that is parallel.
CREATE TABLE many AS SELECT during FROM spell, generate_series(1, 10);
ANALYZE many;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT concurrency(during)::text AS c, peak_concurrency(during) AS peak FROM many;
SET LOCAL max_parallel_workers_per_gather = 3;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
CREATE FUNCTION plan_of(query text) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan;
END $$;
SELECT alike(plan_of('SELECT peak_concurrency(during) FROM many')::text, '%"Partial Mode": "Partial"%',
    'a parallel aggregate');
SELECT results_eq('SELECT concurrency(during)::text, peak_concurrency(during) FROM many',
    'SELECT c, peak FROM serial', 'gives the same');

-- From the catalog.
SELECT is_empty($$
    SELECT a.aggfnoid FROM pg_aggregate a JOIN pg_type t ON t.oid = a.aggtranstype
    WHERE t.typname = 'concurrency'
        AND (a.aggcombinefn = 0 OR (SELECT p.proparallel FROM pg_proc p WHERE p.oid = a.aggfnoid) <> 's')$$,
    'every aggregate over it combines in parallel');

-- The published example: 60 minutes scheduled, 10 late, stays 10.
SELECT results_eq($$
    SELECT round(conformance(s, a)::numeric, 2), round(adherence(s, a)::numeric, 3),
        round(adherence(s, a, true)::numeric, 3)
    FROM (SELECT '{[2026-11-21 09:00+00,2026-11-21 10:00+00)}'::tstzmultirange s,
            '{[2026-11-21 09:10+00,2026-11-21 10:10+00)}'::tstzmultirange a) x $$,
    $$ VALUES (1.00, .833, .714) $$, 'adherence and conformance as published');
-- By the multirange operators.
SELECT is((SELECT count(*)
        FROM (SELECT adherence(s, a) IS DISTINCT FROM covered_seconds(s * a) / nullif(covered_seconds(s), 0)
                OR adherence(s, a, true) IS DISTINCT FROM
                    CASE WHEN s <> '{}' THEN covered_seconds(s * a) / nullif(covered_seconds(s + a), 0) END
                OR conformance(s, a) IS DISTINCT FROM covered_seconds(a) / nullif(covered_seconds(s), 0) AS differs
            FROM (SELECT range_agg(during) FILTER (WHERE i % 2 = 0) s, range_agg(during) FILTER (WHERE i % 2 = 1) a
                FROM (SELECT i, tstzrange(lower(during), upper(during)) during FROM spell WHERE NOT isempty(during)) q
                GROUP BY i / 7) x) y
        WHERE differs), 0::bigint,
    'adherence and conformance by multirange operators');

SELECT * FROM finish();
ROLLBACK;
