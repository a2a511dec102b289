-- A row for each thing looked for, found or not: what the views rejected_... list, then what figures are made
-- of and should be looked at.  What the caller has no table for is looked for in none: 0 rows of 0.
-- Large tables are counted by a text of their own, of which refresh_quality_summary stores days; of queues it is judged
-- now which are known.
--
-- uses  agent_state, schedule, segment, contact, cost, headcount_event, target, site, trunk_event
-- uses  feed_gap, queue, agent, maturity_check, customer_outcome, queue_interval_summary, stored_late
-- uses  forecast, staff_plan, survey_response, quality_evaluation, ticket_event, business_hours, calendar_exception
-- uses  campaign, campaign_record, outbound_attempt
-- uses  self_service_session, self_service_step, response_policy, message
-- uses  quality_day_summary
-- key  subject, problem
-- role  share | ratio rows_affected / rows_checked

:quality_live

:quality_between

CREATE VIEW ops.data_quality AS
WITH :counted_days
counted AS MATERIALIZED (
	:counted_rows
),
sums AS MATERIALIZED (
	SELECT subject, counted AS problem, sum(n)::bigint AS n, min(first_at) AS first_at
	FROM counted AS c
	GROUP BY subject, counted
	UNION ALL
	SELECT subject, 'usable', sum(CASE counted WHEN 'all' THEN n ELSE -n END)::bigint, NULL
	FROM counted AS c
	WHERE subject IN ('contact', 'self_service_session', 'agent_state')
		AND counted NOT IN ('no usable revenue', 'no customer_key', 'in one state for more than a day')
	GROUP BY subject
),
queue_times AS MATERIALIZED (
	SELECT q.queue_id, c.n, c.first_at, c.last_at, q.valid,
		coalesce(q.valid @> tstzrange(c.first_at, c.last_at, '[]'), false) AS known,
		coalesce(q.valid && tstzrange(c.first_at, c.last_at, '[]'), false) AS known_at_times
	FROM counted AS c
	LEFT JOIN (
		SELECT queue_id, range_agg(valid) AS valid FROM ops.queue AS q GROUP BY queue_id
	) AS q ON q.queue_id = c.of_id
	WHERE c.subject = 'queue_visit' AND c.counted = 'usable'
),
checked AS MATERIALIZED (
	SELECT subject, problems, coalesce(rows_checked, (
			SELECT a.n FROM sums AS a WHERE a.subject = s.subject AND a.problem = 'all'), 0) AS rows_checked
	FROM (
		VALUES ('queue_visit'::text, NULL::bigint, ARRAY[
				'no queued_at', 'unknown outcome', 'answered_at contradicts outcome', 'left before queued',
				'ended before left', 'wrap-up ended before the end', 'negative duration', 'impossible duration',
				'no left_at', 'queued in the future', 'an instant in the future', 'an instant before 1971']),
			('agent_state', NULL,
				'{no agent_id,unknown state_class,no usable start,begins in the future}'),
			('schedule', NULL, '{no agent_id,unknown class,no usable start and end}'),
			('segment', (SELECT count(*) FROM ops.segment), '{unknown kind,no usable start,begins in the future}'),
			('contact', NULL, ARRAY[
				'no contact_id', 'no usable started_at', 'started in the future', 'ended before it started',
				'ended in the future', 'no usable revenue']),
			('cost', (SELECT count(*) FROM ops.cost), '{no usable amount,no first day of a month}'),
			('headcount_event', (SELECT count(*) FROM ops.headcount_event), '{unknown kind,no usable date}'),
			('target', (SELECT count(*) FROM ops.target), '{no usable goal}'),
			('site', (SELECT count(*) FROM ops.site), '{unknown zone}'),
			('maturity_check', (SELECT count(*) FROM ops.maturity_check),
				'{no usable day,no usable level,no usable score}'),
			('customer_outcome', NULL,
				'{no customer_key,unknown kind,no usable instant,no usable value,no currency}'),
			('trunk_event', NULL, '{no usable instant,in the future}'),
			('campaign', (SELECT count(*) FROM ops.campaign),
				'{no campaign_id,no usable starts_on,no usable machine_error_share}'),
			('campaign_record', (SELECT count(*) FROM ops.campaign_record),
				'{no campaign_id or record_id,no usable loaded_at,loaded in the future}'),
			('outbound_attempt', NULL, ARRAY[
				'no attempt_id', 'no campaign_id', 'no usable dialled_at', 'dialled in the future',
				'unknown answered_by', 'connected to nobody', 'instants out of order', 'an instant in the future',
				'impossible duration', 'no usable value', 'no currency', 'no usable callback_at']),
			('self_service_session', NULL, ARRAY[
				'no session_id', 'unknown channel', 'no usable started_at', 'started in the future',
				'ended before it started', 'ended in the future', 'unknown outcome']),
			('self_service_step', NULL, ARRAY[
				'no session, number or name', 'no usable instant', 'in the future']),
			('response_policy', (SELECT count(*) FROM ops.response_policy), '{no days,no usable number of seconds}'),
			('message', NULL,
				'{no contact or number,unknown actor_kind,no usable instant,in the future}'),
			('forecast', (SELECT count(*) FROM ops.forecast), ARRAY[
				'no usable interval_start', 'no usable made_at', 'no usable interval_len', 'no usable volume',
				'no usable aht_s', 'more work than is reckoned with']),
			('staff_plan', (SELECT count(*) FROM ops.staff_plan),
				'{no usable interval_start,no usable interval_len,no usable number of agents}'),
			('survey_response', NULL,
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
			SELECT subject, problem, n, first_at
			FROM sums
			UNION ALL
			SELECT subject, problem, count(*), min(first_at)
			FROM (
				SELECT subject, problem, first_at
				FROM ops.rejected_record
				WHERE subject NOT IN ('contact', 'agent_state', 'schedule', 'customer_outcome', 'trunk_event',
					'outbound_attempt', 'self_service_session', 'self_service_step', 'message')
				UNION ALL
				SELECT 'forecast', :forecast_problem, interval_start
				FROM ops.forecast AS f
				UNION ALL
				SELECT 'staff_plan', :staff_plan_problem, interval_start
				FROM ops.staff_plan AS p
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
		GROUP BY subject, problem
	) AS r USING (subject, problem)
	UNION ALL
	SELECT 'business_hours', 'calendars that no view can use', count(problem), count(*), NULL
	FROM (:calendars) AS c
	UNION ALL
	SELECT p.subject, p.problem, coalesce(r.n, 0), coalesce(a.n, 0), r.first_at
	FROM (
		VALUES ('queue_visit', 'open for more than a day', 'usable'),
			('queue_visit', 'answered without handle time', 'answered'),
			('queue_visit', 'answered without agent', 'answered'),
			('contact', 'no customer_key', 'usable'), ('self_service_session', 'no customer_key', 'usable'),
			('agent_state', 'in one state for more than a day', 'usable'),
			('outbound_attempt', 'promised callbacks that name no entry', 'promised'),
			('outbound_attempt', 'connected at no known time after the answer', 'spoken')
	) AS p (subject, problem, among)
	LEFT JOIN sums AS r USING (subject, problem)
	LEFT JOIN sums AS a ON a.subject = p.subject AND a.problem = p.among
	UNION ALL
	SELECT 'queue', 'visits of unknown queues', coalesce(sum(n), 0)::bigint, coalesce(sum(checked), 0)::bigint,
		min(first_at)
	FROM (
		SELECT n AS checked, CASE WHEN NOT known_at_times THEN n END AS n,
			CASE WHEN NOT known_at_times THEN first_at END AS first_at
		FROM queue_times
		UNION ALL
		SELECT 0, count(*), min(v.queued_at)
		FROM queue_times AS c
		JOIN ops.queue_visit AS v ON v.queue_id = c.queue_id AND v.queued_at BETWEEN c.first_at AND c.last_at
		WHERE c.known_at_times AND NOT c.known AND NOT c.valid @> v.queued_at
			AND v.is_test IS NOT TRUE AND CASE WHEN (:visit_problem) IS NULL THEN true END
	) AS q
	UNION ALL
	SELECT s.subject, u.problem, u.rows_affected, s.rows_checked, u.first_at
	FROM (
		SELECT 'self_service_step' AS subject, 'of no known session' AS problem,
			coalesce(sum(n), 0)::bigint AS rows_affected, min(first_at) AS first_at
		FROM (:strays) AS c
		WHERE c.counted = 'of no known session'
		UNION ALL
		SELECT 'message', 'of no known contact', coalesce(sum(n), 0)::bigint, min(first_at)
		FROM (:strays) AS c
		WHERE c.counted = 'of no known contact'
	) AS u
	JOIN checked AS s USING (subject)
	UNION ALL
	SELECT 'feed_gap', 'feed gaps', count(*), count(*), min(lower(during)) FROM ops.feed_gap
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
