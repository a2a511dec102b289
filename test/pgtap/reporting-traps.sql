-- what goes wrong in contact-centre reports, and does not here.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';	-- a session zone that no view may use
SELECT plan(45);

CALL create_reporting_model('trap');
CALL create_reporting_views('trap', interval_width => '30 min', zone => 'Europe/Amsterdam', threshold => 20);

-- 1 Boundary: one call, four ways to attribute it.
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, wrap_ended_at, outcome, talk_s, hold_s, acw_s) VALUES
	('b', 1, 'voice', 'boundary', 'x', '2024-05-06 08:59:58+02', '2024-05-06 09:00:10+02', '2024-05-06 09:00:10+02',
		'2024-05-06 09:31+02', '2024-05-06 09:33+02', 'answered', 1850, 0, 120);
SELECT results_eq($$
	SELECT local_start, offered, answered, handle_s FROM trap.queue_interval WHERE queue_id = 'boundary'$$,
	$$VALUES ('2024-05-06 08:30'::timestamp, 1::bigint, 1::bigint, 1970::float8)$$,
	'by the entry: everything in 08:30');
SELECT results_eq($$
	SELECT local_start, offered, answered, ended, ended_handle_s, wait_s, handle_s
	FROM trap.queue_event_interval WHERE queue_id = 'boundary' ORDER BY 1$$,
	$$VALUES
		('2024-05-06 08:30'::timestamp, 1::bigint, 0::bigint, 0::bigint, 0::float8, 2::float8, 0::float8),
		('2024-05-06 09:00', 0, 1, 0, 0, 10, 1790),
		('2024-05-06 09:30', 0, 0, 1, 1970, 0, 180)$$,
	'by event, by end, and clipped: three intervals');
SELECT is(sum(wait_s + handle_s), 1982::float8, 'the clipped seconds are the whole')
FROM trap.queue_event_interval WHERE queue_id = 'boundary';

-- 2 Midnight and DST.
INSERT INTO trap.agent_state (agent_id, during, state_class) VALUES
	('night', '[2024-05-06 23:40+02, 2024-05-07 00:20+02)', 'handling'),
	('autumn', '[2024-10-27 00:30+00, 2024-10-27 01:30+00)', 'handling'),	-- 02:30 summer time to 02:30 winter time
	('autumn', '[2024-10-27 01:30+00, 2024-10-27 02:00+00)', 'available');
SELECT results_eq($$
	SELECT local_start, handling_s FROM trap.agent_interval WHERE agent_id = 'night' ORDER BY bucket_start$$,
	$$VALUES ('2024-05-06 23:30'::timestamp, 1200::float8), ('2024-05-07 00:00', 1200)$$,
	'a state over midnight is split');
SELECT results_eq($$SELECT day, handling_s FROM trap.agent_day WHERE agent_id = 'night' ORDER BY day$$,
	$$VALUES ('2024-05-06'::date, 1200::float8), ('2024-05-07', 1200)$$, 'also between days');
SELECT results_eq($$
	SELECT local_start, bucket_start, handling_s, available_s
	FROM trap.agent_interval WHERE agent_id = 'autumn' ORDER BY bucket_start$$,
	$$VALUES
		('2024-10-27 02:30'::timestamp, '2024-10-27 00:30+00'::timestamptz, 1800::float8, 0::float8),
		('2024-10-27 02:00', '2024-10-27 01:00+00', 1800, 0),
		('2024-10-27 02:30', '2024-10-27 01:30+00', 0, 1800)$$,
	'the repeated half hours are two intervals each');
SELECT is(handling_s + available_s, 5400::float8, 'the day has the true seconds')
FROM trap.agent_day WHERE agent_id = 'autumn';
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, wrap_ended_at, outcome, talk_s) VALUES
	('dst', 1, 'voice', 'dst', 'autumn', '2024-10-27 00:50+00', '2024-10-27 00:50+00', '2024-10-27 00:50+00',
		'2024-10-27 01:10+00', '2024-10-27 01:10+00', 'answered', 1200);
