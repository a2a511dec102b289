# Chapter 7: a year of 3 million visits; a dashboard's one-month filter from the
# rolled-up summaries against the same view over the visits.
: "${CC_VISITS:=3000000}"
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
for view in queue_interval:bucket_start queue_day:day queue_month:month wait_distribution:day kpi_month:month; do
	name=${view%:*}
	time=${view#*:}
	ratio "$name, one month: rolled : raw" "<= 0.1" \
		"SELECT * FROM ops.$name WHERE $time >= '2024-05-01' AND $time < '2024-06-01'" \
		"SELECT * FROM raw.$name WHERE $time >= '2024-05-01' AND $time < '2024-06-01'"
done
for view in control_chart_aht:day scorecard:month gap_cost:month; do
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
for name in transfer_matrix agent_contact_day repeat_contact; do
	ratio "$name, one month : one quarter" "<= 0.4" \
		"SELECT * FROM ops.$name WHERE day >= '2024-05-01' AND day < '2024-06-01'" \
		"SELECT * FROM ops.$name WHERE day >= '2024-04-01' AND day < '2024-07-01'"
done
