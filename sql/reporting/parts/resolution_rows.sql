-- Sums of resolutions by local day and queue: all made from the events.
\set starts :ticket_starts_of_all
SELECT day, queue_id,
	:ticket_clock_sums,
	:ticket_end_sums
FROM (
	SELECT c.*, :ticket_reopens AS reopens, :ticket_agent_replies AS replies
	FROM (:ticket_clocks) AS c
	WHERE clock = 'resolution'
) AS c
GROUP BY day, queue_id
