-- Events by queue and interval: from each interval by index, those that entered the
-- queue in it and those that reach into it.
--
-- when  queue_visit_event_span
\set outcome outcome
\set span ':event_span'
\set crosses ':event_crosses'
\set reaches '@> bucket_start'
\set visits ':reaching_visits'
(:reached_intervals) AS b
CROSS JOIN LATERAL (
	SELECT queue_id, media,
		:event_figures
	:from_events
	GROUP BY queue_id, media
) AS x
