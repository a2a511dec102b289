# For tests of the demo: source after test/tap.sh.
#
#   read_calls FILE          demo/read-calls alone; $out is what it says
#   load_calls NAME FILE     and what it read into the database demo_NAME of the
#                            tests' cluster, with its report; $out is all that is said
#   visits NAME              queue, outcome, seconds of wait, talk, local start of each
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
unset CALLS FORMAT ZONE DAY MAP DATES OUTCOMES ENCODING
read_calls() {
	rm -rf "$dir/read"
	mkdir "$dir/read"
	out=$(CALLS=${1##*/} demo/read-calls ${FORMAT:+--raw} "$1" "$dir/read" 2>&1)
}
load_calls() {
	read_calls "$2" || return 1
	local said=$out
	out=$(export ZONE=${ZONE:-UTC} CALLS=${2##*/} work="$dir/read" && demo/run --inside "demo_$1" 2>&1 &&
		psql -X -q -v ON_ERROR_STOP=1 -v "day=${DAY:-}" -d "demo_$1" -f demo/report.sql 2>&1)
	local status=$?
	out="$said
$out"
	return $status
}
visits() {
	query "demo_$1" "SELECT string_agg(concat_ws(' ', queue_id, agent_id, outcome, wait_s, talk_s,
		to_char(queued_at AT TIME ZONE '${ZONE:-UTC}', 'MM-DD HH24:MI:SS')), E'\n' ORDER BY queued_at, contact_id) FROM ops.valid_visit"
}
