-- Hours of the week in which few were dialled are drawn towards the campaign's own share (empirical Bayes), and
-- ranked by what they reach at least.  Thirteen weeks are enough to know, and soon over.
--
-- key  campaign_id, weekday, hour

\set outbound_by 'campaign_id, hour'
\set outbound_grain '''hour'''
CREATE VIEW ops.outbound_best_hour AS
SELECT campaign_id, weekday, hour, attempts, persons, person_rate, person_rate_shrunken, person_rate_lower,
	person_rate_upper,
	rank() OVER (PARTITION BY campaign_id ORDER BY person_rate_lower DESC)::integer AS best_rank
FROM (
	SELECT c.campaign_id,
		c.weekdays[s.item] AS weekday,
		c.hours[s.item] AS hour,
		c.attempts[s.item]::bigint AS attempts,
		c.persons[s.item]::bigint AS persons,
		s.rate AS person_rate,
		s.shrunken AS person_rate_shrunken,
		s.lower AS person_rate_lower,
		s.upper AS person_rate_upper
	FROM (
		SELECT campaign_id,
			array_agg(weekday ORDER BY weekday, hour) AS weekdays,
			array_agg(hour ORDER BY weekday, hour) AS hours,
			array_agg(attempts::float8 ORDER BY weekday, hour) AS attempts,
			array_agg(persons::float8 ORDER BY weekday, hour) AS persons
		FROM (
			SELECT campaign_id, hour,
				extract(isodow FROM day)::integer AS weekday,
				sum(attempts) AS attempts,
				sum(persons) AS persons
			FROM (:outbound_rows) AS r
			WHERE day > (
				SELECT max(:attempt_local::date)
				FROM (
					SELECT max(dialled_at) AS dialled_at
					FROM ops.outbound_attempt
					WHERE dialled_at <= now()
				) AS a) - 91
			GROUP BY campaign_id, hour, extract(isodow FROM day)::integer
		) AS h
		GROUP BY campaign_id
	) AS c,
	LATERAL cc.shrunken_rates(c.persons, c.attempts, 0.95::float8) AS s
) AS x;

COMMENT ON VIEW ops.outbound_best_hour IS
	'when persons answer, by campaign, day of the week and local hour, in the thirteen weeks up to the last attempt: '
	'the share of attempts, drawn towards the campaign''s where there were few, and its 95 % interval';
