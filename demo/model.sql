-- The rest of the reporting model around the visits of ops.queue_visit: made up,
-- the same every time, and with a truth that the views must find again:
--   * invoices bring customers back more than twice as often as anything else;
--   * what moves satisfaction is that the matter was solved, then courtesy, hardly the pace of
--     the agent; a minute of waiting takes 4 points of 100, a transfer 8;
--   * ten points of satisfaction multiply the odds that a customer stays by 1.8;
--   * forecasts a week ahead are 8 % too high, a day ahead about right.
-- Wants the variables zone and weeks.
SET client_min_messages = warning;
CALL create_reporting_model('ops');

-- A number in [0, 1) that a key stands for.
CREATE FUNCTION pg_temp.u(key text) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT (hashtextextended(key, 2026) & 4503599627370495)::float8 / 4503599627370496 $$;

-- Heads per half hour and queue: those on hand, shared out by workload; next week as the last one.
INSERT INTO ops.staff_plan (queue_id, interval_start, interval_len, scheduled)
SELECT s.queue_id, (a.interval_start AT TIME ZONE :'zone' + week) AT TIME ZONE :'zone', interval '30 min', a.agents * s.share
FROM ops.agents_on_hand AS a
CROSS JOIN (VALUES (interval '0'), ('7 days')) AS w (week)
CROSS JOIN (SELECT queue_id, sum(talk_s + acw_s) / sum(sum(talk_s + acw_s)) OVER () AS share
            FROM ops.queue_visit WHERE outcome = 'answered' GROUP BY queue_id) AS s
WHERE week = '0' OR a.interval_start >= (SELECT date_trunc('week', max(interval_start), :'zone') FROM ops.agents_on_hand);

-- Who called, and about what; a menu before the queue; two sites.
UPDATE ops.queue_visit SET
    media = 'voice', direction = 'inbound',
    reason = (ARRAY['invoice', 'balance', 'card', 'address', 'loan'])[1 + floor(5 * pg_temp.u(contact_id || 'reason'))::int],
    customer_key = md5(CASE WHEN pg_temp.u(contact_id || 'reason') < 0.2
        THEN 'invoice customer ' || floor((SELECT count(*) FROM ops.queue_visit) * 0.25 * pg_temp.u(contact_id))
        ELSE 'customer ' || floor((SELECT count(*) FROM ops.queue_visit) * 3 * pg_temp.u(contact_id)) END),
    entered_at = queued_at - (10 + 50 * pg_temp.u(contact_id || 'menu')) * interval '1 s',
    hold_s = CASE WHEN outcome = 'answered' THEN 0 END,
    site_id = CASE WHEN pg_temp.u(coalesce(agent_id, contact_id)) < 0.6 THEN 'ams' ELSE 'lis' END,
    transfer_out = CASE WHEN outcome = 'answered' THEN CASE WHEN pg_temp.u(contact_id || 'transfer') < 0.04 THEN 'blind' ELSE 'none' END END,
    source_updated_at = coalesce(wrap_ended_at, left_at);
INSERT INTO ops.queue_visit (contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason, queued_at, answered_at, left_at,
                             ended_at, wrap_ended_at, talk_s, hold_s, acw_s, outcome, transfer_in, transfer_out, source, source_updated_at)
SELECT contact_id, visit_no + 1, media, direction, site_id, (SELECT max(queue_id) FROM ops.queue_visit), 'second line ' || floor(3 * pg_temp.u(contact_id)), customer_key, reason,
    ended_at, ended_at + w, ended_at + w, ended_at + w + h, ended_at + w + h + interval '20 s', extract(epoch FROM h), 0, 20, 'answered', true, 'none', source, ended_at + w + h
FROM ops.queue_visit, LATERAL (SELECT 40 * pg_temp.u(contact_id || 'w') * interval '1 s' AS w, (60 + 200 * pg_temp.u(contact_id || 'h')) * interval '1 s' AS h) AS v
WHERE transfer_out = 'blind';
UPDATE ops.agents_on_hand SET agents = agents + 1; -- three of a second line, a third of their time each

