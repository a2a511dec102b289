-- A bank's contact centre, Monday to Sunday: four queues that share their
-- agents, a morning and an afternoon peak, a busy Monday, a short Saturday, closed
-- at night and on Sunday.  Days and half hours are busier or quieter than
-- expected, as they are in every real centre.  Wants the variable zone; weeks are as
-- many as the variable of that name says, or one, and end with that of 2 March 2026.
\ir expected.sql

-- The plan: what Erlang C asks for, give or take what planners miss.
INSERT INTO ops.agents_on_hand (interval_start, agents)
SELECT lower(bucket),
       CASE WHEN calls > 0 THEN greatest(2, round(erlang_c_agents(calls, 1800, 252, 0.80, 20)
           * (0.98 + 0.10 * sin(slot * 0.7) + 0.05 * sin(slot * 2.9)))) ELSE 0 END
FROM expected;

INSERT INTO ops.queue_visit (contact_id, visit_no, media, direction, queue_id, agent_id, queued_at, answered_at, left_at,
                             ended_at, wrap_ended_at, talk_s, acw_s, outcome, abandon_stage, source)
SELECT 'call ' || call_no, attempt, 'voice', 'inbound', queue_id, 'agent ' || agent_no, queued_at, answered_at, left_at,
       ended_at - wrap, ended_at,
       extract(epoch FROM ended_at - wrap - answered_at), extract(epoch FROM wrap),
       outcome, CASE outcome WHEN 'abandoned' THEN 'queue' END, 'simulation'
FROM simulate_queue(
         from_ts => :'monday'::timestamptz,
         period => 1800,
         calls => (SELECT array_agg(row_of ORDER BY queue_no)
                      FROM (SELECT queue_no, array_agg(share * calls ORDER BY slot) AS row_of
                            FROM demo_queue, expected GROUP BY queue_no) AS q),
         agents => (SELECT array_agg(agents::int ORDER BY interval_start) FROM ops.agents_on_hand),
         aht => (SELECT array_agg(aht ORDER BY queue_no) FROM demo_queue),
         handle_cv => 1.1,
         patience => (SELECT array_agg(patience ORDER BY queue_no) FROM demo_queue),
         arrival_cv => 0.15,
         seed => 2026) AS call
     JOIN demo_queue USING (queue_no),
     LATERAL (SELECT date_trunc('milliseconds', (ended_at - answered_at) * 0.15) AS wrap) AS w;

DELETE FROM ops.agents_on_hand WHERE agents = 0;
ANALYZE ops.queue_visit;
