-- A row for each bound, from the histograms in the summaries of a day.
--
-- key  queue_id, media, day, upto_s

CREATE VIEW ops.wait_distribution AS
SELECT b.queue_id, b.media, b.day, nullif(h.upto, 'infinity') AS upto_s, h.answered, h.abandoned
FROM (
	SELECT queue_id, media,
		(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		cc.rollup(summary) AS s
	FROM (:summaries) AS b
	GROUP BY queue_id, media, day
) AS b,
LATERAL cc.wait_histogram(b.s, '{8,30,60,90,120,180,300,600,1200}'::float8[]) AS h;

COMMENT ON VIEW ops.wait_distribution IS
	'how long answered and abandoned visits waited, by queue and local day; counts between bounds';
