-- The hour is that of the clock on the wall, in which the second of two alike is the same.
--
-- key  campaign_id, day, hour

\set outbound_by 'campaign_id, hour'
\set outbound_grain '''hour'''
CREATE VIEW ops.outbound_hour AS
SELECT campaign_id, day, hour,
	:outbound_figures
FROM (SELECT *, :outbound_worth FROM (:outbound_rows) AS r) AS x;

COMMENT ON VIEW ops.outbound_hour IS
	'outbound calls by campaign, local day and hour of the day';
