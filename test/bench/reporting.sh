# a year of 3 million visits; a dashboard's one-month filter from the
# rolled-up summaries against the same view over the visits.
: "${CC_VISITS:=$(rows 3000000)}"
sql "SET client_min_messages = warning; CALL create_reporting_model('ops'); CALL create_reporting_views('ops', zone => 'Europe/Amsterdam')"
# Twelve queues, 08:00 to 20:00 on every day of 2024.
sql "INSERT INTO ops.queue_visit (contact_id, visit_no, media, site_id, queue_id, agent_id, customer_key, queued_at, answered_at, left_at, ended_at, wrap_ended_at, outcome, talk_s, hold_s, acw_s, transfer_out)
	SELECT 'c' || i, 1, CASE WHEN i % 10 = 0 THEN 'chat' ELSE 'voice' END, 's' || i % 2, 'q' || i % 12, CASE WHEN ok THEN 'a' || i % 400 END, 'k' || i % 700001, q,
		CASE WHEN ok THEN q + w END, q + w, CASE WHEN ok THEN q + w + h END, CASE WHEN ok THEN q + w + h + interval '45 s' END,
		CASE WHEN ok THEN 'answered' ELSE 'abandoned' END, CASE WHEN ok THEN extract(epoch FROM h) END, CASE WHEN ok THEN 0 END, CASE WHEN ok THEN 45 END, CASE WHEN i % 31 = 0 THEN 'blind' END
	FROM (SELECT i, '2024-01-01 07:00+00'::timestamptz + (i::bigint * 366 / $CC_VISITS) * interval '1 day' + (i::bigint * 7919 % 43200) * interval '1 s' AS q,
			(i::bigint * 104729 % 9000) / 100.0 * interval '1 s' AS w, (60 + i::bigint * 15485863 % 500) * interval '1 s' AS h, i % 14 > 0 AS ok
		FROM generate_series(0, $CC_VISITS - 1) AS i) AS visit"
