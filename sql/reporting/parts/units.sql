-- Contacts whose first visit is of :unit_span, and customers of a day and medium: merged contacts; one that waits has
-- its contacts beside it.  Both in one pass, as a contact merged is itself.  They are sorted by a hash first, which
-- compares faster than a key.
SELECT per, day, media,
	max(queue_id) FILTER (WHERE position = 0) AS queue_id,
	:merged_outcome,
	CASE WHEN bool_or(waits) THEN array_agg(contact_id::text ORDER BY contact_id) END AS contact_ids
FROM (
	SELECT *, :place_in_order
	FROM (
		SELECT *, hashtextextended(unit, 0) AS hash
		FROM (:contacts) AS c
		CROSS JOIN LATERAL (
			VALUES ('contact'::text, 'c' || contact_id),
				('customer', coalesce('k' || customer_key, 'c' || contact_id))
		) AS p (per, unit)
	) AS c
	WINDOW w AS (PARTITION BY per, day, media, hash, unit ORDER BY queued_at, contact_id
		ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
) AS c
GROUP BY per, day, media, hash, unit
