-- One day by half hours.  The busiest day unless `day` is set.
\pset border 1
\pset null '-'
\pset footer off
SELECT coalesce(nullif(:'day', '')::date, mode() WITHIN GROUP (ORDER BY (queued_at AT TIME ZONE :'zone')::date)) AS day
FROM ops.queue_visit \gset
SELECT to_char(:'day'::date, 'FMDay YYYY-MM-DD') AS day_title \gset

CREATE TEMP VIEW visit AS
SELECT queue_id, outcome, reporting_interval(queued_at, '30 min', :'zone') AS bucket,
       coalesce(left_at, max(left_at) OVER ()) - queued_at AS wait,
       coalesce(wrap_ended_at, ended_at) - answered_at AS handle
FROM ops.queue_visit
WHERE NOT is_test
  AND queued_at >= :'day'::timestamp AT TIME ZONE :'zone'
  AND queued_at < (:'day'::timestamp + interval '1 day') AT TIME ZONE :'zone';

CREATE TEMP VIEW busy AS
SELECT part.bucket, sum(part.seconds) AS seconds
FROM ops.queue_visit v,
     split_interval(tstzrange(answered_at, coalesce(wrap_ended_at, ended_at)), '30 min', :'zone') AS part
WHERE outcome = 'answered' AND NOT is_test
  AND answered_at >= :'day'::timestamp AT TIME ZONE :'zone' - interval '12 hours'
  AND answered_at < (:'day'::timestamp + interval '1 day') AT TIME ZONE :'zone'
GROUP BY part.bucket;

-- The whole day at once: its patience feeds Erlang A, its AHT the half hours
-- without an answered call.
SELECT coalesce(mean_patience(s), 'infinity') AS patience, coalesce(aht(s), 0) AS aht,
       round(mean_patience(s)) AS patience_shown
FROM (SELECT queue_summary(outcome, wait, handle) AS s FROM visit) AS whole \gset

CREATE TEMP TABLE half_hour AS
SELECT bucket, s, agents,
       offered(s) AS offered, answered(s) AS answered, abandoned(s) AS abandoned,
       service_level(s, 20) AS service_level, asa(s) AS asa, aht(s) AS aht,
       occupancy(seconds, greatest(agents * duration(bucket) - seconds, 0)) AS occupancy,
       erlang_c_agents(offered(s), duration(bucket), coalesce(aht(s), nullif(:aht, 0)), 0.80, 20) AS erlang_c,
       erlang_a_agents(offered(s), duration(bucket), coalesce(aht(s), nullif(:aht, 0)), :'patience', 0.80, 20) AS erlang_a
FROM (SELECT bucket, queue_summary(outcome, wait, handle) AS s FROM visit GROUP BY bucket) AS calls
FULL JOIN (SELECT reporting_interval(interval_start, '30 min', :'zone') AS bucket, sum(agents) AS agents
           FROM ops.agents_on_hand
           WHERE interval_start >= :'day'::timestamp AT TIME ZONE :'zone'
             AND interval_start < (:'day'::timestamp + interval '1 day') AT TIME ZONE :'zone'
           GROUP BY 1) AS staff USING (bucket)
LEFT JOIN busy USING (bucket)
WHERE s IS NOT NULL OR agents > 0;

\echo
\set title 'Half hours of ' :day_title ' (' :zone ').  Service level: answered within 20 s, of all offered.  Required: agents for 80 % within 20 s.'
\pset title :title
SELECT to_char(lower(bucket) AT TIME ZONE :'zone', 'HH24:MI') AS "half hour",
       offered, answered, abandoned AS "lost",
       round(100 * service_level::numeric, 1) AS "SL 20 s %",
       round(asa::numeric, 1) AS "ASA s",
       round(aht::numeric) AS "AHT s",
       round(100 * occupancy::numeric, 1) AS "occupancy %",
       round(agents::numeric, 1) AS "agents on hand",
       erlang_c AS "required Erlang C",
       erlang_a AS "required Erlang A",
       CASE WHEN agents IS NOT NULL THEN
           lpad(repeat('-', least(greatest(round(erlang_a - agents)::int, 0), 10)), 10) || '|' ||
           rpad(repeat('+', least(greatest(round(agents - erlang_a)::int, 0), 10)), 10) || ' ' ||
           lpad(to_char(round((agents - erlang_a)::numeric), 'FMSG990'), 4) END AS "  short   |   over  heads"
FROM half_hour
ORDER BY bucket;

\pset title 'The day by queue, and all together.  No average of averages: every row is one summary of its calls.'
SELECT coalesce(queue_id, 'all queues') AS queue,
       offered(s), answered(s), abandoned(s),
       round(100 * service_level(s, 20)::numeric, 1) AS "SL 20 s %",
       round(100 * service_level(s, 60)::numeric, 1) AS "SL 60 s %",
       round(asa(s)::numeric, 1) AS "ASA s",
       round(longest_wait(s)::numeric) AS "longest wait s",
       round(aht(s)::numeric) AS "AHT s",
       round(100 * abandonment_rate(s)::numeric, 1) AS "abandoned %"
FROM (SELECT queue_id, queue_summary(outcome, wait, handle) AS s FROM visit GROUP BY ROLLUP (queue_id)) AS q
ORDER BY queue_id NULLS LAST;

\pset title 'Agent hours of the day: what was there, what 80 % within 20 s asks for'
SELECT round(sum(agents * duration(bucket) / 3600)::numeric, 1) AS "on hand",
       round(sum(erlang_c * duration(bucket) / 3600)::numeric, 1) AS "required, Erlang C (nobody hangs up)",
       round(sum(erlang_a * duration(bucket) / 3600)::numeric, 1) AS "required, Erlang A",
       :'patience_shown' AS "mean patience s, from the same calls"
FROM half_hour;
\pset title
