# A million lines of Asterisk's log into the model, beside COPY of the same lines into the landing table.
n=$(rows 1000000)
file=$(psql -X -A -t -d bench -c 'SHOW data_directory')/queue_log
sql "COPY (
	SELECT 1741600000 + call * 3 + s, 1741600000 + call * 3 || '.' || call, 'queue ' || call % 10, agent, event, data
	FROM generate_series(1, $n * 5 / 14) AS call
	CROSS JOIN LATERAL (SELECT 20 + call % 30 AS wait_s, 150 + call % 100 AS talk_s, 'agent ' || call % 150 AS who) AS c
	CROSS JOIN LATERAL (VALUES (0, 'NONE', 'ENTERQUEUE', '|5550100|1'),
		(wait_s, CASE WHEN call % 5 = 0 THEN 'NONE' ELSE who END,
			CASE WHEN call % 5 = 0 THEN 'ABANDON' ELSE 'CONNECT' END,
			CASE WHEN call % 5 = 0 THEN '1|1|' || wait_s ELSE wait_s || '|x|5' END),
		(wait_s + talk_s, who, CASE WHEN call % 5 > 0 THEN 'COMPLETECALLER' END, wait_s || '|' || talk_s || '|1')
	) AS e (s, agent, event, data)
	WHERE event IS NOT NULL
	ORDER BY 1) TO '$file'"

# What loads commits, so each round has a model of its own.
loads() {
	local round
	for ((round = 0; round <= runs; round++)); do
		psql -X -q -v ON_ERROR_STOP=1 -d bench <<-SQL
			SET client_min_messages = warning;
			DROP SCHEMA IF EXISTS ops, raw CASCADE;
			CALL create_source('raw', 'asterisk');
			CALL create_reporting_model('ops');
			$1
			CREATE TABLE ops.copied AS SELECT clock_timestamp() AS at;
			COPY raw.queue_log (time, callid, queuename, agent, event, data) FROM '$file';
			CREATE TABLE ops.landed AS SELECT clock_timestamp() AS at;
			CALL load_source('ops', 'asterisk', 'raw');
			\pset tuples_only on
			\pset format unaligned
			SELECT extract(epoch FROM clock_timestamp() - l.at) * 1000 FROM ops.landed AS l;
			SELECT extract(epoch FROM l.at - c.at) * 1000 FROM ops.landed AS l, ops.copied AS c;
		SQL
	done
}
loads "DROP TABLE ops.contact, ops.segment, ops.agent_state;" |
	compare "a million lines into queue_visit : COPY of them" "<= 3"
loads "" | compare "... into every table that they fill : COPY of them" "none"
