#!/bin/bash
# Values of our types on their way between servers: COPY BINARY, a physical
# standby that answers every kind of function, logical replication.
. test/tap.sh
export PGDATABASE=postgres
dir=$CC_CLUSTER/replication
bindir=$(cat "$CC_CLUSTER/bindir")
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u "$(stat -c %U "$CC_CLUSTER/data")" -- "$@"; else "$@"; fi; }
mkdir -m 700 "$dir"
[ "$(id -u)" != 0 ] || chown "$(stat -c %U "$CC_CLUSTER/data")" "$dir"
trap 'for d in "$dir"/*/; do (cd "$dir" && as_server "$bindir/pg_ctl" -D "$d" -m immediate -s stop) 2>/dev/null; done; rm -rf "$dir"' EXIT

# A table with one column of every type of ours that can be stored.
types="
	SELECT 1 AS id, b AS bucket, s AS summary, c AS agents_busy, p AS profile, h AS open_hours, m AS moments, g AS groups, r AS rows, path_model(m, 'X =~ a + b
Y =~ c
Y ~ X') AS model
	FROM (SELECT reporting_interval('2026-03-29 00:30+00', '30 min', 'Europe/Amsterdam')) AS t1 (b),
	     (SELECT queue_summary(CASE i % 7 WHEN 0 THEN 'abandoned' ELSE 'answered' END, i * 0.37, 60 + i) FROM generate_series(0, 2000) i) AS t2 (s),
	     (SELECT concurrency(tstzrange('2026-03-02 09:00+00'::timestamptz + i * interval '7 s',
	                                   '2026-03-02 09:05+00'::timestamptz + i * interval '11 s')) FROM generate_series(1, 40) i) AS t3 (c),
	     (SELECT interval_profile(tstzrange('2026-03-02 09:00+00'::timestamptz + i * interval '7 min',
	                                        '2026-03-02 09:50+00'::timestamptz + i * interval '9 min'), '30 min', 'Asia/Kolkata')
	      FROM generate_series(1, 40) i) AS t4 (p),
	     (SELECT 'Mo-Fr 08:00-20:00; Sa 09:00-13:00; zone America/New_York'::business_hours) AS t5 (h),
	     (SELECT comoments(ARRAY['a', 'b', 'c'], ARRAY[i % 10, i * i % 7, i % 9]::float8[]),
	             comoment_groups(ARRAY['a', 'b', 'c'], ARRAY[i % 10, i * i % 7, i % 9]::float8[], i),
	             model_rows(ARRAY['a', 'b', 'c'], ARRAY[i % 10, i * i % 7, i % 9]::float8[], i % 3) FROM generate_series(1, 100) i) AS t6 (m, g, r)"
# As text, and as bytes: a text that leaves something out is equal to itself.
bytes() { psql -X -q -d "$1" -c "\\copy (SELECT * FROM $2 ORDER BY id) to stdout (format binary)" | md5sum; }
createdb origin
query origin "CREATE EXTENSION contact_center; CREATE TABLE kept AS $types; ALTER TABLE kept ADD PRIMARY KEY (id)"
PGOPTIONS='-c client_min_messages=warning' query origin "CALL create_reporting_model('ops'); CALL create_reporting_views('ops');
	INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
	SELECT i, 1, 'voice', 'q', timestamptz '2026-03-02' + i * interval '7 min', timestamptz '2026-03-02 00:01' + i * interval '7 min', 'abandoned'
	FROM generate_series(1, 500) i; CALL refresh_queue_summary('ops')"
row='SELECT md5(kept::text) FROM kept'
before=$(query origin "$row")
bytes_before=$(bytes origin kept)
like "$before" '^[0-9a-f]{32}$' "there is a row with every type"

psql -X -q -d origin -c "\copy kept to '$dir.bin' (format binary)"
query origin 'CREATE TABLE copied (LIKE kept)'
psql -X -q -d origin -c "\copy copied from '$dir.bin' (format binary)"
rm -f "$dir.bin"
is "$(query origin 'SELECT md5(copied::text) FROM copied')" "$before" "COPY BINARY brings it back equal"
is "$(bytes origin copied)" "$bytes_before" "byte for byte"

# A physical standby.
as_server "$bindir/pg_basebackup" -h "$PGHOST" -U postgres -D "$dir/standby" -R -c fast -X stream >"$CC_CLUSTER/basebackup.log" 2>&1
ok $? "a base backup"
mkdir "$dir/socket"
[ "$(id -u)" != 0 ] || chown "$(stat -c %U "$CC_CLUSTER/data")" "$dir/socket"
(cd "$dir" && as_server "$bindir/pg_ctl" -D "$dir/standby" -o "-c unix_socket_directories='$dir/socket'" -l "$dir/standby.log" -w -s start)
ok $? "the standby starts"
standby() { PGHOST=$dir/socket query "$@"; }
is "$(standby origin 'SELECT pg_is_in_recovery()')" t "it is a standby"
is "$(standby origin "$row")" "$before" "it has the row"
is "$(PGHOST=$dir/socket bytes origin kept)" "$bytes_before" "byte for byte"
like "$(standby origin "
	SELECT concat_ws(' ', service_level(summary, 20), lower(bucket), peak_concurrency(agents_busy), covered_seconds(agents_busy),
		is_open(open_hours, '2026-03-02 15:00+00'), correlation(moments, 'a', 'b'),
		erlang_a_agents(100, 1800, 180, 300, 0.8, 20),
		(SELECT count(*) FROM simulate_queue('2026-03-02 09:00+00', ARRAY[100]::float8[], 1800, 180, ARRAY[12], seed => 1)),
		(SELECT count(*) FROM profile_intervals(profile))) FROM kept")" '^0\.[0-9]+ 2026-03-29 00:30:00\+00 [0-9]+ [0-9]+ t ' \
	"it answers functions of every chapter"
is "$(standby origin 'SELECT sum(offered), count(DISTINCT day) FROM ops.queue_day')" "500|3" "its views read what is stored"
like "$(standby origin "CALL maintain_reporting('ops')")" 'ERROR:  cannot execute|ERROR:  not all that was due' "the upkeep is the primary's"
query origin "UPDATE kept SET summary = summary + summary"
after=$(query origin "$row")
for i in $(seq 120); do [ "$(standby origin "$row")" = "$after" ] && break; sleep 0.5; done
is "$(standby origin "$row")" "$after" "an update arrives there"

# Logical replication needs wal_level = logical: a cluster of its own.
(cd "$dir" && as_server "$bindir/pg_ctl" -D "$dir/standby" -m fast -s -w stop)
(cd "$dir" && as_server "$bindir/initdb" -D "$dir/logical" -U postgres -E UTF8 --no-locale -A trust --no-sync >/dev/null 2>&1)
(cd "$dir" && as_server "$bindir/pg_ctl" -D "$dir/logical" -o "-c unix_socket_directories='$dir/socket' -c listen_addresses='' -c wal_level=logical -c fsync=off -c timezone=UTC" \
	-l "$dir/logical.log" -w -s start)
ok $? "a cluster with logical decoding"
logical() { PGHOST=$dir/socket query "$@"; }
PGHOST=$dir/socket createdb source
PGHOST=$dir/socket createdb target
logical source "CREATE EXTENSION contact_center; CREATE TABLE kept AS $types; ALTER TABLE kept ADD PRIMARY KEY (id); CREATE PUBLICATION p FOR TABLE kept"
logical source "SELECT pg_create_logical_replication_slot('s', 'pgoutput')" >/dev/null
logical target "CREATE EXTENSION contact_center; CREATE TABLE kept AS $types; ALTER TABLE kept ADD PRIMARY KEY (id); TRUNCATE kept"
logical target "CREATE SUBSCRIPTION sub CONNECTION 'host=$dir/socket dbname=source user=postgres' PUBLICATION p WITH (create_slot = false, slot_name = 's')"
logical source "UPDATE kept SET summary = summary + summary; INSERT INTO kept SELECT 2, bucket, summary, agents_busy, profile, open_hours, moments, groups, rows, model FROM kept"
rows="SELECT string_agg(md5(kept::text), ' ' ORDER BY id) FROM kept"
want=$(logical source "$rows")
for i in $(seq 120); do [ "$(logical target "$rows")" = "$want" ] && break; sleep 0.5; done
like "$want" "^[0-9a-f]{32} [0-9a-f]{32}$" "two rows at the source"
is "$(logical target "$rows")" "$want" "rows with every type arrive by logical replication"
is "$(PGHOST=$dir/socket bytes target kept)" "$(PGHOST=$dir/socket bytes source kept)" "byte for byte"
done_testing
