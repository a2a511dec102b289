-- Volumes by queue and medium of :volume_buckets, up to the instant.
SELECT queue_id, media,
	cc.volume_history(cc.reporting_interval(tstzrange(bucket_start, bucket_end)), cc.offered(summary)::float8,
		cc.offered(summary) * cc.aht(summary), :'zone'::text) AS history,
	cc.rollup(summary) AS summary,
	min(bucket_start) AS first_at,
	max(bucket_end) AS last_at
FROM :volume_buckets AS b
WHERE bucket_start >= (SELECT as_of - :reach FROM instant) AND bucket_end <= (SELECT as_of FROM instant)
GROUP BY queue_id, media
