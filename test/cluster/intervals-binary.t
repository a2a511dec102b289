#!/bin/bash
# Buckets and profiles through COPY BINARY, and broken bytes refused.
. test/tap.sh

createdb intervals_binary
query intervals_binary "
	CREATE EXTENSION contact_center;
	CREATE TABLE sent AS
		SELECT b, interval_profile(b::tstzrange, '20 min', 'Asia/Kathmandu') AS p
		FROM reporting_intervals('2026-10-20', '2026-11-10', '1 day', 'America/New_York') b GROUP BY b
		UNION ALL SELECT '4000-01-01 00:00+00 BC/PT1S', '{}'
		UNION ALL SELECT '8000-12-31 23:59:59+00/P388D', '{-3999-01-01T00:00:00Z/PT1S 9223372036854.775807 0}';
	CREATE TABLE got (LIKE sent);" >/dev/null
psql -X -q -d intervals_binary -c 'COPY sent TO STDOUT BINARY' |
	psql -X -q -d intervals_binary -c 'COPY got FROM STDIN BINARY'
is "$(query intervals_binary 'SELECT count(*), count(*) FILTER (WHERE s.p::text = g.p::text) FROM sent s JOIN got g USING (b)')" \
	'24|24' "what is sent is what is got"

# one column of the given bytes, as COPY BINARY writes it
copied() { # TYPE HEX
	query intervals_binary "CREATE TABLE broken (v $1)" >/dev/null
	local length=$((${#2} / 2))
	{ printf 'PGCOPY\n\377\r\n\0' && printf '%016x0001%08x%sffff' 0 $length "$2" | perl -pe '$_ = pack "H*", $_'; } >"$bytes"
	psql -X -q -d intervals_binary -c 'COPY broken FROM STDIN BINARY' -c 'SELECT * FROM broken' -A -t \
		-v VERBOSITY=sqlstate <"$bytes" 2>&1 | head -n 1
	query intervals_binary 'DROP TABLE broken' >/dev/null
}
bytes=$(mktemp)
is "$(copied reporting_interval 000000003294211800000708)" '2026-11-21 09:30:00+00/PT30M' "a half hour"
is "$(copied reporting_interval 000000003294211800000000)" 'ERROR:  22P03' "of no length is refused"
is "$(copied reporting_interval 7fffffffffffffff00000708)" 'ERROR:  22P03' "and one at the end of time"
is "$(copied interval_profile 0100000001000000003294211800000708000000000016e3600000000000000003)" \
	'{2026-11-21T09:30:00Z/PT30M 1.5 3}' "a profile"
is "$(copied interval_profile 0200000001000000003294211800000708000000000016e3600000000000000003)" 'ERROR:  22P03' "of an unknown version is refused"
is "$(copied interval_profile 01ffffffff000000003294211800000708000000000016e3600000000000000003)" 'ERROR:  22P03' "with too large a count"
is "$(copied interval_profile 0100000001000000003294211800000708ffffffffffffffff0000000000000003)" 'ERROR:  22P03' "with negative time"
rm -f "$bytes"
dropdb intervals_binary
done_testing
