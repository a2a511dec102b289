-- Sums of attempts by :outbound_by, one of the grains of outbound_day_summary: all made from the attempts.
\set attempt_span true
SELECT :outbound_by, day, month,
	:outbound_sums
FROM (:attempts) AS a
GROUP BY :outbound_by, day, month
