-- Customers of a day and medium: merged contacts.  They are sorted by a hash first, which compares faster than a key.
SELECT day, media,
	max(queue_id) FILTER (WHERE position = 0) AS queue_id,
	:merged_outcome
FROM (
	SELECT *, :place_in_order
	FROM (
		SELECT *, hashtextextended(customer, 0) AS hash
		FROM (
			SELECT *, coalesce('k' || customer_key, 'c' || contact_id) AS customer
			FROM (:contacts) AS c
		) AS c
	) AS c
	WINDOW w AS (PARTITION BY day, media, hash, customer ORDER BY queued_at, contact_id
		ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
) AS c
GROUP BY day, media, hash, customer
