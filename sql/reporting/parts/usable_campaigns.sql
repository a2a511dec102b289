-- Campaigns without a problem, each once.
--
-- uses  campaign
(
	SELECT campaign_id,
		min(name) AS campaign_name,
		min(starts_on) AS starts_on,
		min(machine_error_share) AS machine_error_share
	FROM ops.campaign AS c
	WHERE CASE WHEN (:campaign_problem) IS NULL THEN true END
	GROUP BY campaign_id
)
