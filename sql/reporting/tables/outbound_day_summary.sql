CREATE TABLE ops.outbound_day_summary (
	grain text NOT NULL, -- what the row is of: list, agent, hour, or record (entries dialled first in their month)
	campaign_id text, -- campaign
	list_id text, -- list, of grain list
	agent_id text, -- agent, of grain agent; NULL: none had them
	hour integer, -- local hour, of grain hour
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	attempts bigint, -- attempts
	persons bigint, -- answered by a person
	machines bigint, -- answered by a machine
	live_contacts bigint, -- with an agent and a person on the line
	right_parties bigint, -- of them with the person wanted
	right_known bigint, -- of them those of whom that is known
	sales bigint, -- that sold
	value numeric, -- value sold; without a sense where the currencies differ
	first_currency text, -- least currency of values
	last_currency text, -- greatest currency of values
	calls_abandoned bigint, -- abandoned as 16 CFR 310.4 has it
	conversations bigint, -- with a known talk time
	talk_s float8, -- seconds of talk
	acw_s float8, -- seconds of work after calls
	dial_s float8, -- seconds in which agents dialled themselves
	agent_waits bigint, -- waits of agents for the next call
	agent_wait_s float8, -- their seconds
	calls_dropped bigint, -- dropped on a person
	machines_met bigint, -- machines that an agent met
	machines_dropped bigint, -- machines that none did
	unanswered bigint, -- rang, and nobody answered
	short_rings bigint, -- of them given up within fifteen seconds
	record_attempts bigint, -- to an entry of a list
	records_dialled bigint, -- entries dialled, each on the first such day of its month; of grain record
	UNIQUE NULLS NOT DISTINCT (bucket_start, grain, campaign_id, list_id, agent_id, hour)
);

COMMENT ON TABLE ops.outbound_day_summary IS
	'sums of outbound calls by local day; made by refresh_outbound_summary, read by the outbound views';
