-- An agent serves the queues that at least a tenth of the visits were of which the agent answered in the last four
-- weeks with visits; queues that have an agent in common, one by one, are a pool, named by the first of them.  A table
-- of this name and these columns takes the place of the view.
--
-- key  queue_id

CREATE VIEW ops.queue_pool AS
SELECT v.*, queue_name
FROM (
	WITH RECURSIVE answered AS (
		SELECT agent_id, queue_id, count(*) AS visits
		FROM ops.valid_visit
		WHERE outcome = 'answered' AND agent_id IS NOT NULL AND queue_id IS NOT NULL
			AND queued_at >= (SELECT max(queued_at) FROM ops.valid_visit) - '28 days'::interval
		GROUP BY agent_id, queue_id
	),
	serves AS MATERIALIZED (
		SELECT agent_id, queue_id
		FROM (
			SELECT agent_id, queue_id, visits, sum(visits) OVER (PARTITION BY agent_id) AS all_visits
			FROM answered
		) AS a
		WHERE 10 * visits >= all_visits
	),
	pair AS MATERIALIZED (
		SELECT DISTINCT a.queue_id AS one, b.queue_id AS other
		FROM serves AS a
		JOIN serves AS b USING (agent_id)
	),
	reach (one, other) AS (
		SELECT one, other FROM pair
		UNION
		SELECT r.one, p.other
		FROM reach AS r
		JOIN pair AS p ON p.one = r.other
	)
	SELECT one AS queue_id, min(other) AS pool_id
	FROM reach
	GROUP BY one
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_pool IS
	'queues that share agents are a pool: by the visits answered in the last four weeks with visits';
