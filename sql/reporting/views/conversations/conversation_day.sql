-- A function for what refresh_conversation_summary stores, and the view of what is stored and what is not: every mean
-- beside its sums.
--
-- key  day, queue_id, media
-- role  mean_response | ratio response_s / responses; seconds

CREATE FUNCTION ops.conversation_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (grain text, queue_id text, media text, waiting_since timestamptz, waited_s float8, agent_id text,
	concurrent integer, bucket_start timestamptz, bucket_end timestamptz, conversations bigint,
	first_responses bigint, first_response_s numeric, responses bigint, response_s numeric, customer_wait_s numeric,
	left_waiting bigint, end_known bigint, idle_closed bigint, concurrent_s numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:conversation_days;
END;

COMMENT ON FUNCTION ops.conversation_day_live(timestamptz, timestamptz) IS
	'the rows of conversation_day_summary for the local days that start in [from_ts, to_ts), as visits and messages '
	'say, whatever is stored';

\set stale_what '''conversation_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.conversation_day AS
SELECT day, queue_id, media, conversations, first_responses, first_response_s,
	first_response_s / nullif(first_responses, 0) AS mean_first_response,
	responses, response_s,
	response_s / nullif(responses, 0) AS mean_response,
	customer_wait_s,
	customer_wait_s / nullif(conversations, 0) AS mean_customer_wait,
	left_waiting, end_known, idle_closed,
	idle_closed::float8 / nullif(end_known, 0) AS idle_close_rate,
	:is_stale AS is_stale,
	queue_name
FROM (
	SELECT day, queue_id, media,
		sum(conversations)::bigint AS conversations,
		sum(first_responses)::bigint AS first_responses,
		sum(first_response_s)::float8 AS first_response_s,
		sum(responses)::bigint AS responses,
		sum(response_s)::float8 AS response_s,
		sum(customer_wait_s)::float8 AS customer_wait_s,
		sum(left_waiting)::bigint AS left_waiting,
		sum(end_known)::bigint AS end_known,
		sum(idle_closed)::bigint AS idle_closed
	FROM (:conversation_rows) AS r
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
