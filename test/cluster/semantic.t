#!/bin/bash
# What make semantic writes: every column of every view is in it, every measure and every panel's query runs, and totals
# do not depend on the grain of the view they are taken from.
. test/tap.sh
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

createdb semantic
psql -X -q -d semantic >/dev/null <<'SQL'
SET client_min_messages = warning;
CREATE EXTENSION contact_center;
CALL create_reporting_model('ops');
CALL create_reporting_views('ops', zone => 'Europe/Amsterdam', security_invoker => false);
\set schema ops
\set visits 600
\set days 40
\set sparse 5
\set start '2024-03-01 00:00+01'
\i test/filled.sql
-- whoever waits still has waited longer by the next query
DELETE FROM ops.queue_visit WHERE coalesce(outcome, 'open') = 'open';
CREATE ROLE semantic_reader LOGIN;
REVOKE ALL ON DATABASE semantic FROM PUBLIC;
GRANT CONNECT ON DATABASE semantic TO semantic_reader;
GRANT USAGE ON SCHEMA ops TO semantic_reader;
SELECT format('GRANT SELECT ON ops.%I TO semantic_reader', relname) FROM pg_class
WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' \gexec
SQL

PGUSER=semantic_reader PGDATABASE=semantic semantic/write "$out" ops >/dev/null
ok $? "who may only read the views, and make nothing in the database, writes them"

sql() { { printf '\\set data_sets `cat %s/datasets.json`\n' "$out"; cat; } | psql -X -q -A -t -d semantic 2>&1; }
lateral="jsonb_array_elements(:'data_sets'::jsonb->'data_sets') AS d, jsonb_array_elements(d->'measures') AS m"

is "$(sql <<<"SELECT string_agg(view_name || '.' || column_name, ' ') FROM ops.reporting_catalog AS c WHERE NOT EXISTS (
	SELECT FROM jsonb_array_elements(:'data_sets'::jsonb->'data_sets') AS d, jsonb_array_elements(d->'columns') AS x
	WHERE d->>'name' = view_name AND x->>'name' = column_name);")" "" "every column is in the data sets"
is "$(sql <<<"SELECT string_agg(d->>'name', ' ') FROM $lateral WHERE m->>'kind' NOT IN ('sum', 'max', 'ratio', 'mean')
	OR m->>'expression' !~ '^(sum|max|\()';")" "" "every measure is a total"
same "$(sql <<<"SELECT format('SELECT %L FROM (SELECT %s FROM ops.%I) AS t;', d->>'name',
	string_agg(format('%s AS %I', m->>'expression', m->>'name'), ', '), d->>'name') FROM $lateral GROUP BY d->>'name' ORDER BY 1 \gexec" | sort)" \
	"$(sql <<<"SELECT d->>'name' FROM jsonb_array_elements(:'data_sets'::jsonb->'data_sets') AS d WHERE d ? 'measures' ORDER BY 1;" | sort)" \
	"every measure of every data set can be asked"
