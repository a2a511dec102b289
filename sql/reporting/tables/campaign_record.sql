CREATE TABLE ops.campaign_record (
	campaign_id text NOT NULL, -- campaign
	record_id text NOT NULL, -- entry of its lists
	list_id text, -- list
	customer_key text, -- hashed key of the customer; never in a view
	loaded_at timestamptz NOT NULL, -- when it was loaded
	closed_at timestamptz, -- when it was closed: no attempt any more; NULL: it is open
	PRIMARY KEY (campaign_id, record_id)
);

COMMENT ON TABLE ops.campaign_record IS
	'entries of the lists of campaigns';

CREATE INDEX ON ops.campaign_record (loaded_at);
