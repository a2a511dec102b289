-- The intervals from the first to the last that a visit reaches, by :span, of those that cross one, by :crosses.
SELECT cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end
FROM (
	SELECT least(first_at, (
			SELECT min(lower(:span))
			FROM ops.valid_visit
			WHERE :crosses AND :span @> first_at)) AS first_at,
		greatest(last_at, (
			SELECT max(coalesce(upper(:span), now()))
			FROM ops.valid_visit
			WHERE :crosses AND :span @> last_at)) + '1 microsecond'::interval AS last_at
	FROM (
		SELECT min(queued_at) AS first_at, max(queued_at) AS last_at
		FROM ops.queue_visit
		WHERE queued_at >= :first_instant AND queued_at <= now()
	) AS q
) AS q,
LATERAL cc.reporting_intervals(first_at, last_at, :'interval_width'::interval, :'zone'::text, :'day_start'::time) AS b