# one value a measure, from intervals, days, weeks and months
totals=$(sql <<<"SELECT format('SELECT %L, (%s)::float8 FROM ops.%I;', m->>'name', m->>'expression', d->>'name') FROM $lateral
	WHERE d->>'name' IN ('queue_interval', 'queue_day', 'queue_week', 'queue_month') \gexec")
is "$(echo "$totals" | awk -F'|' '!($1 in v) { v[$1] = $2 } { d = $2 - v[$1]; if (d < 0) d = -d; if (d > 1e-9 * (v[$1] + 1)) print $1 }')" "" \
	"totals are those of the calls, from intervals, days, weeks and months"
is "$(echo "$totals" | cut -d "|" -f 1 | sort | uniq -c | awk '$1 == 4 { n++ } END { print (n > 25) }')" 1 "and there are many"
is "$(echo "$totals" | awk -F'|' '$1 == "service_level" { printf "%.9f\n", $2 }' | sort -u)" \
	"$(query semantic "SELECT round((sum(service_met)::numeric / sum(service_judged)), 9) FROM ops.queue_interval")" "the service level is the quotient of sums"
is "$(query semantic "SELECT abs(avg(aht) - sum(handle_s) / sum(answered)) > 0.1 FROM ops.queue_day")" t \
	"which is not what the mean of ratios is here"

for view in queue_day agent_day kpi_month backlog; do
	ok "$(grep -q "sql_table: ops.$view\$" "$out/cube/contact_center.yml"; echo $?)" "Cube: $view"
	is "$(cat "$out/dbt/models/$view.sql")" "SELECT * FROM {{ source('contact_center', '$view') }}" "dbt: $view"
done
like "$(sed -n '/name: queue_day$/,/sql_table: ops.queue_event/p' "$out/cube/contact_center.yml" | grep -A 3 'name: service_level$')" \
	'sum\(\{CUBE\}\.service_met\)\)::float8 / nullif\(sum\(\{CUBE\}\.service_judged\), 0\)' "Cube: a ratio is a quotient of sums"
is "$(sed -n '/^metrics:/,$p' "$out/dbt/models/schema.yml" | grep -A 7 'name: queue_day_service_level$' | sed -n 's/ *\(numerator\|denominator\): //p' | paste -s -d ' ')" \
	"queue_day_service_level_upper queue_day_service_level_lower" "dbt: so it is there"
is "$(grep -oE 'name: [a-z_0-9]*__[a-z_0-9]*' "$out/dbt/models/schema.yml")" "" "dbt: no name has what MetricFlow keeps for itself"
is "$(sed -n '/^semantic_models:/,$p' "$out/dbt/models/schema.yml" | sed -nE 's/^  (    )?- name: ([a-z_0-9]+)$/\2/p' | grep -E '_(upper|lower)$|^metrics' | sort | uniq -d)" "" "dbt: nor is one there twice"
if python3 -c 'import yaml' 2>/dev/null; then
	python3 - "$out" <<'PY'
import sys, yaml
cubes = yaml.safe_load(open(sys.argv[1] + '/cube/contact_center.yml'))['cubes']
dbt = yaml.safe_load(open(sys.argv[1] + '/dbt/models/schema.yml'))
names = {c['name'] for c in cubes}
for c in cubes:
    assert all(j['name'] in names for j in c.get('joins', [])), c['name']
    fields = [f['name'] for f in c.get('dimensions', []) + c.get('measures', [])]
    assert len(set(fields)) == len(fields), c['name']
measures = [m['name'] for s in dbt['semantic_models'] for m in s['measures']]
assert len(set(measures)) == len(measures)
for m in dbt['metrics']:
    assert m['type_params']['numerator'] in measures and m['type_params']['denominator'] in measures, m['name']
PY
	ok $? "both are YAML, and every name they mention is there once"
else
	ok 0 "both are YAML # SKIP python3-yaml is not installed"
fi

# Grafana's macros, as it writes them
panels=$(perl -MJSON::PP -0777 -ne '
	for my $panel (@{decode_json($_)->{panels}}) {
		my $sql = $panel->{targets}[0]{rawSql};
		$sql =~ s/\$__timeFilter\((\w+)\)/$1 BETWEEN \x272024-03-01\x27 AND \x272024-04-20\x27/g;
		$sql =~ s/\$__timeGroupAlias\((\w+), \$__interval\)/date_trunc(\x27hour\x27, $1) AS "time"/g;
		$sql =~ s/\$__timeGroup\((\w+), \$__interval\)/date_trunc(\x27hour\x27, $1)/g;
		$sql =~ s/\$__timeFrom\(\)/\x272024-03-01\x27/g;
		$sql =~ s/\$__timeTo\(\)/\x272024-04-20\x27/g;
		$sql =~ s/\$queue/\x27q0\x27, \x27q1\x27/g;
		print "SELECT count(p) >= 0 FROM ($sql) AS p;\n";
	}' "$out/grafana/contact-center.json")
is "$(echo "$panels" | psql -X -q -A -t -d semantic 2>&1 | sort | uniq -c | sed 's/^ *//')" "$(echo "$panels" | wc -l | tr -d ' ') t" \
	"the query of every panel runs"

# a schema of another name
psql -X -q -d semantic -c "SET client_min_messages = warning; CREATE SCHEMA \"Other ops\"; CREATE VIEW \"Other ops\".queue_visit AS SELECT * FROM ops.queue_visit;
	CALL create_reporting_views('Other ops')" >/dev/null
PGDATABASE=semantic semantic/write "$out/other" 'Other ops' >/dev/null
like "$(cat "$out/other/cube/contact_center.yml")" 'sql_table: "Other ops".queue_day' "a schema of another name, with fewer tables"

# and one that is not there
got=$(PGDATABASE=semantic semantic/write "$out/none" nosuch 2>&1)
is "$?" 3 "a schema without views is refused"
like "$got" 'relation "nosuch.reporting_catalog" does not exist' "says so"
[ ! -e "$out/none" ]
ok $? "and nothing is written"

dropdb semantic
psql -X -q -d postgres -c 'DROP ROLE semantic_reader'
done_testing
