-- Calls by interval: each visit split.
\set outcome outcome
\set span ':trunk_span'
\set visits ':split_visits'
(
	SELECT bucket_start, bucket_end,
		:trunk_figures
	:from_trunk_calls
	GROUP BY media, bucket_start, bucket_end
) AS x
