-- Whole seconds of talk that an event carries.
CASE
	WHEN r.event IN ('COMPLETEAGENT', 'COMPLETECALLER') THEN split_part(r.rest, '|', 2)
	WHEN r.event IN ('BLINDTRANSFER', 'TRANSFER') THEN split_part(r.rest, '|', 4)
	WHEN r.event = 'ATTENDEDTRANSFER' THEN split_part(r.rest, '|', CASE WHEN r.rest LIKE 'LINK|%' THEN 5 ELSE 4 END)
END
