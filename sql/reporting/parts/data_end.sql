-- The end of the last interval with data that is over.
--
-- uses  queue_interval_summary
(
	SELECT max(ends)
	FROM (
		SELECT max(bucket_end) AS ends
		FROM ops.queue_interval_summary
		WHERE bucket_end <= now()
		UNION ALL
		SELECT cc.upper(cc.reporting_interval(max(queued_at), :'interval_width'::interval, :'zone'::text,
			:'day_start'::time))
		FROM ops.valid_visit
		WHERE queued_at < cc.lower(cc.reporting_interval(now(), :'interval_width'::interval, :'zone'::text,
			:'day_start'::time))
	) AS e
)
