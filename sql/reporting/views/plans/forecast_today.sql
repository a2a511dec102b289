-- One text twice: a function for any instant, and a view for now.
--
-- key  queue_id, media
-- role  actual | stock; contacts
-- role  expected | stock; contacts
-- role  original | stock; contacts
-- role  projected | stock; contacts

\set intervals 'ops.forecast_today_interval_at(forecast_today_at.at)'
CREATE FUNCTION ops.forecast_today_at(at timestamptz)
RETURNS TABLE (queue_id text, media text, as_of timestamptz, day date, actual float8, expected float8, original float8,
	projected float8, projected_lower float8, projected_upper float8, reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:forecast_today;
END;

COMMENT ON FUNCTION ops.forecast_today_at(timestamptz) IS
	'forecast_today as it was at the instant';

\set intervals 'ops.forecast_today_interval'
CREATE VIEW ops.forecast_today AS
SELECT v.*, queue_name
FROM (
	:forecast_today
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.forecast_today IS
	'where today ends, by queue and medium: what came, and what is expected of the rest, in the light of it; for '
	'another instant call forecast_today_at';
COMMENT ON COLUMN ops.forecast_today.reason IS
	'why the forecast may be a weak one: what is missing; NULL: nothing';
COMMENT ON COLUMN ops.forecast_today.actual IS
	'volume that came so far';
