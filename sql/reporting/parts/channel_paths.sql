-- Paths that began in [:path_from, :path_to), which are starts of local days, by that day.  A touch begins one unless
-- the customer's touch before it ended within containment_days before, and began no longer before the day; a path is
-- read up to containment_days after its day.  So each day is made from what lies within that window around it, whatever
-- other days are read beside.  Rows are sorted by key as bytes, which compare faster than words.
SELECT d.*
FROM (SELECT :path_from AS from_at, :path_to AS to_at) AS w
CROSS JOIN LATERAL (
	SELECT day, path, touches,
		count(*) AS paths,
		sum(contacts)::bigint AS contacts,
		count(*) FILTER (WHERE result = 'completed') AS completed,
		count(*) FILTER (WHERE result = 'abandoned') AS abandoned,
		count(*) FILTER (WHERE result = 'resolved') AS resolved,
		count(*) FILTER (WHERE result = 'unresolved') AS unresolved
	FROM (
		SELECT day, string_agg(channel, ' > ' ORDER BY at, kind, id) AS path,
			count(*) AS touches,
			count(*) FILTER (WHERE kind = 2) AS contacts,
			(array_agg(result ORDER BY at DESC, kind DESC, id DESC))[1] AS result
		FROM (
			SELECT *, (begun_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day
			FROM (
				SELECT *,
					max(at) FILTER (WHERE begins) OVER (PARTITION BY customer_key ORDER BY at, kind, id) AS begun_at
				FROM (
					SELECT *,
						(
							lag(until) OVER c >= at - :containment_reach
							AND lag(at) OVER c
								>= (:touch_day + :'day_start'::time) AT TIME ZONE :'zone'::text - :containment_reach
						) IS NOT TRUE AS begins
					FROM (
						SELECT customer_key COLLATE "C" AS customer_key, started_at AS at,
							coalesce(ended_at, started_at) AS until, 1 AS kind,
							session_id COLLATE "C" AS id, channel,
							CASE WHEN outcome IN ('completed', 'abandoned') THEN outcome END AS result
						FROM :usable_sessions AS s
						WHERE customer_key IS NOT NULL AND started_at >= w.from_at - :containment_reach
							AND started_at < w.to_at + :containment_reach
						UNION ALL
						SELECT customer_key COLLATE "C", started_at, coalesce(ended_at, started_at), 2,
							contact_id COLLATE "C", coalesce(media, '?'),
							CASE WHEN resolved THEN 'resolved' WHEN NOT resolved THEN 'unresolved' END
						FROM :usable_contacts AS c
						WHERE customer_key IS NOT NULL AND direction IS DISTINCT FROM 'outbound'
							AND started_at >= w.from_at - :containment_reach
							AND started_at < w.to_at + :containment_reach
					) AS t
					WINDOW c AS (PARTITION BY customer_key ORDER BY at, kind, id)
				) AS t
			) AS t
			WHERE begun_at >= w.from_at AND begun_at < w.to_at
		) AS t
		WHERE at < (day + 1 + :'day_start'::time) AT TIME ZONE :'zone'::text + :containment_reach
		GROUP BY day, customer_key, begun_at
	) AS t
	GROUP BY day, path, touches
) AS d
WHERE w.from_at < w.to_at
