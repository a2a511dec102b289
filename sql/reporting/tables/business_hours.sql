CREATE TABLE ops.business_hours (
	calendar_id text NOT NULL, -- calendar
	tz text NOT NULL, -- time zone, IANA name
	weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 Monday to 7 Sunday
	open time NOT NULL, -- opens
	close time NOT NULL, -- closes
	valid daterange NOT NULL DEFAULT '(,)', -- days on which this week applies
	CHECK (open < close),
	PRIMARY KEY (calendar_id, weekday, open, valid)
);

COMMENT ON TABLE ops.business_hours IS
	'weekly opening hours by calendar';
