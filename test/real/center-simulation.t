#!/bin/bash
# Real days of a centre of many skills, rebuilt by center_of_day: what they were is
# within what replications of them are.  Skipped where the data are not at hand (CC_DATA).
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
gzip -dc "$data/data/calls/vanad/vanad-calls-2014-03.csv.gz" |
	awk -F, '/^2014-03-(04|12|20|27)/' | run -c "COPY raw FROM STDIN (FORMAT csv, NULL 'NULL')" || exit 1
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
	CALL create_reporting_views('ops', zone => 'Europe/Amsterdam', threshold => 20);
	CREATE TABLE day AS
	SELECT (queued_at AT TIME ZONE 'Europe/Amsterdam')::date AS day, count(*) AS offered,
		avg((outcome = 'answered' AND left_at - queued_at <= '20 s')::int)::float8 AS service_level
	FROM ops.queue_visit GROUP BY 1;
SQL
# A day is one draw: its interval is that of single replications, not of their mean.
run -c "
	SELECT day, round(service_level::numeric, 4), round(p.service_level_low::numeric, 4), round(p.mean::numeric, 4),
		round(p.service_level_high::numeric, 4)
	FROM day, LATERAL (
		SELECT s.service_level AS mean, s.service_level - 1.96 * s.service_level_error * sqrt(40) AS service_level_low,
			s.service_level + 1.96 * s.service_level_error * sqrt(40) AS service_level_high
		FROM simulate_from('ops', day, replications => 40) AS s
		WHERE s.queue_id IS NULL AND s.group_id IS NULL AND s.interval_no IS NULL) AS p
	ORDER BY day" >build/center-simulation.out || exit 1
while IFS='|' read -r day was low mean high; do
	is "$(awk -v w="$was" -v l="$low" -v h="$high" 'BEGIN { print (w >= l && w <= h) }')" 1 \
		"$day had a service level of $was; simulated it has $mean ($low to $high)"
done <build/center-simulation.out
done_testing
