#!/bin/bash
# What somebody planted beforehand captures no call of the install script, of
# the reporting procedures or of the views; views show an invoker nothing that
# the tables do not.
. test/tap.sh
psql -X -q -d postgres -c 'CREATE ROLE pr_owner LOGIN' -c 'CREATE ROLE pr_reader LOGIN' -c 'CREATE DATABASE pr_clean OWNER pr_owner' -c 'CREATE DATABASE pr_trap OWNER pr_owner' >/dev/null
as_owner() { PGUSER=pr_owner query "$@"; }

as_owner pr_clean 'CREATE SCHEMA there; CREATE EXTENSION contact_center SCHEMA there' >/dev/null
clean=$(fingerprint pr_clean there)
[ "$(printf '%s\n' "$clean" | wc -l)" -gt 400 ] && ! printf '%s' "$clean" | grep -q ERROR:
ok $? "the extension as it should be"

# Into the schema that the extension goes to: for each name of its functions
# overloads that take anything, the same for each operator, and namesakes of
# built-in functions and types.  All say so when they run.
as_owner pr_trap 'CREATE SCHEMA trap' >/dev/null
query pr_clean "
	SELECT format('CREATE FUNCTION trap.%I(%s) RETURNS %s LANGUAGE plpgsql AS \$f\$ BEGIN RAISE EXCEPTION ''sprung''; END \$f\$;', name, arguments, result)
	FROM (SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'there'::regnamespace AND prokind <> 'p'
	      UNION SELECT unnest(ARRAY['now', 'lower', 'upper', 'format', 'least', 'coalesce', 'float8', 'timestamptz', 'text', 'concat_ws', 'to_regclass', 'quote_ident', 'hashint8', 'range_cmp'])) n (name),
	     (VALUES ('anyelement', 'boolean'), ('anyelement, anyelement', 'boolean'), ('VARIADIC anyarray', 'float8'), ('anycompatible, anycompatible, anycompatible', 'float8'),
	             ('text', 'float8'), ('text, text', 'boolean'), ('numeric', 'float8'), ('anyrange', 'timestamptz')) a (arguments, result)
	WHERE to_regprocedure(format('there.%I(%s)', name, replace(arguments, 'VARIADIC ', ''))) IS NULL" >"${TMPDIR:-/tmp}/planted.$$"
query pr_clean "
	SELECT format('CREATE OPERATOR trap.%s (LEFTARG = %s, RIGHTARG = %2\$s, FUNCTION = trap.lower);', oprname, type)
	FROM (SELECT DISTINCT oprname FROM pg_operator WHERE oprnamespace = 'there'::regnamespace UNION SELECT unnest(ARRAY['=', '<>', '<', '>', '<=', '>=', '+', '-', '*', '/', '||', '&&', '@>', '<@', '~'])) o,
	     (VALUES ('anyelement'), ('text')) t (type)
	UNION ALL SELECT format('CREATE DOMAIN trap.%I AS text;', t) FROM unnest(ARRAY['float8', 'timestamptz', 'interval', 'text', 'tstzrange', 'boolean', 'record']) t" >>"${TMPDIR:-/tmp}/planted.$$"
PGUSER=pr_owner psql -X -q -d pr_trap -f "${TMPDIR:-/tmp}/planted.$$" >/dev/null 2>&1
rm -f "${TMPDIR:-/tmp}/planted.$$"
planted=$(query pr_trap "SELECT count(*) FROM pg_proc WHERE pronamespace = 'trap'::regnamespace")
[ "$planted" -gt 1000 ]
ok $? "$planted functions are planted"
[ "$(query pr_trap "SELECT count(*) FROM pg_operator WHERE oprnamespace = 'trap'::regnamespace")" -gt 20 ]
ok $? "and operators"
is "$(as_owner pr_trap 'CREATE EXTENSION contact_center SCHEMA trap')" "" "the extension goes among them"
[ "$(fingerprint pr_trap trap)" = "$clean" ]
ok $? "and is the same as elsewhere"
[ "$(fingerprint pr_trap trap)" = "$clean" ] || diff <(printf '%s\n' "$clean") <(fingerprint pr_trap trap) | head -5 | sed 's/^/# /'
is "$(query pr_trap "SELECT count(*) FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'contact_center' JOIN pg_depend o ON o.classid = d.classid AND o.objid = d.objid AND o.deptype IN ('n', 'a')
	LEFT JOIN pg_depend m ON m.classid = o.refclassid AND m.objid = o.refobjid AND m.deptype = 'e'
	WHERE d.deptype = 'e' AND o.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass) AND m.objid IS NULL
	AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = o.refclassid AND i.objid = o.refobjid AND i.deptype = 'i')")" 0 "none of its objects needs one that is not its own"

