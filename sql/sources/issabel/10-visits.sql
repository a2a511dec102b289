-- A row is a call in a queue.  Of one that the monitor lost (fin-monitoreo) the end is not known.
WITH entry AS (
	SELECT DISTINCT ON (k.key, r.id) k.key, r.*,
		cc.source_instant(r.datetime_entry_queue, :'zone', k.bound) AS queued_at,
		cc.source_instant(nullif(r.datetime_init, ''), :'zone',
			k.bound + cc.source_seconds(r.duration_wait) * '1 second'::interval) AS answered_at,
		cc.source_instant(nullif(r.datetime_end, ''), :'zone', k.bound
			+ (coalesce(cc.source_seconds(r.duration_wait), 0) + coalesce(cc.source_seconds(r.duration), 0))
				* '1 second'::interval) AS ended_at
	FROM raw.call_entry AS r
	CROSS JOIN LATERAL (
		SELECT left(coalesce(nullif(r.uniqueid, ''), r.id), 100) AS key,
			to_timestamp(substring(r.uniqueid FROM '([0-9]{9,10})[.][0-9]+$')::float8) AS bound
	) AS k
	WHERE left(coalesce(nullif(r.uniqueid, ''), r.id), 100) = ANY ($1)
	ORDER BY k.key, r.id, r.datetime_end DESC NULLS LAST, r.datetime_init DESC NULLS LAST, r::text
),
worded AS (
	SELECT *,
		CASE WHEN answered_at IS NOT NULL THEN 'answered'
			WHEN status = 'abandonada' THEN 'abandoned'
			WHEN status = 'en-cola' THEN 'open'
			WHEN status = 'fin-monitoreo' THEN 'system_error'
			WHEN status IN ('terminada', 'activa', 'hold') THEN 'answered' END AS outcome
	FROM entry
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, queued_at, answered_at, left_at, ended_at,
	talk_s, outcome, abandon_stage, transfer_out, free_at, problem, event)
SELECT key, 'voice', 'inbound', id_queue_call_entry,
	CASE WHEN outcome = 'answered' THEN nullif(id_agent, '') END,
	callerid, queued_at, answered_at,
	CASE WHEN outcome <> 'open' THEN coalesce(answered_at, ended_at) END,
	CASE WHEN outcome <> 'open' AND status <> 'fin-monitoreo' THEN ended_at END,
	CASE WHEN outcome = 'answered' AND ended_at IS NOT NULL THEN cc.source_seconds(duration) END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN 'queue' END,
	CASE WHEN outcome = 'answered' AND ended_at IS NOT NULL THEN CASE WHEN transfer <> '' THEN 'blind'
		ELSE 'none' END END,
	CASE WHEN status = 'fin-monitoreo' THEN answered_at END,
	CASE WHEN outcome IS NULL THEN 'unknown status' END,
	concat_ws(' ', 'call_entry', id, status)
FROM worded
