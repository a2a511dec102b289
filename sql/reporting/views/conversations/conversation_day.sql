-- Every mean beside its sums.
--
-- key  day, queue_id, media
-- role  mean_response | ratio response_s / responses; seconds

CREATE VIEW ops.conversation_day AS
SELECT day, queue_id, media, conversations, first_responses, first_response_s,
	first_response_s / nullif(first_responses, 0) AS mean_first_response,
	responses, response_s,
	response_s / nullif(responses, 0) AS mean_response,
	customer_wait_s,
	customer_wait_s / nullif(conversations, 0) AS mean_customer_wait,
	left_waiting, end_known, idle_closed,
	idle_closed::float8 / nullif(end_known, 0) AS idle_close_rate,
	queue_name
FROM (
	SELECT day, queue_id, media,
		count(*) AS conversations,
		count(first_response_s) AS first_responses,
		sum(first_response_s::numeric)::float8 AS first_response_s,
		sum(responses)::bigint AS responses,
		sum(response_s::numeric)::float8 AS response_s,
		sum(customer_wait_s::numeric)::float8 AS customer_wait_s,
		count(*) FILTER (WHERE left_waiting) AS left_waiting,
		count(idle_closed) AS end_known,
		count(*) FILTER (WHERE idle_closed) AS idle_closed
	FROM ops.conversation
	GROUP BY day, queue_id, media
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.conversation_day IS
	'conversations in writing by first queue and local day: first and mean response, all that customers waited, those '
	'that the system closed';
COMMENT ON COLUMN ops.conversation_day.response_s IS
	'seconds that customers waited for responses';
COMMENT ON COLUMN ops.conversation_day.mean_response IS
	'mean wait for a response, seconds';
COMMENT ON COLUMN ops.conversation_day.responses IS
	'turns of customers that an agent responded to';
