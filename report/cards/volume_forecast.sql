-- The newest forecast made before each interval, of the six largest queues; intervals of queues do not add.
WITH made AS (
	SELECT DISTINCT ON (e.queue_id, e.media, e.interval_start) e.queue_id, e.media, e.interval_start, e.local_start, e.actual, e.forecast, f.lo, f.hi
	FROM forecast_error AS e JOIN forecast AS f USING (queue_id, media, interval_start, made_at, scenario)
	WHERE e.interval_start >= :'wt0' AND e.interval_start < :'t1' AND e.media <> 'callback' AND e.made_at <= e.interval_start
	ORDER BY e.queue_id, e.media, e.interval_start, e.made_at DESC
), ticked AS (
	SELECT *, CASE WHEN row_number() OVER (PARTITION BY queue_id, media, local_start::date ORDER BY interval_start) = 1 THEN pg_temp.day(local_start::date) END AS tick
	FROM made WHERE coalesce(actual, 0) + forecast >= 0.05
), queue AS (
	SELECT pg_temp.q(queue_id) || CASE WHEN media = 'voice' THEN '' ELSE format(' (%s)', pg_temp.w(media)) END AS queue, sum(actual) AS came, sum(forecast) FILTER (WHERE actual IS NOT NULL) AS forecast,
		sum(abs(forecast - actual)) AS missed,
		json_agg(json_build_object('Time', pg_temp.day(local_start::date) || to_char(local_start, ' HH24:MI'), 'Came|n', actual, 'Forecast|n1', forecast, 'from|n1', lo, 'to|n1', hi, '.tick', tick) ORDER BY interval_start) AS d
	FROM ticked GROUP BY queue_id, media HAVING sum(actual) > 0 ORDER BY sum(actual) DESC, queue_id LIMIT 6
)
SELECT pg_temp.card(pg_temp.w('Contacts against the forecast: off by %s of an interval''s contacts (WAPE)', pg_temp.written((sum(missed) / sum(came))::text, '%')), pg_temp.w('Contacts by interval in the last seven days of the span, and the newest forecast from before, with its interval where it has one; the largest queues.'),
	pg_temp.multi(json_agg(json_build_object('title', pg_temp.w('%s: WAPE %s', queue, pg_temp.written((missed / came)::text, '%')), 'chart', pg_temp.plot(d, bars => '{Came}', lines => '{Forecast}', band => '{from,to}', band_name => 'its interval')))),
	json_agg(json_build_object('Queue', queue, 'Came|n', came, 'Forecast|n', forecast, 'WAPE|%', missed / came, 'Bias|+%', (forecast - came) / came)), 'wide')
FROM queue HAVING count(*) > 0;
