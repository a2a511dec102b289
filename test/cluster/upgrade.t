#!/bin/bash
# ALTER EXTENSION UPDATE leads to what CREATE EXTENSION makes, by the catalogue
# fingerprint: from every release in sql/release, whose scripts never change,
# and from a version made up here, so that the comparison is seen to work.  What
# was stored with a release (test/kept.sql) reads the same after the update.
. test/tap.sh
extension=$(dirname "$(find "$CC_CLUSTER" -path '*/extension/contact_center.control')")
current=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" contact_center.control)
made="$extension/contact_center--0.0.0.sql $extension/contact_center--0.0.1.sql $extension/contact_center--0.0.0--$current.sql $extension/contact_center--0.0.1--$current.sql"
folder=$(mktemp -d)
trap 'rm -rf $made "$folder"; psql -X -q -d postgres -c "DROP DATABASE IF EXISTS up_fresh" -c "DROP DATABASE IF EXISTS up_dated" -c "DROP ROLE IF EXISTS up_owner" >/dev/null 2>&1' EXIT
psql -X -q -d postgres -c 'CREATE ROLE up_owner LOGIN' -c 'CREATE DATABASE up_fresh OWNER up_owner' >/dev/null
export PGOPTIONS='-c client_min_messages=warning'
as_owner() { PGUSER=up_owner query "$@"; }
contents() { PGUSER=up_owner psql -X -q -A -t -d up_dated -f test/kept-contents.sql 2>&1 | sort; }
# To 12 digits: what one version adds up in floating point another may add exactly.
report() { PGUSER=up_owner PGOPTIONS="$PGOPTIONS -c extra_float_digits=-3" psql -X -q -A -t -d up_dated -f "$folder/reports" 2>&1; }
# No table or view of a model that cannot be read; their names.
relations="SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind IN ('r', 'v')"
# A column that came with an update may be the last of its table.
columns="SELECT format('%s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE c.relkind WHEN 'v' THEN a.attnum END)
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'ops'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1"
unreadable="DO \$\$ DECLARE v regclass; BEGIN FOR v IN SELECT oid FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' LOOP EXECUTE format('SELECT count(v::text) FROM %s v', v); END LOOP; END \$\$"
# What each view of a model reports, in the columns and of the KPIs that it has now;
# "realtime" views are about the present, 0.1 took talk that is not known for none,
# patience without end and the last bound of a wait were infinite until 0.3, the
# threshold is a bound of wait_distribution now, and data_quality looks for more.
reports="SELECT format('SELECT %L, count(*), md5(string_agg(concat_ws(''|'', %s), E''\n'' ORDER BY concat_ws(''|'', %2\$s))) FROM %1\$s%3\$s;', a.attrelid::regclass, columns, of_kpis)
	FROM (SELECT attrelid, CASE WHEN attrelid = 'ops.data_quality'::regclass THEN format(' WHERE subject || problem = ANY (%L)', (SELECT array_agg(subject || problem) FROM ops.data_quality))
		WHEN bool_or(attname = 'kpi') THEN format(' WHERE kpi = ANY (%L)', (SELECT array_agg(DISTINCT kpi) FROM ops.kpi_month)) END AS of_kpis, string_agg(format('coalesce(%I::text, ''-'')', attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
		AND (attrelid, attname) NOT IN ((to_regclass('ops.valid_visit'), 'talk_s'), (to_regclass('ops.valid_visit'), 'handle_s'),
		(to_regclass('ops.staffing_gap'), 'patience_s')) GROUP BY 1) a
	JOIN pg_class c ON c.oid = a.attrelid WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' AND relname !~ 'realtime|^wait_distribution' ORDER BY 1"
differences="SELECT string_agg(kind || ' ' || n, ',' ORDER BY kind) FROM (SELECT kind, count(*) AS n FROM verify_reporting_model('ops') WHERE kind IN ('table', 'view') GROUP BY kind) d"
refresh_all="DO \$\$ DECLARE p name; BEGIN FOR p IN SELECT proname FROM pg_proc WHERE proname ~ '^refresh_' AND proname <> 'refresh_forecast' AND proargnames[1] = 'schema' AND pronargs - pronargdefaults = 1 LOOP EXECUTE format('CALL %I(''ops'')', p); END LOOP; END \$\$"

as_owner up_fresh 'CREATE EXTENSION contact_center' >/dev/null
fresh=$(fingerprint up_fresh)
[ "$(printf '%s\n' "$fresh" | wc -l)" -gt 400 ] && ! printf '%s' "$fresh" | grep -q ERROR:
ok $? "a fresh install"
as_owner up_fresh "CALL create_reporting_model('ops'); CALL create_reporting_views('ops')" >/dev/null
complete=$(as_owner up_fresh "$relations")
all_columns=$(as_owner up_fresh "$columns")
is "$(query up_fresh "SELECT string_agg(DISTINCT proname, ' ') FROM pg_proc, regexp_matches(prosqlbody::text, ':(eqop|sortop) (\d+)', 'g') m
	JOIN pg_depend ON classid = 'pg_operator'::regclass AND objid = m[2]::oid AND deptype = 'e' WHERE pronamespace = 'ops'::regnamespace")" "" \
	"functions of a model neither group nor sort by types of ours: pg_upgrade restores functions first, operator classes later"

install() { # VERSION, in a database of its own
	psql -X -q -d postgres -c 'DROP DATABASE IF EXISTS up_dated' -c 'CREATE DATABASE up_dated OWNER up_owner' >/dev/null 2>&1
	as_owner up_dated "CREATE EXTENSION contact_center VERSION '$1'"
}
update() { as_owner up_dated 'ALTER EXTENSION contact_center UPDATE'; }

for script in sql/release/contact_center--*.sql; do
	version=${script##*--}
	version=${version%.sql}
	if [ "$version" = "$current" ]; then
		cmp "$script" "contact_center--$version.sql" >/dev/null
		ok $? "version $version is as it was released"
		continue
	fi
	is "$(install "$version")" "" "the script of $version goes with this library"
	PGUSER=up_owner psql -X -q -d up_dated -f test/kept.sql >"$folder/kept" 2>&1
	is "$(cat "$folder/kept")" "" "tables, indexes, views and a reporting model of $version"
	before=$(contents)
	[ "$(printf '%s\n' "$before" | wc -l)" -gt 150 ] && ! printf '%s' "$before" | grep -qE 'ERROR|type without'
	ok $? "hold values of every type"
	as_owner up_dated "$reports" >"$folder/reports"
	reported=$(report)
	[ "$(printf '%s\n' "$reported" | wc -l)" -gt 40 ] && ! printf '%s' "$reported" | grep -q ERROR
	ok $? "and views report them"
	is "$(update)" "" "the owner updates $version"
	same "$(fingerprint up_dated)" "$fresh" "updated from $version it is the same as a fresh one"
	# Functions that are new say nothing of before.
	same "$(comm -12 <(printf '%s\n' "$before") <(contents))" "$before" "what was stored, indexed and reported with $version reads the same"
	like "$(as_owner up_dated "$differences")" '^table [1-9][0-9]*,view [1-9][0-9]*$' "verify_reporting_model tells the tables and views of $version"
	is "$(as_owner up_dated "CALL create_reporting_views('ops', zone => 'Europe/Amsterdam'); $unreadable")" "" "views of $current over the tables of $version"
	same "$(report)" "$reported" "report the same"
	is "$(as_owner up_dated "CALL create_reporting_model('ops'); CALL create_reporting_views('ops', zone => 'Europe/Amsterdam'); $refresh_all; $unreadable")" "" \
		"the model of $version takes what $current adds"
	is "$(as_owner up_dated "SELECT * FROM verify_reporting_model('ops')")" "" "and differs in nothing"
	is "$(as_owner up_dated "$relations")" "$complete" "and has every table and view"
	same "$(as_owner up_dated "$columns")" "$all_columns" "with every column"
	same "$(report)" "$reported" "that report the same"
	is "$(as_owner up_dated "CALL refresh_forecast('ops'); $unreadable")" "" "and forecasts"

	# As if somebody had made a procedure where the update makes its own.
	install "$version"
	query up_dated 'ALTER EXTENSION contact_center DROP PROCEDURE refresh_queue_summary' >/dev/null
	like "$(update)" 'ERROR:  [a-z]+ refresh_queue_summary\(.*\) is not a member of extension' "an update from $version replaces nothing that is not the extension's"
done

# All but the last chapter, and the last chapter; then the same, a comment short.
read -ra chapters <<<"$(make -s --no-print-directory print-chapters)"
last=${chapters[-1]}
unset 'chapters[-1]'
cat "${chapters[@]}" | tee "$extension/contact_center--0.0.0.sql" >"$extension/contact_center--0.0.1.sql"
cp "$last" "$extension/contact_center--0.0.0--$current.sql"
sed 's/^COMMENT ON \(.*\) IS$/COMMENT ON \1 IS NULL; SELECT/' "$last" >"$extension/contact_center--0.0.1--$current.sql"
install 0.0.0
is "$(as_owner up_dated "SELECT extversion, contact_center_version() FROM pg_extension WHERE extname = 'contact_center'")" "0.0.0|$current" "a library of another version than the SQL says so"
update
same "$(fingerprint up_dated)" "$fresh" "an update by a whole chapter gives the same as a fresh install"
install 0.0.1
update >/dev/null
got=$(fingerprint up_dated)
[ "$got" != "$fresh" ] && ! printf '%s' "$got" | grep -q ERROR:
ok $? "an update that loses a comment does not"
done_testing
