-- The first instant of a table's ranges from x.at on: that itself, where it is in one, or else the next start.
(
	SELECT x.at
	FROM ops.:months_table
	WHERE during @> x.at AND x.at < now() AND lower(during) >= :first_instant
	LIMIT 1
),
(
	SELECT min(lower(during))
	FROM ops.:months_table
	WHERE lower(during) >= greatest(x.at, :first_instant) AND lower(during) < now()
)
