-- One text twice: a function for any instant, and a view for now, where that can be by a function as well, planned when
-- it is asked: the planner takes a forecast for a thousand intervals.
--
-- key  queue_id, media, interval_start
-- role  actual | sum; contacts
-- role  original | sum; contacts
-- role  updated | sum; contacts

\set grid ':''interval_width''::interval, :''zone''::text, :''day_start''::time'
\set histories 'ops.queue_history(cc.lower(cc.reporting_interval(forecast_today_interval_at.at, :grid)))'
\set at forecast_today_interval_at.at
CREATE FUNCTION ops.forecast_today_interval_at(at timestamptz)
RETURNS TABLE (queue_id text, media text, as_of timestamptz, interval_start timestamptz, interval_end timestamptz,
	local_start timestamp, actual float8, original float8, updated float8, updated_lower float8, updated_upper float8,
	reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:forecast_today_intervals;
END;

COMMENT ON FUNCTION ops.forecast_today_interval_at(timestamptz) IS
	'forecast_today_interval as it was at the instant';

:today_function

CREATE VIEW ops.forecast_today_interval AS
SELECT v.*, queue_name
FROM (
	:today_intervals
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.forecast_today_interval IS
	'today by queue, medium and interval: what came, the forecast from before it began, and the one of now; for '
	'another instant call forecast_today_interval_at';
COMMENT ON COLUMN ops.forecast_today_interval.reason IS
	'why the forecast may be a weak one: what is missing; NULL: nothing';
