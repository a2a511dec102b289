-- Every month from the first event to the last, with the headcount that the events before it add up to.  A month's
-- exits, times 12, of the average headcount in it.
--
-- key  month
-- role  turnover | ratio 12 * exits_voluntary + 12 * exits_involuntary + 12 * transfers / average_headcount

CREATE VIEW ops.turnover AS
WITH event AS (
	SELECT date_trunc('month', date::timestamp)::date AS month,
		count(*) FILTER (WHERE kind = 'hire') AS hires,
		count(*) FILTER (WHERE kind = 'exit_voluntary') AS exits_voluntary,
		count(*) FILTER (WHERE kind = 'exit_involuntary') AS exits_involuntary,
		count(*) FILTER (WHERE kind = 'transfer') AS transfers
	FROM ops.headcount_event
	WHERE CASE WHEN (:headcount_problem) IS NULL THEN true END
	GROUP BY date_trunc('month', date::timestamp)::date
),
month AS (
	SELECT m::date AS month
	FROM (SELECT min(month) AS first, max(month) AS last FROM event) AS e,
	generate_series(e.first::timestamp, e.last::timestamp, '1 month') AS m
),
counted AS (
	SELECT m.month,
		coalesce(e.hires, 0) AS hires,
		coalesce(e.exits_voluntary, 0) AS exits_voluntary,
		coalesce(e.exits_involuntary, 0) AS exits_involuntary,
		coalesce(e.transfers, 0) AS transfers
	FROM month AS m
	LEFT JOIN event AS e USING (month)
),
headcount AS (
	SELECT *,
		(sum(hires - exits_voluntary - exits_involuntary - transfers) OVER (ORDER BY month))::bigint AS headcount_end
	FROM counted
)
SELECT month,
	headcount_end - hires + exits_voluntary + exits_involuntary + transfers AS headcount_start,
	hires, exits_voluntary, exits_involuntary, transfers, headcount_end, average_headcount,
	12 * (exits_voluntary + exits_involuntary + transfers) / nullif(average_headcount, 0) AS turnover,
	12 * exits_voluntary / nullif(average_headcount, 0) AS turnover_voluntary
FROM headcount
CROSS JOIN LATERAL (
	SELECT (2 * headcount_end - hires + exits_voluntary + exits_involuntary + transfers)::float8 / 2
		AS average_headcount
) AS a;

COMMENT ON VIEW ops.turnover IS
	'headcount and exits by month; turnover is annualised';
COMMENT ON COLUMN ops.turnover.transfers IS
	'people who moved elsewhere';
