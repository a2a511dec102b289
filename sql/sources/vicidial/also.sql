-- The agent's row has the work after the call.
--
-- of  vicidial_agent_log
SELECT cc.source_key(r.uniqueid)
FROM raw.vicidial_agent_log AS r
WHERE r.landed > $2 AND r.landed <= $3 AND r.uniqueid <> ''
