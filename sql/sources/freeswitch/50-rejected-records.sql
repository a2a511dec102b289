-- of  v_xml_cdr
INSERT INTO new_rejection (key, reason, event)
SELECT NULL, 'no session', r::text
FROM raw.v_xml_cdr AS r
WHERE r.landed > $2 AND r.landed <= $3 AND r.cc_side = 'member'
	AND cc.source_key(coalesce(r.cc_member_session_uuid, r.xml_cdr_uuid)) IS NULL
