#!/bin/bash
# Queue summaries of 1.4 million real calls against reference aggregates made
# without SQL.  Skipped where the data are not at hand (CC_DATA).
data=${CC_DATA:-../shared}
if [ ! -d "$data/data/calls/vanad" ] || [ ! -d "$data/reference/calls" ]; then
	echo "1..0 # SKIP no call data in $data (CC_DATA)"
	exit 0
fi
createdb summary_calls || exit 1
export PGDATABASE=summary_calls
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
from() { # table, files: all into the table, header lines skipped
	local table=$1 file
	shift
	for file in "$@"; do
		case $file in *.gz) gzip -dc "$file" ;; *) cat "$file" ;; esac |
			run -c "COPY $table FROM STDIN (FORMAT csv, HEADER, NULL '$null')" || exit 1
	done
}
run <<'SQL' || exit 1
CREATE EXTENSION contact_center;
CREATE UNLOGGED TABLE anonbank_raw (
	vru_line text, call_id text, customer_id text, priority text, type text, date text,
	vru_entry interval, vru_exit interval, vru_time int, q_start text, q_exit text, q_time int,
	outcome text, ser_start text, ser_exit text, ser_time int, server text);
CREATE UNLOGGED TABLE vanad_raw (
	date_received timestamp, queue_name text, agent_number text, answered timestamp,
	consult timestamp, transfer timestamp, hangup timestamp);
CREATE VIEW anonbank AS
	SELECT to_date(date, 'YYMMDD') + vru_exit AS arrival, type AS queue, nullif(server, 'NO_SERVER') AS agent,
		CASE outcome WHEN 'AGENT' THEN 'answered' ELSE 'abandoned' END AS outcome,
		q_time::float8 AS wait, ser_time::float8 AS handle
	FROM anonbank_raw
	WHERE outcome = 'AGENT' OR outcome = 'HANG' AND NOT (q_start = '0:00:00' AND q_exit = '0:00:00');
CREATE VIEW vanad AS
	SELECT date_received AS arrival, queue_name AS queue, agent_number AS agent,
		CASE WHEN answered IS NULL THEN 'abandoned' ELSE 'answered' END AS outcome,
		coalesce(answered, hangup) - date_received AS wait, least(transfer, hangup) - answered AS handle
	FROM vanad_raw;
