-- Whole seconds of waiting that an event carries.
CASE
	WHEN r.event IN ('CONNECT', 'COMPLETEAGENT', 'COMPLETECALLER') THEN split_part(r.rest, '|', 1)
	WHEN r.event IN ('ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'WITHDRAW', 'BLINDTRANSFER', 'TRANSFER')
		THEN split_part(r.rest, '|', 3)
	WHEN r.event = 'EXITWITHKEY' THEN split_part(r.rest, '|', 4)
	WHEN r.event = 'ATTENDEDTRANSFER' THEN split_part(r.rest, '|', CASE WHEN r.rest LIKE 'LINK|%' THEN 4 ELSE 3 END)
END
