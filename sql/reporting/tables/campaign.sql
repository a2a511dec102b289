CREATE TABLE ops.campaign (
	campaign_id text PRIMARY KEY, -- campaign
	name text, -- name
	purpose text, -- what it is for: sales, collection, survey, service ...
	client text, -- on whose behalf
	starts_on date, -- first day; NULL: that of the first attempt
	ends_on date, -- last day; NULL: it goes on
	machine_error_share float8, -- part of calls taken for a machine's that a person took; NULL: no detection
	CHECK (machine_error_share BETWEEN 0 AND 1)
);

COMMENT ON TABLE ops.campaign IS
	'campaigns of outbound calls';
