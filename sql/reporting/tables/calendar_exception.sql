CREATE TABLE ops.calendar_exception (
	calendar_id text NOT NULL, -- calendar
	day date NOT NULL, -- day
	open time, -- opens; NULL: closed all day
	close time, -- closes, up to 24:00; before open: on the next day
	CONSTRAINT calendar_exception_open_close
		CHECK (open <> close AND open < '24:00' AND (open IS NULL) = (close IS NULL)),
	UNIQUE NULLS NOT DISTINCT (calendar_id, day, open)
);

COMMENT ON TABLE ops.calendar_exception IS
	'days that differ from the week of a calendar';
