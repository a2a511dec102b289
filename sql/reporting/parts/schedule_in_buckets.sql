-- Scheduled activities s in the intervals b that they overlap, from :from_ts to :to_ts: each row split.
-- An interval is at most a day, which has at most 25 hours.
(
	SELECT tstzrange(:from_ts, greatest(:from_ts, least(:to_ts + '25 hours'::interval, now()))) AS near
) AS e
JOIN ops.schedule AS s ON s.during && e.near AND CASE WHEN (:schedule_problem) IS NULL THEN true END,
LATERAL cc.split_interval(s.during * e.near, :width, :'zone'::text, :'day_start'::time) AS p (b, bucket_s)