-- Some who waited long asked to be called back, and were.
UPDATE ops.queue_visit SET outcome = 'callback_requested', abandon_stage = NULL
WHERE outcome = 'abandoned' AND left_at - queued_at > interval '60 s' AND pg_temp.u(contact_id || 'callback') < 0.3;
INSERT INTO ops.queue_visit (contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason, queued_at, answered_at, left_at,
                             ended_at, wrap_ended_at, talk_s, hold_s, acw_s, outcome, origin_contact_id, source, source_updated_at)
SELECT 'back ' || contact_id, 1, 'callback', 'outbound', site_id, queue_id, 'second line ' || floor(3 * pg_temp.u(contact_id)), customer_key, reason,
    q, q + interval '25 s', q + interval '25 s', q + interval '205 s', q + interval '235 s', 180, 0, 30, 'answered', contact_id, source, q + interval '235 s'
FROM ops.queue_visit, LATERAL (SELECT left_at + (5 + 40 * pg_temp.u(contact_id || 'later')) * interval '1 min' AS q) AS v
WHERE outcome = 'callback_requested' AND pg_temp.u(contact_id || 'reached') < 0.8;

-- Chats, of a team of its own: one every four to seven minutes of twelve, so that two or three are open at a time.
INSERT INTO ops.queue_visit (contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason, entered_at, queued_at, answered_at, left_at,
                             ended_at, wrap_ended_at, talk_s, hold_s, acw_s, outcome, transfer_out, source, source_updated_at)
SELECT id, 1, 'chat', 'inbound', 'lis', 'web chat', 'chat agent ' || agent, md5('chat customer ' || floor(900 * pg_temp.u(id || 'who'))), (ARRAY['balance', 'card', 'address'])[1 + floor(3 * pg_temp.u(id))::int],
    q, q, q + w, q + w, q + w + h, q + w + h + interval '30 s', extract(epoch FROM h), 0, 30, 'answered', 'none', 'simulation', q + w + h
FROM (SELECT DISTINCT day FROM (SELECT (queued_at AT TIME ZONE :'zone')::date AS day FROM ops.queue_visit WHERE media = 'voice') AS v WHERE extract(isodow FROM day) < 6) AS d,
    generate_series(1, 2) AS agent, generate_series(0, 87) AS n,
    LATERAL (SELECT format('chat %s %s %s', day, agent, n) AS id) AS i,
    LATERAL (SELECT (day + time '09:00') AT TIME ZONE :'zone' + (n * 5.4 + 3 * pg_temp.u(id || 'start')) * interval '1 min' AS q, 25 * pg_temp.u(id || 'wait') * interval '1 s' AS w,
        (9 + 6 * pg_temp.u(id || 'long')) * interval '1 min' AS h) AS x;
UPDATE ops.queue_visit SET ended_by = CASE WHEN pg_temp.u(contact_id || 'by') < 0.7 THEN 'customer' ELSE 'agent' END, holds = CASE WHEN media = 'voice' THEN floor(1.4 * pg_temp.u(contact_id || 'holds'))::int END
WHERE outcome = 'answered';
ANALYZE ops.queue_visit;

INSERT INTO ops.site (site_id, name, zone) VALUES ('ams', 'Amsterdam', 'Europe/Amsterdam'), ('lis', 'Lisbon', 'Europe/Lisbon');
INSERT INTO ops.queue (queue_id, name, business_unit, calendar_id) SELECT DISTINCT queue_id, initcap(queue_id), 'retail', 'bank' FROM ops.queue_visit;
INSERT INTO ops.agent (agent_id, name, team, site_id)
SELECT agent_id, initcap(agent_id), CASE WHEN agent_id LIKE 'chat%' THEN 'chat team' ELSE 'team ' || 1 + floor(4 * pg_temp.u(agent_id || 'team')) END, CASE WHEN pg_temp.u(agent_id) < 0.6 THEN 'ams' ELSE 'lis' END
FROM ops.queue_visit WHERE agent_id IS NOT NULL GROUP BY agent_id;
INSERT INTO ops.contact (contact_id, customer_key, media, direction, started_at, ended_at, first_queue_id, reason, resolved, revenue, currency)
SELECT contact_id, min(customer_key), min(media), min(direction), min(coalesce(entered_at, queued_at)), max(coalesce(ended_at, left_at)), (array_agg(queue_id ORDER BY visit_no))[1], min(reason),
    bool_or(outcome = 'answered') AND pg_temp.u(contact_id || 'resolved') < 0.85, CASE WHEN pg_temp.u(contact_id || 'sale') < 0.05 THEN round((20 + 200 * pg_temp.u(contact_id || 'amount'))::numeric, 2) ELSE 0 END, 'EUR'
