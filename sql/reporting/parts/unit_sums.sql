-- Summaries of contacts and customers of :unit_span by local day, queue and medium.
SELECT per, day, queue_id, media, cc.queue_summary(outcome, wait_s) AS summary
FROM (:units) AS u
GROUP BY per, day, queue_id, media
