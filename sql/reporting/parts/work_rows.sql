-- Work of replies by the interval from which it can be begun: all made from the events.
\set starts :ticket_starts_of_all
SELECT day, queue_id, calendar_id, work_from,
	count(*) AS replies,
	sum(work_s::numeric) AS work_s,
	min(target_s) AS target_s
FROM (:ticket_clocks) AS c
WHERE clock <> 'resolution'
GROUP BY day, queue_id, calendar_id, work_from
