-- Outbound calls around the rest of the model, with a truth that the views must find again:
--   * persons answer 15 of 100 calls, from five to eight in the evening 35;
--   * 5 of 100 calls that a person answers find no agent: too many for a regulator;
--   * 60 of 100 persons are the one wanted, 20 of 100 of these buy, for 120 each;
--   * three quarters of the callbacks promised are kept;
--   * of the warm list everybody is dialled, of the cold one 40 of 100.
-- Wants pg_temp.u, the table shift and the variable zone, as model.sql has them.
INSERT INTO ops.campaign (campaign_id, name, purpose, starts_on, machine_error_share) SELECT 'renewals', 'Renewals', 'sales', min(day), 0.02 FROM shift;
INSERT INTO ops.campaign_record (campaign_id, record_id, list_id, customer_key, loaded_at)
SELECT 'renewals', 'record ' || i, CASE WHEN i < 900 THEN 'warm' ELSE 'cold' END, md5('customer ' || i), (day + time '07:00') AT TIME ZONE :'zone'
FROM generate_series(0, 1499) AS i, (SELECT min(day) AS day FROM shift) AS d;
CREATE TEMP TABLE dialled AS
SELECT *, who = 'person' AND pg_temp.u(id || 'dropped') >= 0.05 AS taken, who = 'person' AND pg_temp.u(id || 'party') < 0.6 AS party
FROM (SELECT *, CASE WHEN pg_temp.u(id || 'who') < person THEN 'person' WHEN pg_temp.u(id || 'who') < person + 0.25 THEN 'machine' ELSE 'nobody' END AS who
    FROM (SELECT day, 'dial ' || day || ' ' || n AS id, (row_number() OVER (ORDER BY day, n) - 1) % 1140 AS record,
            (day + time '10:00') AT TIME ZONE :'zone' + n * interval '36 s' AS t, CASE WHEN n * 36 >= 7 * 3600 THEN 0.35 ELSE 0.15 END AS person
        FROM (SELECT DISTINCT day FROM shift WHERE extract(isodow FROM day) < 6) AS d, generate_series(0, 999) AS n) AS a) AS a;
INSERT INTO ops.outbound_attempt (campaign_id, list_id, attempt_id, record_id, agent_id, dial_mode, dialled_at, ringing_at, answered_by, answered_at, greeted_at, connected_at,
    right_party, result, ended_at, ended_by, wrap_ended_at, sale, value, currency, callback_at)
SELECT 'renewals', CASE WHEN record < 900 THEN 'warm' ELSE 'cold' END, id, 'record ' || record, agent, 'predictive', t, t + interval '2 s', who,
    CASE WHEN who <> 'nobody' THEN t + interval '10 s' END, CASE WHEN who = 'person' THEN t + interval '12 s' END, CASE WHEN taken THEN t + interval '13 s' END,
    CASE WHEN taken THEN party END, CASE WHEN taken AND party THEN CASE WHEN sale THEN 'sold' ELSE 'refused' END ELSE who END, ends, CASE WHEN taken THEN 'agent' ELSE 'system' END,
    CASE WHEN taken THEN ends + interval '20 s' END, taken AND party AND sale, CASE WHEN taken AND party AND sale THEN 120 END, CASE WHEN taken AND party AND sale THEN 'EUR' END,
    CASE WHEN taken AND party AND NOT sale AND pg_temp.u(id || 'promise') < 0.15 THEN t + interval '24 hours' END
FROM (SELECT *, CASE WHEN taken THEN 'outbound agent ' || 1 + sum(taken::int) OVER (ORDER BY t) % 3 END AS agent, pg_temp.u(id || 'sale') < 0.2 AS sale,
        t + CASE WHEN taken THEN (40 + 120 * pg_temp.u(id || 'talk')) * interval '1 s' ELSE interval '25 s' END AS ends FROM dialled) AS a;
INSERT INTO ops.outbound_attempt (campaign_id, list_id, attempt_id, record_id, agent_id, dial_mode, dialled_at, ringing_at, answered_by, ended_at, ended_by)
SELECT campaign_id, list_id, 'back ' || attempt_id, record_id, agent_id, 'manual', t, t + interval '2 s', 'nobody', t + interval '30 s', 'agent'
FROM ops.outbound_attempt, LATERAL (SELECT callback_at + 10 * pg_temp.u(attempt_id || 'minutes') * interval '1 min' AS t) AS c WHERE pg_temp.u(attempt_id || 'kept') < 0.75 AND callback_at IS NOT NULL;
INSERT INTO ops.agent (agent_id, name, team, site_id) SELECT 'outbound agent ' || i, 'Outbound Agent ' || i, 'outbound team', 'lis' FROM generate_series(1, 3) AS i;
INSERT INTO ops.cost (scope, month, kind, amount, currency) SELECT 'renewals', date_trunc('month', min(day))::date, 'lists', 1500, 'EUR' FROM shift;

-- The clients on whose behalf all this is done, six of eight of them satisfied; and what the centre thinks of its culture.
INSERT INTO ops.survey_response (response_id, contact_at, answered_at, item, scale_min, scale_max, value, population)
SELECT 'client ' || i, first, first, 'csat', 1, 5, CASE WHEN i <= 6 THEN 4 + i % 2 ELSE 2 END, 'upstream' FROM generate_series(1, 8) AS i, (SELECT min(queued_at) AS first FROM ops.queue_visit) AS v;
INSERT INTO ops.maturity_check (framework, assessed_on, dimension, level, check_point, score)
SELECT framework, day, dimension, level, format('%s %s', dimension, level), CASE WHEN dimension = 'fairness' AND level = 4 THEN 0.5 ELSE 0.85 END
FROM framework_dimensions(), generate_series(2, 5) AS level, (SELECT max(day) AS day FROM shift) AS d WHERE framework = 'culture';
