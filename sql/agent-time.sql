-- Agent time.  Text contracts: results, messages, SQLSTATEs.
\set SHOW_CONTEXT never
SET TimeZone = 'UTC';

-- concurrency: text form, in UTC whatever the session
SELECT concurrency(during) FROM (VALUES
    (tstzrange('2026-11-21 08:00+00', '2026-11-21 09:00+00')),
    ('[2026-11-21 09:00+00,2026-11-21 10:00+00]'),
    ('empty'),
    (NULL)) v (during);
SET TimeZone = 'America/New_York';
SELECT concurrency(during), rollup(concurrency) IS NULL AS nothing FROM
    (VALUES (tstzrange('2026-11-21 08:00+00', NULL), NULL::concurrency)) v (during, concurrency) GROUP BY during;
SET TimeZone = 'UTC';
SELECT '{-infinity 1, 1999-12-31T23:59:59.5Z 0}'::concurrency, ' { after 2026-01-01T00:00:00.000Z  +2 } '::concurrency;
SELECT '{}'::concurrency, peak_concurrency('{}'::concurrency), covered_seconds('{}'::concurrency);

-- what is no concurrency
SELECT ''::concurrency;
SELECT '{2026-11-21T08:00:00Z 1'::concurrency;
SELECT '{2026-11-21T08:00:00 1}'::concurrency;
SELECT '{2026-11-21T08:00:00Z 1, 2026-11-21T07:00:00Z 0}'::concurrency;
SELECT '{2026-11-21T08:00:00Z 1, 2026-11-21T09:00:00Z 1}'::concurrency;
\set VERBOSITY sqlstate
SELECT '{2026-11-21T08:00:00Z -1}'::concurrency;
SELECT concurrency(tstzrange('200000-01-01', NULL));
\set VERBOSITY default

-- its levels
SELECT * FROM concurrency_levels(
    '{2026-11-21T08:00:00Z 1, 2026-11-21T09:00:00Z 0, 2026-11-21T10:00:00Z 2, after 2026-11-21T10:00:00Z 1}');
SELECT * FROM concurrency_levels('{-infinity 1, 2026-11-21T09:00:00Z 0}');
SELECT count(*) FROM concurrency_levels('{}');

-- aggregates over no row, over NULL, over nothing but empty ranges
SELECT peak_concurrency(during), covered_seconds(during), concurrency(during)
FROM (SELECT tstzrange '[,)' WHERE false) v (during);
SELECT peak_concurrency(NULL::tstzrange), covered_seconds(NULL::tstzrange);
SELECT peak_concurrency(tstzrange 'empty'), covered_seconds(tstzrange 'empty'), concurrency(tstzrange 'empty');

-- schedules
SELECT adherence(scheduled, actual), adherence(scheduled, actual, count_outside => true), conformance(scheduled, actual)
FROM (VALUES (
    '{[2026-11-21 09:00+00,2026-11-21 10:00+00)}'::tstzmultirange,
    '{[2026-11-21 09:10+00,2026-11-21 10:10+00)}'::tstzmultirange)) v (scheduled, actual);
SELECT adherence('{}', '{[2026-11-21 09:10+00,2026-11-21 10:10+00)}'), conformance('{}', '{}');
SELECT adherence('{[2026-11-21 09:00+00,)}', '{}');
SELECT adherence('{[2026-11-21 09:00+00,2026-11-21 10:00+00)}', '{[2026-11-21 09:30+00,)}');
SELECT adherence('{[2026-11-21 09:00+00,2026-11-21 10:00+00)}', '{[2026-11-21 09:30+00,infinity)}', true);
SELECT conformance('{[2026-11-21 09:00+00,2026-11-21 10:00+00)}', '{[2026-11-21 09:30+00,)}');
SELECT covered_seconds(
    '{[2026-11-21 09:00+00,2026-11-21 10:00+00),[2026-11-21 11:00+00,2026-11-21 11:00:00.5+00]}'::tstzmultirange);
SELECT occupancy(handling_seconds => 45, available_seconds => 15), occupancy(0, 0), occupancy(0, 10);
SELECT occupancy(-1, 10);
SELECT occupancy(1, 'infinity');
