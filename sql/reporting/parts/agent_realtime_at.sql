-- Agents at :as_of.
SELECT agent_id, media, state_class, state, aux_code,
	lower(during) AS since,
	extract(epoch FROM :as_of - lower(during))::float8 AS seconds
FROM ops.agent_state
WHERE during @> :as_of AND CASE WHEN (:state_problem) IS NULL THEN true END AND state_class <> 'offline'
