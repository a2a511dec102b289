CREATE TABLE ops.contact_day_summary (
	agent_id text, -- agent of the last answer
	inbound boolean NOT NULL, -- came in
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	contacts bigint NOT NULL, -- answered contacts whose revenue, if any, is usable
	revenue numeric, -- revenue attributed to them; without a sense where the currencies differ
	first_currency text, -- least currency of revenue
	last_currency text, -- greatest currency of revenue
	UNIQUE NULLS NOT DISTINCT (bucket_start, agent_id, inbound)
);

COMMENT ON TABLE ops.contact_day_summary IS
	'answered contacts and their revenue by local day; made by refresh_contact_summary, read by contribution views';
