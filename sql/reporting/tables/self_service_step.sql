CREATE TABLE ops.self_service_step (
	session_id text NOT NULL, -- session
	step_no integer NOT NULL, -- number within the session
	step text NOT NULL, -- menu, page, intent ...
	at timestamptz NOT NULL, -- when it began
	PRIMARY KEY (session_id, step_no)
);

COMMENT ON TABLE ops.self_service_step IS
	'the steps of sessions of self-service, in order';

CREATE INDEX ON ops.self_service_step (at);
