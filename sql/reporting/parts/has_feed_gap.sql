-- A source delivered nothing in part of the interval.
--
-- uses  feed_gap
EXISTS (SELECT FROM ops.feed_gap AS g WHERE g.during && tstzrange(bucket_start, bucket_end))
