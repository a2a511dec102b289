-- A row of the closer log is an entry into an in-group.  Its length has the wait in it; refused calls have a length
-- of 1.
WITH entry AS (
	SELECT DISTINCT ON (left(r.uniqueid, 100), r.closecallid) left(r.uniqueid, 100) AS key, r.*,
		cc.source_instant(r.start_epoch, 'UTC') AS begun_at,
		cc.source_instant(nullif(r.end_epoch, '0'), 'UTC') AS over_at,
		cc.source_seconds(r.queue_seconds) AS wait_s,
		cc.source_seconds(r.length_in_sec) AS length_s
	FROM raw.vicidial_closer_log AS r
	WHERE left(r.uniqueid, 100) = ANY ($1)
	ORDER BY left(r.uniqueid, 100), r.closecallid, cc.source_instant(r.end_epoch, 'UTC') DESC NULLS LAST, r::text
),
worked AS (
	SELECT DISTINCT ON (left(r.uniqueid, 100), r.user) left(r.uniqueid, 100) AS key, r.user,
		cc.source_instant(r.dispo_epoch, 'UTC') AS dispo_at,
		CASE WHEN cc.source_seconds(r.dispo_sec) < 65535 THEN cc.source_seconds(r.dispo_sec) END AS dispo_s
	FROM raw.vicidial_agent_log AS r
	WHERE left(r.uniqueid, 100) = ANY ($1) AND cc.source_instant(r.dispo_epoch, 'UTC') IS NOT NULL
	ORDER BY left(r.uniqueid, 100), r.user, r.dispo_epoch DESC, length(r.dispo_sec) DESC, r.dispo_sec DESC
),
worded AS (
	SELECT e.*, w.dispo_at, w.dispo_s,
		CASE WHEN e.status IN ('AFTHRS', 'NANQUE', 'MAXQUE') OR e.term_reason IN ('AFTERHOURS', 'NOAGENT', 'MAXCALLS',
				'ACFILTER', 'CLOSETIME') THEN 'blocked'
			WHEN e.status = 'QUEUE' THEN 'open'
			WHEN coalesce(e.user, 'VDCL') NOT IN ('VDCL', '') THEN 'answered'
			WHEN e.over_at IS NULL THEN 'open'
			WHEN e.status = 'DROP' OR e.term_reason IN ('ABANDON', 'CALLER') THEN 'abandoned'
			ELSE 'flowed_out' END AS outcome
	FROM entry AS e
	LEFT JOIN worked AS w ON w.key = e.key AND w.user = e.user
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, queued_at, answered_at, left_at, ended_at,
	wrap_ended_at, talk_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out, flow_out_reason, ended_by, problem,
	event)
SELECT key, 'voice', 'inbound', campaign_id,
	CASE WHEN outcome = 'answered' THEN "user" END,
	phone_number, begun_at,
	CASE WHEN outcome = 'answered' THEN begun_at + wait_s * '1 second'::interval END,
	CASE outcome WHEN 'open' THEN NULL WHEN 'blocked' THEN begun_at ELSE begun_at + wait_s * '1 second'::interval END,
	CASE outcome WHEN 'open' THEN NULL WHEN 'blocked' THEN begun_at WHEN 'answered' THEN over_at
		ELSE begun_at + wait_s * '1 second'::interval END,
	CASE WHEN outcome = 'answered' AND over_at IS NOT NULL
		THEN greatest(dispo_at, over_at) + dispo_s * '1 second'::interval END,
	CASE WHEN outcome = 'answered' AND over_at IS NOT NULL THEN greatest(length_s - wait_s, 0) END,
	CASE WHEN outcome = 'answered' THEN dispo_s END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN 'queue' END,
	coalesce(cc.source_seconds(xfercallid) > 0, false),
	CASE WHEN outcome = 'answered' AND over_at IS NOT NULL THEN CASE status WHEN 'XFER' THEN 'blind'
		ELSE 'none' END END,
	coalesce(nullif(nullif(term_reason, ''), 'NONE'), status),
	CASE WHEN outcome = 'answered' AND status <> 'XFER' THEN CASE term_reason WHEN 'CALLER' THEN 'customer'
		WHEN 'AGENT' THEN 'agent' END END,
	CASE WHEN outcome NOT IN ('open', 'blocked') AND wait_s IS NULL THEN 'no queue_seconds' END,
	concat_ws(' ', 'closer log', closecallid, status, term_reason)
FROM worded
