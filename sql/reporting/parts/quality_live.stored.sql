-- What refresh_quality_summary stores.
--
-- when  quality_day_summary
CREATE FUNCTION ops.quality_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (subject text, counted text, of_id text, bucket_start timestamptz, bucket_end timestamptz, n bigint,
	first_at timestamptz, last_at timestamptz, final_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:quality_days;
END;

COMMENT ON FUNCTION ops.quality_day_live(timestamptz, timestamptz) IS
	'the rows of quality_day_summary for the local days that start in [from_ts, to_ts), as the tables say, whatever is '
	'stored';
