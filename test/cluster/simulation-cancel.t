#!/bin/bash
# A simulation that would take minutes ends soon after its statement timeout,
# wherever it is: in calls, in head counts, in the wait for a first call.
. test/tap.sh

createdb simulation_cancel
query simulation_cancel 'CREATE EXTENSION contact_center' >/dev/null

cancelled() { # NAME ARGUMENTS
	local start=$EPOCHREALTIME elapsed got
	got=$(query simulation_cancel "SET statement_timeout = '300ms'; SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', $2)")
	elapsed=$(((${EPOCHREALTIME/./} - ${start/./}) / 1000))
	like "$got" 'canceling statement due to statement timeout' "$1"
	# a second is the aim; a busy machine is given more
	[ "$elapsed" -lt 4000 ]
	ok $? "$1: over after $elapsed ms"
}

cancelled "a hundred million calls" "ARRAY[9e7], 9e8, 180, ARRAY[50]"
cancelled "a hundred million abandoning, redialling calls" \
	"ARRAY[4e7], 4e8, 180, ARRAY[10], patience => 60, lines => 20, redial_abandoned => 0.5, redial_blocked => 0.5"
cancelled "a million agents who come and go" \
	"array_fill(0.0, ARRAY[20000])::float8[], 60, 180, (SELECT array_agg(i % 2 * 1000000) FROM generate_series(1, 20000) i)"
is "$(query simulation_cancel "SELECT count(*) FROM simulate_queue('2026-01-05 00:00+00', ARRAY[0], 60, 100, ARRAY[1], initial_calls => 3)")" 3 \
	"the next statement works"
dropdb simulation_cancel
done_testing
