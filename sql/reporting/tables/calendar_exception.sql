CREATE TABLE ops.calendar_exception (
	calendar_id text NOT NULL, -- calendar
	day date NOT NULL, -- day
	open time, -- opens; NULL: closed all day
	close time, -- closes
	CHECK (open < close AND (open IS NULL) = (close IS NULL)),
	UNIQUE NULLS NOT DISTINCT (calendar_id, day, open)
);

COMMENT ON TABLE ops.calendar_exception IS
	'days that differ from the week of a calendar';
