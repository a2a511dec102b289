-- Sums of replies by local day and :reply_by, one of the grains of ticket_day_summary: all made from the events.
\set starts :ticket_starts_of_all
SELECT day, clock, :reply_by,
	:ticket_clock_sums
FROM (:ticket_clocks) AS c
WHERE clock <> 'resolution'
GROUP BY day, clock, :reply_by
