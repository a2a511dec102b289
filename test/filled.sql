-- Fills every table of the reporting model in :schema: :visits visits from :start in :days days, and what goes with them;
-- agents work on one of :sparse days.  Seconds are no whole ones, so that a sum in floating point depends on
-- the order of its terms.
SET search_path TO :schema, public;
INSERT INTO queue_visit (contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason,
	entered_at, queued_at, answered_at, left_at, ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome,
	abandon_stage, transfer_in, transfer_out, origin_contact_id, sl_threshold_s, source, source_updated_at, is_test)
SELECT CASE WHEN i % 7 = 1 THEN 'c' || i - 1 ELSE 'c' || i END, CASE WHEN i % 7 = 1 THEN 3 ELSE 1 END,
	CASE WHEN i % 11 = 0 THEN 'callback' WHEN i % 5 = 0 THEN 'chat' ELSE 'voice' END, 'inbound', 's' || i % 2, 'q' || i % 3,
	CASE WHEN o = 'answered' THEN 'a' || i % 7 END, 'k' || i % 13, 'r' || i % 4, q - '7.3 s'::interval, q,
	CASE WHEN o = 'answered' THEN q + w END, CASE WHEN o <> 'open' THEN q + w END,
	CASE WHEN o = 'answered' THEN q + w + h END, CASE WHEN o = 'answered' AND i % 3 > 0 THEN q + w + h + '20.3 s' END,
	i % 5 + 0.1, CASE WHEN o = 'answered' AND i % 4 > 0 THEN extract(epoch FROM h) - 5.7 END,
	CASE WHEN o = 'answered' THEN 5.7 END, CASE WHEN o = 'answered' AND i % 5 > 0 THEN 20.1 + i % 10 / 10.0 END, nullif(o, 'open'),
	CASE WHEN o = 'abandoned' THEN 'queue' END, i % 7 = 1, CASE WHEN i % 7 = 0 OR i % 9 = 0 THEN 'blind' ELSE 'none' END,
	CASE WHEN i % 11 = 0 OR i % 9 = 1 THEN 'c' || i - 1 END, CASE i % 3 WHEN 0 THEN 10 WHEN 1 THEN 30 END,
	'acd', q + '1 day', i % 50 = 49
FROM (
	SELECT i, :'start'::timestamptz + i * :days * '1 day'::interval / :visits AS q,
		(i::bigint * 7919 % 9001) / 77.0 * '1 s'::interval AS w, (60 + i::bigint * 104729 % 4001 / 10.0) * '1 s'::interval AS h,
		(ARRAY['answered', 'abandoned', 'answered', 'answered', 'answered', 'flowed_out', 'answered', 'answered',
			'callback_requested', 'answered', 'blocked', 'answered', 'open'])[1 + i % 13] AS o
	FROM generate_series(0, :visits - 1) AS i
) AS v;
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, outcome, agent_id)
SELECT 'now' || i, 1, 'voice', 'q' || i % 3, now() - i * '5 min'::interval, CASE WHEN i % 2 = 0 THEN now() - i * '4 min'::interval END,
	CASE WHEN i % 2 = 0 THEN now() - i * '4 min'::interval END, CASE WHEN i % 2 = 0 THEN 'answered' END,
	CASE WHEN i % 2 = 0 THEN 'a' || i END
FROM generate_series(1, 4) AS i;
INSERT INTO queue VALUES ('q0', tstzrange(NULL, :'start'::timestamptz + '1 day'), 'Zero', 'u', 'c1'), ('q0', tstzrange(:'start'::timestamptz + '1 day', NULL), 'Nought', 'u', 'c1'), ('q1', '(,)', 'One', 'u', 'c2');
INSERT INTO agent SELECT 'a' || i, '(,)', 'Agent ' || i, 'team', 's0' FROM generate_series(0, 6) AS i;
INSERT INTO site VALUES ('s0', 'North', 'Europe/Amsterdam'), ('s1', 'South', 'Asia/Kathmandu');
INSERT INTO business_hours SELECT c, z, d, '08:00', '20:00' FROM (VALUES ('c1', 'Europe/Amsterdam'), ('c2', 'Asia/Kathmandu')) AS c (c, z), generate_series(1, 6) AS d;
INSERT INTO calendar_exception VALUES ('c1', (:'start'::timestamptz)::date + 1, NULL, NULL), ('c2', (:'start'::timestamptz)::date, '10:00', '12:00');
INSERT INTO contact (contact_id, customer_key, media, direction, started_at, ended_at, first_queue_id, reason, resolved, revenue, currency)
SELECT contact_id, min(customer_key), min(media), 'inbound', min(queued_at), max(coalesce(ended_at, left_at)), min(queue_id), min(reason),
	min(contact_id) < 'c2', 1.1, 'EUR'
