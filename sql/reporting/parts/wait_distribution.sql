-- Waits between :bounds and the threshold, from the histograms in the summaries of a day, of :source.
SELECT b.queue_id, b.media, b.day, nullif(h.upto, 'infinity') AS upto_s, h.answered, h.abandoned
FROM (
	SELECT queue_id, media,
		(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		cc.rollup(summary) AS s
	FROM (:source) AS b
	GROUP BY queue_id, media, day
) AS b,
LATERAL cc.wait_histogram(b.s, ARRAY(
	SELECT DISTINCT x
	FROM unnest(:bounds || :'threshold'::float8) AS x
	ORDER BY x)) AS h
