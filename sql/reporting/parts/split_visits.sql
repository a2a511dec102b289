-- Each visit in every interval that it touches.
SELECT v.*, cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end
FROM (
	SELECT *, :span AS span
	FROM ops.valid_visit
) AS v,
LATERAL cc.split_interval(
	tstzrange(lower(span), greatest(coalesce(upper(span), now()), lower(span)) + '1 microsecond'::interval),
	:'interval_width'::interval, :'zone'::text, :'day_start'::time) AS p (b, bucket_s)
