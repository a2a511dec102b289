-- the versions of an agent's schedule
CREATE INDEX schedule_agent_version ON ops.schedule (agent_id, version_no);
