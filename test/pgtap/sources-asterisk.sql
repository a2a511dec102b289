-- Asterisk's queue_log: what goes wrong when it is mapped, each by name.  Every line here is made for the case.
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT plan(39);
CALL create_reporting_model('ops_asterisk', partition_by => 'month');
CALL create_source('raw_asterisk', 'asterisk');
SET search_path = ops_asterisk, public;

CREATE FUNCTION pg_temp.lines(text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO raw_asterisk.queue_log (time, callid, queuename, agent, event, data)
    SELECT f[1], f[2], f[3], f[4], f[5], array_to_string(f[6:], '|')
    FROM regexp_split_to_table($1, '\s*\n\s*') AS l, string_to_array(l, '|') AS f
    WHERE l <> ''
$$;
CREATE FUNCTION pg_temp.visits(call text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', visit_no, queue_id, outcome, agent_id,
        'wait ' || extract(epoch FROM left_at - queued_at)::float8, 'ring ' || ring_s, 'talk ' || talk_s), '; '
        ORDER BY visit_no)
    FROM queue_visit
    WHERE contact_id = 'asterisk:' || call
$$;

SELECT pg_temp.lines($$
    1741600000|1741599990.1|sales|NONE|DID|5550100
    1741600000|1741599990.1|sales|NONE|ENTERQUEUE||5550101|1
    1741600010|1741599990.1|sales|Ann|CONNECT|10|1741600004.2|6
    1741600070|1741599990.1|sales|Ann|COMPLETEAGENT|10|60|1
    1741600070|1741599990.1|sales|NONE|ENTERQUEUE||5550101|1
    1741600070|1741599990.1|sales|Ann|RINGNOANSWER|0
    1741600085|1741599990.1|sales|Bob|RINGNOANSWER|15000
    1741600090|1741599990.1|sales|NONE|ABANDON|1|1|20
    1741600100|1741600100.3|sales|NONE|ENTERQUEUE||5550102|1
    1741600100|1741600100.3|sales|NONE|ABANDON|1|1|0
    1741600200|1741600200.4|sales|NONE|ENTERQUEUE||5550103|1
    1741600203|1741600200.4|sales|Ann|CONNECT|3|1741600201.5|2
    1741600263|1741600200.4|sales|Ann|BLINDTRANSFER|600|from-internal|3|60|1
    1741600300|1741600300.6|sales|NONE|ENTERQUEUE||5550104|1
    1741600305|1741600300.6|sales|Ann|CONNECT|5|1741600301.7|4
    1741600335|1741600300.6|sales|Ann|ATTENDEDTRANSFER|LINK|Local/1@a;1|Local/1@a;2|5|30|1
    1741600400|1741600400.8|sales|NONE|ENTERQUEUE||5550105|1
    1741600409|1741600400.8|sales|Ann|AGENTDUMP|
    1741600420|1741600400.8|sales|Bob|CONNECT|20|1741600410.9|10
    1741600450|1741600400.8|sales|Bob|COMPLETECALLER|20|30|1
    1741600500|1741600500.10|sales|NONE|ENTERQUEUE||5550106|1
    1741600506|1741600500.10|sales|Ann|SYSCOMPAT|
    1741600506|1741600500.10|sales|NONE|ABANDON|1|1|6
    1741600600|1741600600.11|sales|NONE|ENTERQUEUE||5550107|1
    1741600608|1741600600.11|sales|Ann|ABANDON|1|1|8
    1741600700|1741600700.12|sales|NONE|ENTERQUEUE||5550108|1
    1741600730|1741600700.12|sales|NONE|EXITWITHKEY|1|1|1|30
    1741600730|1741600700.12|support|NONE|ENTERQUEUE||5550108|1
    1741600760|1741600700.12|support|NONE|WITHDRAW|1|1|30|vip
    1741600800|1741600800.13|sales|NONE|ENTERQUEUE||5550109|1
    1741600811|1741600800.13|sales|NONE|ABANDON|1|1|
    1741600900|1741600900.14|sales|NONE|FULL|
    1741600910|1741600910.15|sales|NONE|CLOSED|
    1741601000|1741601000.16|sales|NONE|ENTERQUEUE||5550110|1
    1741601004|1741601000.16|sales|Ann|CONNECT|4|1741601001.17|3
    1741601100|1741601100.20|one|NONE|ENTERQUEUE||5550111|1
    1741601112|1741601100.20|one|Cas|CONNECT|12|1741601101.21|11
    1741601230|1741601230.22|two|NONE|ENTERQUEUE||701|1
    1741601232|1741601230.22|one|Cas|ATTENDEDTRANSFER|APP|Queue|12|120|1
    1741601240|1741601100.20|two|Dot|CONNECT|10|1741601231.23|8
    1741601300|1741601100.20|two|Dot|COMPLETECALLER|10|60|1
$$);
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
-- what is loaded after this is loaded into months, some of it over what is there
CALL maintain_partitions('ops_asterisk', ahead => 0);