SELECT is(session_s, 1200::float8, 'a call over the repeated hour lasts as long as it did')
FROM trap.agent_contact_day WHERE agent_id = 'autumn';
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT 'spring' || i, 1, 'voice', 'spring', i, i, 'abandoned'
FROM generate_series('2024-03-31 00:00+01'::timestamptz, '2024-03-31 23:59+02', '10 min') i;
SELECT is(count(*), 46::bigint, 'a spring day has 46 half hours') FROM trap.queue_interval WHERE queue_id = 'spring';
SELECT is(offered, 138::bigint, 'and is one day') FROM trap.queue_day WHERE queue_id = 'spring';

-- 3 Transfer chain A -> B -> A.
INSERT INTO trap.contact (contact_id, customer_key, media, started_at, ended_at, first_queue_id) VALUES
	('chain', 'k1', 'voice', '2024-05-06 10:00+02', '2024-05-06 10:20+02', 'A');
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, outcome, transfer_in, transfer_out, talk_s) VALUES
	('chain', 1, 'voice', 'A', 'a1', '2024-05-06 10:00+02', '2024-05-06 10:00:10+02', '2024-05-06 10:00:10+02',
		'2024-05-06 10:05+02', 'answered', false, 'blind', 290),
	('chain', 2, 'voice', 'B', 'b1', '2024-05-06 10:05+02', '2024-05-06 10:05:30+02', '2024-05-06 10:05:30+02',
		'2024-05-06 10:10+02', 'answered', true, 'attended', 270),
	('chain', 3, 'voice', 'A', 'a2', '2024-05-06 10:10+02', '2024-05-06 10:10:05+02', '2024-05-06 10:10:05+02',
		'2024-05-06 10:20+02', 'answered', true, 'none', 595);
SELECT results_eq($$SELECT queue_id, offered, transfers FROM trap.queue_day WHERE queue_id IN ('A', 'B') ORDER BY 1$$,
	$$VALUES ('A'::text, 2::bigint, 1::bigint), ('B', 1, 1)$$, 'three visits, two transfers');
SELECT results_eq($$SELECT from_queue_id, to_queue_id, kind, transfers, answered FROM trap.transfer_matrix ORDER BY 1$$,
	$$VALUES ('A'::text, 'B'::text, 'blind'::text, 1::bigint, 1::bigint), ('B', 'A', 'attended', 1, 1)$$,
	'who sent whom where');
SELECT results_eq($$
	SELECT queue_id, contacts, eligible, repeated, fcr FROM trap.repeat_contact WHERE day = '2024-05-06'$$,
	$$VALUES ('A'::text, 1::bigint, 1::bigint, 0::bigint, 1::float8)$$,
	'one contact, resolved: its own transfers are no repeats');

-- 4 Consult and conference: segments, no visit, so no second offer or answer.
INSERT INTO trap.segment (contact_id, seg_no, kind, during, queue_id, agent_id, visit_no) VALUES
	('chain', 1, 'talk', '[2024-05-06 10:10:05+02, 2024-05-06 10:20+02)', 'A', 'a2', 3),
	('chain', 2, 'consult', '[2024-05-06 10:12+02, 2024-05-06 10:15+02)', 'B', 'b2', 3),
	('chain', 3, 'conference', '[2024-05-06 10:15+02, 2024-05-06 10:18+02)', 'B', 'b2', 3);
SELECT is(sum(offered), 3::numeric, 'a consultation is no offer') FROM trap.queue_day WHERE queue_id IN ('A', 'B');
SELECT is(busy_s, 360::float8, 'the consulted agent was busy all the same')
FROM trap.agent_segment_day WHERE agent_id = 'b2';
SELECT is(sum(handled), 3::numeric, 'and answered nothing')
FROM trap.agent_contact_day WHERE agent_id IN ('a1', 'a2', 'b1', 'b2');

-- 5 Callback: the documented example.
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, outcome, origin_contact_id, talk_s) VALUES
	('cb1', 1, 'voice', 'cb', NULL, '2024-05-06 11:35+02', NULL, '2024-05-06 11:37+02', '2024-05-06 11:37+02',
		'callback_requested', NULL, NULL),
	('cb2', 1, 'callback', 'cb', 'a1', '2024-05-06 11:38:39+02', '2024-05-06 11:39+02', '2024-05-06 11:39+02',
		'2024-05-06 11:45+02', 'answered', 'cb1', 360);
