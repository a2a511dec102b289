-- How far back a row of a plan, or a forecast, can start that reaches into an interval: months and days differ, and
-- where a length is told in them a week more is looked back.
--
-- uses  staff_plan
\set it 'FROM interval_len) <> 0'
\set in_days 'extract(year :it OR extract(month :it OR extract(day :it'
SELECT (
		SELECT max(interval_len) + CASE WHEN bool_or(:in_days) THEN '7 days'::interval ELSE '0'::interval END
		FROM ops.staff_plan
		WHERE CASE WHEN (:staff_plan_problem) IS NULL THEN true END
	) AS plan,
	(
		SELECT max(interval_len) + CASE WHEN bool_or(:in_days) THEN '7 days'::interval ELSE '0'::interval END
		FROM ops.forecast
		WHERE CASE WHEN (:forecast_problem) IS NULL THEN true END
	) AS forecast