FROM ops.queue_visit GROUP BY contact_id;
INSERT INTO ops.segment (contact_id, seg_no, kind, during, queue_id, agent_id, visit_no)
SELECT contact_id, s.no, s.kind, s.during, queue_id, s.agent, visit_no
FROM ops.queue_visit, LATERAL (VALUES (1, 'queue', tstzrange(queued_at, answered_at), NULL),
    (2, 'ring', CASE WHEN answered_at > queued_at + interval '15 s' THEN tstzrange(answered_at - interval '12 s', answered_at - interval '3 s') END, 'agent 1'),
    (3, 'talk', tstzrange(answered_at, ended_at), agent_id), (4, 'acw', tstzrange(ended_at, wrap_ended_at), agent_id),
    (5, 'consult', CASE WHEN pg_temp.u(contact_id || 'consult') < 0.5 THEN tstzrange(ended_at - interval '10 s', ended_at) END, 'second line 0')) AS s (no, kind, during, agent)
WHERE outcome = 'answered' AND visit_no = 1 AND NOT isempty(s.during) AND pg_temp.u(contact_id || 'legs') < 0.1 AND ended_at > answered_at + interval '10 s';

-- Shifts from the first answer to the last of a day; between contacts agents wait,
-- and in long gaps they take a break or train.
CREATE TEMP TABLE shift AS
SELECT agent_id, (answered_at AT TIME ZONE :'zone')::date AS day,
    tstzrange(min(answered_at) - interval '5 min', max(wrap_ended_at) + interval '5 min') AS during,
    range_agg(tstzrange(answered_at, wrap_ended_at)) AS busy
FROM ops.queue_visit WHERE outcome = 'answered' AND wrap_ended_at > answered_at AND agent_id NOT LIKE 'second line%'
GROUP BY agent_id, (answered_at AT TIME ZONE :'zone')::date;
INSERT INTO ops.agent_state (agent_id, during, state, state_class, aux_code, paid)
SELECT agent_id, part, 'on a contact', 'handling', NULL, true FROM shift, unnest(busy * tstzmultirange(during)) AS part
UNION ALL
SELECT agent_id, part, CASE WHEN gap < interval '15 min' THEN 'ready' ELSE what END, CASE WHEN gap < interval '15 min' THEN 'available' ELSE 'unavailable' END,
    CASE WHEN gap >= interval '15 min' THEN what END, true
FROM shift, unnest(tstzmultirange(during) - busy) AS part, LATERAL (SELECT upper(part) - lower(part) AS gap, (ARRAY['break', 'break', 'training', 'meeting'])[1 + floor(4 * pg_temp.u(agent_id || lower(part)))::int] AS what) AS g;
INSERT INTO ops.schedule (agent_id, during, activity, class, version_no, published_at)
SELECT agent_id, part, CASE class WHEN 'on_queue' THEN 'phones' WHEN 'absence' THEN 'sick leave' ELSE 'lunch' END, class, 1, lower(part) - interval '7 days'
FROM (SELECT agent_id, tstzrange(lower(during), upper(during)) AS shift, lower(during) + (upper(during) - lower(during)) / 2 AS noon, pg_temp.u(agent_id || day) AS dice FROM shift) AS s,
    LATERAL (VALUES ('on_queue', tstzrange(lower(shift), noon)), ('break_unpaid', tstzrange(noon, least(noon + interval '15 min', upper(shift)))),
        ('on_queue', tstzrange(least(noon + interval '15 min', upper(shift)), upper(shift)))) AS p (class, part)
