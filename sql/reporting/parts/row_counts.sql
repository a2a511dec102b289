-- Rows of most tables in :counted_span, by :counted_day: all, those of each problem, and of those without what is to be
-- looked at.  All are counted apart, as nothing is to be computed of most rows but that nothing is wrong.
--
-- uses  contact, agent_state, schedule, self_service_session, self_service_step, survey_response, customer_outcome
-- uses  trunk_event, message
\set a_day_ahead 'now() + ''24 hours''::interval'
\set final_end 'CASE WHEN :counted_for_good AND ended_at > :a_day_ahead THEN ended_at - ''24 hours''::interval END'
\set no_key 'CASE WHEN customer_key IS NULL THEN ''no customer_key'' END'
\set too_long 'coalesce(upper(during), now()) > lower(during) + ''24 hours''::interval'
SELECT r.subject, r.day, r.counted, NULL::text AS of_id, r.n, r.first_at, NULL::timestamptz AS last_at, r.final_at
FROM (
\set counted_at started_at
	SELECT 'contact'::text AS subject, :counted_day AS day, 'all'::text AS counted, count(*) AS n,
		NULL::timestamptz AS first_at, min(:final_end) AS final_at
	FROM ops.contact AS c WHERE :counted_span GROUP BY 2
	UNION ALL SELECT 'self_service_session', :counted_day, 'all', count(*), NULL, min(:final_end)
	FROM ops.self_service_session AS s WHERE :counted_span GROUP BY 2
\set counted_at lower(during)
	UNION ALL SELECT 'agent_state', :counted_day, 'all', count(*), NULL, NULL
	FROM ops.agent_state AS s WHERE :counted_span GROUP BY 2
	UNION ALL SELECT 'schedule', :counted_day, 'all', count(*), NULL, NULL
	FROM ops.schedule AS s WHERE :counted_span GROUP BY 2
\set counted_at contact_at
	UNION ALL SELECT 'survey_response', :counted_day, 'all', count(*), NULL, NULL
	FROM ops.survey_response AS r WHERE :counted_span GROUP BY 2
\set counted_at at
	UNION ALL SELECT 'customer_outcome', :counted_day, 'all', count(*), NULL, NULL
	FROM ops.customer_outcome AS o WHERE :counted_span GROUP BY 2
	UNION ALL SELECT 'trunk_event', :counted_day, 'all', count(*), NULL, NULL
	FROM ops.trunk_event AS e WHERE :counted_span GROUP BY 2
	UNION ALL SELECT 'message', :counted_day, 'all', count(*), NULL, NULL
	FROM ops.message AS m WHERE :counted_span GROUP BY 2
	UNION ALL SELECT 'self_service_step', :counted_day, 'all', count(*), NULL, NULL
	FROM ops.self_service_step AS p WHERE :counted_span GROUP BY 2
	UNION ALL
	SELECT subject, day, counted, count(*), min(at), NULL
	FROM (
\set counted_at started_at
		SELECT 'contact' AS subject, :counted_day AS day, :counted_at AS at,
			coalesce(:contact_problem, :revenue_problem) AS counted
		FROM ops.contact AS c WHERE :counted_span
		UNION ALL SELECT 'contact', :counted_day, :counted_at, CASE WHEN (:contact_problem) IS NULL THEN :no_key END
		FROM ops.contact AS c WHERE :counted_span
		UNION ALL SELECT 'self_service_session', :counted_day, :counted_at, coalesce(:session_problem, :no_key)
		FROM ops.self_service_session AS s WHERE :counted_span
\set counted_at lower(during)
		UNION ALL SELECT 'agent_state', :counted_day, :counted_at, coalesce(:state_problem,
			CASE WHEN state_class <> 'offline' AND :too_long THEN 'in one state for more than a day' END)
		FROM ops.agent_state AS s WHERE :counted_span
		UNION ALL SELECT 'schedule', :counted_day, :counted_at, :schedule_problem
		FROM ops.schedule AS s WHERE :counted_span
\set counted_at contact_at
		UNION ALL SELECT 'survey_response', :counted_day, :counted_at, :survey_problem
		FROM ops.survey_response AS r WHERE :counted_span
\set counted_at at
		UNION ALL SELECT 'customer_outcome', :counted_day, :counted_at, :outcome_problem
		FROM ops.customer_outcome AS o WHERE :counted_span
		UNION ALL SELECT 'trunk_event', :counted_day, :counted_at, :trunk_problem
		FROM ops.trunk_event AS e WHERE :counted_span
		UNION ALL SELECT 'message', :counted_day, :counted_at, :message_problem
		FROM ops.message AS m WHERE :counted_span
		UNION ALL SELECT 'self_service_step', :counted_day, :counted_at, :step_problem
		FROM ops.self_service_step AS p WHERE :counted_span
	) AS r
	WHERE counted IS NOT NULL
	GROUP BY subject, day, counted
) AS r
