CREATE TABLE ops.target (
	scope text NOT NULL DEFAULT 'all', -- all, or a queue_id
	kpi text NOT NULL, -- KPI, as in kpi_catalog
	threshold_s float8 CHECK (threshold_s >= 0), -- seconds, of a service level: for views of this threshold; NULL: any
	goal float8 NOT NULL, -- value to reach
	valid daterange NOT NULL DEFAULT '(,)', -- days on which it applies
	PRIMARY KEY (scope, kpi, valid)
);

COMMENT ON TABLE ops.target IS
	'what a KPI should reach';
