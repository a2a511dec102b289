-- One day on a screen: what came, by queue, and where it pinched.
\ir day.sql
\t on
\pset format unaligned
SELECT format('%s: %s', to_char(:'day'::date, 'FMDay YYYY-MM-DD'), CASE WHEN offered > 0 THEN
           format('%s offered, %s answered, %s abandoned%s%s', offered, answered, abandoned,
                  CASE WHEN still_open > 0 THEN format(', %s still open', still_open) END,
                  '; ' || round(100 * service_level::numeric, 1) || ' % answered within 20 s')
       ELSE (SELECT 'no calls' || coalesce(format('. There are calls from %s to %s',
                                                   min(local_start)::date, max(local_start)::date), '')
             FROM ops.queue_interval) END)
FROM whole_day;
\t off
\pset format aligned

-- The five largest queues, the others as one.
SELECT CASE WHEN place IS NULL THEN 'all queues'
            WHEN place = 6 AND n > 6 THEN n - 5 || ' others'
            ELSE min(left(queue_id, 24)) END AS queue,
       sum(offered) AS offered, sum(answered) AS answered, sum(abandoned) AS abandoned,
       round(100 * (sum(met) / nullif(sum(judged), 0))::numeric, 1) AS "SL 20 s %",
       round((sum(answer_wait_s) / nullif(sum(answered), 0)::float8)::numeric, 1) AS "ASA s",
       round((sum(handle_s) / nullif(sum(handled), 0)::float8)::numeric) AS "AHT s",
       round(100 * sum(abandoned) / nullif(sum(offered), 0), 1) AS "abandoned %"
FROM (SELECT *, least(row_number() OVER (ORDER BY offered DESC, queue_id), 6) AS place, count(*) OVER () AS n
      FROM day_queue) AS q
GROUP BY GROUPING SETS ((place, n), ()) HAVING sum(offered) IS NOT NULL ORDER BY place NULLS LAST;

\set title 'Half hours (' :zone ') with most calls not answered within 20 s; agents for 80 %'
\pset title :title
SELECT to_char(bucket_start AT TIME ZONE :'zone', 'HH24:MI') AS "half hour", offered, abandoned AS "lost",
       round(100 * service_level::numeric, 1) AS "SL 20 s %", round(asa::numeric, 1) AS "ASA s",
       round(aht::numeric) AS "AHT s", round(100 * occupancy::numeric, 1) AS "occup. %",
       round(agents::numeric, 1) AS "agents", erlang_c AS "Erlang C", erlang_a AS "Erlang A"
FROM (SELECT * FROM half_hour WHERE offered > 0 ORDER BY missed DESC, offered DESC, bucket_start LIMIT 5) AS worst
ORDER BY bucket_start;
\pset title

\t on
\pset format unaligned
SELECT format('Agent hours: %s on hand; %s', coalesce(round(sum(h.agents * hours)::numeric, 1)::text, 'not known'),
              CASE WHEN sum(erlang_c * hours) IS NULL THEN 'what is required asks for handle times'
              ELSE format('required %s by Erlang C, %s by Erlang A%s', round(sum(erlang_c * hours)::numeric, 1),
                              round(sum(erlang_a * hours)::numeric, 1),
                          ' (patience ' || round(min(d.patience)::numeric) || ' s)') END)
FROM half_hour AS h, whole_day AS d HAVING sum(h.offered) > 0;
-- The next day that has some: what is expected, and what it asks for of the queues that have a plan, or of all
-- where none has.
SET jit = off;
SELECT format('%s: %s calls forecast; agent hours: required %s%s', to_char(day, 'FMDay YYYY-MM-DD'), round(calls::numeric),
              coalesce(round(required::numeric, 1)::text, 'not known'), ', planned ' || round(planned::numeric, 1) || ', '
                  || abs(round((planned - required)::numeric, 1)) || CASE WHEN planned < required THEN ' short' ELSE ' more' END)
FROM (SELECT day, sum(volume) AS calls, sum(required_erlang_a * hours) AS required, sum(scheduled * hours) AS planned
      FROM (SELECT *, extract(epoch FROM bucket_end - bucket_start)::float8 / 3600 AS hours,
                   bool_or(scheduled IS NOT NULL) OVER () AS any_plan
            FROM ops.staffing_gap_pool, (SELECT max(bucket_end) AS data_end FROM ops.queue_interval_summary) AS d
            WHERE media <> 'callback' AND bucket_start >= ((data_end AT TIME ZONE :'zone')::date + 1)::timestamp AT TIME ZONE :'zone'
              AND bucket_start < data_end + interval '8 days') AS g
      WHERE scheduled IS NOT NULL OR NOT any_plan
      GROUP BY day) AS f
WHERE calls >= 0.5 ORDER BY day LIMIT 1;
\t off
