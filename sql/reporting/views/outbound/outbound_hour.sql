-- The hour is that of the clock on the wall, in which the second of two alike is the same.
--
-- key  campaign_id, day, hour

CREATE VIEW ops.outbound_hour AS
SELECT campaign_id, day, hour,
	:outbound_figures
FROM (
	SELECT campaign_id, day, hour,
		:outbound_sums
	FROM (:attempts) AS a
	GROUP BY day, hour, campaign_id
) AS x;

COMMENT ON VIEW ops.outbound_hour IS
	'outbound calls by campaign, local day and hour of the day';
