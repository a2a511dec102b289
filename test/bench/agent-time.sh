# Agent time: peak and covered time against what users write.
sql "CREATE TABLE call AS
	SELECT i, tstzrange(start, start + make_interval(secs => 30 + (i::bigint * 7919 % 570))) AS during
	FROM (SELECT i, timestamptz '2026-01-05 00:00+00'
			+ make_interval(secs => (i::bigint * 104729 % 2000003) * 1.296) AS start
		FROM generate_series(1, $(rows 2000000)) i) c"
sql "VACUUM ANALYZE call"
sweep="SELECT max(level) FROM (
	SELECT sum(step) OVER (ORDER BY at, step ROWS UNBOUNDED PRECEDING) AS level FROM (
		SELECT lower(during) AS at, 1 AS step FROM call
		UNION ALL SELECT upper(during), -1 FROM call) e) l"
union="SELECT sum(extract(epoch FROM upper(r) - lower(r)))
	FROM (SELECT unnest(range_agg(during)) AS r FROM call WHERE i <= $(rows 500000)) u"
session="SET max_parallel_workers_per_gather = 0;"
ratio "window-function sweep : peak_concurrency, 2 million calls" ">= 8" \
	"$sweep" "SELECT peak_concurrency(during) FROM call"
ratio "range_agg and sum : covered_seconds, half a million calls" "a look" \
	"$union" "SELECT covered_seconds(during) FROM call WHERE i <= $(rows 500000)"
ratio "peak_concurrency : max(upper(during))" "a look" \
	"SELECT peak_concurrency(during) FROM call" "SELECT max(upper(during)) FROM call"
ratio "100000 groups, peak_concurrency : max(upper(during))" "a look" \
	"SELECT count(p) FROM (SELECT peak_concurrency(during) AS p FROM call GROUP BY i % 100000) g" \
	"SELECT count(p) FROM (SELECT max(upper(during)) AS p FROM call GROUP BY i % 100000) g"
session=

# Business hours: against the usual join with a row for each day.
sql "CREATE TABLE ticket AS
	SELECT i, opened, opened + make_interval(secs => i::bigint * 7919 % 600000) AS replied
	FROM (SELECT i, timestamptz '2026-01-05 00:00+00' + make_interval(secs => i::bigint * 104729 % 31536000) AS opened
		FROM generate_series(1, $(rows 20000)) i) t"
sql "VACUUM ANALYZE ticket"
bh="'Mo-Fr 08:00-20:00; Sa 09:00-13:00; 2026-12-25 off; zone America/New_York'"
by_day="SELECT sum(extract(epoch FROM least(replied, closes) - greatest(opened, opens))) FROM ticket,
	LATERAL (SELECT (d + CASE WHEN extract(isodow FROM d) = 6 THEN time '09:00' ELSE '08:00' END) AT TIME ZONE 'America/New_York' AS opens,
			(d + CASE WHEN extract(isodow FROM d) = 6 THEN time '13:00' ELSE '20:00' END) AT TIME ZONE 'America/New_York' AS closes
		FROM generate_series((opened AT TIME ZONE 'America/New_York')::date, (replied AT TIME ZONE 'America/New_York')::date, interval '1 day') d
		WHERE extract(isodow FROM d) < 7 AND d <> '2026-12-25') h
	WHERE opens < replied AND closes > opened"
ratio "a row for each day : business_seconds, 20000 tickets of a week" "a look" \
	"$by_day" "SELECT sum(business_seconds($bh, opened, replied)) FROM ticket"
ratio "business_seconds over 30 years : over a week" "a look" \
	"SELECT sum(business_seconds($bh, opened - interval '30 years', replied)) FROM ticket" \
	"SELECT sum(business_seconds($bh, opened, replied)) FROM ticket"
ratio "add_business_seconds : business_seconds" "a look" \
	"SELECT max(add_business_seconds($bh, opened, 28800)) FROM ticket" \
	"SELECT sum(business_seconds($bh, opened, replied)) FROM ticket"