SELECT results_eq($$SELECT requested, attempted, reached, mean_delay, mean_callback_wait FROM trap.callback$$,
	$$VALUES (1::bigint, 1::bigint, 1::bigint, 120::float8, 21::float8)$$,
	'requested 11:37, queued 11:38:39, reached after 21 s');
SELECT results_eq($$
	SELECT media, offered, answered, abandoned, callbacks, service_level
	FROM trap.queue_day WHERE queue_id = 'cb' ORDER BY 1$$,
	$$VALUES ('callback'::text, 1::bigint, 1::bigint, 0::bigint, 0::bigint, 0::float8), ('voice', 1, 0, 0, 1, NULL)$$,
	'the request is neither answered nor abandoned; the callback is reported apart');

-- 6 Concurrency: three chats of 10 minutes within 20.
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
	queued_at, answered_at, left_at, ended_at, outcome, talk_s)
SELECT 'chat' || i, 1, 'chat', 'chat', 'chatter', s, s, s, s + '10 min', 'answered', 600
FROM (VALUES (1, '2024-05-06 12:00+02'::timestamptz), (2, '2024-05-06 12:05+02'), (3, '2024-05-06 12:10+02')) v (i, s);
SELECT results_eq($$
	SELECT session_s, busy_s, mean_concurrency, aht FROM trap.agent_contact_day WHERE agent_id = 'chatter'$$,
	$$VALUES (1800::float8, 1200::float8, 1.5::float8, 600::float8)$$, '30 minutes of sessions in 20: concurrency 1.5');
INSERT INTO trap.agent_state (agent_id, during, state_class, media) VALUES
	('chatter', '[2024-05-06 12:00+02, 2024-05-06 12:10+02)', 'handling', 'chat 1'),
	('chatter', '[2024-05-06 12:05+02, 2024-05-06 12:15+02)', 'handling', 'chat 2'),
	('chatter', '[2024-05-06 12:10+02, 2024-05-06 12:20+02)', 'handling', 'chat 3'),
	('chatter', '[2024-05-06 12:00+02, 2024-05-06 12:30+02)', 'available', 'voice');
SELECT results_eq($$
	SELECT handling_s, available_s, logged_in_s, occupancy FROM trap.agent_interval WHERE agent_id = 'chatter'$$,
	$$VALUES (1200::float8, 600::float8, 1800::float8, 1200::float8 / 1800)$$,
	'overlapping chats count once: occupancy at most 1');

-- 7 Short abandons, the threshold itself, open visits, clock skew.
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, outcome) VALUES
	('e1', 1, 'voice', 'edge', 'a1', '2024-05-06 13:00+02', '2024-05-06 13:00:20+02', '2024-05-06 13:00:20+02',
		'answered'),
	('e2', 1, 'voice', 'edge', 'a1', '2024-05-06 13:01+02', '2024-05-06 13:01:20.000001+02',
		'2024-05-06 13:01:20.000001+02', 'answered'),
	('e3', 1, 'voice', 'edge', NULL, '2024-05-06 13:02+02', NULL, '2024-05-06 13:02+02', 'abandoned'),
	('e4', 1, 'voice', 'edge', NULL, '2024-05-06 13:03+02', NULL, NULL, NULL),
	('e5', 1, 'voice', 'edge', NULL, now() - interval '5 s', NULL, NULL, 'open');
SELECT results_eq($$
	SELECT answered, answered_within, abandoned, abandoned_short, still_open, service_judged, service_met, service_level
	FROM trap.queue_day WHERE queue_id = 'edge' AND day = '2024-05-06'$$,
	$$VALUES (2::bigint, 1::bigint, 1::bigint, 1::bigint, 1::bigint, 4::bigint, 1::bigint, 0.25::float8)$$,
	'wait = threshold is in, a microsecond more is not, 0 s is a short abandon, an old open visit is a miss');
SELECT results_eq($$
	SELECT sum(still_open), sum(service_judged), min(service_level)
	FROM trap.queue_interval WHERE queue_id = 'edge' AND bucket_start > '2024-06-01'$$,
	$$VALUES (1::numeric, 0::numeric, NULL::float8)$$, 'an open visit within the threshold is not judged yet');
