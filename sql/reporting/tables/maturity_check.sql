CREATE TABLE ops.maturity_check (
	framework text NOT NULL DEFAULT 'standard', -- set of dimensions, as in frameworks
	assessed_on date NOT NULL, -- day of the assessment
	dimension text NOT NULL, -- dimension
	level integer NOT NULL CHECK (level BETWEEN 2 AND 5), -- level the check point belongs to
	check_point text NOT NULL, -- check point
	score float8 CHECK (score BETWEEN 0 AND 1), -- score from 0 to 1; NULL: not scored
	applicable boolean NOT NULL DEFAULT true, -- applies to this centre
	PRIMARY KEY (framework, assessed_on, dimension, check_point)
);

COMMENT ON TABLE ops.maturity_check IS
	'check points of a maturity assessment';
