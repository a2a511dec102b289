CREATE TABLE ops.outbound_list_day_summary (
	campaign_id text, -- campaign
	list_id text, -- list of the entries
	month date, -- local month in which they were loaded
	bucket_start timestamptz NOT NULL, -- start of the local day of the attempts
	bucket_end timestamptz NOT NULL, -- its end
	record_attempts bigint NOT NULL, -- attempts to them
	records_dialled bigint NOT NULL, -- entries dialled, each on the day of its first attempt
	records_reached bigint NOT NULL, -- entries reached, each on the day of the first attempt that did
	UNIQUE NULLS NOT DISTINCT (bucket_start, campaign_id, list_id, month)
);

COMMENT ON TABLE ops.outbound_list_day_summary IS
	'attempts to entries of lists by local day; made by refresh_outbound_summary, read by outbound_list';

CREATE INDEX ON ops.outbound_list_day_summary (month);
