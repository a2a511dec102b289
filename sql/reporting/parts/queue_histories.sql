-- What came by queue and medium in the time :reach up to :as_of, and what a forecast of it asks for.  The handle time
-- of an interval is that of its answered contacts, as if all had been.  What a feed gap touches is not known.  On days
-- of which a calendar says nothing all is open; where a tenth of the contacts come while it is closed, it does not
-- count.  Intervals that do not begin at local midnight cannot be forecast.
--
-- uses  feed_gap, queue, special_day, business_hours
-- Functions are made of this, which pg_upgrade restores before operator classes: it groups by no type of ours.
\set live_grouping 'cc.lower(v.b), cc.upper(v.b)'
\set all_days '''{[0001-01-01,10000-01-01)}''::datemultirange'
\set iso '''YYYY-MM-DD'''
\set width 'extract(epoch FROM :''interval_width''::interval)'
\set from_midnight 'mod(extract(epoch FROM :''day_start''::time), :width) = 0'
WITH instant AS MATERIALIZED (
	SELECT :as_of AS as_of
)
SELECT o.queue_id, o.media, i.as_of,
	coalesce(o.history OPERATOR(cc.+) g.history, o.history) AS history,
	CASE WHEN t.outside <= 0.1 THEN c.hours END AS hours,
	s.special_days, s.special_names,
	CASE WHEN o.patience_s > 0 THEN o.patience_s ELSE 'infinity'::float8 END AS patience_s,
	nullif(concat_ws('; ',
		CASE WHEN o.last_at < i.as_of - '7 days'::interval
			THEN 'no data since ' || to_char(o.last_at AT TIME ZONE :'zone'::text, :iso) END,
		'days of history: ' || CASE WHEN n.days < 28 THEN n.days END,
		CASE WHEN c.problem IS NOT NULL THEN format('calendar %s: %s', c.calendar_id, c.problem) END,
		CASE WHEN t.outside > 0.1 THEN format('not by calendar %s: %s %% came while it was closed', c.calendar_id,
			round((100 * t.outside)::numeric)) END), '') AS reason
FROM (
	SELECT queue_id, media,
		cc.rollup(history) AS history,
		min(first_at) AS first_at,
		max(last_at) AS last_at,
		cc.mean_patience(cc.rollup(summary)) AS patience_s
	FROM (:queue_volumes) AS v
	WHERE queue_id IS NOT NULL AND media IS NOT NULL AND :from_midnight
	GROUP BY queue_id, media
) AS o
CROSS JOIN instant AS i
CROSS JOIN LATERAL (
	SELECT cc.volume_history(b, NULL::float8, NULL::float8, :'zone'::text) AS history
	FROM ops.feed_gap AS p
	CROSS JOIN LATERAL cc.reporting_intervals(greatest(lower(p.during), i.as_of - :reach),
		least(upper(p.during), i.as_of), :'interval_width'::interval, :'zone'::text, :'day_start'::time) AS b
	WHERE p.during && tstzrange(i.as_of - :reach, i.as_of) AND cc.upper(b) <= i.as_of
) AS g
LEFT JOIN LATERAL (
	SELECT q.calendar_id
	FROM ops.queue AS q
	WHERE q.queue_id = o.queue_id AND (lower_inf(q.valid) OR lower(q.valid) <= i.as_of)
	ORDER BY lower(q.valid) DESC NULLS LAST
	LIMIT 1
) AS q ON true
LEFT JOIN (
	SELECT calendar_id, problem,
		CASE WHEN problem IS NULL THEN concat_ws('; ', (
				SELECT string_agg(to_char(lower(d), :iso) || '/' || to_char(upper(d) - 1, :iso) || ' Mo-Su 00:00-24:00',
					'; ' ORDER BY d)
				FROM unnest(:all_days - known) AS d
			), hours_text)::cc.business_hours END AS hours
	FROM (:calendars) AS c
) AS c ON c.calendar_id = q.calendar_id
LEFT JOIN (
	SELECT calendar_id,
		array_agg(day ORDER BY day) AS special_days,
		array_agg(name ORDER BY day) AS special_names
	FROM ops.special_day
	GROUP BY calendar_id
) AS s ON s.calendar_id = q.calendar_id
CROSS JOIN LATERAL (
	SELECT coalesce(sum(h.volume) FILTER (WHERE cc.business_seconds(c.hours, cc.lower(bucket), cc.upper(bucket)) = 0)
		/ nullif(sum(h.volume), 0), 0) AS outside
	FROM cc.history_intervals(o.history) AS h
	WHERE c.hours IS NOT NULL
) AS t
CROSS JOIN LATERAL (
	SELECT CASE WHEN o.last_at - o.first_at < '28 days'::interval
		THEN count(DISTINCT (cc.lower(bucket) AT TIME ZONE :'zone'::text)::date) END AS days
	FROM cc.history_intervals(o.history) AS h
	WHERE o.last_at - o.first_at < '28 days'::interval
) AS n
