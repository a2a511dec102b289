-- What the table takes and no view can use.
--
-- key  queue_id, media, scenario, interval_start, made_at

CREATE VIEW ops.rejected_forecast AS
SELECT queue_id, media, scenario, made_at, interval_start, problem
FROM (
	SELECT queue_id, media, scenario, made_at, interval_start,
		:forecast_problem AS problem
	FROM ops.forecast
) AS f
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_forecast IS
	'forecasts that no other view counts, and why';
