-- partition  lower(during)
-- stays  during && tstzrange($1, NULL)

CREATE TABLE ops.agent_state (
	agent_id text NOT NULL, -- agent
	during tstzrange NOT NULL, -- when, start included and end not; no end: still in it
	state text, -- state as the source names it
	state_class text NOT NULL, -- available, handling, acw, other_work, unavailable or offline
	aux_code text, -- reason of an unavailable state: break, training ...
	paid boolean, -- paid time; NULL: all but offline is
	media text, -- medium, where states are kept by medium
	CHECK (state_class IN ('available', 'handling', 'acw', 'other_work', 'unavailable', 'offline')),
	CHECK (NOT isempty(during) AND lower(during) IS NOT NULL),
	-- GiST has no text of its own: a range of one stands for it, at half its hash, so that one more always fits
	CONSTRAINT agent_state_one_at_a_time EXCLUDE USING gist (
		int8range(hashtextextended(agent_id || chr(31) || coalesce(media, ''), 0) >> 1,
			(hashtextextended(agent_id || chr(31) || coalesce(media, ''), 0) >> 1) + 1) WITH &&,
		during WITH &&)
);

COMMENT ON TABLE ops.agent_state IS
	'what each agent did when; one state at a time (and medium, where kept by medium)';

CREATE INDEX ON ops.agent_state USING gist (during);
CREATE INDEX ON ops.agent_state (lower(during));
CREATE INDEX ON ops.agent_state (agent_id);
