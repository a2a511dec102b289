-- What the KPIs of forecasts are made of, in month m.month: the base scenario, or else what refresh_forecast made; the
-- newest forecast of each interval, as sums over several would count what came several times.
--
-- months  forecast interval_start
SELECT sum(abs(error::numeric)) AS error,
	sum(actual::numeric) AS actual
FROM ops.forecast_error
WHERE scenario IN ('base', 'automatic') AND is_newest
	AND local_start >= m.month AND local_start < m.month + '1 month'::interval
GROUP BY scenario
ORDER BY scenario = 'automatic'
LIMIT 1;

-- kpi  forecast_wape | error | actual
