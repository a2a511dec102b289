CREATE TABLE ops.quality_evaluation (
	contact_id text NOT NULL, -- contact evaluated
	agent_id text NOT NULL, -- agent evaluated
	evaluator text NOT NULL, -- who evaluated
	evaluated_at timestamptz NOT NULL, -- when
	item text NOT NULL, -- item of the form
	weight float8 NOT NULL DEFAULT 1 CHECK (weight >= 0), -- weight of the item
	max_points float8 NOT NULL CHECK (max_points > 0), -- points possible
	points float8 CHECK (points BETWEEN 0 AND max_points), -- points given
	critical boolean NOT NULL DEFAULT false, -- no points here is a critical error
	applicable boolean NOT NULL DEFAULT true, -- item applies to the contact
	PRIMARY KEY (contact_id, agent_id, evaluator, evaluated_at, item)
);

COMMENT ON TABLE ops.quality_evaluation IS
	'one item of one quality evaluation';

CREATE INDEX ON ops.quality_evaluation (evaluated_at);
