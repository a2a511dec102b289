-- How far back a row of a plan, or a forecast, can start that reaches into an interval; months differ.
--
-- uses  staff_plan
SELECT '7 days'::interval + (
		SELECT max(interval_len)
		FROM ops.staff_plan
		WHERE (:staff_plan_problem) IS NULL
	) AS plan,
	'7 days'::interval + (
		SELECT max(interval_len)
		FROM ops.forecast
		WHERE (:forecast_problem) IS NULL
	) AS forecast
