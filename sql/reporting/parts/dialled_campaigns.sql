-- Campaigns with attempts, and the local days of the first and the last of them: from one campaign to the next by the
-- index, in an array, which the planner takes for short.
\set usable 'CASE WHEN (:attempt_problem) IS NULL THEN true END'
(
	SELECT n.campaign_id, f.first_day, l.last_day
	FROM unnest(ARRAY(
		WITH RECURSIVE n (campaign_id) AS (
			SELECT min(campaign_id)
			FROM ops.outbound_attempt
			UNION ALL
			SELECT (SELECT min(a.campaign_id) FROM ops.outbound_attempt AS a WHERE a.campaign_id > n.campaign_id)
			FROM n
			WHERE n.campaign_id IS NOT NULL
		)
		SELECT campaign_id FROM n
	)) AS n (campaign_id),
	LATERAL (
		SELECT :attempt_local::date AS first_day
		FROM ops.outbound_attempt AS a
		WHERE a.campaign_id = n.campaign_id AND :usable
		ORDER BY dialled_at
		LIMIT 1
	) AS f,
	LATERAL (
		SELECT :attempt_local::date AS last_day
		FROM ops.outbound_attempt AS a
		WHERE a.campaign_id = n.campaign_id AND :usable
		ORDER BY dialled_at DESC
		LIMIT 1
	) AS l
)
