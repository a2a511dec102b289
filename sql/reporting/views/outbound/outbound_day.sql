-- By the day first, as an index has the attempts.
--
-- key  campaign_id, list_id, day

CREATE VIEW ops.outbound_day AS
SELECT campaign_id, list_id, day,
	:outbound_figures
FROM (
	SELECT campaign_id, list_id, day,
		:outbound_sums
	FROM (:attempts) AS a
	GROUP BY day, campaign_id, list_id
) AS x;

COMMENT ON VIEW ops.outbound_day IS
	'outbound calls by campaign, list and local day';