WHERE NOT isempty(part)
UNION ALL
SELECT 'away ' || floor(5 * pg_temp.u(day::text)), tstzrange((day + time '09:00') AT TIME ZONE :'zone', (day + time '17:00') AT TIME ZONE :'zone'), 'sick leave', 'absence', 1, NULL
FROM (SELECT DISTINCT day FROM shift) AS d;

-- Forecasts a day and a week ahead that somebody else made, who knows how many calls to expect and not how many
-- come: so he is off by what chance brings.  What is to come is left to refresh_forecast.
\ir expected.sql
WITH queue AS (
    SELECT queue_id, count(*) AS calls, avg(talk_s + acw_s) AS aht FROM ops.queue_visit WHERE media = 'voice' GROUP BY queue_id
), half_hour AS (
    SELECT lower(bucket) AS start, calls / sum(calls) OVER () AS share FROM pg_temp.expected)
INSERT INTO ops.forecast (queue_id, interval_start, interval_len, made_at, horizon, volume, lo, hi, aht_s)
SELECT queue_id, start, interval '30 min', start - lead, horizon, v, greatest(0, v - s), v + s, aht
FROM queue, half_hour, (VALUES ('day ahead', interval '24 hours', 1.0, 0.1), ('week ahead', interval '168 hours', 1.08, 0.3)) AS h (horizon, lead, level, spread),
    LATERAL (SELECT calls * share * level * (1 + spread * (pg_temp.u(queue_id || start || horizon) - 0.5)) AS v) AS x,
    LATERAL (SELECT 1.28 * sqrt(v + power(0.15 * v, 2)) AS s) AS y
WHERE share > 0;

-- What the customer thinks of each contact, on scales whose steps are drawn so that their means are
-- the truth of above; a sixth is asked and answers, fewer of those who waited.
CREATE TEMP TABLE feeling AS
SELECT f.*, solved, courtesy, speed, noise, greatest(1, least(5, floor(0.4 + 0.27 * solved + 0.13 * courtesy + 0.4 * noise - 0.16 * wait_min - 0.32 * transfers + pg_temp.u(contact_id || 'stair')))) AS csat,
    pg_temp.u(contact_id || 'answers') < 0.6 - 0.1 * least(wait_min, 4) AS answers
FROM (SELECT contact_id, min(customer_key) AS customer_key, bool_or(outcome = 'answered') AS answered,
        count(*) FILTER (WHERE transfer_out = 'blind') AS transfers, sum(extract(epoch FROM left_at - queued_at) / 60)::float8 AS wait_min
    FROM ops.queue_visit WHERE media = 'voice' GROUP BY contact_id) AS f
CROSS JOIN LATERAL (SELECT 1 + floor(10 * sqrt(pg_temp.u(contact_id || 's'))) AS solved, 1 + floor(10 * sqrt(pg_temp.u(contact_id || 'c'))) AS courtesy,
    1 + floor(10 * sqrt(pg_temp.u(contact_id || 'p'))) AS speed, pg_temp.u(contact_id || 'e') + pg_temp.u(contact_id || 'f') - 1 AS noise) AS x;
INSERT INTO ops.survey_response (response_id, contact_id, agent_id, queue_id, contact_at, answered_at, item, scale_min, scale_max, value)
SELECT 'survey ' || contact_id, contact_id, agent_id, queue_id, v.answered_at, CASE WHEN answers THEN v.answered_at + interval '1 day' END, item, lo, hi, CASE WHEN answers THEN answer END
FROM ops.queue_visit AS v
JOIN feeling AS f USING (contact_id)
CROSS JOIN LATERAL (VALUES ('solved', 1, 10, solved), ('courtesy', 1, 10, courtesy), ('speed', 1, 10, speed), ('csat', 1, 5, csat),
    ('nps', 0, 10, greatest(0, least(10, round(-0.5 + 0.65 * solved + 0.3 * courtesy + 0.05 * speed + 1.5 * noise)))), ('ces', 1, 7, 1 + floor(7 * sqrt(pg_temp.u(contact_id || 'ces'))))) AS a (item, lo, hi, answer)