FROM queue_visit WHERE contact_id < 'd' GROUP BY contact_id;
INSERT INTO agent_state (agent_id, during, state, state_class, aux_code, paid, media)
SELECT 'a' || a, tstzrange(t, t + '50.3 min'::interval), 'State',
	(ARRAY['available', 'handling', 'acw', 'unavailable', 'other_work', 'handling'])[1 + (k + a) % 6],
	CASE WHEN (k + a) % 6 = 3 THEN 'break' END, CASE WHEN k = 2 THEN true END, CASE WHEN a = 6 THEN 'chat' END
FROM generate_series(0, 6) AS a, generate_series(0, :days - 1) AS d, generate_series(0, 8) AS k,
	LATERAL (SELECT (:'start'::timestamptz + '0.1 s'::interval) + d * '1 day 1.7 s'::interval + k * '51 min 0.37 s'::interval AS t) AS s
WHERE (a + d) % :sparse = 0;
INSERT INTO agent_state (agent_id, during, state_class) VALUES ('a2', tstzrange(now() - '10 min'::interval, NULL), 'available');
INSERT INTO schedule (agent_id, during, activity, class, version_no, published_at)
SELECT 'a' || a, tstzrange(t, t + '2 hours 0.3 s'::interval), 'Activity', (ARRAY['on_queue', 'break_unpaid', 'off_queue_paid', 'absence'])[1 + (k + a) % 4],
	v, t - '1 day'::interval
FROM generate_series(0, 6) AS a, generate_series(0, :days - 1) AS d, generate_series(0, 3) AS k, generate_series(1, 2) AS v,
	LATERAL (SELECT (:'start'::timestamptz + '0.3 s'::interval) + d * '1 day'::interval + k * '3 hours'::interval + v * '1.7 min'::interval AS t) AS s
WHERE (a + d) % :sparse = 0 AND (v = 1 OR d % 3 = 0);
INSERT INTO segment (contact_id, seg_no, kind, during, queue_id, agent_id, visit_no)
SELECT v.contact_id, v.visit_no * 10 + k, (ARRAY['ring', 'talk', 'hold', 'acw', 'consult'])[k],
	tstzrange(v.answered_at + (k - 2) * '11.3 s'::interval, v.answered_at + (k - 1) * '11.7 s'::interval), v.queue_id, v.agent_id, v.visit_no
FROM queue_visit AS v, generate_series(1, 5) AS k WHERE v.outcome = 'answered' AND v.contact_id < 'd';
INSERT INTO forecast (queue_id, media, interval_start, interval_len, made_at, horizon, volume, aht_s)
SELECT 'q' || i % 3, CASE WHEN i % 4 = 0 THEN 'chat' ELSE 'voice' END, t, '30 min', t - '1 day 3 hours'::interval - i * '1 s'::interval, 'day ahead', 3.3 + i % 10 / 7.0, 180.7
FROM (SELECT i, :'start'::timestamptz + (i % :days * 48 + i / :days % 20) * '30 min'::interval AS t FROM generate_series(0, :visits / 2) AS i) AS f;
INSERT INTO staff_plan (queue_id, interval_start, interval_len, scheduled)
SELECT DISTINCT queue_id, interval_start, '30 min'::interval, 7.3 FROM forecast;
INSERT INTO ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id)
SELECT 't' || i, e, :'start'::timestamptz + i * '53.7 min'::interval + (e - 1) * (i % 17) * '61.3 min'::interval,
	(ARRAY['created', 'comment', 'solved', 'reopened'])[e], CASE WHEN e = 2 THEN 'agent' ELSE 'customer' END, true, 'mail', 'c' || 1 + i % 2
