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