WHERE outcome = 'answered' AND visit_no = 1 AND media = 'voice' AND pg_temp.u(contact_id || 'asked') < 0.33;

-- Four weeks later customers stay, or not, by what they said, or else thought; a contact given up is as good as 20 of 100.
INSERT INTO ops.customer_segment (customer_key, segment)
SELECT customer_key, CASE WHEN pg_temp.u(customer_key || 'tier') < 0.2 THEN 'gold' ELSE 'standard' END FROM feeling GROUP BY customer_key;
INSERT INTO ops.customer_outcome (customer_key, at, kind, value, currency)
SELECT customer_key, last + interval '28 days', CASE WHEN pg_temp.u(customer_key || 'stays') < 1 / (1 + exp(2.4 - ln(1.8) / 10 * satisfaction)) THEN 'renewed' ELSE 'churned' END,
    CASE segment WHEN 'gold' THEN 600 ELSE 150 END, 'EUR'
FROM (SELECT customer_key, coalesce(avg(s.value), avg(CASE WHEN answered THEN csat ELSE 1.8 END)) * 25 - 25 AS satisfaction
    FROM feeling AS f LEFT JOIN ops.survey_response AS s ON s.contact_id = f.contact_id AND s.item = 'csat' GROUP BY customer_key) AS f
JOIN ops.customer_segment USING (customer_key), (SELECT max(queued_at) AS last FROM ops.queue_visit) AS v;
INSERT INTO ops.survey_response (response_id, agent_id, contact_at, answered_at, item, scale_min, scale_max, value)
SELECT 'staff ' || agent_id, agent_id, first, first, 'employee_satisfaction', 1, 5, 2 + floor(4 * pg_temp.u(agent_id || 'happy'))
FROM ops.agent, (SELECT min(queued_at) AS first FROM ops.queue_visit) AS v;

INSERT INTO ops.quality_evaluation (contact_id, agent_id, evaluator, evaluated_at, item, weight, max_points, points, critical, applicable)
SELECT contact_id, agent_id, 'coach ' || 1 + floor(3 * pg_temp.u(contact_id)), ended_at + interval '2 days', item, weight, 10, CASE WHEN critical THEN CASE WHEN pg_temp.u(contact_id || item) < 0.97 THEN 10 ELSE 0 END ELSE 5 + floor(6 * pg_temp.u(contact_id || item)) END,
    critical, item <> 'upsell' OR pg_temp.u(contact_id || 'upsell') < 0.5
FROM (SELECT *, row_number() OVER (PARTITION BY agent_id ORDER BY hashtext(contact_id)) AS n FROM ops.queue_visit WHERE outcome = 'answered') AS v,
    (VALUES ('greeting', 1, false), ('solution', 4, false), ('upsell', 1, false), ('privacy', 1, true)) AS i (item, weight, critical)
WHERE n <= 5;

-- The queues' own hours.
INSERT INTO ops.business_hours (calendar_id, tz, weekday, open, close)
SELECT 'bank', :'zone', weekday, '08:00', CASE weekday WHEN 6 THEN time '14:00' ELSE '20:00' END FROM generate_series(1, 6) AS weekday;

-- E-mail from three countries.
INSERT INTO ops.business_hours (calendar_id, tz, weekday, open, close)
SELECT calendar, tz, weekday, open, close
FROM (VALUES ('nl', 'Europe/Amsterdam', time '08:00', time '18:00'), ('us', 'America/New_York', '08:00', '20:00'), ('in', 'Asia/Kolkata', '10:00', '19:00')) AS c (calendar, tz, open, close), generate_series(1, 5) AS weekday;
INSERT INTO ops.calendar_exception (calendar_id, day) SELECT 'in', max(day) FROM shift WHERE extract(isodow FROM day) = 4;
-- The first visit, and what there is beyond a week.
CREATE TEMP TABLE span AS
SELECT first, (ceil(extract(epoch FROM last - first) / 604800) - 1) * interval '7 days' AS weeks_more
FROM (SELECT min(queued_at) AS first, max(queued_at) AS last FROM ops.queue_visit) AS v;
WITH ticket AS (
    SELECT 'ticket ' || i AS ticket_id, (ARRAY['nl', 'us', 'in'])[1 + i % 3] AS calendar_id, first + pg_temp.u('t' || i) * (interval '6 days' + weeks_more) AS at, -ln(1 - pg_temp.u('r' || i)) * interval '9 hours' AS delay, i % 29 = 0 AS silent
    FROM generate_series(1, 400) AS i, pg_temp.span)
