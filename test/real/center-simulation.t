#!/bin/bash
# Real days of a centre of many skills, rebuilt by center_of_day: what they were is
# within what replications of them are, nearly always; a day is one draw.  Skipped where
# the data are not at hand (CC_DATA).
data=${CC_DATA:-../shared}
if [ ! -d "$data/data/calls/vanad" ]; then
	echo "1..0 # SKIP no call data in $data (CC_DATA)"
	exit 0
fi
. test/tap.sh
createdb center_simulation || exit 1
export PGDATABASE=center_simulation PGOPTIONS='-c client_min_messages=warning'
run() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
run <<-'SQL' || exit 1
	CREATE EXTENSION contact_center;
	CREATE UNLOGGED TABLE raw (received timestamp, queue text, agent text, answered timestamp, consult timestamp,
		transfer timestamp, hangup timestamp);
SQL
# The first Thursday of each month; with CC_LONG the third too, and those Tuesdays.
days=$(echo {01..07})
[ -z "${CC_LONG:-}" ] || days="$days $(echo {15..21})"
for month in 2014-{01,02,03,04,05,07,08,09,10}; do
	dates=$(for d in $days; do date -d "$month-$d" '+%u ^%F'; done |
		sed -n "s/^[4${CC_LONG:+2}] //p")
	gzip -dc "$data/data/calls/vanad/vanad-calls-$month.csv.gz" | grep -e "$dates" |
		run -c "COPY raw FROM STDIN (FORMAT csv, NULL 'NULL')" || exit 1
done
run <<-'SQL' || exit 1
	CALL create_reporting_model('ops');
	SET timezone = 'Europe/Amsterdam';
	INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at,
		ended_at, outcome)
	SELECT row_number() OVER (ORDER BY received), 1, 'voice', queue, CASE WHEN answered IS NOT NULL THEN agent END,
		received, answered, coalesce(answered, hangup), coalesce(least(transfer, hangup), answered),
		CASE WHEN answered IS NULL THEN 'abandoned' ELSE 'answered' END
	FROM raw
	WHERE coalesce(answered, hangup) >= received
		AND coalesce(least(transfer, hangup), answered) >= coalesce(answered, received);
	ANALYZE ops.queue_visit;
	CALL create_reporting_views('ops', zone => 'Europe/Amsterdam', threshold => 20);
	CREATE TABLE day AS
	SELECT (queued_at AT TIME ZONE 'Europe/Amsterdam')::date AS day, count(*) AS offered,
		avg((outcome = 'answered' AND left_at - queued_at <= '20 s')::int)::float8 AS service_level
	FROM ops.queue_visit GROUP BY 1 HAVING count(*) > 1000;
	CREATE TABLE figures AS
	SELECT day, d.service_level AS was, s.service_level AS mean, 2.09 * s.service_level_error * sqrt(20) AS margin
	FROM day AS d, simulate_from('ops', day, replications => 20) AS s
	WHERE s.queue_id IS NULL AND s.group_id IS NULL AND s.interval_no IS NULL;
SQL
run -F ' ' -c "SELECT '#', day, 'was', round(was::numeric, 3), 'simulated', round(mean::numeric, 3), '+-', round(margin::numeric, 3),
	CASE WHEN abs(was - mean) > margin THEN 'outside' END FROM figures ORDER BY day"
inside=$(run -c "SELECT count(*) FILTER (WHERE abs(was - mean) <= margin) FROM figures")
days=$(run -c "SELECT count(*) FROM figures")
is "$((days >= 8))" 1 "$days days were rebuilt"
is "$((inside * 100 >= days * 90))" 1 "$inside of $days had a service level within the interval of their replications"
is "$(run -c 'SELECT abs(avg(was - mean)) < 0.04 FROM figures')" t "and the mean is not off by more than 4 points"
done_testing
