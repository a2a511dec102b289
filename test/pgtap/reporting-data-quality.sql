-- Each check of data_quality has a case that it finds: over views of the caller's own, which refuse nothing, and over
-- the tables of the model those that a table takes.  What is stored is not of the data.
BEGIN;
SET LOCAL client_min_messages = error;
SELECT plan(39);
CALL create_reporting_model('dq');
CALL create_reporting_views('dq');
CREATE SCHEMA dq_row;
CREATE SCHEMA dq_view;
SELECT format('CREATE TABLE dq_row.%1$I AS TABLE dq.%1$I; CREATE VIEW dq_view.%1$I AS TABLE dq_row.%1$I', relname)
FROM pg_class
WHERE relnamespace = 'dq'::regnamespace AND relkind = 'r' AND relname !~ '_summary$|^stored_' \gexec
CALL create_reporting_views('dq_view');

-- A row of each table without a problem, and what gives it each.
CREATE TEMP TABLE sound (name text, sound jsonb, key text);
INSERT INTO sound VALUES
	('queue_visit', '{"contact_id": "c", "visit_no": 1, "media": "voice", "queue_id": "q", "agent_id": "a",
		"queued_at": "2026-03-02 10:00+00", "answered_at": "2026-03-02 10:01+00", "left_at": "2026-03-02 10:01+00",
		"ended_at": "2026-03-02 10:05+00", "wrap_ended_at": "2026-03-02 10:06+00", "outcome": "answered",
		"is_test": false}', 'contact_id'),
	('queue', '{"queue_id": "q", "valid": "(,)", "name": "Q"}', 'name'),
	('agent', '{"agent_id": "a", "valid": "(,)"}', 'name'),
	('agent_state', '{"agent_id": "a", "during": "[2026-03-02 10:00+00,2026-03-02 11:00+00)",
		"state_class": "available"}', 'agent_id'),
	('schedule', '{"agent_id": "a", "during": "[2026-03-02 10:00+00,2026-03-02 11:00+00)", "class": "on_queue",
		"version_no": 1}', 'agent_id'),
	('segment', '{"contact_id": "c", "seg_no": 1, "kind": "talk",
		"during": "[2026-03-02 10:00+00,2026-03-02 11:00+00)"}', 'contact_id'),
	('contact', '{"contact_id": "c", "customer_key": "k", "started_at": "2026-03-02 10:00+00",
		"ended_at": "2026-03-02 10:05+00", "revenue": 1, "currency": "EUR"}', 'contact_id'),
	('cost', '{"scope": "all", "month": "2026-03-01", "kind": "labour", "amount": 1, "currency": "EUR"}', 'kind'),
	('headcount_event', '{"agent_id": "a", "date": "2026-03-02", "kind": "hire"}', 'agent_id'),
	('target', '{"scope": "all", "kpi": "aht", "goal": 300, "valid": "(,)"}', 'kpi'),
	('site', '{"site_id": "s", "zone": "Europe/Amsterdam"}', 'site_id'),
	('maturity_check', '{"framework": "standard", "assessed_on": "2026-03-02", "dimension": "d", "level": 2,
		"check_point": "p", "score": 1, "applicable": true}', 'check_point'),
	('customer_outcome', '{"customer_key": "k", "at": "2026-03-02 10:00+00", "kind": "renewed", "value": 1,
		"currency": "EUR"}', 'customer_key'),
	('trunk_event', '{"attempt_id": "t", "at": "2026-03-02 10:00+00", "result": "connected"}', 'attempt_id'),
	('forecast', '{"queue_id": "q", "media": "voice", "interval_start": "2026-03-02 10:00+00",
		"interval_len": "30 min", "made_at": "2026-03-01 10:00+00", "volume": 10, "aht_s": 300,
		"scenario": "base"}', 'queue_id'),
	('staff_plan', '{"queue_id": "q", "interval_start": "2026-03-02 10:00+00", "interval_len": "30 min",
		"scheduled": 5}', 'queue_id'),
	('survey_response', '{"response_id": "r", "contact_at": "2026-03-02 10:00+00", "item": "csat", "scale_min": 1,
		"scale_max": 5, "value": 4, "invited": true}', 'response_id'),
	('quality_evaluation', '{"contact_id": "c", "agent_id": "a", "evaluator": "e", "item": "i", "weight": 1,
		"evaluated_at": "2026-03-02 10:00+00", "max_points": 5, "points": 4, "critical": false,
		"applicable": true}', 'contact_id'),
	('self_service_session', '{"session_id": "s", "channel": "ivr", "customer_key": "k",
		"started_at": "2026-03-02 10:00+00", "ended_at": "2026-03-02 10:05+00", "outcome": "completed"}', 'session_id'),
	('self_service_step', '{"session_id": "s", "step_no": 1, "step": "menu", "at": "2026-03-02 10:00+00"}', 'step'),
	('response_policy', '{"queue_id": "q", "valid": "(,)", "first_reply_s": 3600}', 'queue_id'),
	('message', '{"contact_id": "c", "message_no": 1, "at": "2026-03-02 10:02+00", "actor_kind": "customer"}',
		'agent_id'),
	('campaign', '{"campaign_id": "p", "starts_on": "2026-03-01", "machine_error_share": 0.1}', 'campaign_id'),
	('campaign_record', '{"campaign_id": "p", "record_id": "r", "loaded_at": "2026-03-01 10:00+00"}', 'record_id'),
	('outbound_attempt', '{"attempt_id": "o", "campaign_id": "p", "record_id": "r", "agent_id": "a",
		"dialled_at": "2026-03-02 10:00+00", "answered_by": "person", "answered_at": "2026-03-02 10:00:05+00",
		"connected_at": "2026-03-02 10:00:06+00", "ended_at": "2026-03-02 10:02+00", "value": 1,
		"currency": "EUR"}', 'attempt_id'),
	('ticket_event', '{"ticket_id": "t", "event_no": 1, "at": "2026-03-02 10:00+00", "event": "created"}', 'ticket_id'),
	('business_hours', '{"calendar_id": "c", "tz": "UTC", "weekday": 1, "open": "09:00", "close": "17:00",
		"valid": "(,)"}', 'calendar_id');
