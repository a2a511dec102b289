#!/bin/bash
# Simulated centres of a known truth, each a segment of one model: the 95 % intervals of slopes, odds ratios and the net
# value of a service level must hold it as often as they say.  Waiting costs 3 points a minute, 6 where the contact was
# transferred, a transfer 8; a line through all contacts has slopes of -3.6 and -17.  The transferred and those who
# waited answer less: unweighted slopes are off, which is shown beside.  Ten points of satisfaction multiply the odds to
# stay by exp(0.6).
#
# CC_CENTRES centres, 10 by default, 200 when CC_LONG is set.
. test/tap.sh
centres=${CC_CENTRES:-$([ -n "${CC_LONG:-}" ] && echo 200 || echo 10)}
export PGDATABASE=loyalty_coverage
createdb "$PGDATABASE"
psql -X -q -v ON_ERROR_STOP=1 -v centres="$centres" -v contacts=900 -v seed="${CC_SEED:-0.5}" >/dev/null <<'END'
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
CREATE EXTENSION contact_center;
CALL create_reporting_model('ops');
CALL create_reporting_views('ops', cost_per_minute => 0.5, loyalty_days => 90);
SELECT setseed(:seed);
CREATE TABLE life AS
SELECT i, centre, customer, started, wait, transfers, fault, abandoned, satisfaction, logit,
	NOT abandoned AND u[6] < 1 / (1 + exp(-1 + 0.3 * wait + transfers)) AS answers,
	u[7] < 1 / (1 + exp(-logit)) AS stays
FROM (
	SELECT *, -3.5 + 0.06 * satisfaction - 0.9 * abandoned::int AS logit
	FROM (
		SELECT *, 75 - (3 + 3 * transfers) * wait - 8 * transfers - 5 * fault::int
			+ 5 * sqrt(-2 * ln(1 - u[4])) * cos(2 * pi() * u[5]) AS satisfaction
		FROM (
			SELECT *, 6 * u[1] AS wait, u[2] < 0.1 AS abandoned, u[3] < 0.3 AS fault,
				(u[2] >= 0.1 AND u[8] < 0.2)::int AS transfers
			FROM (
				-- two customers in three call once, one twice, a window apart
				SELECT i, centre, format('%s.%s', centre, i % (:contacts * 2 / 3)) AS customer,
					'2026-01-05 08:00+00'::timestamptz + i / (:contacts * 2 / 3) * interval '112 days'
						+ i % 14 * interval '1 day' + i * 7919 % 600 * interval '1 min' AS started,
					ARRAY[random(), random(), random(), random(), random(), random(), random(), random()] AS u
				FROM generate_series(1, :centres) AS centre, generate_series(0, :contacts - 1) AS i
			) AS c
		) AS c
	) AS c
) AS c;
INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, reason, queued_at, answered_at, left_at, ended_at,
	outcome, talk_s, transfer_out)
SELECT format('%s/%s', centre, i), 1, 'voice', centre, CASE WHEN fault THEN 'fault' ELSE 'bill' END, started,
	CASE WHEN NOT abandoned THEN s END, s, CASE WHEN NOT abandoned THEN s + interval '4 min' END,
	CASE WHEN abandoned THEN 'abandoned' ELSE 'answered' END, CASE WHEN NOT abandoned THEN 240 END,
	CASE transfers WHEN 1 THEN 'blind' ELSE 'none' END
FROM life, LATERAL (SELECT started + wait * interval '1 min' AS s) AS s;
INSERT INTO ops.contact (contact_id, customer_key, media, started_at, ended_at)
SELECT format('%s/%s', centre, i), customer, 'voice', started, started + interval '20 min' FROM life;
INSERT INTO ops.customer_segment SELECT DISTINCT customer, centre FROM life;
INSERT INTO ops.survey_response (response_id, contact_id, contact_at, item, scale_min, scale_max, value)
SELECT format('%s/%s', centre, i), format('%s/%s', centre, i), started, 'csat', 0, 100,
	CASE WHEN answers THEN greatest(0, least(100, satisfaction)) END
FROM life WHERE NOT abandoned;
INSERT INTO ops.customer_outcome (customer_key, at, kind, value, currency)
SELECT customer, started + interval '10 days', CASE WHEN stays THEN 'renewed' ELSE 'churned' END, 100, 'EUR' FROM life;
ANALYZE;

CREATE TABLE slope AS SELECT * FROM ops.experience_driver WHERE segment IS NOT NULL;
CREATE TABLE odds AS SELECT * FROM ops.loyalty_driver WHERE segment IS NOT NULL;
CREATE TABLE net AS
SELECT * FROM ops.value_of_service_if(agent_hour_cost => 30, levels => '{0.8}', thresholds => '{20}', draws => 400)
WHERE segment IS NOT NULL;

-- What a minute and giving up do to the chance to stay, by the truth.
CREATE TABLE truth AS
SELECT avg(-0.06 * (3 + 3 * transfers) * p * (1 - p)) AS minute,
	avg(1 / (1 + exp(0.9 - kept)) - 1 / (1 + exp(-kept))) AS given_up
FROM life, LATERAL (SELECT 1 / (1 + exp(-logit)) AS p, logit + 0.9 * abandoned::int AS kept) AS p;
CREATE TABLE coverage AS
SELECT weighting || ' ' || driver AS what, count(*) AS n,
	count(*) FILTER (WHERE (CASE driver WHEN 'wait_min' THEN -3.6 ELSE -17 END) BETWEEN lower AND upper) AS held
FROM slope GROUP BY 1
UNION ALL
SELECT 'odds ratio ' || term, count(*),
	count(*) FILTER (WHERE (CASE term WHEN 'csat_10' THEN exp(0.6) ELSE 1 END) BETWEEN odds_lower AND odds_upper)
FROM odds WHERE model = 'experience and answers' AND term <> '(intercept)' GROUP BY 1
UNION ALL
SELECT 'net', count(*), count(*) FILTER (WHERE n.contacts * n.customer_value * (t.minute * (n.mean_wait - o.mean_wait) / 60
	+ t.given_up * (n.abandonment_rate - o.abandonment_rate)) - n.cost BETWEEN n.net_lower AND n.net_upper)
FROM net AS n
JOIN net AS o ON o.segment = n.segment AND o.is_today
CROSS JOIN truth AS t
WHERE NOT n.is_today;
END
ok $? "views over $centres centres"

# 92 to 98 % of 200; of fewer, 95 % give or take three standard errors
for what in "inverse response wait_min" "inverse response transfers" "odds ratio csat_10" "odds ratio wait_min" \
	"odds ratio transfers" net; do
	got=$(query "$PGDATABASE" "SELECT format('%s of %s, %s', held, n, n = $centres AND held::float8 / n BETWEEN
		0.95 - margin AND 0.95 + margin)
		FROM coverage, LATERAL (SELECT CASE WHEN n < 200 THEN 3 * sqrt(0.95 * 0.05 / n) ELSE 0.03 END AS margin) AS m WHERE what = '$what'")
	like "$got" ', t$' "$what: intervals that hold the truth: ${got%,*}"
done
raw=$(query "$PGDATABASE" "SELECT string_agg(format('%s: %s of %s', what, held, n), '; ' ORDER BY what) FROM coverage WHERE what LIKE 'none %'")
is "$(query "$PGDATABASE" "SELECT bool_and(held < 0.9 * n) FROM coverage WHERE what LIKE 'none %'")" t "unweighted they do not ($raw)"
done_testing
