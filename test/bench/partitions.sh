# 36 months of visits in monthly partitions against one table of one of these months, which has five times as many as the
# others: what it costs to leave 35 out is the same for a large month and a small one.
: "${CC_VISITS:=$(rows 720000)}"
session="SET client_min_messages = warning; SET max_parallel_workers_per_gather = 0;"
sql "SET client_min_messages = warning; CALL create_reporting_model('many', partition_by => 'month'); CALL create_reporting_views('many', zone => 'Europe/Amsterdam');
	CALL create_reporting_model('one'); CALL create_reporting_views('one', zone => 'Europe/Amsterdam');
	CALL maintain_partitions('many', ahead => 0, from_day => '2023-01-01')"
sql "INSERT INTO many.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s, hold_s, acw_s, transfer_out)
	SELECT 'c' || i, 1, 'voice', 'q' || i % 12, CASE WHEN ok THEN 'a' || i % 400 END, q, CASE WHEN ok THEN q + w END, q + w, CASE WHEN ok THEN q + w + h END,
		CASE WHEN ok THEN 'answered' ELSE 'abandoned' END, CASE WHEN ok THEN extract(epoch FROM h) END, CASE WHEN ok THEN 0 END, CASE WHEN ok THEN 45 END, CASE WHEN i % 31 = 0 THEN 'blind' END
	FROM (SELECT i, '2023-01-01 07:00+00'::timestamptz + (i::bigint * 1095 / $CC_VISITS) * interval '1 day' + (i::bigint * 7919 % 43200) * interval '1 s' AS q,
			(i::bigint * 104729 % 9000) / 100.0 * interval '1 s' AS w, (60 + i::bigint * 15485863 % 500) * interval '1 s' AS h, i % 14 > 0 AS ok
		FROM generate_series(0, $CC_VISITS - 1) AS i) AS visit;
	INSERT INTO many.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s, hold_s, acw_s, transfer_out)
	SELECT contact_id || '-' || i, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s, hold_s, acw_s, transfer_out
	FROM many.queue_visit, generate_series(1, 4) AS i WHERE queued_at >= '2024-04-30 22:00+00' AND queued_at < '2024-05-31 22:00+00';
	INSERT INTO one.queue_visit SELECT * FROM many.queue_visit WHERE queued_at >= '2024-04-30 22:00+00' AND queued_at < '2024-05-31 22:00+00'"
sql "SET client_min_messages = warning; CALL refresh_queue_summary('many'); CALL refresh_queue_summary('one'); CALL refresh_queue_summary('many'); CALL refresh_queue_summary('one')"
sql "VACUUM ANALYZE"
month="queued_at >= '2024-04-30 22:00+00' AND queued_at < '2024-05-31 22:00+00'"
summary="SELECT queue_id, queue_summary(outcome, extract(epoch FROM left_at - queued_at)::float8, talk_s, hold_s, acw_s)"
ratio "summaries of a month of visits: 36 partitions : one table" "<= 1.1" \
	"$summary FROM many.queue_visit WHERE $month GROUP BY queue_id" "$summary FROM one.queue_visit WHERE $month GROUP BY queue_id"
for name in handle_distribution queue_end_day queue_own_threshold_day transfer_matrix agent_contact_day queue_day queue_interval; do
	ratio "$name, one month: 36 partitions : one table" "<= 1.1" \
		"SELECT * FROM many.$name WHERE day >= '2024-05-01' AND day < '2024-06-01'" "SELECT * FROM one.$name WHERE day >= '2024-05-01' AND day < '2024-06-01'"
done
ratio "figures of one day to be stored: 36 partitions : one table" "<= 1.2" \
	"SELECT count(*) FROM many.queue_interval_live('2024-05-14 22:00+00', '2024-05-15 22:00+00')" \
	"SELECT count(*) FROM one.queue_interval_live('2024-05-14 22:00+00', '2024-05-15 22:00+00')"
ratio "refresh of one day: 36 partitions : one table" "<= 1.2" \
	"CALL refresh_queue_summary('many', '2024-05-14 22:00+00', '2024-05-15 22:00+00')" \
	"CALL refresh_queue_summary('one', '2024-05-14 22:00+00', '2024-05-15 22:00+00')"
# A plan that is kept costs its making once.
session="$session SET plan_cache_mode = force_generic_plan;
	PREPARE many(date, date) AS SELECT * FROM many.queue_day WHERE day >= \$1 AND day < \$2; PREPARE one(date, date) AS SELECT * FROM one.queue_day WHERE day >= \$1 AND day < \$2;"
ratio "queue_day, one month, prepared: 36 partitions : one table" "<= 1.1" "EXECUTE many('2024-05-01', '2024-06-01')" "EXECUTE one('2024-05-01', '2024-06-01')"
