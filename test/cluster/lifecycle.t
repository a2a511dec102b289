#!/bin/bash
# The extension as a DBA meets it: installed by a plain database owner, into any
# schema, moved, dumped and restored, dropped, created again.
. test/tap.sh

psql -X -q -d postgres <<-SQL >/dev/null 2>&1
	CREATE ROLE lc_owner LOGIN;
	CREATE ROLE lc_reader LOGIN;
	CREATE DATABASE lc_one OWNER lc_owner;
SQL
as_owner() { PGUSER=lc_owner query "$@"; }

as_owner lc_one 'CREATE SCHEMA "Odd ""schema"""' >/dev/null
is "$(as_owner lc_one 'CREATE EXTENSION contact_center SCHEMA "Odd ""schema"""')" "" \
	"a database owner who is no superuser installs it into a schema of his choice"
is "$(as_owner lc_one 'SELECT "Odd ""schema""".offered_load(100, 1800, 180)')" 10 "it works there"
is "$(PGUSER=lc_reader query lc_one "SELECT has_function_privilege(oid, 'execute') FROM pg_proc WHERE proname = 'offered_load'")" \
	t "others may execute its functions"

as_owner lc_one 'CREATE SCHEMA elsewhere' >/dev/null
# What a trusted extension makes belongs to the bootstrap superuser, and
# PostgreSQL lets only an owner of every member move it.
like "$(as_owner lc_one 'ALTER EXTENSION contact_center SET SCHEMA elsewhere')" "must be owner" "moving a trusted extension takes a superuser"
is "$(query lc_one 'ALTER EXTENSION contact_center SET SCHEMA elsewhere')" "" "who moves it by ALTER EXTENSION SET SCHEMA"
is "$(as_owner lc_one 'SELECT elsewhere.offered_load(100, 1800, 180)')" 10 "it works after the move"
is "$(as_owner lc_one "SELECT count(*) FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
	JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'contact_center'
	WHERE p.pronamespace <> 'elsewhere'::regnamespace")" 0 "nothing stayed behind"

# Stored values, an index on them and a view, through dump and restore.
as_owner lc_one "
	SET search_path = elsewhere, public;
	CREATE TABLE public.kept AS
		SELECT b AS bucket, queue_summary(o, w, h) AS summary
		FROM (VALUES ('2026-03-29 00:30+00'::timestamptz, 'answered', 12.5::float8, 180::float8),
		             ('2026-03-29 01:10+00', 'abandoned', 0.25, NULL)) v (at, o, w, h),
		     reporting_interval(at, '30 min', 'Europe/Amsterdam') b
		GROUP BY b;
	CREATE INDEX kept_bucket ON public.kept (bucket);
	CREATE VIEW public.kept_level AS
		SELECT bucket::text, service_level(summary, 20) AS level, asa(summary) AS asa FROM public.kept;"
contents='SET search_path = elsewhere, public; SELECT kept::text, queue_summary_send(summary) FROM kept ORDER BY 1; SELECT kept_level::text FROM kept_level ORDER BY 1'
before=$(as_owner lc_one "$contents")
like "$before" '2026-03-29' "there are values to keep"

dumps=$(mktemp -d)
for format in plain custom directory; do
	psql -X -q -d postgres -c 'DROP DATABASE IF EXISTS lc_two' -c 'CREATE DATABASE lc_two OWNER lc_owner' >/dev/null 2>&1
	PGUSER=lc_owner pg_dump -F "$format" -f "$dumps/$format" lc_one
	if [ $format = plain ]; then
		PGUSER=lc_owner psql -X -q -v ON_ERROR_STOP=1 -d lc_two -f "$dumps/$format" >"$dumps/log" 2>&1
	else
		PGUSER=lc_owner pg_restore -j 2 -e -d lc_two "$dumps/$format" >"$dumps/log" 2>&1
	fi
	ok $? "a $format dump is restored by the owner"
	sed 's/^/# /' "$dumps/log"
	is "$(as_owner lc_two "$contents")" "$before" "the values come back equal from a $format dump"
done
rm -rf "$dumps"

dropped=$(as_owner lc_one 'DROP EXTENSION contact_center')
like "$dropped" 'other objects depend on it' "DROP EXTENSION tells that something depends on it"
like "$dropped" 'kept' "and what"
is "$(as_owner lc_one 'SET client_min_messages = warning; DROP EXTENSION contact_center CASCADE')" "" "CASCADE drops it"
is "$(as_owner lc_one 'CREATE EXTENSION contact_center SCHEMA elsewhere')" "" "it can be created again"
psql -X -q -d postgres -c 'DROP DATABASE lc_one' -c 'DROP DATABASE lc_two' -c 'DROP ROLE lc_owner, lc_reader'
done_testing
