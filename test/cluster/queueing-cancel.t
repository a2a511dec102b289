#!/bin/bash
# A statement timeout ends every long computation of queueing within a second.
. test/tap.sh
# microseconds, the timeout included; a machine with more to do than processors gets longer
allowed=1300000
[ "$(cut -d. -f1 /proc/loadavg)" -lt "$(nproc)" ] || allowed=4000000

createdb queueing_cancel
query queueing_cancel 'CREATE EXTENSION contact_center' >/dev/null
query queueing_cancel 'CREATE TABLE many AS SELECT i::float8 AS calls FROM generate_series(1, 1000000) i' >/dev/null

cancelled() { # NAME SQL
	local start=$EPOCHREALTIME answer
	answer=$(query queueing_cancel "SET statement_timeout = 300; $2")
	like "$answer" 'canceling statement due to statement timeout' "$1 is cancelled"
	[ $((${EPOCHREALTIME/./} - ${start/./})) -lt $allowed ]
	ok $? "soon after"
}

cancelled "a million rows of Erlang C staffing, each one ten times" \
	"SELECT sum(erlang_c_agents(calls, 1800, 180, 0.8, 20)) FROM many, generate_series(1, 10)"
cancelled "a million rows of staffing to every target" \
	"SELECT sum(required_agents(calls, 1800, 180, service_level => 0.8, max_abandonment => 0.05, patience => 120, whole => false)) FROM many"
cancelled "a million rows of calls" \
	"SELECT sum(max_calls(calls, 1800, 180, service_level => 0.8, patience => 120)) FROM many"
cancelled "one queue of ten million places to wait" \
	"SELECT queue_performance(1e6, 1800, 1800.1, 1e6, lines => 1.1e7, redial_blocked => 0.5)"
cancelled "staffing one with a million lines" \
	"SELECT required_agents(1e6, 1800, 1800, service_level => 0.8, patience => 1e9, lines => 2e6, redial_abandoned => 0.5)"
cancelled "calls of one with a million lines" \
	"SELECT max_calls(1e6, 1800, 1800, service_level => 0.8, patience => 1e9, lines => 2e6)"
cancelled "a staffing table of a million rows" \
	"SELECT count(*) FROM staffing_table(1, 1000000, 1e5, 1800, 1800, patience => 120, lines => 1100000)"
cancelled "Engset with ten million lines" \
	"SELECT sum(engset(1e7 - i, 1e9, 0.5)) FROM generate_series(1, 100) i"
is "$(query queueing_cancel "SELECT erlang_c_agents(100, 1800, 180, 0.8, 20)")" 14 "the session works on"
dropdb queueing_cancel
done_testing
