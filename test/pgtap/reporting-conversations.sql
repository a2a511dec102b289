-- Conversations in writing by hand: who waited how long, what an agent had at a time, how it ended.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(9);
CALL create_reporting_model('rm');
CALL create_reporting_views('rm', zone => 'Europe/Amsterdam');
SELECT is_empty('SELECT contact_id FROM rm.conversation UNION ALL SELECT agent_id FROM rm.conversation_concurrency',
	'nothing comes of nothing');
INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at,
	outcome, ended_by)
SELECT c, n, 'chat', q, a, '2024-05-06 10:00+02'::timestamptz + f * interval '1 min',
	'2024-05-06 10:00+02'::timestamptz + f * interval '1 min',
		'2024-05-06 10:00+02'::timestamptz + f * interval '1 min',
	'2024-05-06 10:00+02'::timestamptz + t * interval '1 min', 'answered', e
FROM (VALUES ('c1', 1, 'web', 'ann', 0, 10, 'customer'), ('c2', 1, 'web', 'ann', 4, 20, 'system'),
	('c3', 1, 'web', 'bob', 4, 8, NULL), ('c3', 2, 'web 2', 'ann', 8, 12, 'agent'), ('c4', 1, 'web', 'bob', 4, 5, NULL),
	('none', 1, 'web', 'bob', 4, 6, 'agent')) AS v (c, n, q, a, f, t, e);
INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, queued_at) VALUES
	('now', 1, 'chat', 'web', now() - interval '10 min');
INSERT INTO rm.message (contact_id, message_no, at, actor_kind, agent_id)
SELECT c, n, '2024-05-06 10:00+02'::timestamptz + f * interval '1 min', w, a
FROM (VALUES
	-- greeted, asked twice in a row, answered after 2 minutes; then after 1; the customer left without a word
	('c1', 1, 0, 'agent', 'ann'), ('c1', 2, 1, 'customer', NULL), ('c1', 3, 2, 'customer', NULL),
	('c1', 4, 2, 'bot', NULL),
	('c1', 5, 3, 'agent', 'ann'), ('c1', 6, 3, 'agent', 'ann'), ('c1', 7, 5, 'customer', NULL),
	('c1', 8, 6, 'agent', 'ann'),
	-- answered after 3, then the customer fell silent
	('c2', 1, 4, 'customer', NULL), ('c2', 2, 7, 'agent', 'ann'), ('c2', 3, 20, 'system', NULL),
	-- of two agents; left waiting for 2 minutes
	('c3', 1, 4, 'customer', NULL), ('c3', 2, 6, 'agent', 'bob'), ('c3', 3, 7, 'customer', NULL),
	('c3', 4, 9, 'agent', 'ann'),
	('c3', 5, 10, 'customer', NULL),
	-- a bot alone
	('c4', 1, 4, 'bot', NULL)) AS v (c, n, f, w, a);
INSERT INTO rm.message (contact_id, message_no, at, actor_kind) VALUES ('now', 1, now() - interval '5 min', 'customer');
SELECT results_eq($$
	SELECT contact_id, queue_id, customer_messages, agent_messages, first_response_s, responses, response_s,
		customer_wait_s, left_waiting, idle_closed
	FROM rm.conversation ORDER BY 1$$,
	$$VALUES
		('c1'::text, 'web'::text, 3::bigint, 4::bigint, 120::float8, 2::bigint, 180::float8, 180::float8, false, false),
		('c2', 'web', 1, 1, 180, 1, 180, 180, false, true),
		('c3', 'web', 3, 2, 120, 2, 240, 360, true, false),
		('now', 'web', 1, 0, NULL, 0, NULL, 300, true, NULL)$$, 'each conversation, one that goes on as well');
SELECT results_eq($$
	SELECT queue_id, media, conversations, first_responses, first_response_s, mean_first_response, responses,
		response_s,
		mean_response, customer_wait_s, mean_customer_wait, left_waiting, end_known, idle_closed, idle_close_rate
	FROM rm.conversation_day WHERE day = '2024-05-06'$$,
	$$VALUES ('web'::text, 'chat'::text, 3::bigint, 3::bigint, 420::float8, 140::float8, 5::bigint, 600::float8,
		120::float8, 720::float8, 240::float8, 1::bigint, 3::bigint, 1::bigint, 1 / 3::float8)$$, 'a day');
-- ann: 1 from 0, 2 from 4, 3 from 8 to 10, 2 to 12, 1 to 20; bob: two at once until 5 (c3, c4), then one to 8.
SELECT results_eq($$
	SELECT agent_id, concurrent, concurrent_s, conversation_s, responses, response_s, mean_response
	FROM rm.conversation_concurrency ORDER BY 1, 2$$,
	$$VALUES ('ann'::text, 1, 720::float8, 720::float8, 1::bigint, 120::float8, 120::float8),
		('ann', 2, 360, 720, 2, 240, 120), ('ann', 3, 120, 360, 1, 120, 120),
		('bob', 1, 180, 180, 1, 120, 120), ('bob', 2, 60, 120, 0, NULL, NULL)$$,
	'how many at a time, and how long customers waited then');
SELECT results_eq($$SELECT kpi, numerator, denominator FROM rm.kpi_month
	WHERE month = '2024-05-01' AND kpi ~ '^(chat|idle)_' ORDER BY 1$$,
	$$VALUES ('chat_concurrency'::text, 2100::float8, 1440::float8), ('chat_first_response', 420, 3),
		('chat_response', 600, 5), ('idle_close_rate', 1, 3)$$, 'KPIs');
SELECT set_eq($$SELECT kpi, sum(numerator) AS numerator, sum(denominator) AS denominator FROM rm.kpi_day
		WHERE day >= '2024-05-01' AND day < '2024-06-01' AND kpi ~ '^(chat|idle)_' GROUP BY kpi$$,
	$$SELECT kpi, numerator, denominator FROM rm.kpi_month WHERE month = '2024-05-01' AND kpi ~ '^(chat|idle)_'$$,
	'and those of its days');

CREATE TEMP TABLE before AS SELECT * FROM rm.conversation WHERE contact_id <> 'now';
ALTER TABLE rm.message DROP CONSTRAINT message_actor_kind_check;
INSERT INTO rm.message (contact_id, message_no, at, actor_kind) VALUES ('c1', 90, 'infinity', 'customer'),
	('c1', 91, '-infinity', 'customer'), ('c1', 92, '2024-05-06', 'somebody'), ('gone', 1, '2024-05-06', 'customer');
SELECT set_eq($$SELECT * FROM rm.conversation WHERE contact_id <> 'now'$$, 'TABLE before',
	'messages with a problem are in no figure');
SELECT results_eq('SELECT record, problem FROM rm.rejected_record ORDER BY 1',
	$$VALUES ('c1, 90'::text, 'in the future'::text), ('c1, 91', 'no usable instant'),
		('c1, 92', 'unknown actor_kind')$$,
	'but are listed');
SELECT results_eq($$SELECT problem, rows_affected FROM rm.data_quality WHERE subject = 'message' AND rows_affected > 0
	ORDER BY 1$$, $$VALUES ('in the future'::text, 1::bigint), ('no usable instant', 1), ('of no known contact', 1),
		('unknown actor_kind', 1)$$, 'and counted, as is what belongs to no contact');
SELECT * FROM finish();
ROLLBACK;
