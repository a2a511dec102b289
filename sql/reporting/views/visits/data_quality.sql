-- A row for each thing looked for, found or not: what the views rejected_... list, then what figures are made
-- of and should be looked at.  What the caller has no table for is looked for in none: 0 rows of 0.
-- Visits and contacts are read once; OFFSET 0 as the planner would expect as many problems as visits, and sort them.
--
-- uses  agent_state, schedule, segment, contact, cost, headcount_event, target, site, trunk_event
-- uses  feed_gap, queue, agent, maturity_check, customer_outcome, queue_interval_summary, stored_late
-- uses  forecast, staff_plan, survey_response, quality_evaluation, ticket_event, business_hours, calendar_exception
-- uses  campaign, campaign_record, outbound_attempt
-- uses  self_service_session, self_service_step, response_policy, message
-- key  subject, problem
-- role  share | ratio rows_affected / rows_checked

CREATE VIEW ops.data_quality AS
WITH visit AS MATERIALIZED (
	SELECT problem, is_test,
		count(*) AS n, min(queued_at) AS first_at,
		count(*) FILTER (WHERE stale) AS stale, min(queued_at) FILTER (WHERE stale) AS stale_at,
		count(*) FILTER (WHERE answered) AS answered,
		count(*) FILTER (WHERE unhandled) AS unhandled, min(queued_at) FILTER (WHERE unhandled) AS unhandled_at,
		count(*) FILTER (WHERE nobody) AS nobody, min(queued_at) FILTER (WHERE nobody) AS nobody_at,
		count(*) FILTER (WHERE unknown) AS unknown, min(queued_at) FILTER (WHERE unknown) AS unknown_at
	FROM (
		SELECT v.queued_at, coalesce(v.is_test, false) AS is_test,
			:visit_problem AS problem,
			v.outcome = 'answered' AS answered,
			coalesce(v.outcome, 'open') = 'open' AND v.queued_at < now() - '24 hours'::interval AS stale,
			v.outcome = 'answered' AND (:visit_talk) IS NULL AS unhandled,
			v.outcome = 'answered' AND v.agent_id IS NULL AS nobody,
			(q.valid @> v.queued_at) IS NOT TRUE AS unknown
		FROM ops.queue_visit AS v
		LEFT JOIN (
			SELECT queue_id, range_agg(valid) AS valid FROM ops.queue AS q GROUP BY queue_id
		) AS q ON q.queue_id = v.queue_id
		OFFSET 0
	) AS v
	GROUP BY problem, is_test
),
contact AS MATERIALIZED (
	SELECT problem, revenue_problem,
		count(*) AS n, min(started_at) AS first_at,
		count(*) FILTER (WHERE keyless) AS keyless, min(started_at) FILTER (WHERE keyless) AS keyless_at
	FROM (
		SELECT started_at, customer_key IS NULL AS keyless,
			:contact_problem AS problem,
			:revenue_problem AS revenue_problem
		FROM ops.contact AS c
	) AS c
	GROUP BY problem, revenue_problem
),
checked AS MATERIALIZED (
	SELECT *
	FROM (
		VALUES ('queue_visit'::text, (SELECT coalesce(sum(n), 0)::bigint FROM visit), ARRAY[
				'no queued_at', 'unknown outcome', 'answered_at contradicts outcome', 'left before queued',
				'ended before left', 'wrap-up ended before the end', 'negative duration', 'impossible duration',
				'no left_at', 'queued in the future', 'an instant in the future', 'an instant before 1971']),
			('agent_state', (SELECT count(*) FROM ops.agent_state),
				'{no agent_id,unknown state_class,no usable start,begins in the future}'),
			('schedule', (SELECT count(*) FROM ops.schedule), '{no agent_id,unknown class,no usable start and end}'),
			('segment', (SELECT count(*) FROM ops.segment), '{unknown kind,no usable start,begins in the future}'),
			('contact', (SELECT coalesce(sum(n), 0)::bigint FROM contact), ARRAY[
				'no contact_id', 'no usable started_at', 'started in the future', 'ended before it started',
				'ended in the future', 'no usable revenue']),
			('cost', (SELECT count(*) FROM ops.cost), '{no usable amount,no first day of a month}'),
			('headcount_event', (SELECT count(*) FROM ops.headcount_event), '{unknown kind,no usable date}'),
			('target', (SELECT count(*) FROM ops.target), '{no usable goal}'),
			('site', (SELECT count(*) FROM ops.site), '{unknown zone}'),
			('maturity_check', (SELECT count(*) FROM ops.maturity_check),
				'{no usable day,no usable level,no usable score}'),
			('customer_outcome', (SELECT count(*) FROM ops.customer_outcome),
				'{no customer_key,unknown kind,no usable instant,no usable value,no currency}'),
			('trunk_event', (SELECT count(*) FROM ops.trunk_event), '{no usable instant,in the future}'),
			('campaign', (SELECT count(*) FROM ops.campaign),
				'{no campaign_id,no usable starts_on,no usable machine_error_share}'),
			('campaign_record', (SELECT count(*) FROM ops.campaign_record),
				'{no campaign_id or record_id,no usable loaded_at,loaded in the future}'),
			('outbound_attempt', (SELECT count(*) FROM ops.outbound_attempt), ARRAY[
				'no attempt_id', 'no campaign_id', 'no usable dialled_at', 'dialled in the future',
				'unknown answered_by', 'connected to nobody', 'instants out of order', 'an instant in the future',
				'impossible duration', 'no usable value', 'no currency', 'no usable callback_at']),
			('self_service_session', (SELECT count(*) FROM ops.self_service_session), ARRAY[
				'no session_id', 'unknown channel', 'no usable started_at', 'started in the future',
				'ended before it started', 'ended in the future', 'unknown outcome']),
			('self_service_step', (SELECT count(*) FROM ops.self_service_step), ARRAY[
				'no session, number or name', 'no usable instant', 'in the future']),
			('response_policy', (SELECT count(*) FROM ops.response_policy), '{no days,no usable number of seconds}'),
			('message', (SELECT count(*) FROM ops.message),
				'{no contact or number,unknown actor_kind,no usable instant,in the future}'),
			('forecast', (SELECT count(*) FROM ops.forecast), ARRAY[
				'no usable interval_start', 'no usable made_at', 'no usable interval_len', 'no usable volume',
				'no usable aht_s', 'more work than is reckoned with']),
			('staff_plan', (SELECT count(*) FROM ops.staff_plan),
				'{no usable interval_start,no usable interval_len,no usable number of agents}'),
			('survey_response', (SELECT count(*) FROM ops.survey_response),
				'{no usable contact_at,no usable scale,answer off the scale}'),
			('quality_evaluation', (SELECT count(*) FROM ops.quality_evaluation),
				'{no usable evaluated_at,no usable points}'),
			('ticket_event', (SELECT count(*) FROM ops.ticket_event), '{no ticket_id,no usable instant}'),
			('queue', (SELECT count(*) FROM ops.queue), '{}'), ('agent', (SELECT count(*) FROM ops.agent), '{}')
	) AS s (subject, rows_checked, problems)
)
SELECT subject, problem, rows_affected, rows_checked,
	rows_affected::float8 / nullif(rows_checked, 0) AS share, first_at