SELECT is(pg_temp.visits('1741599990.1'),
    '1 sales answered Ann wait 10 ring 6 talk 60; 2 sales abandoned wait 20', 'the same call in one queue twice');
SELECT is(pg_temp.visits('1741600100.3'), '1 sales abandoned wait 0', 'entry and abandon in one second');
SELECT is(pg_temp.visits('1741600200.4'), '1 sales answered Ann wait 3 ring 2 talk 60',
    'a transfer without a COMPLETE line');
SELECT is(pg_temp.visits('1741600300.6'), '1 sales answered Ann wait 5 ring 4 talk 30',
    'ATTENDEDTRANSFER LINK has a field more');
SELECT is(pg_temp.visits('1741600400.8'), '1 sales answered Bob wait 20 ring 10 talk 30', 'AGENTDUMP is not an end');
SELECT is(pg_temp.visits('1741600500.10'), '1 sales system_error wait 6',
    'SYSCOMPAT and the ABANDON after it are one end');
SELECT is((SELECT abandon_stage FROM queue_visit WHERE contact_id = 'asterisk:1741600600.11'), 'ring',
    'abandoned in the announcement to a member');
SELECT is(pg_temp.visits('1741600700.12'), '1 sales flowed_out wait 30; 2 support flowed_out wait 30',
    'a key and a withdrawal flow out, into the next queue');
SELECT is((SELECT string_agg(flow_out_reason, ', ' ORDER BY visit_no) FROM queue_visit
    WHERE contact_id = 'asterisk:1741600700.12'), 'EXITWITHKEY, WITHDRAW', '... and each has its reason');
SELECT is((SELECT string_agg(coalesce(ended_by, '-'), ', ' ORDER BY contact_id, visit_no) FROM queue_visit
    WHERE contact_id IN ('asterisk:1741599990.1', 'asterisk:1741600200.4', 'asterisk:1741600400.8')),
    'agent, -, -, customer', 'who ended it: not known of a transfer, and of what was no conversation');
SELECT is(pg_temp.visits('1741600800.13'), '1 sales abandoned wait 11', 'ABANDON without a waiting time');
SELECT is((SELECT string_agg(outcome, ' ') FROM queue_visit WHERE contact_id IN ('asterisk:1741600900.14',
    'asterisk:1741600910.15')), 'blocked blocked', 'what Wazo''s dialplan refused');
SELECT is(pg_temp.visits('1741601100.20'),
    '1 one answered Cas wait 12 ring 11 talk 120; 2 two answered Dot wait 10 ring 8 talk 60',
    'attended transfer into a queue while waiting there: the ids are swapped, the customer is one');
SELECT is((SELECT count(*) FROM queue_visit WHERE contact_id = 'asterisk:1741601230.22'), 0::bigint,
    '... and the agent''s id is no contact');
SELECT is((SELECT array_agg(extract(epoch FROM upper(during) - lower(during))::float8 ORDER BY during) FROM segment
    WHERE contact_id = 'asterisk:1741599990.1' AND kind = 'ring' AND agent_id = 'Bob'), ARRAY[15::float8],
    'RINGNOANSWER is milliseconds, and a leg');
SELECT is((SELECT count(*) FROM segment WHERE contact_id = 'asterisk:1741599990.1' AND kind = 'ring'), 3::bigint,
    'a ring of 0 ms is a leg as well');
