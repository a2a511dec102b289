-- Paid seconds of agents by month, and of all.
--
-- when  agent_state
SELECT agent_id, month, paid_s::float8 AS paid_s, sum(paid_s) OVER (PARTITION BY month)::float8 AS all_paid_s
FROM (
	SELECT agent_id, date_trunc('month', day)::date AS month, sum(paid_s::numeric) AS paid_s
	FROM ops.agent_day
	GROUP BY agent_id, date_trunc('month', day)::date
) AS d