for script in sql/release/contact_center--*.sql; do
	version=${script##*--}
	version=${version%.sql}
	is "$(as_owner pr_trap "DROP EXTENSION contact_center; CREATE EXTENSION contact_center SCHEMA trap VERSION '$version'; ALTER EXTENSION contact_center UPDATE")" "" \
		"version $version goes among them, and is updated"
	[ "$(fingerprint pr_trap trap)" = "$clean" ]
	ok $? "to the same as elsewhere"
done

# A function of the very same signature: refused, nothing is left behind.
as_owner pr_trap 'DROP EXTENSION contact_center; CREATE SCHEMA same; CREATE FUNCTION same.offered_load(float8, float8, float8) RETURNS float8 LANGUAGE sql AS $$ SELECT 1.0::float8 $$' >/dev/null
like "$(as_owner pr_trap 'CREATE EXTENSION contact_center SCHEMA same')" 'ERROR:  function "offered_load" already exists' "one that is in the way is told"
is "$(query pr_trap "SELECT count(*) FROM pg_proc WHERE pronamespace = 'same'::regnamespace")" 1 "and nothing is left behind"

# The procedures: the caller's search_path and temporary objects do not matter.
as_owner pr_trap 'CREATE EXTENSION contact_center SCHEMA trap' >/dev/null
report=$(PGUSER=pr_owner psql -X -q -A -t -d pr_trap <<-SQL 2>&1
	SET client_min_messages = warning;
	SET search_path = pg_temp, trap, pg_catalog;
	CREATE TEMP TABLE queue_visit (contact_id text);
	CREATE TEMP TABLE pg_extension (extname text);
	CREATE TEMP VIEW pg_namespace AS SELECT 'x'::pg_catalog.text AS nspname;
	CALL trap.create_reporting_model('ops');
	CALL trap.create_reporting_views('ops');
	INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, agent_id, customer_key, queued_at, answered_at, left_at, ended_at, outcome)
		VALUES ('1', 1, 'voice', 'q', 'ann', 'secret key', '2026-03-02 09:00+00', '2026-03-02 09:00:10+00', '2026-03-02 09:00:10+00', '2026-03-02 09:05+00', 'answered');
	INSERT INTO ops.agent_state (agent_id, during, state_class) VALUES ('ann', '[2026-03-02 09:00+00, 2026-03-02 09:10+00)', 'handling');
	CALL trap.refresh_queue_summary('ops');
	CALL trap.refresh_agent_summary('ops');
	SELECT offered FROM ops.queue_interval;
	SELECT handling_s, count(i) FROM ops.agent_interval_summary JOIN ops.agent_interval i USING (handling_s) GROUP BY handling_s;
	CALL trap.maintain_reporting('ops', forecast_days => 1);
	CALL trap.erase_customer('ops', 'nobody');
	SELECT count(*) FROM trap.verify_reporting_model('ops'::pg_catalog.name);
SQL
)
is "$report" "$(printf '1\n600|1\nWARNING:  no customer in schema ops has this key\n0')" "the reporting model, made among traps, reports"
is "$(query pr_trap "SELECT count(*) FROM pg_depend d
	LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid LEFT JOIN pg_class v ON v.oid = r.ev_class
	LEFT JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid
	LEFT JOIN pg_proc p ON d.refclassid = 'pg_proc'::regclass AND p.oid = d.refobjid
	WHERE 'ops'::regnamespace IN (v.relnamespace, f.pronamespace) AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass)
	AND p.pronamespace IS DISTINCT FROM 'ops'::regnamespace
	AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')")" 0 "no view, and no function that one calls, calls what was planted"

# Invokers.
is "$(query pr_trap "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' AND NOT 'security_invoker=true' = ANY (coalesce(reloptions, '{}'))")" "" \
	"every view reads as its invoker"
is "$(query pr_trap "SELECT string_agg(attrelid::regclass::text, ' ') FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
	WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' AND attname = 'customer_key' AND attrelid::regclass::text NOT IN ('ops.valid_visit')")" "" "no report has the customer's key"
as_owner pr_trap "GRANT USAGE ON SCHEMA ops, trap TO pr_reader; DO \$\$ DECLARE v regclass; BEGIN FOR v IN SELECT oid FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' LOOP EXECUTE 'GRANT SELECT ON ' || v || ' TO pr_reader'; END LOOP; END \$\$" >/dev/null
leaks=$(PGUSER=pr_reader query pr_trap "DO \$\$ DECLARE v regclass; shown text[]; BEGIN
	FOR v IN SELECT oid FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' ORDER BY relname LOOP
		BEGIN EXECUTE format('SELECT * FROM %s', v); shown := shown || v::text;
		EXCEPTION WHEN insufficient_privilege THEN NULL; END;
	END LOOP; RAISE WARNING '%', shown; END \$\$")
# The settings and the catalogue are of no table.
is "$leaks" "WARNING:  {ops.repeated_row,ops.reporting_catalog,ops.reporting_settings}" "no view shows anything to a reader who may not read the tables"
as_owner pr_trap "GRANT SELECT ON ALL TABLES IN SCHEMA ops TO pr_reader; ALTER TABLE ops.queue_visit ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON ops.queue_visit USING (agent_id = current_user)" >/dev/null
is "$(PGUSER=pr_reader query pr_trap 'SELECT count(*) FROM ops.agent_contact_day')" 0 "row security of a table holds in its views"
is "$(as_owner pr_trap 'SELECT count(*) FROM ops.agent_contact_day')" 1 "for others they report"
psql -X -q -d postgres -c 'DROP DATABASE pr_clean' -c 'DROP DATABASE pr_trap' -c 'DROP ROLE pr_owner, pr_reader'
done_testing
