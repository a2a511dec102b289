-- A row for each table, there or not.  The newest instant is of what the rows are about, which for forecasts and plans
-- lies ahead; what is rejected is not of them.
--
-- uses  agent_state, schedule, contact, forecast, staff_plan, survey_response, ticket_event, trunk_event
-- uses  outbound_attempt, outbound_day_summary
-- uses  ticket_day_summary
-- uses  quality_evaluation, queue_interval_summary, agent_interval_summary, agent_adherence_summary
-- key  subject

CREATE VIEW ops.source_freshness AS
SELECT subject, newest_at,
	extract(epoch FROM now() - newest_at)::float8 AS age_s,
	stored_to
FROM (
	SELECT 'queue_visit'::text AS subject,
		(SELECT max(queued_at) FROM ops.queue_visit AS v
			WHERE CASE WHEN (:visit_problem) IS NULL THEN true END) AS newest_at,
		(SELECT max(bucket_end) FROM ops.queue_interval_summary AS s) AS stored_to
	UNION ALL
	SELECT 'agent_state'::text AS subject,
		(SELECT max(lower(during)) FROM ops.agent_state AS s
			WHERE CASE WHEN (:state_problem) IS NULL THEN true END) AS newest_at,
		(SELECT max(bucket_end) FROM ops.agent_interval_summary AS s) AS stored_to
	UNION ALL
	SELECT 'schedule'::text AS subject,
		(SELECT max(lower(during)) FROM ops.schedule AS s
			WHERE CASE WHEN (:schedule_problem) IS NULL THEN true END) AS newest_at,
		(SELECT max(bucket_end) FROM ops.agent_adherence_summary AS s) AS stored_to
	UNION ALL
	SELECT 'contact'::text AS subject,
		(SELECT max(started_at) FROM ops.contact AS c
			WHERE CASE WHEN (:contact_problem) IS NULL THEN true END) AS newest_at,
		NULL::timestamptz AS stored_to
	UNION ALL
	SELECT 'forecast'::text AS subject,
		(SELECT max(interval_start) FROM ops.forecast AS f
			WHERE CASE WHEN (:forecast_problem) IS NULL THEN true END) AS newest_at,
		NULL::timestamptz AS stored_to
	UNION ALL
	SELECT 'staff_plan'::text AS subject,
		(SELECT max(interval_start) FROM ops.staff_plan AS p
			WHERE CASE WHEN (:staff_plan_problem) IS NULL THEN true END) AS newest_at,
		NULL::timestamptz AS stored_to
	UNION ALL
	SELECT 'survey_response'::text AS subject,
		(SELECT max(contact_at) FROM ops.survey_response AS r
			WHERE CASE WHEN (:survey_problem) IS NULL THEN true END) AS newest_at,
		NULL::timestamptz AS stored_to
	UNION ALL
	SELECT 'ticket_event'::text AS subject,
		(SELECT max(at) FROM ops.ticket_event AS e
			WHERE CASE WHEN (:ticket_event_problem) IS NULL THEN true END) AS newest_at,
		(SELECT max(bucket_end) FROM ops.ticket_day_summary AS s) AS stored_to
	UNION ALL
	SELECT 'trunk_event'::text AS subject,
		(SELECT max(at) FROM ops.trunk_event AS e
			WHERE CASE WHEN (:trunk_problem) IS NULL THEN true END) AS newest_at,
		NULL::timestamptz AS stored_to
	UNION ALL
	SELECT 'outbound_attempt'::text AS subject,
		(SELECT max(dialled_at) FROM ops.outbound_attempt AS a
			WHERE CASE WHEN (:attempt_problem) IS NULL THEN true END) AS newest_at,
		(SELECT max(bucket_end) FROM ops.outbound_day_summary AS s) AS stored_to
	UNION ALL
	SELECT 'quality_evaluation'::text AS subject,
		(SELECT max(evaluated_at) FROM ops.quality_evaluation AS e
			WHERE CASE WHEN (:quality_problem) IS NULL THEN true END) AS newest_at,
		NULL::timestamptz AS stored_to
) AS s;

COMMENT ON VIEW ops.source_freshness IS
	'how far the rows of each table reach, and what is rolled up of it';