SQL
null= from anonbank_raw "$data"/data/calls/anonbank/*.csv.gz
null=NULL from vanad_raw "$data"/data/calls/vanad/*.csv.gz

tests=0
check() { # title, query that yields nothing when all is well, or one number
	local got
	tests=$((tests + 1))
	got=$(run -c "$2" 2>&1)
	if [ "$got" = "$3" ]; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		echo "# $got" | head -n 5 >&2
	fi
}

figures='offered bigint, answered bigint, abandoned bigint, answered_20s bigint, abandoned_20s bigint,
	wait_answered_s bigint, wait_abandoned_s bigint, handle_s bigint, asa_s float8, aht_s float8, max_wait_s bigint,
	p50_wait_cont float8, p90_wait_cont float8, p95_wait_cont float8,
	p50_wait_disc float8, p90_wait_disc float8, p95_wait_disc float8,
	p50_wait_answered_cont float8, p90_wait_answered_cont float8, p95_wait_answered_cont float8'

# reference NAME COLUMNS SUMMARIES: every row, every column a summary has
reference() {
	local file=$data/reference/calls/$1.csv keys=$2
	[ -f "$file" ] || file=$file.gz
	run -c "CREATE UNLOGGED TABLE $1 ($(sed 's/,/ text,/g' <<<"$keys") text, $figures)" || exit 1
	null= from "$1" "$file"
	run -c "CREATE UNLOGGED TABLE got_$1 AS $3" || exit 1
	check "$1: the same rows" \
		"SELECT count(*) FROM $1 r FULL JOIN got_$1 g USING ($keys) WHERE r.offered IS NULL OR g.s IS NULL" 0
	check "$1: counts, sums, ASA, AHT and longest wait are equal" "
		SELECT count(*) FROM $1 r JOIN got_$1 g USING ($keys) WHERE
		(offered(s), answered(s), abandoned(s), answered_within(s, 20), abandoned_within(s, 20),
			asa(s), mean_time_to_abandon(s), aht(s), longest_wait(s)) IS DISTINCT FROM
		(r.offered, r.answered, r.abandoned, answered_20s, abandoned_20s,
			wait_answered_s / nullif(r.answered, 0)::float8, wait_abandoned_s / nullif(r.abandoned, 0)::float8,
			handle_s / nullif(r.answered, 0)::float8, max_wait_s::float8)
		OR abs(asa(s) - asa_s) > 5.001e-7 OR abs(aht(s) - aht_s) > 5.001e-7" 0
	check "$1: quantiles are equal up to 256 s" "
		SELECT count(*) FROM $1 r JOIN got_$1 g USING ($keys),
		LATERAL (VALUES (0.5, p50_wait_disc), (0.9, p90_wait_disc), (0.95, p95_wait_disc)) v(q, want)
		WHERE want <= 256 AND wait_quantile(s, q, 'all') IS DISTINCT FROM want" 0
	check "$1: and never below nor 1 % above beyond" "
		SELECT count(*) FROM $1 r JOIN got_$1 g USING ($keys),
		LATERAL (VALUES (0.5, p50_wait_disc), (0.9, p90_wait_disc), (0.95, p95_wait_disc)) v(q, want)
		WHERE want > 256 AND wait_quantile(s, q, 'all') / want NOT BETWEEN 1 AND 1.01" 0
	run -c "SELECT '# greatest error of a quantile beyond 256 s: ' || coalesce(round(100 * max(wait_quantile(s, q, 'all') / want - 1)::numeric, 2)::text || ' %', 'none there')
		FROM $1 r JOIN got_$1 g USING ($keys),
		LATERAL (VALUES (0.5, p50_wait_disc), (0.9, p90_wait_disc), (0.95, p95_wait_disc)) v(q, want) WHERE want > 256"
}

for name in anonbank vanad; do
	run -c "CREATE UNLOGGED TABLE ${name}_summaries AS
		SELECT date_bin('30 min', arrival, '1999-01-01') AS at, queue, queue_summary(outcome, wait, handle) AS s
		FROM $name GROUP BY 1, 2" || exit 1
	# straight from the calls
	reference ${name}_halfhour interval_start "
		SELECT date_bin('30 min', arrival, '1999-01-01')::text AS interval_start, queue_summary(outcome, wait, handle) AS s
		FROM $name GROUP BY 1"
	reference ${name}_halfhour_by_queue interval_start,queue "
		SELECT at::text AS interval_start, queue, s FROM ${name}_summaries"
	reference ${name}_agent_day day,agent "
		SELECT arrival::date::text AS day, agent, queue_summary(outcome, wait, handle) AS s
		FROM $name WHERE agent IS NOT NULL AND outcome = 'answered' GROUP BY 1, 2"
	# rolled up
	reference ${name}_day day "
		SELECT at::date::text AS day, rollup(s) AS s FROM ${name}_summaries GROUP BY 1"
	reference ${name}_month_by_queue month,queue "
		SELECT to_char(at, 'YYYY-MM') AS month, coalesce(queue, '(all)') AS queue, rollup(s) AS s
		FROM ${name}_summaries GROUP BY GROUPING SETS ((1, ${name}_summaries.queue), (1))"
	reference ${name}_total_by_queue queue "
		SELECT coalesce(queue, '(all)') AS queue, rollup(s) AS s FROM ${name}_summaries GROUP BY ROLLUP (${name}_summaries.queue)"
	run -c "CREATE UNLOGGED TABLE levels (month text, a float8, b float8, c float8, d float8, e float8, f float8)"
	null= from levels "$data/reference/calls/${name}_service_levels.csv"
	check "$name: service levels and abandonment rates per month" "
		SELECT count(*) FROM levels JOIN got_${name}_month_by_queue USING (month) WHERE queue = '(all)' AND (
			abs(a - service_level(s, 20)) < 5.1e-9 AND abs(b - service_level(s, 20, 'answered')) < 5.1e-9 AND
			abs(c - service_level(s, 20, 'exclude_short', 20)) < 5.1e-9 AND
			abs(c - service_level(s, 20, 'ignore_in_threshold')) < 5.1e-9 AND
			abs(d - service_level(s, 20, 'short_met', 20)) < 5.1e-9 AND
			abs(d - service_level(s, 20, 'abandon_met')) < 5.1e-9 AND
			abs(e - abandonment_rate(s)) < 5.1e-9 AND abs(f - abandonment_rate(s, 'ex_short', 20)) < 5.1e-9) IS NOT TRUE" 0
	run -c "DROP TABLE levels"
done
echo "1..$tests"
