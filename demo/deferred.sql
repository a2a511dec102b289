-- Work that waits, with a truth that the views must find again: customers who write at all hours have
--   * their first reply after 2 hours, further ones after 3, on average; a question back takes them 10, in which the
--     clocks stand still;
--   * one ticket in ten is reopened, and takes 21 hours more: 7.1 on average in all, and not 17.1;
--   * in chats a response takes 5 seconds, and 4 more for every conversation that the agent has at the time.
-- Wants pg_temp.u and the table span of model.sql.
INSERT INTO ops.response_policy (queue_id, pause_status, first_reply_s, next_reply_s, resolution_s, work_s) VALUES
    ('messages', '{pending}', 4 * 3600, 4 * 3600, 24 * 3600, 240), ('e-mail', NULL, NULL, 8 * 3600, 40 * 3600, 420);
INSERT INTO ops.business_hours (calendar_id, tz, weekday, open, close) SELECT 'always', 'UTC', weekday, '00:00', '24:00' FROM generate_series(1, 7) AS weekday;
WITH ticket AS (
    SELECT 'message ' || i AS ticket_id, 'message agent ' || i % 4 AS agent_id, first + pg_temp.u('m' || i) * (interval '4 days' + weeks_more) AS at,
        -ln(1 - pg_temp.u('a' || i)) * interval '2 hours' AS first_reply, -ln(1 - pg_temp.u('b' || i)) * interval '10 hours' AS asked, -ln(1 - pg_temp.u('c' || i)) * interval '3 hours' AS next_reply
    FROM generate_series(1, 1500) AS i, pg_temp.span)
INSERT INTO ops.ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id, agent_id)
SELECT ticket_id, n, at + CASE WHEN n > 1 THEN first_reply ELSE interval '0' END + CASE WHEN n > 2 THEN asked ELSE interval '0' END + CASE WHEN n > 3 THEN next_reply ELSE interval '0' END
        + CASE n WHEN 6 THEN interval '20 hours' WHEN 7 THEN interval '21 hours' ELSE interval '0' END,
    (ARRAY['created', 'comment', 'comment', 'comment', 'solved', 'reopened', 'solved'])[n], (ARRAY['customer', 'agent', 'customer', 'agent', 'agent', 'customer', 'agent'])[n], true,
    (ARRAY['new', 'pending', 'open', 'open', 'solved', 'open', 'solved'])[n], 'messages', 'always', CASE WHEN n IN (2, 4) THEN agent_id END
FROM ticket, generate_series(1, 7) AS n WHERE n < 6 OR pg_temp.u(ticket_id || 'again') < 0.1;

INSERT INTO ops.message (contact_id, message_no, at, actor_kind, agent_id)
SELECT contact_id, 2 * n - 1 + number, CASE number WHEN 0 THEN asked ELSE asked + (5 + 4 * open + 3 * (pg_temp.u(contact_id || n) - 0.5)) * interval '1 s' END,
    CASE number WHEN 0 THEN 'customer' ELSE 'agent' END, CASE number WHEN 1 THEN agent_id END
FROM (SELECT *, answered_at + n * interval '100 s' AS asked FROM ops.queue_visit, generate_series(0, 4) AS n WHERE media = 'chat') AS v
CROSS JOIN LATERAL (SELECT count(*) AS open FROM ops.queue_visit AS o WHERE o.agent_id = v.agent_id AND o.media = 'chat' AND o.answered_at BETWEEN v.asked - interval '1 hour' AND v.asked AND o.ended_at > v.asked) AS o
CROSS JOIN generate_series(0, 1) AS number;
UPDATE ops.queue_visit SET ended_by = 'system' WHERE media = 'chat' AND pg_temp.u(contact_id || 'idle') < 0.1;
