-- Handle times between :bounds, from the visits: a bound is part of what is below it.
SELECT queue_id, media, day,
	(:bounds)[place + 1] AS upto_s,
	count(*) AS answered,
	sum(handle_s::numeric)::float8 AS handle_s
FROM (
	SELECT queue_id, media, handle_s,
		(queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		width_bucket(-handle_s, ARRAY(SELECT -x FROM unnest(:bounds) AS x ORDER BY -x)) AS place_below
	FROM ops.valid_visit
	WHERE outcome = 'answered' AND handle_s IS NOT NULL
) AS v
CROSS JOIN LATERAL (SELECT cardinality(:bounds) - place_below AS place) AS p
GROUP BY queue_id, media, day, place
