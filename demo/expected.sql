-- What the demo's queues are, and how many calls each half hour of its weeks is to bring: known to who simulates
-- the calls and to who forecasts them, and to nobody else.  Wants the variable zone, and weeks where they are not one.
\if :{?weeks}
\else
\set weeks 1
\endif
SELECT (('2026-03-09'::timestamp - :'weeks'::int * interval '7 days') AT TIME ZONE :'zone') AS monday,
       ('2026-03-09'::timestamp AT TIME ZONE :'zone') AS until \gset

CREATE TEMP TABLE demo_queue (queue_no int, queue_id text, share float8, aht float8, patience float8);
INSERT INTO demo_queue VALUES
    (1, 'accounts', 0.50, 240, 200),
    (2, 'cards',    0.28, 190, 150),
    (3, 'loans',    0.14, 420, 300),
    (4, 'business', 0.08, 330, 240);

-- Expected calls of each half hour of the week, all queues together.
CREATE TEMP TABLE expected AS
SELECT bucket, row_number() OVER (ORDER BY bucket) AS slot,
       CASE WHEN weekday = 7 OR hour < 8 OR hour >= CASE weekday WHEN 6 THEN 14 ELSE 20 END THEN 0
            ELSE (ARRAY[1.25, 1.05, 1.00, 0.98, 1.02, 0.45])[weekday]
                 * (25 + 95 * exp(-power((hour - 10.5) / 2.0, 2)) + 75 * exp(-power((hour - 15.5) / 2.2, 2)))
       END AS calls
FROM (SELECT bucket, extract(isodow FROM lower(bucket) AT TIME ZONE :'zone')::int AS weekday,
             extract(hour FROM lower(bucket) AT TIME ZONE :'zone')
             + extract(minute FROM lower(bucket) AT TIME ZONE :'zone') / 60.0 AS hour
      FROM reporting_intervals(:'monday'::timestamptz, :'until'::timestamptz, '30 min', :'zone') AS bucket) AS week;