SELECT is((SELECT count(*) FROM rejected_event), 0::bigint, 'and nothing of it was rejected');
SELECT is((SELECT outcome || coalesce(talk_s::text, ' talk not known') FROM queue_visit
    WHERE contact_id = 'asterisk:1741601000.16'), 'answered talk not known', 'a call that goes on');

-- a restart, what is rejected, and what mends it
SELECT pg_temp.lines($$
    1741601900|1741601899.30|sales|NONE|ENTERQUEUE||5550112|1
    1741602000|NONE|NONE|NONE|QUEUESTART|
    1741602100|1741602050.31|sales|Ann|COMPLETEAGENT|5|40|1
    1741602110|1741602110.32|sales|NONE|WEIGHTED|7
    yesterday|1741602120.33|sales|NONE|ENTERQUEUE||5550113|1
$$);
INSERT INTO raw_asterisk.queue_log (time, callid, queuename, agent, event)
VALUES ('1741602130', repeat('9', 200000), 'sales', 'NONE', 'ENTERQUEUE'),
    ('1741602140', '1741602140.34', repeat('q', 200000), 'NONE', 'ENTERQUEUE'),
    (NULL, NULL, NULL, NULL, NULL);
-- what no index row would hold, and durations that no calendar has
INSERT INTO raw_asterisk.queue_log (time, callid, queuename, agent, event, data)
SELECT '1741602150', c, q, a, e, d
FROM (SELECT string_agg(md5(i::text), '') AS long FROM generate_series(1, 1000) AS i) AS l,
    LATERAL (VALUES ('1741602150.1', long, 'NONE', 'ENTERQUEUE', ''), (long, 'sales', 'NONE', 'ENTERQUEUE', ''),
        ('1741600100.3', 'sales', long, 'RINGNOANSWER', '999999999999'), ('NONE', long, long, 'PAUSE', long),
        ('1741600100.3', long, long, 'RINGCANCELED', '9999999999'),
        ('1741600100.3', 'sales', 'Ann', 'COMPLETEAGENT', '999999999999|9999999999|1')) AS v (c, q, a, e, d);
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
SELECT is((SELECT outcome || ' ' || extract(epoch FROM left_at - queued_at)::float8 FROM queue_visit
    WHERE contact_id = 'asterisk:1741601899.30'), 'system_error 100', 'a restart ends who waits');
SELECT is((SELECT coalesce(ended_at::text, 'not known') FROM queue_visit WHERE contact_id = 'asterisk:1741601000.16'),
    'not known', 'of a call that a restart cut the end is not known');
SELECT is((SELECT string_agg(reason, ', ' ORDER BY reason) FROM rejected_event),
    'a name longer than 200 characters, a name longer than 200 characters, call id longer than 99 characters, '
    'call id longer than 99 characters, end without ENTERQUEUE, no instant, no instant, unknown event',
        'what cannot be mapped is listed with its reason');
SELECT is((SELECT rejected FROM source_status), 8::bigint, '... and counted');
SELECT pg_temp.lines('1741602055|1741602050.31|sales|NONE|ENTERQUEUE||5550114|1');
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
SELECT is(pg_temp.visits('1741602050.31'), '1 sales answered Ann wait 5 talk 40',
    'an entry that comes late mends its visit; an answer without CONNECT');
SELECT is((SELECT count(*) FROM rejected_event WHERE reason = 'end without ENTERQUEUE'), 0::bigint,
    '... and its rejection is gone');

