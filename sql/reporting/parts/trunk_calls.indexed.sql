-- Calls by interval: from each interval by index, those that entered the queue in it
-- and those that reach into it.
--
-- when  queue_visit_trunk_span
\set outcome outcome
\set span ':trunk_span'
\set crosses ':trunk_crosses'
\set reaches '&& tstzrange(bucket_start, bucket_end)'
\set visits ':reaching_visits'
(:reached_intervals) AS b
CROSS JOIN LATERAL (
	SELECT :trunk_figures
	:from_trunk_calls
	GROUP BY media
) AS x
