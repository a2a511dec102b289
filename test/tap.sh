# TAP for shell tests: source this, call ok/is/like/skip_all, end with done_testing.
tests=0
bad=0

ok() { # STATUS NAME: ok $? "name"
	tests=$((tests + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tests - $2"
	else
		bad=$((bad + 1))
		echo "not ok $tests - $2"
	fi
}

is() { # GOT EXPECTED NAME
	[ "$1" = "$2" ]
	ok $? "$3" || true
	[ "$1" = "$2" ] || printf "%s\n" "     got: $1" "expected: $2" | sed "s|^|# |"
}

like() { # GOT PATTERN(extended regular expression) NAME
	printf '%s' "$1" | grep -qE -- "$2"
	ok $? "$3"
	printf '%s' "$1" | grep -qE -- "$2" || printf '# got: %s\n# not like: %s\n' "$1" "$2"
}

same() { # GOT EXPECTED NAME: many lines, and not none
	[ -n "$2" ] && [ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || diff <(printf '%s\n' "$2") <(printf '%s\n' "$1") | cut -c1-300 | head -n 10 | sed 's/^/# /'
}

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

done_testing() {
	echo "1..$tests"
	[ "$bad" = 0 ]
}

# One value from the database: query DATABASE SQL
query() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2" 2>&1; }

# All that the catalogue has of the extension: fingerprint DATABASE [SCHEMA]
fingerprint() { psql -X -q -A -t -d "$1" -v at="${2:-public}" -f test/fingerprint.sql 2>&1; }

# That SQL ends soon after its statement timeout, which it must run into: a second
# is the aim, and a machine with more to do than processors is given more.
cancelled() { # DATABASE NAME SQL
	local start=$EPOCHREALTIME allowed=1300 elapsed got
	[ "$(cut -d. -f1 /proc/loadavg)" -lt "$(nproc)" ] || allowed=4000
	got=$(query "$1" "SET statement_timeout = '300ms'; $3")
	elapsed=$(((${EPOCHREALTIME/./} - ${start/./}) / 1000))
	like "$got" 'canceling statement due to statement timeout' "$2 is cancelled"
	[ "$elapsed" -lt $allowed ]
	ok $? "$2: over after $elapsed ms"
}

# What comes of one value of these bytes, received by COPY BINARY: its text, or
# ERROR and the SQLSTATE.
received() { # DATABASE TYPE HEX
	query "$1" "DROP TABLE IF EXISTS received; CREATE TABLE received (v $2)" >/dev/null
	{
		printf 'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\1'
		printf "$(printf '%08x%s' $((${#3} / 2)) "$3" | sed 's/../\\x&/g')"
		printf '\377\377'
	} | psql -X -q -A -t -v VERBOSITY=sqlstate -d "$1" -c 'COPY received FROM STDIN (FORMAT binary)' \
		-c 'SELECT v FROM received' 2>&1 | head -n 1
}