-- the realtime engine: local time with microseconds, in columns, over both clock changes
INSERT INTO raw_asterisk.queue_log (id, time, callid, queuename, agent, event, data1, data2, data3, data4, data5)
VALUES (1, '2025-10-26 02:40:00.5', '1761439200.1', 'sales', 'NONE', 'ENTERQUEUE', '', '5550120', '1', '', ''),
    (2, '2025-10-26 02:10:00.25', '1761439200.1', 'sales', 'Ann', 'CONNECT', '1800', '1761441000.2', '3', '', ''),
    (3, '2025-10-26 02:11:00.75', '1761439200.1', 'sales', 'Ann', 'ATTENDEDTRANSFER', 'LINK', 'a;1',
        'b;2', '1800', '60|1|'),
    (4, '2025-03-30 01:59:50', '1743296390.1', 'sales', 'NONE', 'ENTERQUEUE', '', '5550121', '1', '', ''),
    (5, '2025-03-30 03:00:10', '1743296390.1', 'sales', 'NONE', 'EXITWITHTIMEOUT', '1', '1', '20', '', ''),
    (6, '2025-06-01 23:59:55', '1748815195.1', 'sales', 'NONE', 'ENTERQUEUE', '', '5550122', '1', '', ''),
    (7, '2025-06-02 00:00:05', '1748815195.1', 'sales', 'Ann', 'CONNECT', '10', '1748815200.2', '3', '', ''),
    (8, '2025-06-02 00:01:05', '1748815195.1', 'sales', 'Ann', 'COMPLETECALLER', '10', '60', '1', '', '');
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin', batch => 1);
SELECT is((SELECT (answered_at - queued_at, ended_at - answered_at)::text FROM queue_visit
    WHERE contact_id = 'asterisk:1761439200.1'), '(00:29:59.75,00:01:00.5)',
    'a local clock that is set back, microseconds');
SELECT is((SELECT talk_s FROM queue_visit WHERE contact_id = 'asterisk:1761439200.1'), 60::float8,
    'the last column takes what is left, a pipe at its end as well');
SELECT is(pg_temp.visits('1743296390.1'), '1 sales flowed_out wait 20', 'a local clock that is set forward');
SELECT is(pg_temp.visits('1748815195.1'), '1 sales answered Ann wait 10 ring 3 talk 60', 'over midnight');

-- states
SELECT pg_temp.lines($$
    1742000000|REALTIME|sales|Eve|ADDMEMBER|
    1742000000|REALTIME|help|Eve|ADDMEMBER|PAUSED
    1742000100|NONE|NONE|Eve|PAUSEALL|coffee
    1742000100|NONE|sales|Eve|PAUSE|coffee
    1742000100|NONE|help|Eve|PAUSE|coffee
    1742000160|NONE|sales|Eve|UNPAUSE|Auto-Unpause
    1742000160|NONE|sales|Eve|PAUSE|training
    1742000160|NONE|help|Eve|UNPAUSE|Auto-Unpause
    1742000160|NONE|help|Eve|PAUSE|training
    1742000190|NONE|NONE|Eve|UNPAUSEALL|
    1742000190|NONE|sales|Eve|UNPAUSE|
    1742000190|NONE|help|Eve|UNPAUSE|
    1742000200|1742000200.1|sales|NONE|ENTERQUEUE||5550130|1
    1742000205|1742000200.1|sales|Eve|CONNECT|5|1742000201.2|4
    1742000265|1742000200.1|sales|Eve|COMPLETECALLER|5|60|1
    1742000265|1742000200.1|NONE|Eve|WRAPUPSTART|15
    1742000300|REALTIME|sales|Eve|REMOVEMEMBER|
    1742000300|REALTIME|help|Eve|REMOVEMEMBER|
    1742000400|1742000390.3|outbound|Eve|OUTCALL|ANSWER|50|5550131
$$);
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
CREATE VIEW eve AS
SELECT string_agg(concat_ws(' ', state_class, aux_code, extract(epoch FROM upper(during) - lower(during))::float8), ', '
    ORDER BY during) AS states
FROM agent_state WHERE agent_id = 'Eve';
SELECT is((SELECT states FROM eve), 'available 100, unavailable coffee 60, unavailable training 30, available 15, '
    'handling 60, acw 15, available 20, offline 50, handling 50, offline',
    'PAUSEALL with PAUSE is one pause; another reason is no return to work; Wazo''s wrap-up; OUTCALL');
SELECT is((SELECT (acw_s, wrap_ended_at - ended_at)::text FROM queue_visit WHERE contact_id = 'asterisk:1742000200.1'),
    '(15,00:00:15)', 'Wazo''s wrap-up belongs to its visit');
SELECT pg_temp.lines('1742000280|NONE|sales|Eve|PAUSE|late');
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
SELECT pg_temp.lines('1742000050|NONE|sales|Eve|PAUSE|later');
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
SELECT is((SELECT states FROM eve), 'available 50, unavailable later 50, unavailable coffee 60, '
    'unavailable training 30, available 15, handling 60, acw 15, available 20, offline 50, handling 50, offline',
    'events of states that come late change what is after them');
