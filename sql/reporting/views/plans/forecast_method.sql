-- The last eight weeks again: a forecast every day or week, with nothing later than its own midnight.
-- The function, which comes before the views of forecasts that call it, is for refresh_forecast, and for one's own.
--
-- key  queue_id, media, lead_days, method
-- role  n | repeated
-- role  sum_actual | repeated; contacts

\set as_of 'coalesce(as_of, :data_end)'
\set reach reach
CREATE FUNCTION ops.queue_history(as_of timestamptz DEFAULT NULL, reach interval DEFAULT '400 days')
RETURNS TABLE (queue_id text, media text, as_of timestamptz, history cc.volume_history, hours cc.business_hours,
	special_days date[], special_names text[], patience_s float8, reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:queue_histories;
END;

COMMENT ON FUNCTION ops.queue_history(timestamptz, interval) IS
	'what came by queue and medium in the time reach up to as_of (NULL: the end of the data), what a forecast of it '
	'asks for, and why it may be a weak one';

\set as_of :data_end
\set reach '''400 days''::interval'
\set options 'm.method, 0.8::float8, h.special_days, h.hours, h.special_names'
CREATE VIEW ops.forecast_method AS
SELECT queue_id, media, lead_days, method, n, sum_actual, sum_error, sum_absolute_error,
	sum_absolute_error / nullif(sum_actual, 0) AS wape,
	sum_error / nullif(sum_actual, 0) AS bias,
	n_within::float8 / n AS within_limits,
	sum_absolute_error = min(sum_absolute_error) OVER (PARTITION BY queue_id, media, lead_days) AS is_best,
	n_within,
	queue_name
FROM (
	SELECT h.queue_id, h.media, l.lead_days, m.method,
		count(*) AS n,
		sum(b.actual) AS sum_actual,
		sum(b.volume - b.actual) AS sum_error,
		sum(abs(b.volume - b.actual)) AS sum_absolute_error,
		count(*) FILTER (WHERE b.actual BETWEEN b.lower AND b.upper) AS n_within
	FROM (:queue_histories) AS h
	CROSS JOIN unnest('{factor,mean_of_weeks,seasonal_naive}'::text[]) AS m (method)
	CROSS JOIN unnest('{1,7}'::integer[]) AS l (lead_days)
	CROSS JOIN LATERAL (
		SELECT (day - '56 days'::interval) AT TIME ZONE :'zone'::text AS from_ts,
			day AT TIME ZONE :'zone'::text AS to_ts
		FROM (SELECT date_trunc('day', h.as_of AT TIME ZONE :'zone'::text) AS day) AS x
	) AS d
	CROSS JOIN LATERAL cc.forecast_backtest(h.history, d.from_ts, d.to_ts, l.lead_days * '1 day'::interval,
		:options) AS b
	WHERE b.actual IS NOT NULL AND b.volume IS NOT NULL AND (b.actual > 0 OR b.volume > 0)
	GROUP BY h.queue_id, h.media, l.lead_days, m.method
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.forecast_method IS
	'each method of forecasting on the last eight weeks of each queue and medium, a day and a week ahead: what it '
	'would have said, against what came';
COMMENT ON COLUMN ops.forecast_method.n IS
	'intervals compared: with contacts, or a forecast of some';
COMMENT ON COLUMN ops.forecast_method.lead_days IS
	'days from one forecast to the next, and how far each reaches';
