-- A source delivered nothing in part of the interval; where nothing is noted of later on, no look is taken.
--
-- uses  feed_gap
CASE WHEN bucket_start <= (SELECT max(coalesce(upper(during), 'infinity'::timestamptz)) FROM ops.feed_gap)
	THEN EXISTS (SELECT FROM ops.feed_gap AS g WHERE g.during && tstzrange(bucket_start, bucket_end))
	ELSE false END
