#!/bin/bash
# The reporting model as its owner meets it: no superuser, names and a
# search_path that mean harm, dump and restore, two refreshes at a time.
. test/tap.sh

psql -X -q -d postgres <<-SQL >/dev/null 2>&1
	CREATE ROLE rl_owner LOGIN;
	CREATE DATABASE rl_one OWNER rl_owner;
SQL
as_owner() { PGUSER=rl_owner query "$@"; }
quiet() { as_owner "$1" "SET client_min_messages = warning; $2"; }

quiet rl_one 'CREATE SCHEMA "Odd ""ext"; CREATE EXTENSION contact_center SCHEMA "Odd ""ext"' >/dev/null

# Functions, operators, types and tables that would like to be taken for others.
quiet rl_one "
	CREATE SCHEMA evil;
	CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''evil now''; END';
	CREATE FUNCTION evil.lower(timestamptz) RETURNS timestamptz LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''evil lower''; END';
	CREATE FUNCTION evil.format(text, name) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''evil format''; END';
	CREATE FUNCTION evil.format(text, name, name) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''evil format''; END';
	CREATE FUNCTION evil.equal(text, text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''evil =''; END';
	CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.equal);
	CREATE DOMAIN evil.text AS pg_catalog.text CHECK (false);
	CREATE TABLE evil.queue_visit (nothing int);
	CREATE TABLE evil.pg_class (nothing int);" >/dev/null
hostile="SET client_min_messages = warning; SET search_path = evil, pg_catalog"
ident="\"O'dd \"\"ops\"\" %1\$I {feed_gap} \$q\$\""
literal="'O''dd \"ops\" %1\$I {feed_gap} \$q\$'"
is "$(as_owner rl_one "$hostile; CALL \"Odd \"\"ext\".create_reporting_model($literal)")" "" "a plain owner makes the model, under hostile names and a hostile search_path"
is "$(as_owner rl_one "$hostile; CALL \"Odd \"\"ext\".create_reporting_views($literal, zone => 'Europe/Amsterdam')")" "" "and the views"
is "$(as_owner rl_one "$hostile; CALL \"Odd \"\"ext\".create_reporting_views($literal, zone => 'Europe/Amsterdam')")" "" "and makes them again"
is "$(as_owner rl_one "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $literal AND relkind = 'v'")" \
	"$(as_owner rl_one "SELECT count(*) FROM \"Odd \"\"ext\".reporting_source WHERE kind = 'view'")" "with every view"
is "$(as_owner rl_one "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $literal")" rl_owner "all of it belongs to the caller"
is "$(as_owner rl_one "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e' WHERE n.nspname = $literal")" 0 "and none of it to the extension"

quiet rl_one "INSERT INTO $ident.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s)
	SELECT i, 1, 'voice', 'q' || i % 3, t, t + interval '7 s', t + interval '7 s', t + interval '1 min', 'answered', 53
	FROM generate_series(1, 5000) i, LATERAL (SELECT '2024-03-30'::timestamptz + i * interval '1 min' AS t) g" >/dev/null
quiet rl_one "INSERT INTO $ident.agent_state (agent_id, during, state_class)
		SELECT 'a' || i % 40, tstzrange(t, t + interval '29.7 min'), CASE WHEN i % 3 = 0 THEN 'available' ELSE 'handling' END
		FROM generate_series(1, 10000) i, LATERAL (SELECT '2024-03-30'::timestamptz + i / 40 * interval '30 min' + i % 40 * interval '1 s' AS t) g;
	INSERT INTO $ident.schedule (agent_id, during, class) SELECT 'a' || i % 40, tstzrange(t, t + interval '6 hours'), 'on_queue'
		FROM generate_series(1, 400) i, LATERAL (SELECT '2024-03-30'::timestamptz + i / 40 * interval '12 hours' + i % 40 * interval '9 min' AS t) g" >/dev/null
everything="SELECT md5(string_agg(v, ',' ORDER BY v)) FROM (SELECT v::text FROM $ident.queue_interval v UNION ALL SELECT v::text FROM $ident.agent_interval v
	UNION ALL SELECT v::text FROM $ident.agent_adherence v UNION ALL SELECT v::text FROM $ident.adherence_exception v) v (v)"
