-- The same, planned when it is asked: most of the time there is little to count, which the planner does not know.
--
-- when  reads as who asks
SELECT * FROM ops.quality_between(d.from_at, d.last_at)
