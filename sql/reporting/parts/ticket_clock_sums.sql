-- What clocks count.  Seconds add up as numeric, so that sums do not depend on their order.
count(*) AS clocks,
count(stopped_at) AS stopped,
count(clock_s) FILTER (WHERE stopped_at IS NOT NULL) AS clocked,
sum(clock_s::numeric) FILTER (WHERE stopped_at IS NOT NULL) AS clock_s,
sum(paused_s::numeric) FILTER (WHERE stopped_at IS NOT NULL) AS paused_s,
count(*) FILTER (WHERE status = 'met') AS met,
count(*) FILTER (WHERE status = 'missed') AS missed,
count(*) FILTER (WHERE status = 'overdue') AS overdue,
count(*) FILTER (WHERE status IN ('not due', 'paused')) AS not_due,
count(*) FILTER (WHERE status = 'closed') AS closed
