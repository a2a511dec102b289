-- Every view, what it is, and one row of it worth a look.
SET client_min_messages = warning;
-- compiling a query over every view takes far longer than running it
SET jit = off;
\pset footer off
\pset format wrapped
\pset columns 140
\pset border 2
\pset title 'Every view of ops: what one row is, and how many there are'
CREATE FUNCTION pg_temp.rows_of(view name) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint; BEGIN EXECUTE format('SELECT count(v) FROM ops.%I AS v', view) INTO n; RETURN n; END $$;
SELECT relname AS view, pg_temp.rows_of(relname) AS rows, obj_description(oid, 'pg_class') AS "what it shows"
FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' AND obj_description(oid, 'pg_class') IS NOT NULL ORDER BY relname;

-- The columns that say something, of the row that ORDER BY puts first.
\pset title 'One row of each'
SELECT string_agg(format($$SELECT %L AS view, (SELECT string_agg(key || ' ' || CASE WHEN value ~ '^-?\d+\.\d{5,}' THEN round(value::numeric, 4)::text ELSE value END, ', ') FROM json_each_text(to_json(r)) WHERE value IS NOT NULL AND value <> '') AS "one row" FROM (SELECT * FROM ops.%I ORDER BY %s LIMIT 1) AS r$$,
    relname, relname, interesting), ' UNION ALL ' ORDER BY relname)
FROM pg_class JOIN (VALUES
    ('queue_interval', 'service_judged - service_met DESC'), ('queue_event_interval', 'handle_s DESC'), ('queue_interval_open', 'offered DESC'), ('queue_day', 'service_level'), ('queue_month', 'offered DESC'),
    ('wait_distribution', 'abandoned DESC'), ('queue_own_threshold_day', 'service_level'), ('service_level_unit', $$per <> 'customer', offered DESC$$), ('site_slot', 'offered DESC'), ('trunk_interval', 'peak_calls DESC'), ('agent_contact_day', 'handled DESC'),
    ('agent_segment_day', 'rings_declined DESC'), ('transfer_matrix', 'transfers DESC'), ('callback', 'requested DESC'), ('agent_interval', 'occupancy DESC NULLS LAST'),
    ('agent_day', 'handling_s DESC'), ('agent_adherence', 'exception_s DESC'), ('adherence_exception', 'seconds DESC'), ('shrinkage', 'shrinkage DESC'), ('staffing_gap', 'net NULLS LAST'),
    ('forecast_error', 'abs(error) DESC NULLS LAST'), ('forecast_accuracy', 'wape DESC NULLS LAST'), ('forecast_today', 'projected DESC'), ('forecast_today_interval', 'updated DESC'), ('forecast_method', 'wape'), ('repeat_contact', 'repeated DESC'), ('ticket_response', 'response_s DESC NULLS LAST'),
    ('response_time', 'overdue DESC'), ('backlog', 'open_tickets DESC'), ('survey_item', 'mean_100 NULLS LAST'), ('voc_queue', 'nps NULLS LAST'), ('voc_agent', 'nps DESC NULLS LAST'), ('voc_queue_agent', 'nps DESC NULLS LAST'), ('voc_month', 'responses DESC'),
    ('contact_experience', 'wait_s DESC'), ('experience_curve', 'mean NULLS LAST'), ('experience_response', 'response_rate'), ('experience_driver', 'importance DESC'),
    ('outbound_day', 'attempts DESC'), ('outbound_hour', 'contact_rate DESC NULLS LAST'), ('outbound_agent_day', 'sales DESC'), ('outbound_campaign_month', 'month'), ('outbound_list', 'list_penetration'), ('outbound_callback', 'due DESC'),
    ('outbound_best_hour', 'best_rank'), ('dialler_abandonment_us', 'period_start'), ('dialler_abandonment_uk', 'abandoned_call_rate DESC NULLS LAST'), ('contribution_month', 'month'), ('contribution_agent_month', 'contribution DESC NULLS LAST'),
    ('voc_population', 'population DESC'), ('framework_evidence', 'framework, dimension, kpi'),
    ('loyalty_driver', 'p'), ('segment_service', 'service_level'), ('value_of_service', 'net DESC NULLS LAST'), ('survey_driver', 'importance DESC'), ('quality', 'score'), ('control_chart_aht', 'signal NULLS LAST, day'), ('control_chart_service_level', 'signal DESC, day'), ('turnover', 'turnover DESC NULLS LAST'),
    ('kpi_month', 'kpi'), ('benchmark_comparison', 'z DESC NULLS LAST'), ('gap_cost', 'cost DESC NULLS LAST'), ('scorecard', 'status DESC NULLS LAST'), ('scorecard_queue', 'status DESC NULLS LAST, queue_id'), ('maturity', 'level, dimension'),
    ('self_service_day', 'contained DESC'), ('self_service_funnel', 'drop_off_rate DESC'), ('self_service_saving', 'saving DESC'), ('channel_path', 'month, place'), ('ticket_clock', 'paused_s DESC NULLS LAST'),
    ('reply_day', 'clocks DESC'), ('resolution_day', 'tickets DESC'), ('backlog_age', 'open_tickets DESC'), ('deferred_workload', 'work_s DESC'), ('conversation_day', 'conversations DESC'), ('conversation_concurrency', 'concurrent DESC'),
    ('data_quality', 'share DESC NULLS LAST'), ('rejected_visit', 'queued_at'), ('valid_visit', 'wait_s DESC NULLS LAST'), ('reporting_settings', 'zone')) AS i (view, interesting) ON view = relname
WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v'
\gexec

\pset title 'What moves customers: the truth of the simulation, and what the views make of it (95 %)'
SELECT what, truth, round(estimate::numeric, 2) AS estimate, format('%s to %s', round(lower::numeric, 2), round(upper::numeric, 2)) AS interval, truth BETWEEN lower AND upper AS holds
FROM (SELECT format('points of satisfaction per %s, %s', CASE driver WHEN 'wait_min' THEN 'minute of waiting' ELSE 'transfer' END, CASE weighting WHEN 'none' THEN 'as answered' ELSE 'weighted for who answers' END) AS what,
        CASE driver WHEN 'wait_min' THEN -4 ELSE -8 END AS truth, points_per_unit AS estimate, lower, upper
    FROM ops.experience_driver WHERE segment IS NULL AND outcome = 'csat' AND driver IN ('wait_min', 'transfers')
    UNION ALL
    SELECT 'odds to stay, times, per ten points of satisfaction', 1.8, odds_ratio, odds_lower, odds_upper
    FROM ops.loyalty_driver WHERE segment IS NULL AND term = 'csat_10') AS t ORDER BY what;

\pset title 'Self-service and work that waits: the truth of the simulation, and what the views make of it'
SELECT what, truth, round(estimate::numeric, 2) AS estimate, abs(estimate - truth) <= bound AS holds
FROM (SELECT 'completed, of those who serve themselves' AS what, 0.8 AS truth, sum(completed) / sum(completed + abandoned) AS estimate, 0.03 AS bound FROM ops.self_service_day
    UNION ALL SELECT 'contained, of those who serve themselves', 0.85, sum(contained) / sum(containment_judged - escalated), 0.03 FROM ops.self_service_day
    UNION ALL SELECT 'told everything again, of those who come from the menu', 0.4, sum(context_lost) / sum(context_known), 0.06 FROM ops.self_service_day
    UNION ALL SELECT 'left at the code, of those who serve themselves', 0.2, sum(abandoned) / sum(came_there - escalated), 0.03 FROM ops.self_service_funnel WHERE step = 'code' AND channel <> 'ivr'
    UNION ALL SELECT 'hours to the first reply', 2, sum(clock_s) / sum(clocked) / 3600, 0.2 FROM ops.reply_day WHERE queue_id = 'messages' AND clock = 'first reply' AND agent_id IS NOT NULL
    UNION ALL SELECT 'hours to further replies', 3, sum(clock_s) / sum(clocked) / 3600, 0.3 FROM ops.reply_day WHERE queue_id = 'messages' AND clock = 'next reply'
    UNION ALL SELECT 'hours that the customer was asked', 10, sum(paused_s) / sum(clocked) / 3600, 1 FROM ops.resolution_day WHERE queue_id = 'messages'
    UNION ALL SELECT 'hours to the full resolution, without those', 7.1, sum(clock_s) / sum(clocked) / 3600, 0.7 FROM ops.resolution_day WHERE queue_id = 'messages'
    UNION ALL SELECT 'reopened', 0.1, sum(reopened) / sum(once_resolved), 0.03 FROM ops.resolution_day WHERE queue_id = 'messages'
    UNION ALL SELECT 'seconds of a response for each conversation at a time', 4, regr_slope(response_s / responses, concurrent), 1 FROM ops.conversation_concurrency WHERE responses > 20) AS t;

-- Now is long after the demo's week: the moment at which most people waited.
SELECT coalesce((SELECT queued_at FROM ops.valid_visit WHERE outcome <> 'open' ORDER BY wait_s DESC, queued_at LIMIT 1), now()) AS then \gset
\set title 'Queues at ' :then
\pset title :title
SELECT * FROM ops.queue_realtime_at(:'then'::timestamptz + interval '30 s') ORDER BY waiting DESC;
\set title 'Agents at ' :then
\pset title :title
SELECT state_class, count(*) AS agents, round(avg(seconds)) AS "seconds so far" FROM ops.agent_realtime_at(:'then'::timestamptz + interval '30 s') GROUP BY 1 ORDER BY 2 DESC;
\pset title
