-- Where an event stands among those of its second: what ended a visit of before, the entry, what came of it at once.
CASE
	WHEN r.event = 'ENTERQUEUE' THEN 10
	WHEN r.event IN ('FULL', 'JOINEMPTY', 'JOINUNAVAIL', 'CLOSED') THEN 20
	ELSE CASE r.event WHEN 'CONNECT' THEN 2 WHEN 'SYSCOMPAT' THEN 3 WHEN 'RINGCANCELED' THEN 1
			WHEN 'RINGNOANSWER' THEN 1 WHEN 'AGENTDUMP' THEN 1 WHEN 'ABANDON' THEN 5 ELSE 4 END
		+ CASE WHEN coalesce(r.wait_s + coalesce(r.talk_s, 0), 0) = 0
			AND NOT (r.event IN ('RINGNOANSWER', 'RINGCANCELED')
				AND length(split_part(r.rest, '|', 1)) > 3) THEN 10 ELSE 0 END
END
