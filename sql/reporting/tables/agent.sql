CREATE TABLE ops.agent (
	agent_id text NOT NULL, -- agent
	valid tstzrange NOT NULL DEFAULT '(,)', -- when this row applies
	name text, -- name
	team text, -- team
	site_id text, -- site
	PRIMARY KEY (agent_id, valid),
	-- GiST has no text of its own: a range of one stands for it, at half its hash, so that one more always fits
	CONSTRAINT agent_one_at_a_time EXCLUDE USING gist (
		int8range(hashtextextended(agent_id, 0) >> 1,
			(hashtextextended(agent_id, 0) >> 1) + 1) WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE ops.agent IS
	'agents, by validity: people change teams';
