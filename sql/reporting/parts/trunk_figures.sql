-- Calls on the trunks in an interval, the most at a time, and the time of all.
count(*) AS calls,
cc.peak_concurrency(tstzrange(c.from_at, c.to_at)) AS peak_calls,
sum(c.to_at - c.from_at) AS busy
