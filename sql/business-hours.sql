-- Business hours.  Text contracts: I/O, messages, SQLSTATEs.
\set SHOW_CONTEXT never
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';

SELECT 'Mo-Fr 08:00-20:00; Sa 09:00-13:00; 2026-12-25 off; zone America/New_York'::business_hours;
-- one text for each calendar: sorted, merged, the zone by its own name, UTC when there is none
SELECT 'zone america/new_york; mo-fr 13:00 - 17:00, 8:00-12:00; fr 8:00-14:00; '
    '2027-01-01/2027-01-03 off; 2026-12-24 8:00-12:00;'::business_hours;
SELECT 'Fr-Mo 22:00-06:00'::business_hours;
SELECT 'Mo-Su off; 2026-12-01/2026-12-31 10:00-16:00:30; 2026-12-24/2026-12-26 off; '
    'zone EST5EDT,M3.2.0,M11.1.0'::business_hours;
SELECT 'Mo 08:00-12:00; zone UTC'::business_hours = ' MO 8:00-12:00 '::business_hours AS equal;
-- times as they were written, to the microsecond; 24:00 is the end of the day
SELECT 'Mo 00:00-23:59:59; Tu 00:00:00.000001-23:59:59.999999; We 22:00:30.250-06:00:00.1;
    Th 08:00:00-24:00:00'::business_hours;
-- hours that change: what holds in the end stands without dates
SELECT '../2021-12-31 Mo-Fr 09:00-18:00; 2022-01-01/.. Mo-Fr 10:00-18:00; Sa 10:00-15:00;
    2021-12-31 10:00-13:00; zone Europe/Amsterdam'::business_hours;
SELECT 'Mo-Fr 09:00-17:00; 2026-07-01/2026-08-31,2027-07-01/2027-08-31 Mo-Th 10:00-16:00;
    2028-01-01/.. off'::business_hours;
SELECT encode(business_hours_send('Mo 08:00-12:00'), 'hex') AS version_1,
    encode(business_hours_send('2026-01-01/.. Mo 08:00:00.5-12:00'), 'hex') AS version_2;

-- errors name the column of the text
SELECT ''::business_hours;
SELECT 'Mo-Fr 08:00-20:00; Sq 09:00-13:00'::business_hours;
SELECT 'Mo-Fr 08:00-20:00; Sa 09:00-13:60'::business_hours;
SELECT 'Mo-Fr 08:00-20:00; Sa'::business_hours;
SELECT 'Mo-Fr 08:00-08:00'::business_hours;
SELECT 'Mo-Fr 08:00-12:00,11:00-13:00'::business_hours;
SELECT 'Mo-Fr 08:00-12:00 and 13:00-17:00'::business_hours;
SELECT 'Mo-Fr 08:00-20:00; PH off'::business_hours;
SELECT 'Mo-Fr 08:00-20:00; 2026-02-30 off'::business_hours;
SELECT 'Mo-Fr 08:00-20:00; zone America/Nowhere'::business_hours;
SELECT 'Mo-Fr 08:00-20:00; zone +1'::business_hours;
SELECT 'Mo-Fr 08:00-20:00; zone UTC; zone UTC'::business_hours;
SELECT 'Mo-Fr 08:00-23:59:59.9999999'::business_hours;
SELECT 'Mo-Fr 08:00-24:00:01'::business_hours;
SELECT '2026-01-01/2025-12-31 Mo off'::business_hours;
SELECT '../ Mo off'::business_hours;
SELECT business_hours_error('Mo 08:00-12:00') IS NULL AS fine,
    business_hours_error('Mo 08:00-12:00,11:00-13:00') AS overlap,
    business_hours_error('Mo off; zone Europe/Nowhere') AS zone, business_hours_error(NULL) IS NULL AS nothing;
\set VERBOSITY sqlstate
SELECT ('Mo off;' || string_agg(to_char(date '2026-01-01' + i, 'YYYY-MM-DD/..') || ' Mo 08:00-09:' || 10 + i % 2,
    ';'))::business_hours FROM generate_series(1, 1024) i;
SELECT repeat('Mo off;', 200000)::business_hours;
SELECT ('Mo off;' || string_agg(to_char(date '2026-01-01' + 2 * i, 'YYYY-MM-DD'), ',') || ' off')::business_hours
FROM generate_series(1, 4097) i;
SELECT ('Mo ' || string_agg(format('%s:%s-%s:%s',
    i / 60, to_char(i % 60, 'FM00'), (i + 1) / 60, to_char((i + 1) % 60, 'FM00')), ','))::business_hours
FROM generate_series(0, 48) i;
\set VERBOSITY default

