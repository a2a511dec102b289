CREATE TABLE ops.path_day_summary (
	path text NOT NULL, -- channels of a customer, one after the other
	touches bigint NOT NULL, -- how many they are
	bucket_start timestamptz NOT NULL, -- start of the local day on which paths began
	bucket_end timestamptz NOT NULL, -- its end
	containment_days float8 NOT NULL, -- days within which a path goes on
	paths bigint NOT NULL, -- paths
	contacts bigint NOT NULL, -- contacts among their touches, the others are of self-service
	completed bigint NOT NULL, -- whose last touch was self-service, completed
	abandoned bigint NOT NULL, -- whose last touch was self-service that the customer left
	resolved bigint NOT NULL, -- whose last touch was a contact, resolved
	unresolved bigint NOT NULL, -- whose last touch was a contact, not resolved
	UNIQUE (bucket_start, path, touches)
);

COMMENT ON TABLE ops.path_day_summary IS
	'paths of customers from channel to channel by local day; made by refresh_self_service_summary, read by '
	'channel_path';