SELECT throws_ok($$
	INSERT INTO trap.queue_visit (contact_id, visit_no, queued_at, left_at, outcome) VALUES
		('skew', 1, '2024-05-06 14:00', '2024-05-06 13:59', 'abandoned')$$, '23514', NULL,
	'the table refuses a visit that left before it came');
CREATE SCHEMA trap_mapped;
CREATE VIEW trap_mapped.queue_visit AS
SELECT * FROM trap.queue_visit
UNION ALL SELECT 'skew', 1, 'voice', NULL, NULL, 'edge', NULL, NULL, NULL, NULL,
	'2024-05-06 14:00', NULL, '2024-05-06 13:59', NULL, NULL, NULL, NULL, NULL, NULL,
	'abandoned', NULL, NULL, NULL, NULL, NULL, 'clock', NULL, false, NULL, NULL, NULL
UNION ALL SELECT 'half', 1, 'voice', NULL, NULL, 'edge', NULL, NULL, NULL, NULL,
	'2024-05-06 14:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	'answered', NULL, NULL, NULL, NULL, NULL, 'clock', NULL, false, NULL, NULL, NULL;
CALL create_reporting_views('trap_mapped', zone => 'Europe/Amsterdam');
SELECT results_eq($$SELECT contact_id, problem FROM trap_mapped.rejected_visit ORDER BY 1$$,
	$$VALUES ('half'::text, 'answered_at contradicts outcome'::text), ('skew', 'left before queued')$$,
	'over a view of the user''s own they are listed');
SELECT is(sum(offered), (SELECT sum(offered) FROM trap.queue_day)::numeric, 'and not counted')
FROM trap_mapped.queue_day;
SELECT is(rows_affected, 1::bigint, 'the data quality says how many')
FROM trap_mapped.data_quality WHERE problem = 'left before queued';

-- 8 Duplicates and late rows: the newest version wins, whatever the order.
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id,
	queued_at, left_at, outcome, source, source_updated_at)
SELECT 'dup' || i % 50, 1, 'voice', 'late', '2024-05-06 15:00+02'::timestamptz + i % 50 * interval '1 min',
	'2024-05-06 15:00+02'::timestamptz + i % 50 * interval '1 min' + interval '10 s', 'abandoned', 's', '2024-05-07'
FROM generate_series(0, 49) i;
CALL refresh_queue_summary('trap');
SELECT is(sum(offered), 50::numeric, 'fifty visits rolled up') FROM trap.queue_day WHERE queue_id = 'late';
PREPARE upsert (text, timestamptz, float8) AS
INSERT INTO trap.queue_visit AS v (contact_id, visit_no, media, queue_id,
		queued_at, answered_at, left_at, outcome, source, source_updated_at) VALUES
	($1, 1, 'voice', 'late', '2024-05-06 15:00+02', '2024-05-06 15:00+02'::timestamptz + $3 * interval '1 s',
		'2024-05-06 15:00+02'::timestamptz + $3 * interval '1 s', 'answered', 's', $2)
ON CONFLICT (contact_id, visit_no) DO UPDATE SET queued_at = excluded.queued_at, answered_at = excluded.answered_at,
	left_at = excluded.left_at, outcome = excluded.outcome, source_updated_at = excluded.source_updated_at
WHERE excluded.source_updated_at > v.source_updated_at;
EXECUTE upsert('dup0', '2024-05-08', 15);	-- corrected
EXECUTE upsert('dup0', '2024-05-08', 15);	-- delivered twice
EXECUTE upsert('dup0', '2024-05-06', 90);	-- an older version, late
EXECUTE upsert('dup9', '2024-05-08', 15);	-- moves to an earlier instant
EXECUTE upsert('new', '2024-05-08', 15);	-- late
CREATE TEMP TABLE version_before AS
SELECT bucket_start, queue_id, media, ctid AS version FROM trap.queue_interval_summary;
CALL refresh_queue_summary('trap', '2024-05-06 00:00+02', '2024-05-07 00:00+02');
SELECT results_eq($$
	SELECT sum(offered), sum(answered), sum(answered_within) FROM trap.queue_day WHERE queue_id = 'late'$$,
	$$VALUES (51::numeric, 3::numeric, 3::numeric)$$, 'corrected, late and repeated rows end up in the roll-up');
