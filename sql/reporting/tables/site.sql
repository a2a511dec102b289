CREATE TABLE ops.site (
	site_id text PRIMARY KEY, -- site
	name text, -- name
	zone text NOT NULL -- time zone, IANA name
);

COMMENT ON TABLE ops.site IS
	'sites';