INSERT INTO ops.ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id)
SELECT ticket_id, 1, at, 'created', 'customer', true, 'new', 'e-mail', calendar_id FROM ticket
UNION ALL SELECT ticket_id, 2, at + interval '1 min', 'comment', 'bot', true, 'new', 'e-mail', calendar_id FROM ticket
UNION ALL SELECT ticket_id, 3, at + delay + interval '10 min', 'comment', 'agent', true, 'pending', 'e-mail', calendar_id FROM ticket WHERE NOT silent
UNION ALL SELECT ticket_id, 4, at + delay * 2 + interval '20 min', 'solved', 'agent', true, 'solved', 'e-mail', calendar_id FROM ticket WHERE NOT silent;

INSERT INTO ops.special_day (calendar_id, day, name) SELECT 'bank', max(day) + 9, 'statements sent' FROM shift;
INSERT INTO ops.trunk_event (attempt_id, at, result)
SELECT 'attempt ' || contact_id, entered_at, CASE WHEN pg_temp.u(contact_id || 'trunk') < 0.004 THEN 'blocked' ELSE 'connected' END FROM ops.queue_visit WHERE entered_at IS NOT NULL;
INSERT INTO ops.feed_gap (source, during) SELECT 'quality recorder', tstzrange(first + interval '30 hours', first + interval '30 hours 20 min') FROM (SELECT min(queued_at) AS first FROM ops.queue_visit) AS v;
INSERT INTO ops.target (kpi, threshold_s, goal) VALUES ('service_level', 20, 0.8), ('abandonment', NULL, 0.05), ('aht', NULL, 300), ('occupancy', NULL, 0.8), ('adherence', NULL, 0.9),
    ('forecast_wape', NULL, 0.25), ('quality', NULL, 0.85), ('csat', NULL, 0.7), ('nps', NULL, 0.2), ('fcr', NULL, 0.75), ('response_service_level', 28800, 0.9), ('turnover', NULL, 0.25), ('shrinkage', NULL, 0.3);
INSERT INTO ops.cost (scope, month, kind, amount, currency)
SELECT 'all', date_trunc('month', day)::date, kind, amount, 'EUR' FROM (SELECT min(day) AS day FROM shift) AS d, (VALUES ('labour', 61000), ('technology', 9000)) AS c (kind, amount);
INSERT INTO ops.headcount_event (agent_id, date, kind)
SELECT agent_id, (date_trunc('month', day) - interval '11 months')::date, 'hire' FROM ops.agent, (SELECT min(day) AS day FROM shift) AS d
UNION ALL SELECT 'left ' || i, (date_trunc('month', day) - interval '11 months')::date, 'hire' FROM generate_series(1, 12) AS i, (SELECT min(day) AS day FROM shift) AS d
UNION ALL SELECT 'left ' || i, (date_trunc('month', day) - (i % 11) * interval '1 month' + i * interval '1 day')::date, CASE WHEN i % 3 = 0 THEN 'exit_involuntary' ELSE 'exit_voluntary' END FROM generate_series(1, 12) AS i, (SELECT min(day) AS day FROM shift) AS d;
INSERT INTO ops.maturity_check (assessed_on, dimension, level, check_point, score)
SELECT day, dimension, level, format('%s %s.%s', dimension, level, i), CASE WHEN dimension = 'data_and_performance' AND level = 3 THEN 0.6 ELSE 1 - 0.06 * level + 0.05 * pg_temp.u(dimension || level || i) END
FROM cc_cmm_dimensions(), generate_series(2, 5) AS level, generate_series(1, 4) AS i, (SELECT max(day) AS day FROM shift) AS d WHERE framework = 'standard';
\ir outbound.sql
\ir self-service.sql
\ir deferred.sql
ANALYZE;
RESET client_min_messages;
