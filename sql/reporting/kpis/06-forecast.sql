-- What the KPIs of forecasts are made of, in month m.month.
--
-- months  forecast interval_start
SELECT sum(sum_absolute_error::numeric) AS error,
	sum(sum_actual::numeric) AS actual
FROM ops.forecast_accuracy
WHERE scenario = 'base' AND month = m.month
HAVING count(*) > 0;

-- kpi  forecast_wape | error | actual
