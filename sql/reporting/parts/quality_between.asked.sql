-- What data_quality counts of what is not stored.
--
-- when  quality_day_summary and watched 'quality_day' and reads as who asks
\set counted_day NULL::date
\set counted_for_good false
\set counted_look 'OFFSET 0'
\set after_all '(quality_between.to_ts = ''infinity'' AND :counted_at IS NULL)'
\set counted_span '(:counted_at BETWEEN quality_between.from_ts AND quality_between.to_ts OR :after_all)'
CREATE FUNCTION ops.quality_between(from_ts timestamptz, to_ts timestamptz)
RETURNS TABLE (subject text, counted text, of_id text, n bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE
SET jit = off
BEGIN ATOMIC
SELECT c.subject, c.counted, c.of_id, c.n, c.first_at, c.last_at
FROM (:all_counts) AS c;
END;

COMMENT ON FUNCTION ops.quality_between(timestamptz, timestamptz) IS
	'counts of data_quality for what is from one instant to another, both included; for data_quality alone';