FROM (
	SELECT s.subject, p.problem, coalesce(r.rows_affected, 0) AS rows_affected, s.rows_checked, r.first_at
	FROM checked AS s
	CROSS JOIN unnest(s.problems) AS p (problem)
	LEFT JOIN (
		SELECT subject, problem, sum(n)::bigint AS rows_affected, min(first_at) AS first_at
		FROM (
			SELECT 'queue_visit'::text AS subject, problem, n, first_at
			FROM visit WHERE NOT is_test
			UNION ALL
			SELECT 'contact', coalesce(problem, revenue_problem), n, first_at
			FROM contact
			UNION ALL
			SELECT subject, problem, count(*), min(first_at)
			FROM (
				SELECT subject, problem, first_at
				FROM ops.rejected_record WHERE subject <> 'contact'
				UNION ALL
				SELECT 'forecast', :forecast_problem, interval_start
				FROM ops.forecast AS f
				UNION ALL
				SELECT 'staff_plan', :staff_plan_problem, interval_start
				FROM ops.staff_plan AS p
				UNION ALL
				SELECT 'survey_response', :survey_problem, contact_at
				FROM ops.survey_response AS r
				UNION ALL
				SELECT 'quality_evaluation', :quality_problem, evaluated_at
				FROM ops.quality_evaluation AS e
				UNION ALL
				SELECT 'ticket_event', :ticket_event_problem, at
				FROM ops.ticket_event AS e
			) AS r
			WHERE problem IS NOT NULL
			GROUP BY subject, problem
		) AS r
		WHERE problem IS NOT NULL
		GROUP BY subject, problem
	) AS r USING (subject, problem)
	UNION ALL
	SELECT 'business_hours', 'calendars that no view can use', count(problem), count(*), NULL
	FROM (:calendars) AS c
	UNION ALL
	SELECT p.subject, p.problem, p.rows_affected, p.rows_checked, p.first_at
	FROM (
		SELECT coalesce(sum(n), 0)::bigint AS n,
			coalesce(sum(stale), 0)::bigint AS stale, min(stale_at) AS stale_at,
			coalesce(sum(answered), 0)::bigint AS answered,
			coalesce(sum(unhandled), 0)::bigint AS unhandled, min(unhandled_at) AS unhandled_at,
			coalesce(sum(nobody), 0)::bigint AS nobody, min(nobody_at) AS nobody_at,
			coalesce(sum(unknown), 0)::bigint AS unknown, min(unknown_at) AS unknown_at
		FROM visit
		WHERE problem IS NULL AND NOT is_test
	) AS v,
	LATERAL (
		VALUES ('queue_visit', 'open for more than a day', stale, n, stale_at),
			('queue_visit', 'answered without handle time', unhandled, answered, unhandled_at),
			('queue_visit', 'answered without agent', nobody, answered, nobody_at),
			('queue', 'visits of unknown queues', unknown, n, unknown_at)
	) AS p (subject, problem, rows_affected, rows_checked, first_at)
	UNION ALL
	SELECT 'contact', 'no customer_key', coalesce(sum(keyless), 0)::bigint, coalesce(sum(n), 0)::bigint, min(keyless_at)
	FROM contact
	WHERE problem IS NULL
	UNION ALL
	SELECT 'self_service_session', 'no customer_key',
		count(*) FILTER (WHERE customer_key IS NULL), count(*), min(started_at) FILTER (WHERE customer_key IS NULL)
	FROM ops.self_service_session AS s
	WHERE CASE WHEN (:session_problem) IS NULL THEN true END
	UNION ALL
	SELECT s.subject, u.problem, u.rows_affected, s.rows_checked, u.first_at
	FROM (
		SELECT 'self_service_step' AS subject, 'of no known session' AS problem, count(*) AS rows_affected,
			min(p.at) AS first_at
		FROM ops.self_service_step AS p
		WHERE NOT EXISTS (SELECT FROM ops.self_service_session AS s WHERE s.session_id = p.session_id)
		UNION ALL
		SELECT 'message', 'of no known contact', count(*), min(m.at)
		FROM ops.message AS m
		WHERE NOT EXISTS (SELECT FROM ops.queue_visit AS v WHERE v.contact_id = m.contact_id)
	) AS u
	JOIN checked AS s USING (subject)
	UNION ALL
	SELECT 'agent_state', 'in one state for more than a day',
		count(*) FILTER (WHERE too_long), count(*), min(lower(during)) FILTER (WHERE too_long)
	FROM (
		SELECT during, state_class <> 'offline'
				AND coalesce(upper(during), now()) > lower(during) + '24 hours'::interval AS too_long
		FROM ops.agent_state AS s
		WHERE CASE WHEN (:state_problem) IS NULL THEN true END
	) AS s
	UNION ALL
	SELECT 'feed_gap', 'feed gaps', count(*), count(*), min(lower(during)) FROM ops.feed_gap
	UNION ALL
	SELECT 'outbound_attempt', p.problem, p.rows_affected, p.rows_checked, p.first_at
	FROM (
		SELECT count(*) FILTER (WHERE promised) AS promised, count(*) FILTER (WHERE spoken) AS spoken,
			count(*) FILTER (WHERE nameless) AS nameless, min(dialled_at) FILTER (WHERE nameless) AS nameless_at,
			count(*) FILTER (WHERE timeless) AS timeless, min(dialled_at) FILTER (WHERE timeless) AS timeless_at
		FROM (
			SELECT dialled_at, callback_at IS NOT NULL AS promised,
				callback_at IS NOT NULL AND record_id IS NULL AS nameless,
				answered_by = 'person' AND connected_at IS NOT NULL AS spoken,
				answered_by = 'person' AND connected_at IS NOT NULL
					AND coalesce(greeted_at, answered_at) IS NULL AS timeless
			FROM ops.outbound_attempt AS a
			WHERE CASE WHEN (:attempt_problem) IS NULL THEN true END
		) AS a
	) AS a,
	LATERAL (
		VALUES ('promised callbacks that name no entry', nameless, promised, nameless_at),
			('connected at no known time after the answer', timeless, spoken, timeless_at)
	) AS p (problem, rows_affected, rows_checked, first_at)
	UNION ALL
	SELECT 'queue_interval', 'changed since it was stored',
		count(l.from_at), count(*), min(s.bucket_start) FILTER (WHERE l.from_at IS NOT NULL)
	FROM (SELECT DISTINCT bucket_start, bucket_end FROM ops.queue_interval_summary) AS s
	LEFT JOIN LATERAL (
		SELECT l.from_at FROM ops.stored_late AS l
		WHERE l.stored = 'queue_interval' AND l.from_at < s.bucket_end AND l.to_at > s.bucket_start
		LIMIT 1
	) AS l ON true
	UNION ALL
	SELECT r.subject, r.problem, r.rows_affected, s.rows_checked, r.first_at
	FROM ops.repeated_row AS r
	JOIN checked AS s ON s.subject = r.subject
) AS q;

COMMENT ON VIEW ops.data_quality IS
	'what is wrong with the data, counted';
COMMENT ON COLUMN ops.data_quality.share IS
	'rows affected of rows checked';
