-- What rows of :repeat_rows say, and the ratios made of it.
SELECT day, queue_id, agent_id, media, reason, contacts, eligible, repeated, immature,
	repeated::float8 / nullif(eligible, 0) AS repeat_rate,
	1 - repeated::float8 / nullif(eligible, 0) AS fcr,
	resolved_known, resolved,
	resolved::float8 / nullif(resolved_known, 0) AS fcr_recorded
FROM (:repeats_of) AS x
