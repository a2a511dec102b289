-- partition  at

CREATE TABLE ops.trunk_event (
	attempt_id text NOT NULL, -- attempt
	at timestamptz NOT NULL, -- when
	result text NOT NULL, -- connected or blocked
	PRIMARY KEY (attempt_id)
);

COMMENT ON TABLE ops.trunk_event IS
	'attempts at the trunks';

CREATE INDEX ON ops.trunk_event (at);
