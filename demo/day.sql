-- The half hours of one day, all queues together, as temporary tables that
-- report.sql and half-hours.sql show: the day that the variable day names, or else
-- the busiest.  Every figure is a sum over ops.queue_interval, which has the same
-- ones for whoever asks it afterwards.
\pset border 1
\pset null '-'
\pset footer off
SET client_min_messages = warning;
\if :{?day}
\else
\set day ''
\endif
SELECT zone FROM ops.reporting_settings \gset
SELECT coalesce(nullif(:'day', '')::date,
                (SELECT local_start::date FROM ops.queue_interval GROUP BY 1 ORDER BY sum(offered) DESC, 1 LIMIT 1),
                current_date) AS day \gset

CREATE TEMP TABLE day_queue AS
SELECT queue_id, sum(offered) AS offered, sum(answered) AS answered, sum(abandoned) AS abandoned,
       sum(still_open) AS still_open, sum(service_met) AS met, sum(service_judged) AS judged,
       sum(answer_wait_s) AS answer_wait_s, sum(abandon_wait_s) AS abandon_wait_s,
       sum(handle_s) AS handle_s, sum(answered) FILTER (WHERE handle_s IS NOT NULL) AS handled
FROM ops.queue_interval
WHERE bucket_start >= :'day'::timestamp AT TIME ZONE :'zone'
  AND bucket_start < (:'day'::timestamp + interval '1 day') AT TIME ZONE :'zone'
GROUP BY queue_id;

-- Its patience feeds Erlang A, its AHT the half hours without an answered call.
CREATE TEMP TABLE whole_day AS
SELECT sum(offered) AS offered, sum(answered) AS answered, sum(abandoned) AS abandoned, sum(still_open) AS still_open,
       sum(met) / nullif(sum(judged), 0) AS service_level,
       nullif(sum(handle_s) / nullif(sum(handled), 0), 0) AS aht,
       nullif((coalesce(sum(answer_wait_s), 0) + coalesce(sum(abandon_wait_s), 0))
              / nullif(sum(abandoned), 0)::float8, 0) AS patience
FROM day_queue;

CREATE TEMP TABLE half_hour AS
WITH calls AS (
    SELECT bucket_start, bucket_end, sum(offered) AS offered, sum(answered) AS answered, sum(abandoned) AS abandoned,
           sum(service_met) AS met, sum(service_judged) AS judged,
           sum(answer_wait_s) / nullif(sum(answered), 0)::float8 AS asa,
           sum(handle_s) / nullif(sum(answered) FILTER (WHERE handle_s IS NOT NULL), 0)::float8 AS aht
    FROM ops.queue_interval
    WHERE bucket_start >= :'day'::timestamp AT TIME ZONE :'zone'
      AND bucket_start < (:'day'::timestamp + interval '1 day') AT TIME ZONE :'zone'
    GROUP BY bucket_start, bucket_end
), heads AS (
    SELECT interval_start AS bucket_start, interval_start + interval '30 min' AS bucket_end, agents
    FROM ops.agents_on_hand
    WHERE agents > 0
      AND interval_start >= :'day'::timestamp AT TIME ZONE :'zone'
      AND interval_start < (:'day'::timestamp + interval '1 day') AT TIME ZONE :'zone'
), busy AS (
    SELECT lower(part.bucket) AS bucket_start, sum(part.seconds) AS busy_s
    FROM ops.valid_visit,
         split_interval(tstzrange(answered_at, coalesce(wrap_ended_at, ended_at)), '30 min', :'zone') AS part
    WHERE outcome = 'answered' AND coalesce(wrap_ended_at, ended_at) > answered_at
      AND queued_at < (:'day'::timestamp + interval '1 day') AT TIME ZONE :'zone'
      AND coalesce(wrap_ended_at, ended_at) > :'day'::timestamp AT TIME ZONE :'zone'
    GROUP BY part.bucket
)
SELECT bucket_start, coalesce(offered, 0) AS offered, coalesce(answered, 0) AS answered,
       coalesce(abandoned, 0) AS abandoned, coalesce(judged - met, 0) AS missed,
       met / nullif(judged, 0) AS service_level, asa, h.aht, agents, seconds / 3600.0 AS hours,
       CASE WHEN busy_s > agents * seconds THEN 1 ELSE busy_s / nullif(agents * seconds, 0) END AS occupancy,
       CASE WHEN offered > 0
            THEN erlang_c_agents(offered::float8, seconds, coalesce(nullif(h.aht, 0), d.aht), 0.80, 20)
            ELSE 0 END AS erlang_c,
       CASE WHEN offered > 0
            THEN erlang_a_agents(offered::float8, seconds, coalesce(nullif(h.aht, 0), d.aht),
                                 coalesce(patience, 'infinity'), 0.80, 20)
            ELSE 0 END AS erlang_a
FROM (SELECT bucket_start, bucket_end, c.offered, c.answered, c.abandoned, c.met, c.judged, c.asa, c.aht, agents,
             extract(epoch FROM bucket_end - bucket_start)::float8 AS seconds
      FROM calls AS c FULL JOIN heads USING (bucket_start, bucket_end)) AS h
LEFT JOIN busy USING (bucket_start)
CROSS JOIN (SELECT aht, patience FROM whole_day) AS d;
