-- What counts up and down is of one day, so that days that are stored and days that are not lie side by side.
--
-- key  day, agent_id, concurrent
-- role  mean_response | ratio response_s / responses; seconds

\set stale_what '''conversation_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.conversation_concurrency AS
SELECT day, agent_id, concurrent, concurrent_s, responses, response_s,
	response_s / nullif(responses, 0) AS mean_response,
	concurrent * concurrent_s AS conversation_s,
	:is_stale AS is_stale,
	agent_name
FROM (
	SELECT day, agent_id, concurrent, concurrent_s::float8 AS concurrent_s, responses,
		response_s::float8 AS response_s
	FROM (:concurrency_rows) AS r
) AS x
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.conversation_concurrency IS
	'how many conversations in writing agents have at a time, by local day, and what that does to their responses';
COMMENT ON COLUMN ops.conversation_concurrency.responses IS
	'responses with so many conversations open';
COMMENT ON COLUMN ops.conversation_concurrency.response_s IS
	'seconds that customers waited for them';
COMMENT ON COLUMN ops.conversation_concurrency.mean_response IS
	'mean wait for a response, seconds';
