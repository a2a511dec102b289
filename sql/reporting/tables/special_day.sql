CREATE TABLE ops.special_day (
	calendar_id text NOT NULL, -- calendar of the queues it is a special day of
	day date NOT NULL CHECK (isfinite(day)), -- local day
	name text NOT NULL, -- what recurs: Christmas Eve; days of one name are forecast from each other
	PRIMARY KEY (calendar_id, day)
);

COMMENT ON TABLE ops.special_day IS
	'days that are like no other: ordinary days are forecast without them; those on which all is closed are '
	'calendar_exceptions';
