CREATE TABLE ops.trunk_event (
	attempt_id text PRIMARY KEY, -- attempt
	at timestamptz NOT NULL, -- when
	result text NOT NULL -- connected or blocked
);

COMMENT ON TABLE ops.trunk_event IS
	'attempts at the trunks';

CREATE INDEX ON ops.trunk_event (at);