\set bh '''Mo-Fr 08:00-20:00; Sa 09:00-13:00; 2026-12-25 off; zone America/New_York'''
SELECT is_open(:bh, '2026-11-20 07:59:59.999999-05') AS before, is_open(:bh, '2026-11-20 08:00-05') AS opening,
    is_open(:bh, '2026-11-20 19:59:59.999999-05') AS within, is_open(:bh, '2026-11-20 20:00-05') AS closing;
SELECT business_seconds(:bh, from_ts => '2026-11-20 19:00-05', to_ts => '2026-11-23 09:00-05') / 3600 AS hours,
    business_seconds(:bh, '2026-11-23 09:00-05', '2026-11-20 19:00-05') / 3600 AS back;
SELECT add_business_seconds(:bh, '2026-11-20 19:00-05', seconds => 3600) AS at_closing,
    add_business_seconds(:bh, '2026-11-20 19:00-05', 3600.5) AS next_day,
    add_business_seconds(:bh, '2026-11-20 21:00-05', 0) AS nothing,
    add_business_seconds(:bh, '2026-11-21 09:00-05', -3600) AS back;
SELECT add_business_seconds('Mo-Su off', '2026-11-20', 1) AS never,
    add_business_seconds('Mo-Su off; 2026-11-25 08:00-09:00', '2026-11-20', 3600) AS at_last;
SELECT * FROM open_ranges(:bh, '2026-12-24 10:00-05', '2026-12-28 08:30:00.5-05');
SELECT * FROM open_intervals(:bh, '2026-11-21 00:00-05', '2026-11-22 00:00-05', '1 hour');
SELECT * FROM open_intervals(:bh, '2026-12-24 00:00-05', '2026-12-28 00:00-05', '1 day');
SELECT count(*) FROM open_intervals(:bh, '2026-12-28', '2026-12-24', '1 day');

-- what holds changes on 1 January, local time
\set bh '''../2021-12-31 Mo-Fr 09:00-18:00; Mo-Fr 10:00-18:00; Sa 10:00-15:00;2021-12-31 10:00-13:00;zone CET'''
SELECT business_seconds(:bh, '2021-12-31 12:00+01', '2022-01-03 11:00+01') / 3600 AS hours,
    add_business_seconds(:bh, '2021-12-31 12:00+01', 7 * 3600) AS due,
    add_business_seconds(:bh, '2022-01-03 11:00+01', -7 * 3600) AS back;
SELECT * FROM open_ranges(:bh, '2021-12-31', '2022-01-04');
SELECT * FROM open_intervals('2026-03-02/.. Mo 09:00:00.000001-10:00', '2026-02-23', '2026-03-10', '1 hour');
SELECT add_business_seconds('../2021-12-31 Mo 08:00-09:00', '2021-12-26', 7200) AS over,
    add_business_seconds('2021-12-31/.. Mo 08:00-09:00', '2021-12-26', -1) AS not_yet;
-- ten days of 24 x 7 as it is often entered
SELECT hours, business_seconds(hours::business_hours, '2026-03-02', '2026-03-12')
FROM unnest(ARRAY['Mo-Su 00:00-23:59:59', 'Mo-Su 00:00-23:59:59.999999', 'Mo-Su 00:00-24:00']) hours;

-- the clock changes: the skipped hour is no open time, the repeated one is open twice
SELECT business_seconds('Mo-Su 00:00-04:00; zone America/New_York',
        '2026-03-08 00:00-05', '2026-03-09 00:00-04') / 3600 AS spring,
    business_seconds('Mo-Su 00:00-04:00; zone America/New_York',
        '2026-11-01 00:00-04', '2026-11-02 00:00-05') / 3600 AS autumn,
    business_seconds('Mo-Su 00:00-24:00; zone America/New_York',
        '2026-11-01 00:00-04', '2026-11-02 00:00-05') / 3600 AS whole_day;

-- what is out of range
\set bh '''Mo-Fr 08:00-20:00; Sa 09:00-13:00; 2026-12-25 off; zone America/New_York'''
SELECT is_open(:bh, 'infinity');
SELECT business_seconds(:bh, '-infinity', 'now');
SELECT add_business_seconds(:bh, '2026-11-20', 'NaN');
SELECT add_business_seconds(:bh, '2026-11-20', 1e300);
SELECT add_business_seconds(:bh, '294276-12-31', 1e6);
SELECT open_intervals(:bh, '2026-11-20', 'infinity', '1 hour');
SELECT open_intervals(:bh, '2026-11-20', '2026-11-21', '0');
SELECT is_open(NULL, now()) IS NULL AND business_seconds(:bh, NULL, now()) IS NULL AS null_in_null_out;
