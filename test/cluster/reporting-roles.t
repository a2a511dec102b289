#!/bin/bash
# The three roles of doc/operations.md, granted by its own script: who loads, who
# refreshes, who reads, and what each of them may not; then what DROP EXTENSION
# takes, and the history that comes back as that page says.
. test/tap.sh
roles="roles_loader roles_refresher roles_reader"
trap 'psql -X -q -d postgres -c "DROP DATABASE IF EXISTS roles" -c "DROP ROLE IF EXISTS roles_owner, ${roles// /, }" >/dev/null 2>&1' EXIT
# The SQL block of the page that has this in its first line.
block() { awk -v first="$1" '/^```sql/ { getline; take = index($0, first) } /^```/ { take = 0 } take' doc/operations.md | sed 's/\bcc_\(loader\|refresher\|reader\)/roles_\1/g'; }
as() { PGOPTIONS="-c client_min_messages=warning -c role=$1" query roles "$2"; }
here() { sed "s|/usr/bin/psql|psql|; s/\\bcentre\\b/roles/g; s/\\bcc_owner\\b/roles_owner/g"; }
is "$(sed -n 's/^sudo -u postgres \(create.*\)/\1/p' doc/operations.md | here | bash 2>&1)" "" "the page's owner and database"
for role in $roles; do psql -X -q -d postgres -c "DROP ROLE IF EXISTS $role" >/dev/null 2>&1; done
is "$(as roles_owner "CREATE EXTENSION contact_center; CALL create_reporting_model('ops'); CALL create_reporting_views('ops', zone => 'Europe/Amsterdam')")" "" \
	"an owner who is no superuser makes it all"
is "$(as roles_owner "$(block 'CREATE ROLE cc_loader')")" "" "the script of the page grants"

is "$(as roles_loader "INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
	SELECT 'c' || i, 1, 'voice', 'q', t, t + interval '5 s', 'abandoned'
	FROM generate_series(1, 100) AS i, LATERAL (SELECT '2024-05-01'::timestamptz + i * interval '1 hour' AS t) AS x;
	INSERT INTO ops.agent_state (agent_id, during, state_class) VALUES ('a', '[2024-05-01 09:00+00,2024-05-01 09:10+00)', 'handling')")" "" "the loader loads"
is "$(as roles_refresher "CALL refresh_queue_summary('ops'); CALL refresh_agent_summary('ops'); CALL refresh_kpi_month('ops')")" "" "the refresher refreshes"
is "$(as roles_loader "UPDATE ops.queue_visit SET queue_id = 'r' WHERE contact_id = 'c7'; SELECT count(*) FROM ops.stored_late")" "ERROR:  permission denied for table stored_late" "the loader notes late rows and reads none"
as roles_loader "UPDATE ops.queue_visit SET queue_id = 'r' WHERE contact_id = 'c7'" >/dev/null
is "$(as roles_reader "SELECT sum(offered), bool_or(is_stale) FROM ops.queue_day")" "100|t" "the reader reads that they are late"
is "$(as roles_refresher "CALL refresh_queue_summary('ops')")$(as roles_reader "SELECT offered FROM ops.queue_day WHERE queue_id = 'r'")" 1 "and what the refresher made of them"
is "$(as roles_owner "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'r' AND relname !~ '_summary$|^stored_'
	AND NOT has_table_privilege('roles_loader', oid, 'INSERT, UPDATE, DELETE')")" "" "the loader loads every table of rows"
is "$(as roles_refresher "CALL maintain_reporting('ops')")" "" "the refresher may call the upkeep"
is "$(as roles_reader "SELECT * FROM verify_reporting_model('ops')")" "" "and the reader look whether all is as it should be"
failing=$(as roles_reader "DO \$\$ DECLARE v regclass; BEGIN
	FOR v IN SELECT oid FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' LOOP
		BEGIN EXECUTE format('SELECT count(v) FROM %s AS v', v);
		EXCEPTION WHEN OTHERS THEN RAISE WARNING '%: %', v, SQLERRM; END;
	END LOOP; END \$\$")
is "$failing" "" "every view is the reader's to read"
for what in "roles_reader INSERT INTO ops.queue_visit (contact_id) VALUES ('x')" "roles_reader DELETE FROM ops.queue_interval_summary" "roles_refresher DELETE FROM ops.queue_visit" \
	"roles_reader CALL erase_customer('ops', 'x')" "roles_loader DELETE FROM ops.stored_late" \
	"roles_refresher CALL erase_customer('ops', 'x')" "roles_refresher CALL retain_raw('ops', 1)" "roles_refresher TRUNCATE ops.queue_visit" \
	"roles_loader DELETE FROM ops.queue_interval_summary" "roles_reader CALL refresh_queue_summary('ops')" "roles_loader CALL refresh_queue_summary('ops')"; do
	like "$(as "${what%% *}" "${what#* }")" 'permission denied' "${what%% *} may not: ${what#* }"
done

# The timer's line, as the owner; rows are older than it keeps.
folder=$(mktemp -d)
awk -v folder="$folder" '/^```ini/ { getline; file = folder "/contact-center." (++n == 1 ? "service" : "timer") } /^```$/ { file = "" } file { print >file }' doc/operations.md
line=$(sed -n 's/^ExecStart=//p' "$folder/contact-center.service" | here)
is "$(PGUSER=roles_owner PGOPTIONS='-c client_min_messages=warning' bash -c "$line" 2>&1; echo $?)" "$(printf 'CALL\n0')" "the line of the timer"
is "$(as roles_owner 'SELECT count(*) FROM ops.queue_visit')" 0 "old rows are gone"
is "$(PGOPTIONS='-c client_min_messages=error -c role=roles_reader' bash -c "$line" >/dev/null 2>&1; echo $?)" 1 "where it fails, the unit does"
like "$(PGOPTIONS='-c client_min_messages=error -c default_transaction_read_only=on' query roles "CALL maintain_reporting('ops')")" 'ERROR:  not all that was due' "nor does it do anything where nothing can be written"
if command -v systemd-analyze >/dev/null; then
	sed -i 's|^User=.*|User=root|; s|/usr/bin/psql|/bin/true|' "$folder/contact-center.service"
	is "$(systemd-analyze verify "$folder"/contact-center.* 2>&1 | grep contact-center)" "" "systemd reads the units"
fi
rm -rf "$folder"

# DROP EXTENSION ... CASCADE takes the column of the history; the page says how it stays.
before=$(as roles_owner "SELECT queue_id, day, offered, service_met, asa FROM ops.queue_day ORDER BY 1, 2")
as roles_owner "DELETE FROM ops.queue_visit" >/dev/null
is "$(as roles_owner "$(block 'CREATE TABLE ops.history')")" "" "the history is put away as text"
like "$(as roles_owner 'DROP EXTENSION contact_center')" 'cannot drop extension contact_center because other objects depend on it' "the extension does not go by itself"
is "$(as roles_owner "BEGIN; DROP EXTENSION contact_center CASCADE; SELECT count(*) FROM pg_attribute WHERE attrelid = 'ops.queue_interval_summary'::regclass AND attname = 'summary' AND NOT attisdropped; ROLLBACK")" 0 "CASCADE takes the column with it"
is "$(as roles_owner "$(block 'SET client_min_messages = warning;' | sed -n '/DROP EXTENSION/,$p')")" "" "it goes and comes back"
same "$(as roles_owner "SELECT queue_id, day, offered, service_met, asa FROM ops.queue_day ORDER BY 1, 2")" "$before" "with the history"
done_testing