INSERT INTO source_agent_alias VALUES ('asterisk', 'SIP/8', 'Eve');
SELECT pg_temp.lines('1742000500|REALTIME|sales|SIP/8|ADDMEMBER|');
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
SELECT matches((SELECT states FROM eve), 'offline 100, available$', 'a member''s interface and name are one agent');


-- a table that exists already
CREATE TABLE public.stat_queue_log (number bigint PRIMARY KEY, at timestamptz, callid text, queuename text, agent text,
    event text, data1 text, data2 text, data3 text, data4 text, data5 text);
INSERT INTO stat_queue_log VALUES
    (1, '2025-07-01 10:00:00.5+02', '1751356800.1', 'sales', 'NONE', 'ENTERQUEUE', '', '5', '1'),
    (2, '2025-07-01 10:00:09.5+02', '1751356800.1', 'sales', 'NONE', 'ABANDON', '1', '1', '9');
CALL create_source('raw_mapped', 'asterisk', 'stat_queue_log', landed => 'number', columns => '{"time": "at"}');
CALL load_source('ops_asterisk', 'asterisk', 'raw_mapped', zone => 'Europe/Berlin', name => 'milan');
SELECT is((SELECT (outcome, queued_at, left_at - queued_at, source)::text FROM queue_visit
    WHERE contact_id = 'milan:1751356800.1'), '(abandoned,"2025-07-01 08:00:00.5+00",00:00:09,milan)',
    'a table that exists already, its columns named');
SELECT throws_ok($$CALL create_source('raw_mapped2', 'asterisk', 'stat_queue_log', landed => 'serial')$$, '22023', NULL,
    'which has no such column');
SELECT throws_ok($$CALL create_source('raw_mapped2', 'asterisc')$$, '22023', NULL, 'a source that is not known');
SELECT is((SELECT count(*) FROM queue_visit),
    (SELECT count(*) FILTER (WHERE outcome = 'answered') + count(*) FILTER (WHERE outcome = 'abandoned')
        + count(*) FILTER (WHERE outcome = 'flowed_out') + count(*) FILTER (WHERE outcome = 'open')
        + count(*) FILTER (WHERE outcome IN ('blocked', 'system_error')) FROM queue_visit),
    'offered = answered + abandoned + flowed out + open + errors');
-- a customer is made unknown
CREATE FUNCTION pg_temp.told() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*) FROM (SELECT q::text FROM queue_visit AS q UNION ALL SELECT c::text FROM contact AS c
        UNION ALL SELECT s::text FROM segment AS s UNION ALL SELECT e::text FROM source_agent_event AS e
        UNION ALL SELECT l::text FROM source_link AS l UNION ALL SELECT r::text FROM rejected_event AS r) AS t (t)
    WHERE t ~ '1741600200\.4' $$;
SELECT customer_key AS customer, md5((SELECT string_agg(s::text, ' ' ORDER BY s.during) FROM agent_state AS s
    WHERE s.agent_id = 'Ann' AND upper(s.during) < '2025-03-11')) AS states
FROM queue_visit WHERE contact_id = 'asterisk:1741600200.4' LIMIT 1 \gset
SELECT cmp_ok(pg_temp.told(), '>', 4::bigint, 'of a contact the tables of a source tell, too');
CALL erase_customer('ops_asterisk', :'customer');
SELECT pg_temp.lines('1742000700|NONE|sales|Ann|PAUSE|');
CALL load_source('ops_asterisk', 'asterisk', 'raw_asterisk', zone => 'Europe/Berlin');
SELECT is(pg_temp.told(), 0::bigint, 'until the customer is made unknown');
SELECT is((SELECT md5(string_agg(s::text, ' ' ORDER BY s.during)) FROM agent_state AS s
    WHERE s.agent_id = 'Ann' AND upper(s.during) < '2025-03-11'), :'states', 'and agents'' states stay');
SELECT * FROM finish();
DROP SCHEMA ops_asterisk, raw_asterisk, raw_mapped CASCADE;
DROP TABLE public.stat_queue_log;
