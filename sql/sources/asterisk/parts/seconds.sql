-- Seconds of waiting and of talk that an event carries, in whole seconds everywhere.
CASE r.event
	WHEN 'CONNECT' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 1)), NULL]
	WHEN 'COMPLETEAGENT' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 1)),
		cc.source_seconds(split_part(p.rest, '|', 2))]
	WHEN 'COMPLETECALLER' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 1)),
		cc.source_seconds(split_part(p.rest, '|', 2))]
	WHEN 'ABANDON' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 3)), NULL]
	WHEN 'EXITWITHTIMEOUT' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 3)), NULL]
	WHEN 'EXITEMPTY' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 3)), NULL]
	WHEN 'WITHDRAW' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 3)), NULL]
	WHEN 'EXITWITHKEY' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 4)), NULL]
	WHEN 'BLINDTRANSFER' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 3)),
		cc.source_seconds(split_part(p.rest, '|', 4))]
	WHEN 'TRANSFER' THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 3)),
		cc.source_seconds(split_part(p.rest, '|', 4))]
	WHEN 'ATTENDEDTRANSFER' THEN CASE WHEN split_part(p.rest, '|', 1) = 'LINK'
		THEN ARRAY[cc.source_seconds(split_part(p.rest, '|', 4)), cc.source_seconds(split_part(p.rest, '|', 5))]
		ELSE ARRAY[cc.source_seconds(split_part(p.rest, '|', 3)), cc.source_seconds(split_part(p.rest, '|', 4))] END
END
