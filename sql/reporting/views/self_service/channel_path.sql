-- A path goes on for as long as the customer comes again within containment_days, and counts in the month it began in.
-- Month by month, so that one month reads itself and a window before and after it: a path is cut there.  Rows are
-- sorted by key as bytes, which compare faster than words.
--
-- key  month, place

CREATE VIEW ops.channel_path AS
SELECT m.month, p.place, p.path, p.touches, p.paths, p.completed, p.abandoned, p.resolved, p.unresolved,
	p.paths - p.completed - p.abandoned - p.resolved - p.unresolved AS result_unknown,
	p.all_paths,
	p.paths / p.all_paths AS path_share
FROM (
	SELECT t::date AS month,
		(t + :'day_start'::time) AT TIME ZONE :'zone'::text AS starts,
		(t + '1 month'::interval + :'day_start'::time) AT TIME ZONE :'zone'::text AS ends,
		:'containment_days'::float8 * '1 day'::interval AS reach
	FROM (
		SELECT min(first) AS first, max(last) AS last
		FROM (
			SELECT min(started_at) AS first, max(started_at) AS last
			FROM ops.self_service_session
			WHERE started_at >= :first_instant AND started_at <= now()
			UNION ALL
			SELECT min(started_at), max(started_at)
			FROM ops.contact
			WHERE started_at >= :first_instant AND started_at <= now()
		) AS e
	) AS e,
	generate_series(
		date_trunc('month', first AT TIME ZONE :'zone'::text - :'day_start'::time),
		last AT TIME ZONE :'zone'::text - :'day_start'::time, '1 month'::interval) AS t
) AS m
CROSS JOIN LATERAL (
	SELECT row_number() OVER (ORDER BY count(*) DESC, path COLLATE "C") AS place,
		path, touches,
		count(*) AS paths,
		count(*) FILTER (WHERE result = 'completed') AS completed,
		count(*) FILTER (WHERE result = 'abandoned') AS abandoned,
		count(*) FILTER (WHERE result = 'resolved') AS resolved,
		count(*) FILTER (WHERE result = 'unresolved') AS unresolved,
		(sum(count(*)) OVER ())::float8 AS all_paths
	FROM (
		SELECT string_agg(channel, ' > ' ORDER BY at, kind, id) AS path,
			count(*) AS touches,
			(array_agg(result ORDER BY at DESC, kind DESC, id DESC))[1] AS result
		FROM (
			SELECT *,
				count(*) FILTER (WHERE begins) OVER (PARTITION BY customer_key ORDER BY at, kind, id) AS path_no
			FROM (
				SELECT *,
					lag(until) OVER (PARTITION BY customer_key ORDER BY at, kind, id) >= at - m.reach
						IS NOT TRUE AS begins
				FROM (
					SELECT customer_key COLLATE "C" AS customer_key, started_at AS at,
						coalesce(ended_at, started_at) AS until, 1 AS kind,
						session_id COLLATE "C" AS id, channel,
						CASE WHEN outcome IN ('completed', 'abandoned') THEN outcome END AS result
					FROM :usable_sessions AS s
					WHERE customer_key IS NOT NULL
						AND started_at >= m.starts - m.reach AND started_at < m.ends + m.reach
					UNION ALL
					SELECT customer_key COLLATE "C", started_at, coalesce(ended_at, started_at), 2,
						contact_id COLLATE "C", coalesce(media, '?'),
						CASE WHEN resolved THEN 'resolved' WHEN NOT resolved THEN 'unresolved' END
					FROM :usable_contacts AS c
					WHERE customer_key IS NOT NULL AND direction IS DISTINCT FROM 'outbound'
						AND started_at >= m.starts - m.reach AND started_at < m.ends + m.reach
				) AS t
			) AS t
		) AS t
		GROUP BY customer_key, path_no
		HAVING min(at) >= m.starts AND min(at) < m.ends
	) AS t
	GROUP BY path, touches
) AS p
WHERE p.place <= 20;

COMMENT ON VIEW ops.channel_path IS
	'the 20 commonest paths of a customer from channel to channel, by local month of the start: self-service and '
	'contacts, each begun within containment_days of the end of the one before, and what the last one came to';
COMMENT ON COLUMN ops.channel_path.completed IS
	'paths whose last touch was self-service, completed';
COMMENT ON COLUMN ops.channel_path.abandoned IS
	'paths whose last touch was self-service that the customer left';
COMMENT ON COLUMN ops.channel_path.resolved IS
	'paths whose last touch was a contact, resolved by the record';