sql "CREATE SCHEMA raw; CREATE VIEW raw.queue_visit AS SELECT * FROM ops.queue_visit"
sql "SET client_min_messages = warning; CALL create_reporting_views('raw', zone => 'Europe/Amsterdam'); CALL refresh_queue_summary('ops'); CALL refresh_kpi_month('ops')"
sql "VACUUM ANALYZE"
for view in queue_interval:bucket_start queue_day:day queue_month:month wait_distribution:day control_chart_aht:day scorecard_queue:month \
	kpi_month:month scorecard:month gap_cost:month; do
	name=${view%:*}
	time=${view#*:}
	ratio "$name, one month: rolled : raw" "<= 0.1" \
		"SELECT * FROM ops.$name WHERE $time >= '2024-05-01' AND $time < '2024-06-01'" \
		"SELECT * FROM raw.$name WHERE $time >= '2024-05-01' AND $time < '2024-06-01'"
done
sql "SET client_min_messages = warning; INSERT INTO ops.contact (contact_id, customer_key, media, started_at, ended_at, first_queue_id, reason)
	SELECT contact_id, customer_key, media, queued_at, coalesce(ended_at, left_at), queue_id, 'r' || substr(contact_id, 2)::int % 7 FROM ops.queue_visit"
sql "ANALYZE ops.contact"
# Not made of summaries: an index on the day keeps a month from reading a year.
for name in transfer_matrix agent_contact_day repeat_contact contact_experience queue_own_threshold_day service_level_unit; do
	ratio "$name, one month : one quarter" "<= 0.4" \
		"SELECT * FROM ops.$name WHERE day >= '2024-05-01' AND day < '2024-06-01'" \
		"SELECT * FROM ops.$name WHERE day >= '2024-04-01' AND day < '2024-07-01'"
done
# Stored by local day, beside the rows; both give the same.
sql "CREATE VIEW raw.contact AS SELECT * FROM ops.contact; SET client_min_messages = warning; CALL create_reporting_views('raw', zone => 'Europe/Amsterdam'); CALL refresh_contact_summary('ops')"
sql "VACUUM ANALYZE ops.unit_day_summary, ops.repeat_day_summary"
for name in service_level_unit repeat_contact; do
	ratio "$name, one month: stored : raw" "<= 0.4" \
		"SELECT * FROM ops.$name WHERE day >= '2024-05-01' AND day < '2024-06-01'" \
		"SELECT * FROM raw.$name WHERE day >= '2024-05-01' AND day < '2024-06-01'"
done
# A month that is not stored, beside the passes over its rows that are the least it can be.
ratio "KPIs of a month that is not stored : its visits and contacts, read once" "a look" \
	"SELECT * FROM ops.kpi_month_live WHERE month = '2024-05-01'" \
	"SELECT (SELECT count(x) FROM (SELECT outcome, sum(talk_s) FROM ops.valid_visit WHERE queued_at >= '2024-05-01' AND queued_at < '2024-06-01' GROUP BY 1) AS x),
		(SELECT count(customer_key) FROM ops.contact WHERE started_at >= '2024-05-01' AND started_at < '2024-06-01')"
for name in queue_day:day service_level_unit:day repeat_contact:day kpi_month:month scorecard:month; do
	one="SELECT * FROM ops.${name%:*} WHERE ${name#*:} >= '2024-05-01' AND ${name#*:} < '2024-06-01'"
	ratio "${name%:*}, one month: with jit : without" "<= 2" \
		"SET jit = on \\; $one" "SET jit = off \\; $one"
done
# What reads all rows, beside the one pass over them that is the least it can be; and from stored days.
sql "SET client_min_messages = warning; CALL refresh_quality_summary('ops')"
sql "VACUUM ANALYZE ops.quality_day_summary"
ratio "data_quality: stored : raw" "<= 0.1" "SELECT count(share) FROM ops.data_quality" "SELECT count(share) FROM raw.data_quality"
ratio "data_quality : one count by outcome and customer" "<= 4" "SELECT count(share) FROM raw.data_quality" \
	"SELECT (SELECT count(x) FROM (SELECT outcome, count(*) FROM ops.queue_visit GROUP BY 1) AS x),
		(SELECT count(customer_key) FROM ops.contact)"
sql "INSERT INTO ops.survey_response (response_id, contact_id, contact_at, item, value, scale_min, scale_max)
	SELECT 'r' || i, 'c' || i, '2024-01-01'::timestamptz + i * interval '1 minute', item,
		CASE item WHEN 'nps' THEN i % 11 ELSE 1 + (i / 7 + ascii(right(item, 1))) * 31 % 5 END,
		CASE item WHEN 'nps' THEN 0 ELSE 1 END, CASE item WHEN 'nps' THEN 10 ELSE 5 END
	FROM generate_series(1, $(rows 30000)) AS i, unnest(ARRAY['csat', 'nps', 'q1', 'q2', 'q3', 'q4']) AS item"
sql "ANALYZE ops.survey_response"
ratio "survey_driver : its answers grouped by response" "<= 4" "SELECT count(*) FROM ops.survey_driver" \
	"SELECT count(x) FROM (SELECT response_id, array_agg(value ORDER BY item) AS x FROM ops.survey_response GROUP BY 1) AS r"
# From the intervals, not from the visits; raw has no index of its own, and splits.
sql "INSERT INTO ops.forecast (queue_id, media, interval_start, interval_len, made_at, volume) SELECT 'q' || q, 'voice', b, '30 min', b - interval '1 day', 20
	FROM generate_series('2024-01-01 07:00+00'::timestamptz, '2024-12-31 18:30+00', '30 min') AS b, generate_series(0, 11) AS q;
	INSERT INTO ops.ticket_event (ticket_id, event_no, at, event, queue_id) SELECT 't' || i, e, '2024-01-01'::timestamptz + i * interval '105 s' + (e - 1) * i % 17 * interval '3 hours', CASE e WHEN 1 THEN 'created' ELSE 'solved' END, 'mail'
	FROM generate_series(1, $(rows 300000)) AS i, generate_series(1, 2) AS e"
sql "VACUUM ANALYZE ops.forecast, ops.ticket_event"
sql "CREATE VIEW raw.forecast AS SELECT * FROM ops.forecast; SET client_min_messages = warning; CALL create_reporting_views('raw', zone => 'Europe/Amsterdam')"
for view in queue_event_interval:bucket_start trunk_interval:bucket_start forecast_error:interval_start; do
	name=${view%:*}
	time=${view#*:}
	ratio "$name, one month: indexed or rolled : raw" "<= 0.2" \
		"SELECT count(x) FROM ops.$name AS x WHERE $time >= '2024-05-01' AND $time < '2024-06-01'" \
		"SELECT count(x) FROM raw.$name AS x WHERE $time >= '2024-05-01' AND $time < '2024-06-01'"
done
ratio "backlog, one month : one year" "<= 1" \
	"SELECT count(x) FROM ops.backlog AS x WHERE day >= '2024-05-01' AND day < '2024-06-01'" \
	"SELECT count(x) FROM ops.backlog AS x WHERE day < '2025-01-01'"
# 400 agents, 24 states of 20 minutes and 4 pieces of schedule on 5 of 7 days.
sql "ALTER TABLE ops.agent_state DROP CONSTRAINT agent_state_one_at_a_time; ALTER TABLE ops.schedule DROP CONSTRAINT schedule_one_at_a_time;
	DROP INDEX ops.agent_state_during_idx, ops.agent_state_lower_idx, ops.agent_state_agent_id_idx, ops.schedule_during_idx, ops.schedule_during_day;
	INSERT INTO ops.agent_state (agent_id, during, state_class) SELECT 'a' || a, tstzrange(t, t + interval '20 min'), (ARRAY['handling', 'acw', 'available', 'handling', 'unavailable', 'other_work'])[1 + (k + a) % 6]
	FROM generate_series(0, 365) AS d, generate_series(1, $(rows 400)) AS a, generate_series(0, 23) AS k, LATERAL (SELECT '2024-01-01 07:00+00'::timestamptz + d * interval '1 day' + a % 8 * interval '30 min' + k * interval '20 min' AS t) AS s WHERE (d + a) % 7 < 5;
	INSERT INTO ops.schedule (agent_id, during, class) SELECT 'a' || a, tstzrange(t, t + interval '2 hours'), (ARRAY['on_queue', 'on_queue', 'off_queue_paid', 'break_unpaid'])[1 + (k + a) % 4]
	FROM generate_series(0, 365) AS d, generate_series(1, $(rows 400)) AS a, generate_series(0, 3) AS k, LATERAL (SELECT '2024-01-01 07:00+00'::timestamptz + d * interval '1 day' + a % 8 * interval '30 min' + k * interval '2 hours' AS t) AS s WHERE (d + a) % 7 < 5;
	CREATE INDEX ON ops.agent_state USING gist (during); CREATE INDEX ON ops.agent_state (lower(during)); CREATE INDEX ON ops.schedule USING gist (during)"
sql "SET client_min_messages = warning; CALL create_reporting_views('ops', zone => 'Europe/Amsterdam'); ANALYZE ops.agent_state; ANALYZE ops.schedule;
	CALL refresh_agent_summary('ops', '2024-04-01', '2024-07-01'); ANALYZE ops.agent_interval_summary; ANALYZE ops.agent_adherence_summary"
for name in agent_interval agent_adherence; do
	ratio "$name, one month: rolled : live" "<= 0.2" \
		"SELECT count(x) FROM ops.$name AS x WHERE bucket_start >= '2024-05-01' AND bucket_start < '2024-06-01'" \
		"SELECT count(x) FROM ops.${name}_live('2024-05-01', '2024-06-01') AS x"
done
ratio "adherence_exception, one month : one quarter" "<= 0.4" \
	"SELECT count(x) FROM ops.adherence_exception AS x WHERE day >= '2024-05-01' AND day < '2024-06-01'" \
	"SELECT count(x) FROM ops.adherence_exception AS x WHERE day >= '2024-04-01' AND day < '2024-07-01'"
# A year of outbound calls: stored days beside the attempts.
sql "INSERT INTO ops.outbound_attempt (attempt_id, campaign_id, list_id, record_id, agent_id, dial_mode, dialled_at, answered_by, answered_at, connected_at, ended_at, wrap_ended_at)
	SELECT 'x' || i, 'c' || i % 12, 'l' || i % 40, 'r' || i / 3, CASE WHEN i % 5 < 2 THEN 'a' || i % 12 * 25 + i / 5 % 25 END, 'predictive', t, CASE WHEN i % 5 < 2 THEN 'person' ELSE 'nobody' END,
		CASE WHEN i % 5 < 2 THEN t + interval '10 s' END, CASE WHEN i % 5 < 2 THEN t + interval '11 s' END, t + interval '1 min', t + interval '70 s'
	FROM generate_series(0, $(rows 1000000) - 1) AS i, LATERAL (SELECT '2024-01-01 07:00+00'::timestamptz + (i::bigint * 366 / $(rows 1000000)) * interval '1 day' + (i::bigint * 7919 % 43200) * interval '1 s' AS t) AS x"
sql "VACUUM ANALYZE ops.outbound_attempt"
sql "CREATE VIEW raw.outbound_attempt AS SELECT * FROM ops.outbound_attempt; SET client_min_messages = warning; CALL create_reporting_views('raw', zone => 'Europe/Amsterdam'); CALL refresh_outbound_summary('ops')"
sql "VACUUM ANALYZE ops.outbound_day_summary"
for view in outbound_day:day outbound_agent_day:day outbound_campaign_month:month dialler_abandonment_uk:day; do
	name=${view%:*}
	time=${view#*:}
	ratio "$name, one month: stored : raw" "<= 0.1" \
		"SELECT count(x) FROM ops.$name AS x WHERE $time >= '2024-05-01' AND $time < '2024-06-01'" \
		"SELECT count(x) FROM raw.$name AS x WHERE $time >= '2024-05-01' AND $time < '2024-06-01'"
done
sql "INSERT INTO ops.campaign_record (campaign_id, record_id, list_id, loaded_at) SELECT DISTINCT ON (campaign_id, record_id) campaign_id, record_id, list_id, dialled_at - interval '1 hour' FROM ops.outbound_attempt ORDER BY campaign_id, record_id, dialled_at"
sql "VACUUM ANALYZE ops.campaign_record"
sql "CREATE VIEW raw.campaign_record AS SELECT * FROM ops.campaign_record; SET client_min_messages = warning; CALL create_reporting_views('raw', zone => 'Europe/Amsterdam'); CALL refresh_outbound_summary('ops')"
sql "VACUUM ANALYZE ops.outbound_list_day_summary"
ratio "outbound_list, one month: stored : raw" "<= 0.2" \
	"SELECT count(x) FROM ops.outbound_list AS x WHERE month = '2024-05-01'" \
	"SELECT count(x) FROM raw.outbound_list AS x WHERE month = '2024-05-01'"
# A year of tickets: stored days beside the events.
sql "INSERT INTO ops.business_hours SELECT 'nl', 'Europe/Amsterdam', d, '09:00', '17:00' FROM generate_series(1, 5) AS d;
	INSERT INTO ops.response_policy (queue_id, pause_status, first_reply_s, next_reply_s, resolution_s, work_s) VALUES (NULL, '{pending}', 14400, 28800, 108000, 300);
	INSERT INTO ops.ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id, agent_id)
	SELECT 'w' || i, e, '2024-01-01 08:00+00'::timestamptz + i::bigint * 366 / $(rows 60000) * interval '1 day' + (i % 30000) * interval '1 s' + (e - 1) * (2 + i % 17) * interval '1 hour',
		CASE e WHEN 1 THEN 'created' WHEN 6 THEN 'solved' ELSE 'comment' END, CASE WHEN e IN (1, 3) THEN 'customer' ELSE 'agent' END, true, CASE e WHEN 1 THEN 'new' WHEN 2 THEN 'pending' END, 'q' || i % 8, 'nl', CASE WHEN e NOT IN (1, 3) THEN 'a' || i % 100 END
	FROM generate_series(1, $(rows 60000)) AS i, generate_series(1, 6) AS e WHERE e < 6 OR i % 50 > 0"
sql "VACUUM ANALYZE ops.ticket_event"
sql "SET client_min_messages = warning; CREATE VIEW raw.ticket_event AS SELECT * FROM ops.ticket_event; CREATE VIEW raw.business_hours AS SELECT * FROM ops.business_hours; CREATE VIEW raw.response_policy AS SELECT * FROM ops.response_policy;
	CALL create_reporting_views('raw', zone => 'Europe/Amsterdam'); CALL refresh_ticket_summary('ops')"
sql "VACUUM ANALYZE ops.ticket_day_summary"
for view in response_time:day reply_day:day resolution_day:day deferred_workload:week; do
	name=${view%:*}
	time=${view#*:}
	ratio "$name, one month: stored : raw" "<= 0.3" \
		"SELECT count(x) FROM ops.$name AS x WHERE $time >= '2024-05-01' AND $time < '2024-06-01'" \
		"SELECT count(x) FROM raw.$name AS x WHERE $time >= '2024-05-01' AND $time < '2024-06-01'"
done
# Loading: a model with its views, beside bare tables of the same columns; all of it is taken back.
sql "SET client_min_messages = warning; CALL create_reporting_model('load'); CALL create_reporting_views('load', zone => 'Europe/Amsterdam'); CREATE SCHEMA bare"
of=$(psql -X -A -t -d bench -c 'SHOW data_directory')/rows
for name in queue_visit agent_state outbound_attempt; do
	sql "CREATE TABLE bare.$name (LIKE load.$name); COPY (SELECT * FROM ops.$name LIMIT $(rows 100000)) TO '$of.$name'"
	ratio "COPY of 100,000 rows into $name : into a bare table" "<= 2.5" \
		"BEGIN \\; COPY load.$name FROM '$of.$name' \\; ROLLBACK" "BEGIN \\; COPY bare.$name FROM '$of.$name' \\; ROLLBACK"
done
# Now, while 200 visits a second arrive: a year behind it or nothing.
arrive() {
	for i in $(seq 100000); do
		for name in ops load; do
			echo "INSERT INTO $name.queue_visit (contact_id, visit_no, media, queue_id, queued_at) SELECT 'now $i ' || n, 1, 'voice', 'q' || n % 12, now() FROM generate_series(1, 20) AS n;"
		done
		echo "SELECT pg_sleep(0.1) \\g /dev/null"
	done | PGAPPNAME=arriving psql -X -q -d bench 2>/dev/null
}
arrive &
sleep 2
for name in queue_realtime agent_realtime; do
	ratio "$name while 200 visits a second arrive: a year behind : nothing" "<= 1.5" "SELECT * FROM ops.$name" "SELECT * FROM load.$name"
done
psql -X -q -d bench -o /dev/null -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'arriving'"
wait $! || true
# A year of self-service: stored days beside sessions, steps and contacts.
sql "INSERT INTO ops.self_service_session (session_id, channel, customer_key, task, started_at, ended_at, outcome)
	SELECT 's' || i, (ARRAY['ivr', 'bot', 'web', 'app'])[1 + i % 4], 'k' || i % 100003, 't' || i % 8, t, t + interval '2 min', 'completed'
	FROM generate_series(0, $(rows 400000) - 1) AS i, LATERAL (SELECT '2024-01-01 07:00+00'::timestamptz + (i::bigint * 366 / $(rows 400000)) * interval '1 day' + (i::bigint * 7919 % 43200) * interval '1 s' AS t) AS x"
sql "INSERT INTO ops.self_service_step SELECT session_id, n, 'step ' || n % 3, started_at + n * interval '9 s' FROM ops.self_service_session, generate_series(1, 4) AS n"
sql "VACUUM ANALYZE ops.self_service_session, ops.self_service_step"
sql "SET client_min_messages = warning; CREATE VIEW raw.self_service_session AS SELECT * FROM ops.self_service_session; CREATE VIEW raw.self_service_step AS SELECT * FROM ops.self_service_step; CALL create_reporting_views('raw', zone => 'Europe/Amsterdam'); CALL refresh_self_service_summary('ops')"
sql "VACUUM ANALYZE ops.self_service_day_summary"
sql "VACUUM ANALYZE ops.path_day_summary"
ratio "channel_path, one month: stored : raw" "<= 0.2" \
	"SELECT count(x) FROM ops.channel_path AS x WHERE month = '2024-05-01'" \
	"SELECT count(x) FROM raw.channel_path AS x WHERE month = '2024-05-01'"
for view in self_service_day self_service_funnel; do
	ratio "$view, one month: stored : raw" "<= 0.1" \
		"SELECT count(x) FROM ops.$view AS x WHERE day >= '2024-05-01' AND day < '2024-06-01'" \
		"SELECT count(x) FROM raw.$view AS x WHERE day >= '2024-05-01' AND day < '2024-06-01'"
done
# Chats of half a year: stored days beside visits and messages.
sql "INSERT INTO ops.message SELECT contact_id, m, answered_at + m * interval '20 s', CASE m % 2 WHEN 1 THEN 'customer' ELSE 'agent' END, CASE m % 2 WHEN 0 THEN agent_id END
	FROM ops.queue_visit, generate_series(1, 4) AS m WHERE media = 'chat' AND answered_at IS NOT NULL AND queued_at < '2024-07-01'"
sql "VACUUM ANALYZE ops.message"
sql "SET client_min_messages = warning; CREATE VIEW raw.message AS SELECT * FROM ops.message; CALL create_reporting_views('raw', zone => 'Europe/Amsterdam'); CALL refresh_conversation_summary('ops')"
sql "VACUUM ANALYZE ops.conversation_day_summary"
for view in conversation_day conversation_concurrency; do
	ratio "$view, one month: stored : raw" "<= 0.1" \
		"SELECT count(x) FROM ops.$view AS x WHERE day >= '2024-05-01' AND day < '2024-06-01'" \
		"SELECT count(x) FROM raw.$view AS x WHERE day >= '2024-05-01' AND day < '2024-06-01'"
done
