-- Sums of conversations by first queue and local day: all made from the messages.
\set conversation_span true
SELECT day, queue_id, media,
	:conversation_sums
FROM (:conversation_waits) AS w
GROUP BY day, queue_id, media
