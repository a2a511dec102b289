-- One text twice: with arguments, and as it is by default.
--
-- uses  customer_segment, survey_response
-- after  loyalty_driver
-- key  queue_id, segment, level, threshold_s
-- role  contacts | repeated
-- role  mean_wait | figure; seconds
-- role  abandonment_rate | figure; fraction
-- role  cost | figure; money
-- role  net | figure; money

\set from_ts from_ts
\set to_ts to_ts
\set levels levels
\set thresholds thresholds
\set customer_value value_per_customer
\set agent_hour_cost agent_hour_cost
\set aht_factor aht_factor
\set transfers_change transfers_change
\set repeats_change repeats_change
\set decisions decisions
\set draws draws
\set seed seed
\set one_in outcomes_one_in
\set asked 'at >= outcomes_from AND at < outcomes_to AND :sampled_customer'
\set outcomes '(SELECT * FROM :usable_outcomes AS o WHERE :asked)'
\set loyalty '(:loyalty_given)'
CREATE FUNCTION ops.value_of_service_if(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity',
	value_per_customer float8 DEFAULT NULL, agent_hour_cost float8 DEFAULT NULL,
	levels float8[] DEFAULT '{0.6,0.7,0.8,0.9,0.9,0.95}', thresholds float8[] DEFAULT '{20,20,20,20,10,10}',
	aht_factor float8 DEFAULT 1, transfers_change float8 DEFAULT 0, repeats_change float8 DEFAULT 0,
	decisions float8 DEFAULT 1, draws integer DEFAULT 1000, seed bigint DEFAULT 1,
	outcomes_from timestamptz DEFAULT '-infinity', outcomes_to timestamptz DEFAULT 'infinity',
	staying cc.model_rows DEFAULT NULL, items text[] DEFAULT NULL, outcomes_one_in integer DEFAULT 1)
RETURNS TABLE (queue_id text, segment text, level float8, threshold_s float8, is_today boolean, contacts float8,
	agent_hours float8, abandonment_rate float8, mean_wait float8,
	customers_kept float8, kept_lower float8, kept_upper float8,
	customer_value float8, gain float8, cost float8, net float8, net_lower float8, net_upper float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:value_of_service;
END;

COMMENT ON FUNCTION ops.value_of_service_if(timestamptz, timestamptz, float8, float8, float8[], float8[], float8,
	float8, float8, float8, integer, bigint, timestamptz, timestamptz, cc.model_rows, text[], integer) IS
	'value_of_service of a time, with a customer''s value and an agent hour''s cost of one''s own, other levels, a '
	'handle time changed by a factor, transfers and repeats per contact changed; decisions: outcomes within '
	'loyalty_days that a contact bears on, on average; draws of the simulation and its seed; outcomes of a '
	'time, or rows and items of loyalty_model_between, for all customers; outcomes of one customer in so many';

\set from_ts '''-infinity''::timestamptz'
\set to_ts '''infinity''::timestamptz'
\set levels '''{0.6,0.7,0.8,0.9,0.9,0.95}''::float8[]'
\set thresholds '''{20,20,20,20,10,10}''::float8[]'
\set customer_value 'NULL::float8'
\set agent_hour_cost '(60 * :''cost_per_minute''::float8)'
\set aht_factor '1::float8'
\set transfers_change '0::float8'
\set repeats_change '0::float8'
\set decisions '1::float8'
\set draws 1000
\set seed '1::bigint'
\set outcomes :usable_outcomes
\set loyalty '(:loyalty_model)'
CREATE VIEW ops.value_of_service AS
SELECT v.*, queue_name FROM (
	:value_of_service
) AS v LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.value_of_service IS
	'what other service levels than today''s would be worth, by queue and segment of customers: agents, abandonment '
	'and waits by Erlang A, customers kept by the model of loyalty_driver, their value, the agents'' cost, net; '
	'intervals by 1000 seeded draws of the estimates; an association, not a proof';
COMMENT ON COLUMN ops.value_of_service.level IS
	'service level: share answered within threshold_s';
COMMENT ON COLUMN ops.value_of_service.contacts IS
	'contacts of these customers in the time looked at';
COMMENT ON COLUMN ops.value_of_service.cost IS
	'what the agents cost more than today; of a segment its part by contacts';
COMMENT ON COLUMN ops.value_of_service.net IS
	'gain less cost';
