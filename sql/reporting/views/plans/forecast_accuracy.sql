-- The sums that the measures are quotients of stand beside them.  MAPE skips intervals without volume; MASE is against
-- the naive forecast, the same local slot a week before, where that day has data.
--
-- key  queue_id, media, scenario, horizon, lead_days, month

CREATE VIEW ops.forecast_accuracy AS
SELECT queue_id, media, scenario, horizon, lead_days, month, n, n_missing, n_skipped,
	sum_actual, sum_error, sum_absolute_error,
	sum_absolute_error / nullif(sum_actual, 0) AS wape,
	sum_error / nullif(sum_actual, 0) AS bias,
	sum_absolute_share / nullif(n - n_skipped, 0) AS mape,
	sqrt(sum_squared_error / nullif(n, 0)) AS rmse,
	(sum_absolute_error_scaled / nullif(n_scaled, 0)) / nullif(sum_naive_error / nullif(n_scaled, 0), 0) AS mase,
	sum_squared_error, sum_absolute_share, n_scaled, sum_absolute_error_scaled, sum_naive_error,
	queue_name
FROM (
	SELECT queue_id, media, scenario, horizon, lead_days,
		date_trunc('month', local_start)::date AS month,
		count(error) AS n,
		count(*) - count(error) AS n_missing,
		count(*) FILTER (WHERE actual = 0) AS n_skipped,
		sum(actual::numeric)::float8 AS sum_actual,
		sum(error::numeric)::float8 AS sum_error,
		sum(abs(error::numeric))::float8 AS sum_absolute_error,
		sum((error * error)::numeric)::float8 AS sum_squared_error,
		sum((abs(error) / nullif(actual, 0))::numeric)::float8 AS sum_absolute_share,
		count(naive) FILTER (WHERE actual IS NOT NULL) AS n_scaled,
		sum(abs(error::numeric)) FILTER (WHERE naive IS NOT NULL)::float8 AS sum_absolute_error_scaled,
		sum(abs(actual - naive)::numeric)::float8 AS sum_naive_error
	FROM ops.forecast_error
	GROUP BY queue_id, media, scenario, horizon, lead_days, month
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.forecast_accuracy IS
	'forecast accuracy by queue, lead and local month, from intervals; sums are there to total over any grain; '
	'n = 0: nothing has come yet of what was said';
