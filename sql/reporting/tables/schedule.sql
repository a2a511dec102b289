-- partition  lower(during)
-- stays  during && tstzrange($1 - '25 hours'::interval, NULL)

CREATE TABLE ops.schedule (
	agent_id text NOT NULL, -- agent
	during tstzrange NOT NULL, -- when, start included and end not
	activity text, -- activity as the source names it
	class text NOT NULL, -- on_queue, off_queue_paid, break_unpaid or absence
	version_no integer NOT NULL DEFAULT 1, -- version; per agent and day the highest counts
	published_at timestamptz, -- when the version was published; kept, no view reads it
	CHECK (class IN ('on_queue', 'off_queue_paid', 'break_unpaid', 'absence')),
	CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
	-- GiST has no text of its own: a range of one stands for it, at half its hash, so that one more always fits
	CONSTRAINT schedule_one_at_a_time EXCLUDE USING gist (
		int8range(hashtextextended(agent_id || chr(31) || version_no, 0) >> 1,
			(hashtextextended(agent_id || chr(31) || version_no, 0) >> 1) + 1) WITH &&,
		during WITH &&)
);

COMMENT ON TABLE ops.schedule IS
	'what each agent was to do when; every published version is kept';

CREATE INDEX ON ops.schedule USING gist (during);
CREATE INDEX ON ops.schedule (lower(during));
CREATE INDEX ON ops.schedule (agent_id);
