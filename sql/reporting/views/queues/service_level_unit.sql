-- Visits come from the summaries; contacts and customers are visits merged into one, summarised in the same way.
--
-- key  per, day, queue_id, media

CREATE VIEW ops.service_level_unit AS
SELECT per, day, queue_id, media, offered,
	answered, answered_within, abandoned, abandoned_within, abandoned_short,
	flowed_out, callbacks, blocked, system_errors, still_open,
	service_judged, service_met, service_level,
	asa, asa * answered AS answer_wait_s,
	mean_wait, mean_wait * offered AS wait_s,
	queue_name
FROM (
	SELECT 'visit'::text AS per,
		(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, queue_id, media,
		cc.rollup(summary) AS s
	FROM (:summaries) AS b
	WHERE media IS DISTINCT FROM 'callback'
	GROUP BY day, queue_id, media
	UNION ALL
	SELECT per, day, queue_id, media,
		cc.queue_summary(outcome, wait_s)
	FROM (
		SELECT 'contact'::text AS per, day, queue_id, media, outcome, wait_s
		FROM (:contacts) AS c
		UNION ALL
		SELECT 'customer', day, queue_id, media, outcome, wait_s
		FROM (:customers) AS c
	) AS u
	GROUP BY per, day, queue_id, media
) AS u
:queue_counts
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.service_level_unit IS
	'service level per visit, per contact (answered if any of its visits was) or per customer (redials by the '
	'same medium on the same local day merged), by local day, queue and medium of the first visit; callbacks left '
	'out';