FROM generate_series(1, :visits / 3) AS i, generate_series(1, 4) AS e WHERE e <= 2 + i % 3;
INSERT INTO survey_response (response_id, contact_id, agent_id, queue_id, contact_at, answered_at, item, scale_min, scale_max, value)
SELECT 'r' || i, 'c' || i, 'a' || i % 7, 'q' || i % 3, t, t, x.item, x.lo, x.hi, CASE WHEN i % 6 > 0 THEN x.lo + (i * x.k % 37) / 37.0 * (x.hi - x.lo) END
FROM (SELECT i, :'start'::timestamptz + i * :days * '1 day'::interval / :visits AS t FROM generate_series(1, :visits / 2) AS i) AS r,
	(VALUES ('csat', 1, 5, 5), ('nps', 0, 10, 7), ('ces', 1, 7, 11), ('ease', 1, 5, 13), ('tone', 1, 7, 17), ('employee_satisfaction', 1, 5, 3)) AS x (item, lo, hi, k);
INSERT INTO quality_evaluation (contact_id, agent_id, evaluator, evaluated_at, item, weight, max_points, points, critical)
SELECT 'c' || i, 'a' || i % 7, 'e', :'start'::timestamptz + i * '7 hours'::interval, 'item ' || k, 0.1 * k, 5.3, (i * k % 54) / 10.2, k = 1
FROM generate_series(1, :visits / 5 + 2) AS i, generate_series(1, 3) AS k;
INSERT INTO maturity_check (assessed_on, dimension, level, check_point, score)
SELECT (:'start'::timestamptz)::date, d.dimension, l, 'check ' || l || k, 0.5 + k / 7.0 FROM cc_cmm_dimensions() AS d, generate_series(2, 5) AS l, generate_series(1, 3) AS k
WHERE d.framework = 'standard';
INSERT INTO cost (month, kind, amount, currency) SELECT date_trunc('month', :'start'::timestamptz)::date, 'kind ' || i, 100.1 * i, 'EUR' FROM generate_series(1, 40) AS i;
INSERT INTO headcount_event SELECT 'a' || i, (:'start'::timestamptz)::date - 3 * i, CASE WHEN i < 30 THEN 'hire' ELSE 'exit_voluntary' END FROM generate_series(1, 40) AS i;
INSERT INTO target (scope, kpi, goal, valid)
SELECT s, k, 0.8, daterange(m, (m + '1 month'::interval)::date)
FROM unnest('{all,q1}'::text[]) AS s, unnest('{service_level,aht,asa}'::text[]) AS k,
	generate_series(date_trunc('month', :'start'::timestamptz - '9 months'::interval), :'start', '1 month') AS t (t),
	LATERAL (SELECT t::date AS m) AS m;
INSERT INTO trunk_event SELECT 'x' || i, :'start'::timestamptz + i * '3 hours'::interval, CASE WHEN i % 9 = 0 THEN 'blocked' ELSE 'connected' END FROM generate_series(1, 50) AS i;
INSERT INTO self_service_session
SELECT 's' || i, (ARRAY['ivr', 'bot', 'web', 'app'])[1 + i % 4], 'k' || i % 13, 'task ' || i % 3, t, t + i % 7 * '13.7 s'::interval,
	(ARRAY['completed', 'abandoned', 'escalated'])[1 + i % 3], CASE WHEN i % 3 = 2 THEN 'c' || i END, i % 2 = 0