CREATE TEMP TABLE fault (name text, problem text, change jsonb, rows integer);
INSERT INTO fault VALUES
	('queue_visit', 'no queued_at', '{"queued_at": null}'),
	('queue_visit', 'unknown outcome', '{"outcome": "gone"}'),
	('queue_visit', 'answered_at contradicts outcome', '{"answered_at": null}'),
	('queue_visit', 'left before queued', '{"left_at": "2026-03-02 09:59+00"}'),
	('queue_visit', 'ended before left', '{"ended_at": "2026-03-02 10:00:30+00"}'),
	('queue_visit', 'wrap-up ended before the end', '{"wrap_ended_at": "2026-03-02 10:04+00"}'),
	('queue_visit', 'negative duration', '{"hold_s": -1}'),
	('queue_visit', 'impossible duration', '{"talk_s": 1772441100}'),
	('queue_visit', 'no left_at', '{"outcome": "abandoned", "answered_at": null, "left_at": null}'),
	('queue_visit', 'queued in the future', '{"queued_at": "2062-03-02", "answered_at": "2062-03-02",
		"left_at": "2062-03-02", "ended_at": "2062-03-02", "wrap_ended_at": "2062-03-02"}'),
	('queue_visit', 'an instant in the future', '{"wrap_ended_at": "infinity"}'),
	('queue_visit', 'an instant before 1971', '{"entered_at": "1970-01-01"}'),
	('queue_visit', 'open for more than a day', '{"outcome": null, "answered_at": null, "left_at": null,
		"ended_at": null, "wrap_ended_at": null}'),
	('queue_visit', 'answered without handle time', '{"ended_at": null, "wrap_ended_at": null}'),
	('queue_visit', 'answered without agent', '{"agent_id": null, "queue_id": "other"}'),
	('queue_visit', 'the same visit again', '{}'),
	('queue', 'visits of unknown queues', '{"queue_id": "another"}'),
	('queue', 'several rows valid at a time', '{}'),
	('agent', 'several rows valid at a time', '{}'),
	('agent_state', 'no agent_id', '{"agent_id": null}'),
	('agent_state', 'unknown state_class', '{"state_class": "away"}'),
	('agent_state', 'no usable start', '{"during": "[1970-01-01 00:00+00,1970-01-01 01:00+00)"}'),
	('agent_state', 'begins in the future', '{"during": "[2062-03-02 10:00+00,2062-03-02 11:00+00)"}'),
	('agent_state', 'in one state for more than a day', '{"during": "[2026-03-03 10:00+00,2026-03-05 11:00+00)"}'),
	('agent_state', 'several states at a time', '{"during": "[2026-03-02 10:30+00,2026-03-02 11:30+00)"}'),
	('schedule', 'no agent_id', '{"agent_id": null}'),
	('schedule', 'unknown class', '{"class": "away"}'),
	('schedule', 'no usable start and end', '{"during": "[2026-03-02 10:00+00,infinity)"}'),
	('schedule', 'several activities at a time', '{"during": "[2026-03-02 10:30+00,2026-03-02 11:30+00)"}'),
	('segment', 'unknown kind', '{"kind": "music"}'),
	('segment', 'no usable start', '{"during": "(,2026-03-02 11:00+00)"}'),
	('segment', 'begins in the future', '{"during": "[2062-03-02 10:00+00,2062-03-02 11:00+00)"}'),
	('segment', 'the same leg again', '{}'),
	('contact', 'no contact_id', '{"contact_id": null}'),
	('contact', 'no usable started_at', '{"started_at": "-infinity"}'),
	('contact', 'started in the future', '{"started_at": "2062-03-02", "ended_at": null}'),
	('contact', 'ended before it started', '{"ended_at": "2026-03-02 09:00+00"}'),
	('contact', 'ended in the future', '{"ended_at": "2062-03-02"}'),
	('contact', 'no usable revenue', '{"revenue": "NaN"}'),
	('contact', 'no customer_key', '{"customer_key": null}'),
	('contact', 'the same contact again', '{}'),
	('cost', 'no usable amount', '{"amount": "NaN"}'),
	('cost', 'no first day of a month', '{"month": "2026-03-02"}'),
	('headcount_event', 'unknown kind', '{"kind": "holiday"}'),
	('headcount_event', 'no usable date', '{"date": "infinity"}'),
	('target', 'no usable goal', '{"goal": "NaN"}'),
	('site', 'unknown zone', '{"zone": "Mars/Phobos"}'),
	('maturity_check', 'no usable day', '{"assessed_on": "infinity"}'),
	('maturity_check', 'no usable level', '{"level": 6}'),
	('maturity_check', 'no usable score', '{"score": 2}'),
	('customer_outcome', 'no customer_key', '{"customer_key": null}'),
	('customer_outcome', 'unknown kind', '{"kind": "left"}'),
	('customer_outcome', 'no usable instant', '{"at": "infinity"}'),
	('customer_outcome', 'no usable value', '{"value": "NaN"}'),
	('customer_outcome', 'no currency', '{"currency": null}'),
	('trunk_event', 'no usable instant', '{"at": "-infinity"}'),
	('trunk_event', 'in the future', '{"at": "2062-03-02"}'),
	('feed_gap', 'feed gaps', '{"source": "acd", "during": "[2026-03-02 10:00+00,2026-03-02 11:00+00)"}'),
	('self_service_session', 'no session_id', '{"session_id": null}'),
	('self_service_session', 'unknown channel', '{"channel": "letter"}'),
	('self_service_session', 'no usable started_at', '{"started_at": "-infinity"}'),
	('self_service_session', 'started in the future', '{"started_at": "2062-03-02", "ended_at": null}'),
	('self_service_session', 'ended before it started', '{"ended_at": "2026-03-02 09:00+00"}'),
	('self_service_session', 'ended in the future', '{"ended_at": "2062-03-02"}'),
	('self_service_session', 'unknown outcome', '{"outcome": "gone"}'),
	('self_service_session', 'no customer_key', '{"customer_key": null}'),
	('self_service_session', 'the same session again', '{}'),
	('self_service_step', 'no session, number or name', '{"step_no": null}'),
	('self_service_step', 'no usable instant', '{"at": "-infinity", "step_no": 2}'),
	('self_service_step', 'in the future', '{"at": "2062-03-02", "step_no": 3}'),
	('self_service_step', 'of no known session', '{"session_id": "other"}'),
	('response_policy', 'no days', '{"valid": "empty"}'),
	('response_policy', 'no usable number of seconds', '{"next_reply_s": "NaN"}'),
	('message', 'no contact or number', '{"message_no": null}'),
	('message', 'unknown actor_kind', '{"actor_kind": "somebody", "message_no": 2}'),
	('message', 'no usable instant', '{"at": "-infinity", "message_no": 3}'),
	('message', 'in the future', '{"at": "2062-03-02", "message_no": 4}'),
	('message', 'of no known contact', '{"contact_id": "other"}'),
	('campaign', 'no campaign_id', '{"campaign_id": null}'),
	('campaign', 'no usable starts_on', '{"starts_on": "infinity"}'),
	('campaign', 'no usable machine_error_share', '{"machine_error_share": 2}'),
	('campaign_record', 'no campaign_id or record_id', '{"campaign_id": null}'),
	('campaign_record', 'no usable loaded_at', '{"loaded_at": "-infinity"}'),
	('campaign_record', 'loaded in the future', '{"loaded_at": "2062-03-02"}'),
	('outbound_attempt', 'no attempt_id', '{"attempt_id": null}'),
	('outbound_attempt', 'no campaign_id', '{"campaign_id": null}'),
	('outbound_attempt', 'no usable dialled_at', '{"dialled_at": "-infinity"}'),
	('outbound_attempt', 'dialled in the future', '{"dialled_at": "2062-03-02", "answered_at": "2062-03-02",
		"connected_at": "2062-03-02", "ended_at": "2062-03-02"}'),
	('outbound_attempt', 'unknown answered_by', '{"answered_by": "dog"}'),
	('outbound_attempt', 'connected to nobody', '{"answered_by": "nobody"}'),
	('outbound_attempt', 'instants out of order', '{"answered_at": "2026-03-02 09:00+00"}'),
	('outbound_attempt', 'an instant in the future', '{"ended_at": "infinity"}'),
	('outbound_attempt', 'impossible duration', '{"dialled_at": "1980-03-02 10:00+00"}'),
	('outbound_attempt', 'no usable value', '{"value": "NaN"}'),
	('outbound_attempt', 'no currency', '{"currency": null}'),
	('outbound_attempt', 'no usable callback_at', '{"callback_at": "infinity"}'),
	('outbound_attempt', 'promised callbacks that name no entry', '{"record_id": null,
		"callback_at": "2026-03-03 10:00+00"}'),
	('outbound_attempt', 'connected at no known time after the answer', '{"answered_at": null}'),
	('outbound_attempt', 'the same attempt again', '{}'),
	('forecast', 'no usable interval_start', '{"interval_start": "infinity"}'),
	('forecast', 'no usable made_at', '{"made_at": "infinity"}'),
	('forecast', 'no usable interval_len', '{"interval_len": "0"}'),
	('forecast', 'no usable volume', '{"volume": "NaN"}'),
	('forecast', 'no usable aht_s', '{"aht_s": "Infinity"}'),
	('forecast', 'more work than is reckoned with', '{"volume": 1e9, "aht_s": 1e6}'),
	('staff_plan', 'no usable interval_start', '{"interval_start": "infinity"}'),
	('staff_plan', 'no usable interval_len', '{"interval_len": "-1 hour"}'),
	('staff_plan', 'no usable number of agents', '{"scheduled": "Infinity"}'),
	('survey_response', 'no usable contact_at', '{"contact_at": "infinity"}'),
	('survey_response', 'no usable scale', '{"scale_max": "Infinity"}'),
	('survey_response', 'answer off the scale', '{"value": 9}'),
	('quality_evaluation', 'no usable evaluated_at', '{"evaluated_at": "infinity"}'),
	('quality_evaluation', 'no usable points', '{"weight": "NaN"}'),
	('ticket_event', 'no ticket_id', '{"ticket_id": null}'),
	('ticket_event', 'no usable instant', '{"at": "infinity"}'),
	('business_hours', 'calendars that no view can use', '{"tz": "Mars/Phobos"}');

