#!/bin/bash
# Every file of sql/reporting/views, run by itself in psql after what "assemble
# play" prints, makes the view that create_reporting_views makes; its column
# comments are in the file or in columns.txt, and every meaning there is of use.
. test/tap.sh
dir=$(mktemp -d)
trap 'rm -rf "$dir"; psql -X -q -d postgres -c "DROP DATABASE IF EXISTS files" >/dev/null 2>&1' EXIT
export PGOPTIONS='-c client_min_messages=warning'
createdb files
query files "CREATE SCHEMA cc; CREATE EXTENSION contact_center SCHEMA cc; CALL cc.create_reporting_model('ops'); CALL cc.create_reporting_views('ops', cost_per_minute => 0.5, baseline => '[2024-01-01,2024-02-01)')" >/dev/null
sql/reporting/assemble play >"$dir/play.sql"
ok $? "the parts for psql"
# as the procedure has them: no variable of psql is null, and an interval has its usual form
printf '%s\n' "\\set interval_width 00:30:00" "\\set cost_per_minute 0.5" "\\set baseline [2024-01-01,2024-02-01)" >>"$dir/play.sql"

# The functions that a file makes, by itself or by a part that stands on a line of its own; those of KPIs are of no file.
functions() {
	if grep -q '^:kpi_functions$' "$1"; then
		query files "SELECT proname FROM pg_proc WHERE pronamespace = 'ops'::regnamespace AND proname ~ '^kpi_'"
	fi
	{ echo "$1"; sed -n 's/^:\([a-z_]*\)$/\1/p' "$1" | while read -r part; do ls sql/reporting/parts/"$part"{,.*}.sql 2>/dev/null; done; } |
		xargs sed -n 's/^CREATE FUNCTION ops\.\([a-z_]*\)(.*/\1/p'
}
files=$(find sql/reporting/views -name '*.sql' | LC_ALL=C sort)
for file in $files; do
	view=$(basename "$file" .sql)
	echo "\\echo = $view"
	echo "\\i $dir/play.sql"
	echo "BEGIN; ALTER VIEW ops.$view RENAME TO view_before;"
	functions "$file" | sed 's/.*/ALTER FUNCTION ops.& RENAME TO before_&;/'
	echo "\\i $file"
	echo "SELECT pg_get_viewdef('ops.$view'::regclass) = replace(pg_get_viewdef('ops.view_before'::regclass), 'before_', '');"
	functions "$file" | while read -r name; do
		echo "SELECT replace(a.body, 'before_', '') = replace(b.body, 'before_', '')
			FROM (SELECT oid, coalesce(pg_get_function_sqlbody(oid), prosrc) AS body FROM pg_proc) AS a,
				(SELECT oid, coalesce(pg_get_function_sqlbody(oid), prosrc) AS body FROM pg_proc) AS b
			WHERE a.oid = 'ops.$name'::regproc AND b.oid = 'ops.before_$name'::regproc;"
	done
	echo "ROLLBACK;"
done >"$dir/all.sql"
# An error ends its own transaction alone.
psql -X -q -A -t -d files -f "$dir/all.sql" >"$dir/all.out" 2>&1
for file in $files; do
	view=$(basename "$file" .sql)
	is "$(awk -v view="$view" '/^= / { here = $2 == view; next } here' "$dir/all.out" | sort -u)" t "$view"
done

is "$(query files "SELECT string_agg(relname, ' ' ORDER BY relname COLLATE \"C\") FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v'")" \
	"$(for file in $files; do basename "$file" .sql; done | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')" "a file for every view and a view for every file"
is "$(query files "SELECT string_agg(DISTINCT attname, ' ') FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
	WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' AND attnum > 0 AND col_description(attrelid, attnum) IS NULL")" "" "every column of a view has a meaning"
cut -d' ' -f1 sql/reporting/columns.txt | LC_ALL=C sort >"$dir/meanings"
is "$(LC_ALL=C sort -cu "$dir/meanings" 2>&1)" "" "a name has one meaning in columns.txt"
is "$(query files "SELECT DISTINCT attname FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
	WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' AND attnum > 0" | LC_ALL=C sort | LC_ALL=C comm -23 "$dir/meanings" -)" "" "each meaning there is of a column"
documented=$(grep -oE '^\| `[a-z_]+`' doc/reporting.md | tr -d '|` ' | LC_ALL=C sort)
is "$(for file in $files; do basename "$file" .sql; done | LC_ALL=C sort | LC_ALL=C comm -23 - <(printf '%s\n' "$documented"))" "" "doc/reporting.md names every view in its table"
is "$(sql/reporting/assemble views | LC_ALL=C sort)" "$(sed -n '/^<!-- views -->$/,/^<!-- end -->$/p' doc/reporting.md | grep '^| `' | LC_ALL=C sort)" "that table is what the files say (sql/reporting/assemble views)"

# A table that one version changed and the next one changes again.
cp -r sql/reporting "$dir/reporting"
mkdir "$dir/reporting/changes/9.9"
echo "-- unless  note
ALTER TABLE ops.forecast ADD COLUMN note text CHECK (note <> reason);" >"$dir/reporting/changes/9.9/forecast.sql"
{
	echo 'SET search_path = cc; SET client_min_messages = warning;'
	"$dir/reporting/assemble" | sed -n '/^CREATE TABLE IF NOT EXISTS reporting_source/,/[$]q[$]);$/p'
	echo 'ALTER TABLE ops.forecast DROP COLUMN method CASCADE, DROP COLUMN reason CASCADE;'
	for time in first second; do
		echo "CALL create_reporting_model('ops');"
	done
	echo "SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE conrelid = 'ops.forecast'::regclass AND conname ~ '_(reason|note_check|check1?)$' AND pg_get_constraintdef(oid) ~ 'reason';"
} >"$dir/twice.sql"
is "$(psql -X -q -A -t -v ON_ERROR_STOP=1 -d files -f "$dir/twice.sql" 2>&1)" "forecast_check forecast_reason" "a second change comes after the first"
done_testing