SELECT results_eq($$
	SELECT s.queue_id, s.bucket_start
	FROM trap.queue_interval_summary s JOIN version_before b USING (bucket_start, queue_id, media)
	WHERE s.ctid <> b.version$$,
	$$VALUES ('late'::text, '2024-05-06 15:00+02'::timestamptz)$$, 'only the touched interval is written');
SELECT is_empty($$
	SELECT s.queue_id, s.media, s.bucket_start FROM trap.queue_interval_summary s
	WHERE s.summary <> (SELECT queue_summary(v.outcome, v.wait_s, v.talk_s, coalesce(v.hold_s, 0), coalesce(v.acw_s, 0))
		FROM trap.valid_visit v
		WHERE v.queue_id = s.queue_id AND v.media = s.media AND v.outcome <> 'open' AND v.queued_at >= s.bucket_start
			AND v.queued_at < s.bucket_end)$$,
	'every summary is that of its visits');

-- 9 Ring-no-answer: one visit, the wait goes on.
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, ring_s, outcome, talk_s) VALUES
	('rona', 1, 'voice', 'rona', 'a2', '2024-05-06 16:00+02', '2024-05-06 16:00:45+02', '2024-05-06 16:00:45+02',
		'2024-05-06 16:02+02', 4, 'answered', 75);
INSERT INTO trap.segment (contact_id, seg_no, kind, during, queue_id, agent_id, visit_no) VALUES
	('rona', 1, 'ring', '[2024-05-06 16:00:05+02, 2024-05-06 16:00:20+02)', 'rona', 'a1', 1),
	('rona', 2, 'ring', '[2024-05-06 16:00:20+02, 2024-05-06 16:00:35+02)', 'rona', 'b1', 1),
	('rona', 3, 'ring', '[2024-05-06 16:00:41+02, 2024-05-06 16:00:45+02)', 'rona', 'a2', 1);
CALL refresh_queue_summary('trap');
SELECT results_eq($$SELECT offered, asa FROM trap.queue_day WHERE queue_id = 'rona'$$,
	$$VALUES (1::bigint, 45::float8)$$, 'one offer, and the whole wait');
SELECT results_eq($$SELECT agent_id, rings, rings_declined FROM trap.agent_segment_day WHERE rings > 0 ORDER BY 1$$,
	$$VALUES ('a1'::text, 1::bigint, 1::bigint), ('a2', 1, 0), ('b1', 1, 1)$$, 'two agents let it ring');

-- 10 Missing feed: a hole is not zero.
INSERT INTO trap.feed_gap (source, during) VALUES ('acd', '[2024-05-06 13:00+02, 2024-05-06 13:10+02)');
SELECT ok(has_feed_gap, 'an interval with a hole is flagged')
FROM trap.queue_interval WHERE queue_id = 'edge' AND bucket_start = '2024-05-06 13:00+02';
INSERT INTO trap.forecast (queue_id, interval_start, interval_len, made_at, volume)
SELECT 'edge', i, '30 min', '2024-05-01', 10
FROM generate_series('2024-05-06 13:00+02'::timestamptz, '2024-05-06 13:30+02', '30 min') i;
SELECT results_eq($$SELECT interval_start, actual FROM trap.forecast_error WHERE queue_id = 'edge' ORDER BY 1$$,
	$$VALUES ('2024-05-06 13:00+02'::timestamptz, NULL::float8), ('2024-05-06 13:30+02', 0)$$,
	'no data is NULL, no calls are 0');

-- 11 Zones: by local slot of each site, or by instant.
INSERT INTO trap.site (site_id, name, zone) VALUES
	('ams', 'Amsterdam', 'Europe/Amsterdam'),
	('bom', 'Mumbai', 'Asia/Kolkata');
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, site_id, queued_at, left_at, outcome) VALUES
	('z1', 1, 'voice', 'zones', 'ams', '2024-05-06 10:10+02', '2024-05-06 10:10:10+02', 'abandoned'),
	('z2', 1, 'voice', 'zones', 'bom', '2024-05-06 10:10+05:30', '2024-05-06 10:10:10+05:30', 'abandoned'),
	('z3', 1, 'voice', 'zones', 'bom', '2024-05-06 10:10+02', '2024-05-06 10:10:10+02', 'abandoned');
