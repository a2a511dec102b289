-- A summary for each threshold, judged by it, then added up; what is short is no longer than the threshold.  A
-- threshold that judged no visit is not told.
--
-- key  queue_id, media, day

CREATE VIEW ops.queue_own_threshold_day AS
SELECT queue_id, media, day,
	CASE WHEN NOT lowest < highest THEN lowest END AS threshold_s,
	lowest AS lowest_threshold_s,
	highest AS highest_threshold_s,
	lowest < highest AS mixed_thresholds,
	offered, answered, answered_within, abandoned, abandoned_within,
	service_judged, service_met,
	service_met::float8 / nullif(service_judged, 0) AS service_level,
	queue_name
FROM (
	SELECT queue_id, media, day,
		min(threshold_s) FILTER (WHERE service_judged > 0) AS lowest,
		max(threshold_s) FILTER (WHERE service_judged > 0) AS highest,
		sum(offered)::bigint AS offered,
		sum(answered)::bigint AS answered,
		sum(answered_within)::bigint AS answered_within,
		sum(abandoned)::bigint AS abandoned,
		sum(abandoned_within)::bigint AS abandoned_within,
		sum(service_judged)::bigint AS service_judged,
		sum(service_met)::bigint AS service_met
	FROM (
		SELECT queue_id, media, day, threshold_s,
			cc.offered(s) AS offered,
			cc.answered(s) AS answered,
			cc.answered_within(s, threshold_s) AS answered_within,
			cc.abandoned(s) AS abandoned,
			cc.abandoned_within(s, threshold_s) AS abandoned_within,
			cc.service_judged(s, threshold_s, :'variant'::text, short_s) AS service_judged,
			cc.service_met(s, threshold_s, :'variant'::text, short_s) AS service_met
		FROM (
			SELECT queue_id, media, day, threshold_s,
				least(threshold_s, :'short_abandon'::float8) AS short_s,
				cc.queue_summary(outcome, wait_s) AS s
			FROM (
				SELECT queue_id, media,
					(queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
					outcome, wait_s,
					coalesce(sl_threshold_s, :'threshold'::float8) AS threshold_s
				FROM ops.valid_visit
			) AS v
			GROUP BY queue_id, media, day, threshold_s
		) AS v
	) AS v
	GROUP BY queue_id, media, day
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_own_threshold_day IS
	'service level by queue and local day of the entry, each visit judged by its own threshold (sl_threshold_s), '
	'one without by that of the views';
COMMENT ON COLUMN ops.queue_own_threshold_day.threshold_s IS
	'threshold that judged the visits, seconds; NULL: different ones';
COMMENT ON COLUMN ops.queue_own_threshold_day.answered_within IS
	'visits answered within their threshold';
COMMENT ON COLUMN ops.queue_own_threshold_day.abandoned_within IS
	'visits abandoned within their threshold';