-- Each in a row with a key of its own, unless a second row of a key is the fault.
CREATE FUNCTION pg_temp.take(schema text, name text, fields jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('INSERT INTO %1$I.%2$I SELECT * FROM jsonb_populate_record(NULL::%1$I.%2$I, $1)', schema, name)
		USING fields;
	RETURN true;
EXCEPTION WHEN integrity_constraint_violation THEN
	RETURN false;
END $$;
CREATE TEMP TABLE taken AS
SELECT s.schema, f.name, f.problem, pg_temp.take(s.schema, f.name, f.fields) AS taken
FROM (
	SELECT 0 AS number, name, NULL AS problem, sound AS fields FROM sound
	UNION ALL
	SELECT row_number() OVER (), name, problem,
		coalesce(sound, '{}') || CASE WHEN problem ~ 'again|at a time' OR key IS NULL THEN '{}'
			ELSE jsonb_build_object(key, 'odd ' || row_number() OVER ()) END || change
	FROM fault LEFT JOIN sound USING (name)
) AS f
CROSS JOIN unnest('{dq,dq_row}'::text[]) AS s (schema);
SELECT set_eq($$SELECT subject, problem FROM dq_view.data_quality WHERE subject <> 'queue_interval'$$,
	'SELECT name, problem FROM fault',
	'every check has its case');
SELECT is_empty($$SELECT name, problem FROM taken WHERE NOT taken AND (schema = 'dq_row' OR problem IS NULL)$$,
	'which views take');
SELECT is_empty($$SELECT * FROM dq_view.data_quality WHERE rows_affected = 0 AND subject <> 'queue_interval'$$,
	'and is found');
SELECT is_empty('SELECT * FROM dq_view.data_quality WHERE rows_affected > 1', 'once');
SELECT set_eq($$
	SELECT subject, problem FROM dq.data_quality WHERE rows_affected = 0 AND subject <> 'queue_interval'$$, $$
	SELECT name, problem FROM taken WHERE schema = 'dq' AND NOT taken$$, 'the tables refuse the others');
SELECT is(sum(rows_affected), (SELECT count(*) FROM dq_view.rejected_visit)::numeric + (
		SELECT count(*) FROM dq_view.rejected_record),
	'what is rejected is counted')
FROM dq_view.data_quality
WHERE (subject, problem) IN (
	SELECT 'queue_visit', problem FROM dq_view.rejected_visit
	UNION
	SELECT subject, problem FROM dq_view.rejected_record);

-- A visit that comes twice over a view of one's own, and one of 2062.
DELETE FROM dq_row.queue_visit;
INSERT INTO dq_row.queue_visit SELECT v.* FROM sound, jsonb_populate_record(NULL::dq_row.queue_visit, sound) AS v,
	generate_series(1, 3) WHERE name = 'queue_visit';
INSERT INTO dq_row.queue_visit SELECT v.* FROM sound, fault, jsonb_populate_record(NULL::dq_row.queue_visit,
	sound || change) AS v WHERE sound.name = 'queue_visit' AND problem = 'queued in the future';
SELECT results_eq($$
	SELECT problem, rows_affected, rows_checked, first_at FROM dq_view.data_quality
	WHERE subject = 'queue_visit' AND rows_affected > 0 ORDER BY 1$$, $$VALUES
	('queued in the future'::text, 1::bigint, 4::bigint, '2062-03-02 00:00+00'::timestamptz),
	('the same visit again', 3, 4, '2026-03-02 10:00+00')$$, 'repeated visits, and those of the future');
SELECT is(sum(offered), 3::numeric, 'of which the latter are in no figure') FROM dq_view.queue_day;
SELECT is(count(*), 0::bigint, 'in a new model nothing is wrong')
FROM dq.data_quality WHERE subject = 'queue_visit' AND problem = 'the same visit again' AND rows_affected > 0;

-- What is stored by local day: the view shows the same as from the rows, at once and after a refresh, whatever comes
-- late, changes, goes or lies elsewhere in time.  The rows' schema gets what it takes to store it; of views nothing is.
CALL create_reporting_model('dq_row');
CALL create_reporting_views('dq_row', zone => 'Europe/Amsterdam', day_start => '03:07');
CREATE FUNCTION pg_temp.put(i integer, at timestamptz) RETURNS void LANGUAGE sql AS $$
	INSERT INTO dq_row.queue_visit (contact_id, visit_no, queue_id, agent_id, entered_at, queued_at, answered_at,
		left_at, ended_at, outcome, is_test)
	SELECT 'c' || i, 1, 'q' || i % 4, CASE WHEN i % 10 > 0 THEN 'a' END,
		CASE WHEN i % 47 = 0 THEN '1960-01-01 00:00+00'::timestamptz END,
		at, CASE WHEN i % 5 > 0 THEN at + '9 s' END,
		CASE WHEN i % 13 > 0 THEN at + (i % 31 - 1) * '1 second'::interval END,
		CASE WHEN i % 35 > 6 THEN at + '40 s' END,
		CASE WHEN i % 29 = 0 THEN 'gone' WHEN i % 5 > 0 THEN 'answered' WHEN i % 2 > 0 THEN 'abandoned' END, i % 17 = 0;
	INSERT INTO dq_row.contact (contact_id, customer_key, started_at, ended_at, revenue)
	SELECT 'c' || i, CASE WHEN i % 4 > 0 THEN 'k' || i % 9 END, at, at + (i % 23 - 1) * '1 minute'::interval,
		CASE WHEN i % 12 = 0 THEN 'NaN'::numeric END;
	INSERT INTO dq_row.agent_state (agent_id, during, state_class)
	SELECT 'a' || i, tstzrange(at, CASE WHEN i % 3 > 0 THEN at + i % 5 * '13 hours'::interval END),
		CASE i % 6 WHEN 0 THEN 'offline' WHEN 1 THEN 'away' ELSE 'handling' END
	WHERE isfinite(at);
	INSERT INTO dq_row.schedule (agent_id, during, class)
	SELECT 'a' || i, tstzrange(at, CASE WHEN i % 9 > 0 THEN at + '1 hour'::interval END),
		CASE WHEN i % 8 > 0 THEN 'absence' END
	WHERE isfinite(at);
	INSERT INTO dq_row.outbound_attempt (attempt_id, campaign_id, record_id, dialled_at, answered_by, answered_at,
		connected_at, ended_at, callback_at)
	SELECT 'o' || i, CASE WHEN i % 11 > 0 THEN 'x' END, CASE WHEN i % 7 > 0 THEN 'r' END, at, 'person',
		CASE WHEN i % 4 > 0 THEN at END, CASE WHEN i % 6 > 0 THEN at + '1 s' END, at + '9 s',
		CASE WHEN i % 8 > 3 THEN at + '1 day' END;
	INSERT INTO dq_row.self_service_session (session_id, channel, customer_key, started_at, ended_at)
	SELECT 's' || i, CASE WHEN i % 9 > 0 THEN 'ivr' END, CASE WHEN i % 4 > 0 THEN 'k' END, at,
		at + (i % 14 - 1) * '1 s'::interval
	WHERE i % 3 > 0;
	INSERT INTO dq_row.self_service_step (session_id, step_no, step, at)
	SELECT 's' || i, n, CASE WHEN i % 10 > 0 THEN 'menu' END, at + n * '5 hours'::interval
	FROM generate_series(1, 2) AS n;
	INSERT INTO dq_row.message (contact_id, message_no, actor_kind, at)
	SELECT 'c' || i + CASE WHEN i % 7 = 0 THEN 5000 ELSE 0 END, n, CASE WHEN i % 12 > 0 THEN 'agent' END,
		at + n * '9 hours'::interval
	FROM generate_series(1, 2) AS n
	WHERE i % 2 = 0;
	INSERT INTO dq_row.survey_response (response_id, contact_at, item, scale_min, scale_max, value)
	SELECT 'v' || i, at, 'csat', 1, 5, i % 7;
	INSERT INTO dq_row.customer_outcome (customer_key, at, kind, value)
	SELECT 'k' || i, at, 'renewed', CASE WHEN i % 5 = 0 THEN 1 END;
	INSERT INTO dq_row.trunk_event (attempt_id, at) SELECT 't' || i, at;
$$;
SELECT count(pg_temp.put(i, '2025-10-22 03:00+02'::timestamptz + i * '41 minutes'::interval))
FROM generate_series(1, 350) AS i;
TRUNCATE dq_row.queue;
INSERT INTO dq_row.queue (queue_id, valid) VALUES ('q0', '(,)'), ('q1', '[2025-10-25 10:00+02,2025-10-27 12:00+01)'),
	('q1', '[2025-10-28 00:00+01,)'), ('q2', 'empty');

CREATE FUNCTION pg_temp.differences() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(coalesce(s.t, r.t) || CASE WHEN s IS NULL THEN ' is lacking' ELSE ' is shown' END, E'\n')
	FROM (SELECT v::text AS t FROM dq_row.data_quality AS v WHERE subject <> 'queue_interval') AS s
	FULL JOIN (SELECT v::text AS t FROM dq_view.data_quality AS v WHERE subject <> 'queue_interval') AS r USING (t)
	WHERE s IS NULL OR r IS NULL $$;
SELECT is(pg_temp.differences(), NULL, 'nothing is stored');
CALL refresh_quality_summary('dq_row');
SELECT is(pg_temp.differences(), NULL, 'what is stored says the same');
SELECT results_eq($$SELECT from_at, to_char(to_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI'), intervals,
			late_spans
		FROM dq_row.stored_figures WHERE stored = 'quality_day'$$,
	$$VALUES ('1980-03-02 03:07+01'::timestamptz, '2026-03-04 03:07', 14::bigint, 0::bigint)$$, 'by local day');
SELECT set_eq('SELECT DISTINCT ''dq_row.'' || subject FROM dq_row.quality_day_summary',
	$$SELECT relation::text FROM stored_sources('dq_row') WHERE stored = 'quality_day'$$,
	'of each table that is watched');
SAVEPOINT before;
UPDATE dq_row.quality_day_summary SET n = n + 1000;
SELECT cmp_ok((SELECT count(*) FROM dq_row.data_quality WHERE rows_affected > 1000), '>', 45::bigint, 'and read');
ROLLBACK TO before;
SELECT count(pg_temp.put(i, now() - (i - 1000) * '1 minute'::interval)) FROM generate_series(1000, 1010) AS i;
SELECT is((SELECT count(*) FROM dq_row.stored_late WHERE stored = 'quality_day'), 0::bigint,
	'rows that come in time touch nothing that is stored');

-- One change after another; a refresh reads the days they touched alone.
CREATE FUNCTION pg_temp.after(change text, days text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
	noted text;
BEGIN
	EXECUTE change;
	noted := (
		SELECT string_agg(DISTINCT to_char(from_at AT TIME ZONE 'Europe/Amsterdam' - '03:07'::time, 'DD'), ' ')
		FROM dq_row.stored_late
		WHERE stored = 'quality_day');
	said := pg_temp.differences();
	UPDATE dq_row.stored_refresh SET again_from = 'infinity' WHERE stored = 'quality_day';
	CALL refresh_quality_summary('dq_row');
	RETURN concat('touched ' || nullif(coalesce(noted, ''), days), said, E'\nthen ' || pg_temp.differences(),
		(SELECT E'\nis late still' FROM dq_row.stored_late WHERE stored = 'quality_day' LIMIT 1));
END $$;
SELECT is(pg_temp.after(change, days), '', name)
FROM (
	VALUES ('late rows', $$SELECT pg_temp.put(2001, '2025-10-25 12:00+02')$$, '25'),
		('a row before all others', $$
			INSERT INTO dq_row.contact (contact_id, started_at) VALUES ('first', '1975-10-02 12:00+02')$$, '02'),
		('a repaired visit', $$
			UPDATE dq_row.queue_visit
			SET left_at = queued_at, answered_at = queued_at, outcome = 'answered', talk_s = 5, agent_id = 'a'
			WHERE contact_id IN ('c29', 'c58')$$, '22 23'),
		('visits on another day, in another queue, of a test', $$
			UPDATE dq_row.queue_visit SET queued_at = queued_at + '3 days' WHERE contact_id = 'c29';
			UPDATE dq_row.queue_visit SET queue_id = 'q9' WHERE contact_id = 'c100';
			UPDATE dq_row.queue_visit SET is_test = true WHERE contact_id = 'c321'$$, '22 24 25 31'),
		('contacts that go, and one that has a key', $$
			DELETE FROM dq_row.contact WHERE contact_id IN ('c10', 'c300');
			UPDATE dq_row.contact SET customer_key = 'k' WHERE contact_id = 'c200'$$, '22 27 30'),
		('a state that has ended', $$
			UPDATE dq_row.agent_state SET during = tstzrange(lower(during), lower(during) + '20 hours')
			WHERE agent_id = 'a90'$$, '24'),
		('other tables', $$
			UPDATE dq_row.schedule SET class = NULL WHERE agent_id = 'a2';
			DELETE FROM dq_row.outbound_attempt WHERE attempt_id = 'o77';
			UPDATE dq_row.self_service_session SET channel = 'web', customer_key = NULL WHERE session_id = 's99';
			UPDATE dq_row.survey_response SET value = 9 WHERE response_id = 'v200';
			INSERT INTO dq_row.trunk_event (attempt_id, at) VALUES ('late', '2025-10-29 00:00+01')$$, '22 24 27 28'),
		('messages and steps', $$
			UPDATE dq_row.message SET actor_kind = 'bot' WHERE contact_id = 'c12';
			DELETE FROM dq_row.self_service_step WHERE session_id = 's200'$$, '22 23 27 28'),
		('a table that is empty now', $$TRUNCATE dq_row.customer_outcome$$, '02'),
		('queues that nobody knew', $$
			INSERT INTO dq_row.queue (queue_id, valid) VALUES ('q3', '[2025-10-24 17:00+02,2025-10-26 01:00+02)');
			DELETE FROM dq_row.queue WHERE queue_id = 'q0'$$, ''),
		('one that was known at other times', $$
			UPDATE dq_row.queue SET valid = '[2025-10-26 02:00+01,2025-10-26 09:00+01)' WHERE queue_id = 'q1'$$, ''),
		('contacts of messages and sessions of steps that come later', $$
			INSERT INTO dq_row.queue_visit (contact_id, visit_no, queued_at) VALUES ('c5028', 1, now());
			INSERT INTO dq_row.self_service_session (session_id, channel, started_at)
			VALUES ('s3', 'ivr', now())$$, ''),
		('those that go, or have other names', $$
			DELETE FROM dq_row.queue_visit WHERE contact_id = 'c60';
			UPDATE dq_row.queue_visit SET contact_id = 'c161' WHERE contact_id = 'c162';
			DELETE FROM dq_row.self_service_session WHERE session_id = 's220'$$, '23 24 26 27 28'),
		('rows of no instant', $$SELECT pg_temp.put(2002, NULL), pg_temp.put(2003, NULL)$$, ''),
		('of the future', $$SELECT pg_temp.put(2004, now() + '3 days'), pg_temp.put(2005, now() + '3 years')$$, ''),
		('without end or beginning', $$
			SELECT pg_temp.put(2006, 'infinity'), pg_temp.put(2007, '-infinity'), pg_temp.put(2008, '-infinity')$$, ''),
		('of the zero of a clock', $$
			SELECT pg_temp.put(2010, '1970-01-01 00:00+00'), pg_temp.put(2011, '0044-03-15 12:00+00 BC')$$, ''),
		('that get an instant', $$
			UPDATE dq_row.queue_visit SET queued_at = '2025-10-25 04:07+02'
			WHERE queued_at IS NULL OR NOT isfinite(queued_at)$$, '25')
) AS c (name, change, days);

-- What is to be judged otherwise later.
INSERT INTO dq_row.contact (contact_id, started_at, ended_at)
VALUES ('soon', '2025-10-26 12:00+01', now() + '30 hours');
INSERT INTO dq_row.queue_visit (contact_id, visit_no, queued_at, left_at, ended_at, outcome)
VALUES ('later', 1, '2025-10-27 12:00+01', '2025-10-27 12:00+01', now() + '50 hours', 'flowed_out');
CALL refresh_quality_summary('dq_row');
SELECT results_eq($$SELECT subject, final_at - now() FROM dq_row.quality_day_summary
		WHERE final_at < now() + '1 year' ORDER BY 1$$,
	$$VALUES ('contact', '6 hours'::interval), ('queue_visit', '26 hours')$$, 'is known of a row in the future');
UPDATE dq_row.quality_day_summary SET n = 7, final_at = now() WHERE final_at = now() + '6 hours';
SELECT is(pg_temp.after('', ''), '', 'then its day is counted again');
SELECT bag_eq($$SELECT * FROM dq_row.quality_day_summary WHERE counted !~ '^of no known'$$,
	$$SELECT q.* FROM dq_row.quality_day_live() AS q WHERE counted !~ '^of no known'
		AND bucket_end <= (SELECT to_at FROM dq_row.stored_figures WHERE stored = 'quality_day')$$,
	'as all are after that');

-- Who may read the view alone; and where a trigger is off.
CREATE ROLE dq_reader;
GRANT USAGE ON SCHEMA dq_row TO dq_reader;
CALL create_reporting_views('dq_row', security_invoker => false);
GRANT SELECT ON dq_row.data_quality TO dq_reader;
SET LOCAL ROLE dq_reader;
SELECT cmp_ok((SELECT count(*) FROM dq_row.data_quality), '>', 100::bigint, 'who may read the view alone does');
RESET ROLE;
ALTER TABLE dq_row.trunk_event DISABLE TRIGGER note_late_quality_days_update;
CALL refresh_quality_summary('dq_row');
SELECT is((SELECT count(*) FROM dq_row.quality_day_summary), 0::bigint, 'where a trigger is off nothing is stored');
SELECT is(pg_temp.differences(), NULL, 'and all is counted');
SELECT * FROM finish();
ROLLBACK;
