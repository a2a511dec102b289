-- Self-service of the demo's customers, with a truth that the views must find again:
--   * of those who serve themselves 80 % complete, 15 % call within a day after all;
--   * one call in eight comes from the menu, and in 40 % of them the customer tells everything again;
--   * one in five gives up at the step `code`.
-- Wants the variable zone, pg_temp.u and the table span of model.sql.
INSERT INTO ops.self_service_session (session_id, channel, customer_key, task, started_at, ended_at, outcome)
SELECT 'self ' || i, (ARRAY['ivr', 'bot', 'web', 'app'])[1 + i % 4], md5('self customer ' || i), (ARRAY['balance', 'card', 'address'])[1 + i % 3], at, at + (60 + 240 * pg_temp.u('long' || i)) * interval '1 s',
    CASE WHEN pg_temp.u('done' || i) < 0.8 THEN 'completed' ELSE 'abandoned' END
FROM generate_series(1, 4000) AS i, pg_temp.span, LATERAL (SELECT first + pg_temp.u('self' || i) * (interval '5 days' + weeks_more) AS at) AS a;
INSERT INTO ops.contact (contact_id, customer_key, media, direction, started_at, ended_at, resolved)
SELECT 'after ' || session_id, customer_key, CASE WHEN pg_temp.u(session_id || 'how') < 0.7 THEN 'voice' ELSE 'chat' END, 'inbound', at, at + interval '5 min', pg_temp.u(session_id || 'good') < 0.8
FROM ops.self_service_session, LATERAL (SELECT ended_at + (0.2 + 23 * pg_temp.u(session_id || 'after')) * interval '1 hour' AS at) AS a WHERE pg_temp.u(session_id || 'calls') < 0.15;
INSERT INTO ops.self_service_session (session_id, channel, customer_key, task, started_at, ended_at, outcome, contact_id, context_kept)
SELECT 'menu ' || contact_id, 'ivr', customer_key, reason, entered_at, queued_at, 'escalated', contact_id, pg_temp.u(contact_id || 'kept') < 0.6
FROM ops.queue_visit WHERE media = 'voice' AND visit_no = 1 AND entered_at IS NOT NULL AND pg_temp.u(contact_id || 'from menu') < 0.125;
INSERT INTO ops.self_service_step (session_id, step_no, step, at)
SELECT session_id, n, (ARRAY['welcome', 'code', 'task', 'done'])[n], started_at + (n - 1) * interval '10 s'
FROM ops.self_service_session, generate_series(1, 4) AS n
WHERE n <= CASE outcome WHEN 'completed' THEN 4 WHEN 'abandoned' THEN 2 ELSE 3 END;
INSERT INTO ops.cost (scope, month, kind, amount, currency)
SELECT channel, date_trunc('month', min(started_at) AT TIME ZONE :'zone')::date, 'technology', 400, 'EUR' FROM ops.self_service_session GROUP BY channel;
