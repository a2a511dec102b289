-- Sites in zones of their own, side by side by what their clocks show: half past nine is a row of each.
--
-- key  site_id, local_day, local_time

CREATE VIEW ops.site_slot AS
SELECT site_id, zone, local_day, local_time,
	cc.offered(s) AS offered,
	cc.answered(s) AS answered,
	cc.answered_within(s, :'threshold'::float8) AS answered_within,
	cc.abandoned(s) AS abandoned,
	cc.service_judged(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_judged,
	cc.service_met(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_met,
	cc.service_level(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_level
FROM (
	SELECT site_id, i.zone,
		(bucket_start AT TIME ZONE i.zone)::date AS local_day,
		(bucket_start AT TIME ZONE i.zone)::time::text AS local_time,
		cc.rollup(summary) AS s
	FROM (:summaries) AS b
	JOIN (
		SELECT site_id, zone
		FROM ops.site
		WHERE CASE WHEN (:site_problem) IS NULL THEN true END
	) AS i USING (site_id)
	GROUP BY site_id, i.zone, (bucket_start AT TIME ZONE i.zone)::date, (bucket_start AT TIME ZONE i.zone)::time::text
) AS b;

COMMENT ON VIEW ops.site_slot IS
	'sites by local slot of their own wall clock: for one wall by instant, group queue_interval instead';
