-- How far back a row of a plan, or a forecast, can start that reaches into an interval; months differ.
--
-- uses  staff_plan
SELECT '7 days'::interval + (
		SELECT max(interval_len)
		FROM ops.staff_plan
		WHERE CASE WHEN (:staff_plan_problem) IS NULL THEN true END
	) AS plan,
	'7 days'::interval + (
		SELECT max(interval_len)
		FROM ops.forecast
		WHERE CASE WHEN (:forecast_problem) IS NULL THEN true END
	) AS forecast
