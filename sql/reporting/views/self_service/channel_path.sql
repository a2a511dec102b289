-- A function for what refresh_self_service_summary stores, and the view of what is stored and what is not.  A path
-- counts in the month it began in.  Month by month, so that one month reads itself and a window before and after it.
--
-- uses  path_day_summary
-- key  month, place

CREATE FUNCTION ops.path_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (path text, touches bigint, bucket_start timestamptz, bucket_end timestamptz, containment_days float8,
	paths bigint, contacts bigint, completed bigint, abandoned bigint, resolved bigint, unresolved bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:path_days;
END;

COMMENT ON FUNCTION ops.path_day_live(timestamptz, timestamptz) IS
	'the rows of path_day_summary for the local days that start in [from_ts, to_ts), as sessions and contacts say, '
	'whatever is stored';

\set stale_what '''path_day'''
\set stale_from m.starts
\set stale_to m.ends
CREATE VIEW ops.channel_path AS
SELECT m.month, p.place, p.path, p.touches, p.paths, p.completed, p.abandoned, p.resolved, p.unresolved,
	p.paths - p.completed - p.abandoned - p.resolved - p.unresolved AS result_unknown,
	p.all_paths,
	p.paths / p.all_paths AS path_share,
	:is_stale AS is_stale
FROM (
	SELECT t::date AS month,
		(t + :'day_start'::time) AT TIME ZONE :'zone'::text AS starts,
		(t + '1 month'::interval + :'day_start'::time) AT TIME ZONE :'zone'::text AS ends
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
			UNION ALL
			SELECT min(bucket_start), max(bucket_start)
			FROM ops.path_day_summary AS s
		) AS e
	) AS e,
	generate_series(
		date_trunc('month', first AT TIME ZONE :'zone'::text - :'day_start'::time),
		last AT TIME ZONE :'zone'::text - :'day_start'::time, '1 month'::interval) AS t
) AS m
CROSS JOIN LATERAL (
	SELECT row_number() OVER (ORDER BY sum(paths) DESC, path COLLATE "C") AS place,
		path, touches,
		sum(paths)::bigint AS paths,
		sum(completed)::bigint AS completed,
		sum(abandoned)::bigint AS abandoned,
		sum(resolved)::bigint AS resolved,
		sum(unresolved)::bigint AS unresolved,
		(sum(sum(paths)) OVER ())::float8 AS all_paths
	FROM (:path_rows) AS r
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
