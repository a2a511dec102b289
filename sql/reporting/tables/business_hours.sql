CREATE TABLE ops.business_hours (
	calendar_id text NOT NULL, -- calendar
	tz text NOT NULL, -- time zone, IANA name; one for each calendar
	weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 Monday to 7 Sunday
	open time NOT NULL, -- opens
	close time NOT NULL, -- closes, up to 24:00; before open: on the next day
	valid daterange NOT NULL DEFAULT '(,)', -- days on which this applies; where two overlap, the one that begins later
	CONSTRAINT business_hours_open_close CHECK (open <> close AND open < '24:00'),
	PRIMARY KEY (calendar_id, weekday, open, valid)
);

COMMENT ON TABLE ops.business_hours IS
	'weekly opening hours by calendar';