FROM (SELECT i, :'start'::timestamptz + i * :days * '1 day'::interval / :visits AS t FROM generate_series(1, :visits / 3) AS i) AS s;
INSERT INTO self_service_step
SELECT session_id, n, 'step ' || n * length(session_id) % 3, started_at + n * '3.3 s'::interval FROM self_service_session, generate_series(1, 3) AS n;
INSERT INTO response_policy (queue_id, pause_status, first_reply_s, next_reply_s, resolution_s, work_s) VALUES ('mail', '{pending}', 7200.5, 3600, 90000, 300.1);
INSERT INTO ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id, agent_id)
SELECT ticket_id, 10 + n, at + n * '17.3 min'::interval, 'comment', (ARRAY['agent', 'customer', 'agent'])[n], true, (ARRAY['pending', 'open', NULL])[n], queue_id, calendar_id,
	CASE WHEN n <> 2 THEN 'a' || n END
FROM ticket_event, generate_series(1, 3) AS n WHERE event_no = 1;
INSERT INTO message
SELECT contact_id, n, answered_at + n * '21.3 s'::interval, (ARRAY['customer', 'agent', 'bot'])[1 + n % 3], CASE WHEN n % 3 = 1 THEN agent_id END
FROM queue_visit, generate_series(1, 6) AS n WHERE media = 'chat' AND outcome = 'answered' AND visit_no = 1;
INSERT INTO feed_gap
SELECT 'acd', tstzrange(t, t + '10 min'::interval)
FROM generate_series(:'start'::timestamptz + '22 hours', :'start'::timestamptz + '50 hours', '1 hour') AS t;
INSERT INTO customer_segment SELECT 'k' || i, 'tier ' || i % 2 FROM generate_series(0, 12) AS i;
INSERT INTO customer_outcome
SELECT 'k' || i % 13, :'start'::timestamptz + i * '1.3 days'::interval, (ARRAY['renewed', 'churned', 'repurchased'])[1 + i % 3],
	100.1 + i / 7.0, 'EUR'
FROM generate_series(0, 39) AS i;
INSERT INTO campaign (campaign_id, name, starts_on, machine_error_share)
SELECT 'p' || i, 'Campaign ' || i, (:'start'::timestamptz)::date - 40 * i, CASE i WHEN 1 THEN 0.07 END FROM generate_series(0, 2) AS i;
INSERT INTO campaign_record (campaign_id, record_id, list_id, customer_key, loaded_at, closed_at)
SELECT 'p' || i % 3, 'r' || i, 'l' || i % 5, 'k' || i % 13, :'start'::timestamptz - '2 days'::interval, CASE WHEN i % 7 = 0 THEN :'start'::timestamptz END
FROM generate_series(0, 29) AS i;
INSERT INTO outbound_attempt (attempt_id, campaign_id, list_id, record_id, contact_id, agent_id, dial_mode, dialled_at, ringing_at, answered_by, answered_at,
	greeted_at, connected_at, right_party, result, ended_at, ended_by, wrap_ended_at, sale, value, currency, callback_at)
SELECT 'o' || i, 'p' || i % 3, 'l' || i % 5, 'r' || i % 27, 'c' || i, CASE WHEN taken THEN 'a' || i % 7 END, (ARRAY['predictive', 'preview'])[1 + i % 2],
	t, t + '1.3 s'::interval, who, CASE WHEN who <> 'nobody' THEN t + '7.1 s'::interval END, CASE WHEN i % 4 = 0 AND who = 'person' THEN t + '8.2 s'::interval END,
	CASE WHEN taken THEN t + '9.7 s'::interval END, CASE WHEN i % 3 > 0 THEN i % 2 = 0 END, 'code', t + '71.9 s'::interval, (ARRAY['customer', 'system', 'agent'])[1 + i % 3],
	CASE WHEN taken THEN t + '80.4 s'::interval END, taken AND i % 6 = 0, CASE WHEN taken AND i % 6 = 0 THEN 10.1 * i END, CASE WHEN taken AND i % 6 = 0 THEN 'EUR' END,
	CASE WHEN i % 9 = 0 THEN t + '1 day'::interval END
FROM (SELECT *, who IN ('person', 'machine') AND i % 8 > 1 AS taken FROM (
	SELECT i, :'start'::timestamptz + i * '37.3 min'::interval AS t, (ARRAY['person', 'nobody', 'machine', 'person', 'fax'])[1 + i % 5] AS who FROM generate_series(0, 59) AS i) AS a) AS a;
RESET search_path;
