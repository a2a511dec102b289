#!/bin/bash
# concurrency and business_hours through COPY BINARY, there and back; bytes that
# are no value; long loops that can be cancelled.
. test/tap.sh

createdb wire && query wire 'CREATE EXTENSION contact_center' >/dev/null
query wire "SET TimeZone = 'UTC';
	CREATE TABLE kept AS
	SELECT i, concurrency(tstzrange(at, at + i * interval '1 s', (ARRAY['[)', '[]', '(]', '()'])[1 + i % 4])) AS c,
		(ARRAY['Mo-Fr 08:00-20:00; 2026-12-25 off; zone America/New_York', 'Mo-Su off', 'Fr-Mo 22:00-06:00'])[1 + i % 3]::business_hours AS h
	FROM generate_series(1, 50) i, generate_series(timestamptz '2026-01-01', '2026-01-02', i * interval '11 min') at GROUP BY i;
	INSERT INTO kept VALUES (0, '{}', 'zone UTC'), (-1, '{-infinity 1}', '0001-01-01/9999-12-31 off');
	CREATE TABLE back (LIKE kept)" >/dev/null
psql -X -q -d wire -c 'COPY kept TO STDOUT (FORMAT binary)' | psql -X -q -d wire -c 'COPY back FROM STDIN (FORMAT binary)'
is "$(query wire 'SELECT count(*), count(*) FILTER (WHERE k.c::text = b.c::text AND k.h = b.h) FROM kept k JOIN back b USING (i)')" \
	"52|52" "52 rows come back"

# A COPY row of one field of these bytes (hex).
receive() { # TYPE HEX
	query wire "DROP TABLE IF EXISTS one; CREATE TABLE one (v $1)" >/dev/null
	{
		printf 'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\1'
		printf "$(printf '%08x' $((${#2} / 2)) | sed 's/../\\x&/g')"
		printf "$(printf %s "$2" | sed 's/../\\x&/g')"
		printf '\377\377'
	} | psql -X -q -v VERBOSITY=sqlstate -d wire -c 'COPY one FROM STDIN (FORMAT binary)' 2>&1 | head -n 1
}
at=00000000000f4240
is "$(receive concurrency 0100000000)" "" "no changes are a value"
is "$(receive concurrency 0200000000)" "ERROR:  22P03" "another version is not"
is "$(receive concurrency 01ffffffff)" "ERROR:  22P03" "a count without its changes is not"
is "$(receive concurrency 0100000001${at}ffffffffffffffff)" "ERROR:  22P03" "a level below zero is not"
is "$(receive concurrency 0100000001${at}0000000000000000)" "ERROR:  22P03" "no change is no change"
is "$(receive concurrency 0100000002${at}0000000000000001${at}0000000000000001)" "ERROR:  22P03" "the same point twice is not"
is "$(receive concurrency 0100000002${at}7fffffffffffffff00000000000f42410000000000000001)" "ERROR:  22P03" "nor too high a level"
week=00000000000000
is "$(receive business_hours 0103555443${week}0000)" "" "a calendar that never opens"
is "$(receive business_hours 0103757463${week}0000)" "" "its zone in small letters"
is "$(query wire 'SELECT v FROM one')" "Mo-Su off; zone UTC" "is the same zone"
is "$(receive business_hours 0103585858${week}0000)" "ERROR:  22P03" "an unknown zone"
is "$(receive business_hours 0100${week}0000)" "ERROR:  22P03" "no zone"
is "$(receive business_hours 0103555443${week}ffff)" "ERROR:  22P03" "more exceptions than there are bytes"
tuesday_on=0000000000000000
is "$(receive business_hours 0103555443010000708000008ca0$tuesday_on)" "" "two hours on Mondays"
is "$(receive business_hours 0103555443010001518000015181$tuesday_on)" "ERROR:  22P03" "hours that begin at 24:00"
is "$(receive business_hours 0203555443${week}0000)" "ERROR:  22P03" "another version"

cancelled() { # SQL NAME
	is "$(printf '%s\n' "SET statement_timeout = '150ms';" '\set VERBOSITY sqlstate' "$1" | psql -X -q -A -t -d wire 2>&1)" "ERROR:  57014" "$2"
}
hours="'Mo-Fr 08:00-20:00; zone America/New_York'"
cancelled "SELECT sum(business_seconds($hours, '4000-01-01 BC', timestamptz '294000-01-01' + i * interval '1 s')) FROM generate_series(1, 100) i;" \
	"counting over all of time is cancelled"
cancelled "SELECT count(*) FROM open_ranges($hours, '4000-01-01 BC', '294000-01-01');" "so is listing"
query wire "CREATE TABLE calls AS SELECT tstzrange(at, at + '3 min') AS during FROM generate_series(1, 300000) i, LATERAL (SELECT timestamptz '2026-01-01' + hashint4(i) * interval '1 ms' AS at) a" >/dev/null
cancelled "SET jit = off; SELECT peak_concurrency(during) FROM calls, generate_series(1, 50);" "so is a peak"
dropdb wire
done_testing
