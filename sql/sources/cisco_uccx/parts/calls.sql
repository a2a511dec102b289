-- Calls and legs of calls, by their rows in ContactCallDetail.
	SELECT DISTINCT ON (left(r.sessionid, 100), r.sessionseqnum, r.nodeid, r.profileid)
		left(r.sessionid, 100) AS key, r.sessionseqnum, r.nodeid, r.profileid, r.contacttype,
		r.contactdisposition = '4' AS aborted, r.transfer IN ('1', 't', 'true') AS transferred,
		CASE WHEN r.originatortype = '3' THEN r.originatordn END AS caller,
		cc.source_instant(r.startdatetime, 'UTC') AS begun_at,
		cc.source_instant(r.enddatetime, 'UTC') AS over_at
	FROM raw.contactcalldetail AS r
	WHERE left(r.sessionid, 100) = ANY ($1)
	ORDER BY left(r.sessionid, 100), r.sessionseqnum, r.nodeid, r.profileid, (to_jsonb(r) - 'landed')::text DESC
