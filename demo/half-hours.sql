-- All half hours of one day.
\ir day.sql
\echo
SELECT to_char(:'day'::date, 'FMDay YYYY-MM-DD') AS day_title \gset
\set title 'Half hours of ' :day_title ' (' :zone '): service level within 20 s, agents for 80 % within 20 s'
\pset title :title
SELECT to_char(bucket_start AT TIME ZONE :'zone', 'HH24:MI') AS "half hour", offered, answered, abandoned AS "lost",
       round(100 * service_level::numeric, 1) AS "SL %", round(asa::numeric, 1) AS "ASA s",
       round(aht::numeric) AS "AHT s",
       round(100 * occupancy::numeric, 1) AS "occup. %", round(agents::numeric, 1) AS "agents",
       erlang_c AS "Erlang C", erlang_a AS "Erlang A",
       CASE WHEN agents IS NOT NULL THEN
           lpad(repeat('-', least(greatest(round(erlang_a - agents)::int, 0), 5)), 5) || '|' ||
           rpad(repeat('+', least(greatest(round(agents - erlang_a)::int, 0), 5)), 5) END AS "short|over"
FROM half_hour
ORDER BY bucket_start;
\pset title
