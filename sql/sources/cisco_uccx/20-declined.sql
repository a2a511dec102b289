-- for  segment
INSERT INTO new_segment (key, kind, from_at, to_at, queue_id, agent_id)
SELECT key, 'ring', begun_at, begun_at + ring_s * '1 second'::interval, left(targetid, 200), left(agent_id, 200)
FROM (:offers) AS o
WHERE ring_s > 0 AND talk_s = 0 AND begun_at IS NOT NULL
