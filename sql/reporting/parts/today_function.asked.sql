-- The rows of forecast_today_interval.
--
-- when  reads as who asks
CREATE FUNCTION ops.forecast_today_interval_now()
RETURNS TABLE (queue_id text, media text, as_of timestamptz, interval_start timestamptz, interval_end timestamptz,
	local_start timestamp, actual float8, original float8, updated float8, updated_lower float8, updated_upper float8,
	reason text)
LANGUAGE sql STABLE PARALLEL SAFE
SET jit = off
BEGIN ATOMIC
:today_of_now;
END;

COMMENT ON FUNCTION ops.forecast_today_interval_now() IS
	'today by queue, medium and interval; for forecast_today_interval alone';
