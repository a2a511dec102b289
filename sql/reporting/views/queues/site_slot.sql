CREATE VIEW ops.site_slot AS
SELECT site_id, zone, local_day, local_time, offered, answered, answered_within, abandoned, service_judged,
	round(service_level * service_judged)::bigint AS service_met, service_level
FROM (SELECT *, :service_judged AS service_judged FROM (SELECT site_id, zone, local_day, local_time, open_late, cc.offered(s) AS offered, cc.answered(s) AS answered,
	cc.answered_within(s, :'threshold'::float8) AS answered_within, cc.abandoned(s) AS abandoned, cc.abandoned_within(s, :'threshold'::float8) AS abandoned_within,
	cc.abandoned_within(s, :'short_abandon'::float8) AS abandoned_short, cc.flowed_out(s) AS flowed_out, cc.callbacks(s) AS callbacks, cc.blocked(s) AS blocked,
	cc.system_errors(s) AS system_errors, cc.service_level(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_level
FROM (SELECT site_id, i.zone, (bucket_start AT TIME ZONE i.zone)::date AS local_day, (bucket_start AT TIME ZONE i.zone)::time AS local_time,
		cc.rollup(summary) AS s, sum(open_late)::bigint AS open_late
	FROM (:summaries) b JOIN ops.site i USING (site_id)
	GROUP BY site_id, i.zone, (bucket_start AT TIME ZONE i.zone)::date, (bucket_start AT TIME ZONE i.zone)::time) b) b) b;

COMMENT ON VIEW ops.site_slot IS
	'sites by local slot of their own wall clock: for one wall by instant, group queue_interval instead';
