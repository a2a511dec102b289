INSERT INTO new_rejection (key, reason, event)
SELECT CASE WHEN length(r.callid) < 100 AND r.callid NOT IN ('NONE', 'REALTIME', 'MANAGER', 'CLI') THEN r.callid END,
	reason,
	concat_ws('|', r.time, r.callid, r.queuename, r.agent, r.event, nullif(p.rest, ''))
FROM raw.queue_log AS r
CROSS JOIN LATERAL (SELECT :rest AS rest) AS p
CROSS JOIN LATERAL (
	SELECT CASE
		WHEN cc.source_instant(r.time, :'zone') IS NULL THEN 'no instant'
		WHEN r.event IS NULL THEN 'no event'
		WHEN r.event NOT IN ('ENTERQUEUE', 'CONNECT', 'COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER',
			'ATTENDEDTRANSFER', 'TRANSFER', 'ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY', 'WITHDRAW',
			'RINGNOANSWER', 'RINGCANCELED', 'AGENTDUMP', 'SYSCOMPAT', 'ADDMEMBER', 'REMOVEMEMBER', 'PAUSE', 'UNPAUSE',
			'PAUSEALL', 'UNPAUSEALL', 'PENALTY', 'RINGINUSE', 'AGENTLOGIN', 'AGENTLOGOFF', 'AGENTCALLBACKLOGIN',
			'AGENTCALLBACKLOGOFF', 'OUTCALL', 'QUEUESTART', 'CONFIGRELOAD', 'WRAPUPSTART', 'FULL', 'JOINEMPTY',
			'JOINUNAVAIL', 'LEAVEEMPTY', 'CLOSED', 'DID') THEN 'unknown event'
		WHEN length(r.callid) >= 100 THEN 'call id longer than 99 characters'
		WHEN r.callid IS NULL AND r.event IN ('ENTERQUEUE', 'CONNECT', 'COMPLETEAGENT', 'COMPLETECALLER', 'ABANDON')
			THEN 'no call id'
	END AS reason
) AS c
WHERE (left(r.callid, 100) = ANY ($1) OR r.landed > $2 AND r.landed <= $3) AND c.reason IS NOT NULL