before=$(as_owner rl_one "$everything")
is "$(as_owner rl_one "$hostile; CALL \"Odd \"\"ext\".refresh_queue_summary($literal, '2024-03-30', '2024-04-01')")" "" "a refresh"
is "$(as_owner rl_one "$hostile; CALL \"Odd \"\"ext\".refresh_agent_summary($literal, '2024-03-30', '2024-04-01')")" "" "of agents too"
is "$(as_owner rl_one "$everything")" "$before" "nothing reads differently"
stored="SELECT (SELECT count(*) FROM $ident.agent_interval_summary), (SELECT count(*) FROM $ident.agent_adherence_summary)"
partly=$(as_owner rl_one "$stored")
like "$(as_owner rl_one "SET statement_timeout = '20 ms'; CALL \"Odd \"\"ext\".refresh_agent_summary($literal)")" 'ERROR:  canceling statement due to statement timeout' "a refresh of agents is interrupted"
is "$(as_owner rl_one "$stored")" "$partly" "and leaves nothing"

# Four refreshes of the days that are still missing, let loose at the same time.
quiet rl_one "BEGIN; LOCK TABLE $ident.queue_interval_summary IN SHARE MODE; SELECT pg_sleep(1); COMMIT" >/dev/null &
for i in 1 2 3 4; do quiet rl_one "CALL \"Odd \"\"ext\".refresh_queue_summary($literal); CALL \"Odd \"\"ext\".refresh_agent_summary($literal); CALL \"Odd \"\"ext\".refresh_kpi_month($literal)" & done >"${TMPDIR:-/tmp}/rl_errors.$$"
wait
is "$(cat "${TMPDIR:-/tmp}/rl_errors.$$")" "" "four refreshes at a time do not disturb each other"
rm -f "${TMPDIR:-/tmp}/rl_errors.$$"
is "$(as_owner rl_one "$everything")" "$before" "and the view reads the same"
is "$(as_owner rl_one "SELECT count(*) FROM (TABLE $ident.kpi_month_live EXCEPT SELECT month, kpi, numerator, denominator, value FROM $ident.kpi_month) k")" 0 "and the KPIs as if they were not stored"
is "$(as_owner rl_one "SELECT string_agg(DISTINCT month::text, ' ') FROM $ident.kpi_month_summary")" "2024-03-01 2024-04-01" "which they are"
is "$(as_owner rl_one "SELECT count(*) = count(DISTINCT (queue_id, media, site_id, bucket_start)) FROM $ident.queue_interval_summary")" t "nothing is there twice"
is "$(as_owner rl_one "$stored")" "$(as_owner rl_one "SELECT (SELECT count(*) FROM $ident.agent_interval), (SELECT count(*) FROM $ident.agent_adherence)")" "every interval of agents is rolled up, once"

# While one is at work a second waits, and readers do not.
quiet rl_one "BEGIN; CALL \"Odd \"\"ext\".refresh_agent_summary($literal, '2024-03-30', '2024-03-31'); SELECT pg_sleep(3); COMMIT" >/dev/null &
for i in $(seq 50); do
	[ "$(query rl_one "SELECT count(*) FROM pg_locks WHERE mode = 'ShareRowExclusiveLock' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = 'rl_one')")" = 3 ] && break
	sleep 0.1
done
like "$(as_owner rl_one "SET lock_timeout = '50 ms'; CALL \"Odd \"\"ext\".refresh_agent_summary($literal, '2024-03-30', '2024-03-31')")" 'ERROR:  canceling statement due to lock timeout' "refreshes of agents take turns"
is "$(as_owner rl_one "SET lock_timeout = '50 ms'; $everything")" "$before" "readers go on"
wait

# Dump and restore, views, summaries and all.
dump=$(mktemp)
psql -X -q -d postgres -c 'CREATE DATABASE rl_two OWNER rl_owner' >/dev/null
PGUSER=rl_owner pg_dump -Fc -N evil -f "$dump" rl_one
PGUSER=rl_owner pg_restore -e -d rl_two "$dump" >/dev/null 2>&1
ok $? "pg_dump and pg_restore by the owner"
rm -f "$dump"
is "$(as_owner rl_two "$everything")" "$before" "the views read the same there"
is "$(as_owner rl_two "SELECT string_agg(DISTINCT month::text, ' ') FROM $ident.kpi_month_summary")" "2024-03-01 2024-04-01" "the KPIs are there that were stored"
is "$(quiet rl_two "CALL \"Odd \"\"ext\".create_reporting_views($literal, zone => 'Europe/Amsterdam')")" "" "and can be made anew"
is "$(as_owner rl_two "SELECT * FROM \"Odd \"\"ext\".verify_reporting_model($literal)")" "" "and the model differs in nothing from what this version makes"
is "$(as_owner rl_two "$everything")" "$before" "with the same result"
is "$(quiet rl_two "DROP SCHEMA $ident CASCADE; DROP EXTENSION contact_center")" "" "and are dropped like any other object"

psql -X -q -d postgres -c 'DROP DATABASE rl_one' -c 'DROP DATABASE rl_two' -c 'DROP ROLE rl_owner'
done_testing