CALL refresh_queue_summary('trap');
SELECT results_eq($$
	SELECT local_time, sum(offered) FROM trap.site_slot WHERE site_id IN ('ams', 'bom') GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('10:00:00'::text, 2::numeric), ('13:30:00', 1)$$, 'ten o''clock on each site''s own clock');
SELECT results_eq($$
	SELECT bucket_start, sum(offered) FROM trap.queue_interval WHERE queue_id = 'zones' GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('2024-05-06 06:30+02'::timestamptz, 1::numeric), ('2024-05-06 10:00+02', 2)$$, 'the same by instant');

-- 12 Renamed: the name of then.
INSERT INTO trap.queue (queue_id, valid, name) VALUES
	('late', '(,2024-05-07)', 'old name'),
	('late', '[2024-05-07,)', 'new name');
SELECT results_eq($$
	SELECT d.name, count(*)
	FROM trap.valid_visit v JOIN trap.queue d ON d.queue_id = v.queue_id AND d.valid @> v.queued_at
	WHERE v.queue_id = 'late' GROUP BY 1$$,
	$$VALUES ('old name'::text, 51::bigint)$$, 'dimensions join at the instant of the visit');
SELECT throws_ok($$
	INSERT INTO trap.queue (queue_id, valid, name) VALUES ('late', '[2024-01-01,2024-02-01)', 'a second one')$$,
	'23P01', NULL, 'a queue has one name at a time');

-- 13 Personal data.
SELECT is_empty($$
	SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE c.relnamespace = 'trap'::regnamespace AND c.relkind = 'v' AND a.attname LIKE 'customer%'
		AND a.atttypid NOT IN ('bigint'::regtype, 'float8'::regtype)$$,
	'no view has a customer key');
INSERT INTO trap.survey_response (response_id, agent_id, queue_id, contact_at, answered_at,
	item, scale_min, scale_max, value)
SELECT 'r' || i, CASE WHEN i <= 4 THEN 'few' ELSE 'many' END, 'A', '2024-05-06', '2024-05-07', 'nps', 0, 10, i % 11
FROM generate_series(1, 30) i;
SELECT results_eq($$SELECT agent_id, nps_answers, nps IS NULL FROM trap.voc_agent ORDER BY 1$$,
	$$VALUES ('few'::text, 4::bigint, true), ('many', 26, false)$$,
	'four answers tell nothing about an agent, twenty-six do');

-- 14 Volume: the filters of a dashboard find an index.
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan;
END $$;
INSERT INTO trap.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT 'v' || i, 1, 'voice', 'volume', '2024-01-01'::timestamptz + i * interval '3 min',
	'2024-01-01'::timestamptz + i * interval '3 min' + interval '5 s', 'abandoned'
FROM generate_series(1, 40000) i;
CALL refresh_queue_summary('trap');
ANALYZE trap.queue_visit, trap.queue_interval_summary;
\set full_scan '"Node Type": "Seq Scan"[^{}]*"Relation Name": "(queue_visit|queue_interval_summary|agent_state)"'
SELECT doesnt_match(pg_temp.plan_of($$
	SELECT * FROM trap.queue_interval WHERE bucket_start >= '2024-03-01' AND bucket_start < '2024-03-02'$$),
	:'full_scan', 'a day of intervals reads no table in full');
SELECT matches(pg_temp.plan_of($$
	SELECT * FROM trap.queue_interval WHERE bucket_start >= '2024-03-01' AND bucket_start < '2024-03-02'$$),
	'queue_visit_queued_at_idx1', 'open visits have an index of their own');
SET LOCAL enable_seqscan = off;
SELECT matches(pg_temp.plan_of($$
	SELECT * FROM trap.agent_adherence WHERE bucket_start >= '2024-03-01' AND bucket_start < '2024-03-02'$$),
	'"' || name || '_during_idx"', 'a day of agents reads only the days of ' || name)
FROM unnest(ARRAY['agent_state', 'schedule']) AS name;
RESET enable_seqscan;
SELECT doesnt_match(pg_temp.plan_of($$
	SELECT * FROM trap.valid_visit
	WHERE queue_id = 'volume' AND queued_at >= '2024-03-01' AND queued_at < '2024-03-02'$$),
	:'full_scan', 'nor do the visits of a queue and day');

SELECT * FROM finish();
ROLLBACK;
