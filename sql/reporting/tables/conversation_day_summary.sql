CREATE TABLE ops.conversation_day_summary (
	grain text NOT NULL, -- what the row is of: queue, or agent (conversations at a time)
	queue_id text, -- first queue, of grain queue
	media text, -- its medium
	waiting_since timestamptz, -- of customers who still wait: since when; their wait is counted when it is read
	waited_s float8, -- seconds that each of them had waited before
	agent_id text, -- agent, of grain agent
	concurrent integer, -- conversations that the agent had at a time
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	conversations bigint, -- conversations, of grain queue
	first_responses bigint, -- of them those with a response
	first_response_s numeric, -- seconds to the first one
	responses bigint, -- responses
	response_s numeric, -- seconds that customers waited for them
	customer_wait_s numeric, -- all that customers waited; NULL: they still wait
	left_waiting bigint, -- that ended, or are, with the customer waiting
	end_known bigint, -- of which it is known who ended them
	idle_closed bigint, -- that the system ended
	concurrent_s numeric, -- seconds with so many at a time, of grain agent
	UNIQUE NULLS NOT DISTINCT (bucket_start, grain, queue_id, media, waiting_since, waited_s, agent_id, concurrent)
);

COMMENT ON TABLE ops.conversation_day_summary IS
	'sums of conversations in writing by local day; made by refresh_conversation_summary, read by conversation_day and '
	'conversation_concurrency';
