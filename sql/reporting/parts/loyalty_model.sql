-- For all customers (segment NULL) and each segment the rows that a model of staying is fitted to: of each outcome what
-- the customer's contacts in the window before it were, added up.  Items are those that vary; a model has five of the
-- rarer outcome for each (Vittinghoff & McCulloch 2007).
\set of_contacts 'AND f.contact_id IN (:contacts_before)'
WITH outcome AS MATERIALIZED (
	SELECT o.customer_key, (o.kind IN ('renewed', 'repurchased'))::integer::float8 AS stayed, e.segment,
		(sum(e.wait_s::numeric) / 60)::float8 AS wait_min, count(*) FILTER (WHERE e.abandoned)::float8 AS abandoned,
		sum(e.transfers)::float8 AS transfers, count(*) FILTER (WHERE e.repeat)::float8 AS repeats,
		(avg(e.csat::numeric) / 10)::float8 AS csat
	FROM :outcomes AS o
	JOIN (:contact_experience) AS e ON e.customer_key = o.customer_key AND e.ended_at < o.at
		AND e.started_at >= o.at - :'loyalty_days'::float8 * interval '1 day'
	WHERE o.kind <> 'complained'
	GROUP BY o.customer_key, o.at, o.kind, e.segment
),
history AS (
	SELECT w.segment, m.model, hashtextextended(o.customer_key, 0)::float8 AS customer, o.stayed, m.x
	FROM outcome AS o
	CROSS JOIN LATERAL (VALUES (NULL::text, true), (o.segment, o.segment IS NOT NULL)) AS w (segment, known)
	CROSS JOIN LATERAL (VALUES ('experience'::text, ARRAY[o.wait_min, o.abandoned, o.transfers, o.repeats], true),
		('experience and answers', ARRAY[o.wait_min, o.abandoned, o.transfers, o.repeats, o.csat], o.csat IS NOT NULL)
	) AS m (model, x, known)
	WHERE w.known AND m.known
),
driver AS MATERIALIZED (
	SELECT segment, model, array_agg(i ORDER BY i) AS places,
		array_agg((ARRAY['wait_min', 'abandoned', 'transfers', 'repeats', 'csat_10'])[i] ORDER BY i) AS drivers
	FROM (
		SELECT segment, model, i::integer AS i
		FROM (
			SELECT segment, model, ARRAY[min(x[1]) < max(x[1]), min(x[2]) < max(x[2]), min(x[3]) < max(x[3]),
				min(x[4]) < max(x[4]), min(x[5]) < max(x[5])] AS varies
			FROM history
			GROUP BY segment, model
		) AS h, unnest(varies) WITH ORDINALITY AS v (varies, i)
		WHERE v.varies
	) AS d
	GROUP BY segment, model
)
SELECT r.segment, r.model, d.drivers, sum(r.stayed) AS stayed, count(*)::float8 AS outcomes,
	cc.model_rows('customer'::text || ('stayed'::text || d.drivers),
		r.customer || (r.stayed || ARRAY(
			SELECT r.x[p] FROM unnest(d.places) WITH ORDINALITY AS u (p, i) ORDER BY i))) AS m
FROM history AS r
JOIN driver AS d ON d.segment IS NOT DISTINCT FROM r.segment AND d.model = r.model
GROUP BY r.segment, r.model, d.drivers
HAVING least(sum(r.stayed), sum(1 - r.stayed)) >= 5 * cardinality(d.drivers) AND count(*) >= :'min_answers'::integer
