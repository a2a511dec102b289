-- Agents at whom a call rang, by their rows in AgentConnectionDetail.
	SELECT DISTINCT ON (left(r.sessionid, 100), r.sessionseqnum, r.nodeid, r.profileid, r.resourceid, r.startdatetime)
		left(r.sessionid, 100) AS key, r.sessionseqnum, r.qindex, nullif(r.csqrecordid, '') AS targetid,
		r.resourceid AS agent_id,
		cc.source_instant(r.startdatetime, 'UTC') AS begun_at,
		cc.source_instant(r.enddatetime, 'UTC') AS over_at,
		cc.source_seconds(r.ringtime) AS ring_s,
		cc.source_seconds(r.talktime) AS talk_s,
		cc.source_seconds(r.holdtime) AS hold_s,
		cc.source_seconds(r.worktime) AS acw_s
	FROM raw.agentconnectiondetail AS r
	WHERE left(r.sessionid, 100) = ANY ($1)
	ORDER BY left(r.sessionid, 100), r.sessionseqnum, r.nodeid, r.profileid, r.resourceid, r.startdatetime,
		(to_jsonb(r) - 'landed')::text DESC
