-- A person answered, and no agent was there within two seconds of the greeting (16 CFR 310.4(b)(1)(iv)); who hung up
-- before had not been kept waiting so long.
\set too_late '(coalesce(greeted_at, answered_at) + ''2 seconds''::interval)'
answered_by = 'person' AND CASE WHEN connected_at IS NULL
	THEN (ended_by = 'customer' AND ended_at <= :too_late) IS NOT TRUE
	ELSE connected_at > :too_late END
