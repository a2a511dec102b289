-- The KPIs of each week beside those of the week before; by a function, those of any two spans of days.
--
-- key  queue_id, media, week, kpi
-- role  numerator_before | repeated; as the KPI
-- role  denominator_before | repeated; as the KPI
-- role  value_before | figure
-- role  std_error | figure
-- role  p | figure
-- role  days | sum
-- role  days_before | repeated

\set span from_day
\set sided :days_of_spans
CREATE FUNCTION ops.queue_compare(from_day date, to_day date, before_from date, before_to date)
RETURNS TABLE (queue_id text, media text, kpi text, numerator float8, denominator float8, value float8,
	numerator_before float8, denominator_before float8, value_before float8, difference float8,
	days bigint, days_before bigint, std_error float8, p float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
SELECT queue_id, media, kpi, numerator, denominator, value, numerator_before, denominator_before, value_before,
	difference, days, days_before, std_error, p
FROM (:span_differences) AS c;
END;

COMMENT ON FUNCTION ops.queue_compare(date, date, date, date) IS
	'KPIs of queues in the days [from_day, to_day) beside those of [before_from, before_to), as queue_week_change';

\set span week
\set sided :days_of_weeks
CREATE VIEW ops.queue_week_change AS
SELECT queue_id, media, week, kpi, numerator, denominator, value, numerator_before, denominator_before, value_before,
	difference, days, days_before, std_error, p,
	queue_name
FROM (:span_differences) AS c
LEFT JOIN ops.present_queue USING (queue_id)
WHERE days > 0;

COMMENT ON VIEW ops.queue_week_change IS
	'KPIs of queues by local week beside the week before, with the difference and how likely chance alone is to '
	'make such a one, by what the days differ among themselves; for any two spans call queue_compare';
COMMENT ON COLUMN ops.queue_week_change.p IS
	'probability of such a difference were there none; NULL: too few days';
COMMENT ON COLUMN ops.queue_week_change.std_error IS
	'standard error of the difference, from the days';
