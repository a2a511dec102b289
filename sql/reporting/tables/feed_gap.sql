CREATE TABLE ops.feed_gap (
	source text NOT NULL, -- system
	during tstzrange NOT NULL, -- when it delivered nothing
	PRIMARY KEY (source, during),
	CHECK (NOT isempty(during))
);

COMMENT ON TABLE ops.feed_gap IS
	'holes in what a source delivered: no data there, not zero';
