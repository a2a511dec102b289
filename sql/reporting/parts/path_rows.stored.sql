-- What is between the first and the last stored day is read, the rest of the month m is computed.
--
-- when  path_day_summary
\set stored_to '(SELECT bucket_end FROM ops.path_day_summary ORDER BY bucket_start DESC LIMIT 1)'
SELECT NULL::date AS day, path, touches, paths, contacts, completed, abandoned, resolved, unresolved
FROM ops.path_day_summary
WHERE bucket_start >= m.starts AND bucket_start < m.ends
UNION ALL
\set path_from m.starts
\set path_to 'least(m.ends, (SELECT min(bucket_start) FROM ops.path_day_summary))'
:channel_paths
UNION ALL
\set path_from 'greatest(m.starts, coalesce(:stored_to, ''infinity''))'
\set path_to m.ends
:channel_paths
