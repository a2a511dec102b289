-- The tables of the model refuse some of these; mapped ones may not.
--
-- uses  agent_state, schedule, segment, contact, cost, headcount_event, target, site, trunk_event
-- uses  maturity_check, customer_outcome
-- uses  campaign, campaign_record, outbound_attempt
-- uses  self_service_session, self_service_step, response_policy, message
-- key  subject, record

CREATE VIEW ops.rejected_record AS
SELECT subject, record, first_at, problem
FROM (
	SELECT 'agent_state'::text AS subject,
		concat_ws(', ', agent_id, during) AS record,
		lower(during) AS first_at,
		:state_problem AS problem
	FROM ops.agent_state AS s
	UNION ALL
	SELECT 'schedule', concat_ws(', ', agent_id, version_no, during), lower(during), :schedule_problem
	FROM ops.schedule AS s
	UNION ALL
	SELECT 'segment', concat_ws(', ', contact_id, seg_no), lower(during), :segment_problem
	FROM ops.segment AS s
	UNION ALL
	SELECT 'contact', contact_id, started_at, coalesce(:contact_problem, :revenue_problem)
	FROM ops.contact AS c
	UNION ALL
	SELECT 'cost', concat_ws(', ', scope, month, kind, currency), NULL, :cost_problem
	FROM ops.cost AS c
	UNION ALL
	SELECT 'headcount_event', concat_ws(', ', agent_id, date, kind), NULL, :headcount_problem
	FROM ops.headcount_event AS h
	UNION ALL
	SELECT 'target', concat_ws(', ', scope, kpi, valid), NULL, :target_problem
	FROM ops.target AS t
	UNION ALL
	SELECT 'site', site_id, NULL, :site_problem
	FROM ops.site AS s
	UNION ALL
	SELECT 'maturity_check', concat_ws(', ', framework, assessed_on, dimension, check_point), NULL, :maturity_problem
	FROM ops.maturity_check AS m
	UNION ALL
	SELECT 'customer_outcome', concat_ws(', ', at, kind), at, :outcome_problem
	FROM ops.customer_outcome AS o
	UNION ALL
	SELECT 'trunk_event', attempt_id, at, :trunk_problem
	FROM ops.trunk_event AS e
	UNION ALL
	SELECT 'campaign', campaign_id, NULL, :campaign_problem
	FROM ops.campaign AS c
	UNION ALL
	SELECT 'campaign_record', concat_ws(', ', campaign_id, record_id), loaded_at, :campaign_record_problem
	FROM ops.campaign_record AS r
	UNION ALL
	SELECT 'outbound_attempt', attempt_id, dialled_at, :attempt_problem
	FROM ops.outbound_attempt AS a
	UNION ALL
	SELECT 'self_service_session', session_id, started_at, :session_problem
	FROM ops.self_service_session AS s
	UNION ALL
	SELECT 'self_service_step', concat_ws(', ', session_id, step_no), at, :step_problem
	FROM ops.self_service_step AS p
	UNION ALL
	SELECT 'response_policy', concat_ws(', ', queue_id, valid), NULL, :policy_problem
	FROM ops.response_policy AS p
	UNION ALL
	SELECT 'message', concat_ws(', ', contact_id, message_no), at, :message_problem
	FROM ops.message AS m
) AS r
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_record IS
	'rows of other tables that no other view counts, and why; of a contact without a usable revenue that alone';
