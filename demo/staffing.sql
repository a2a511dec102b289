-- Heads on hand, estimated from the calls where no schedule is given: an agent
-- counts from his first call to his last, breaks of more than 30 minutes without
-- a call left out.
INSERT INTO ops.agents_on_hand (interval_start, agents)
WITH handled AS (
    SELECT agent_id, answered_at AS from_ts,
           greatest(coalesce(wrap_ended_at, ended_at, answered_at), answered_at) AS to_ts
    FROM ops.queue_visit
    WHERE outcome = 'answered' AND agent_id IS NOT NULL
), started AS (
    SELECT *, from_ts > max(to_ts) OVER (PARTITION BY agent_id ORDER BY from_ts
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + interval '30 min' AS starts
    FROM handled
), numbered AS (
    SELECT *, count(*) FILTER (WHERE starts) OVER (PARTITION BY agent_id ORDER BY from_ts) AS stretch
    FROM started
), present AS (
    SELECT tstzrange(min(from_ts), max(to_ts)) AS during
    FROM numbered GROUP BY agent_id, stretch
)
SELECT lower(part.bucket), sum(part.seconds) / 1800
FROM present, split_interval(during, '30 min', :'zone') AS part
GROUP BY part.bucket;
