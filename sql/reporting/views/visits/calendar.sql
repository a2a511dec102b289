-- From the first day of the year of the first visit to the last day of this year, or of the last visit's.
--
-- key  day

CREATE VIEW ops.calendar AS
SELECT d.day,
	date_trunc('week', d.day::timestamp)::date AS week,
	date_trunc('month', d.day::timestamp)::date AS month,
	date_trunc('quarter', d.day::timestamp)::date AS quarter,
	date_trunc('year', d.day::timestamp)::date AS year,
	extract(isodow FROM d.day)::integer AS weekday,
	extract(week FROM d.day)::integer AS week_no,
	extract(isodow FROM d.day) > 5 AS is_weekend,
	cc.lower(d.b) AS bucket_start,
	cc.upper(d.b) AS bucket_end,
	extract(epoch FROM cc.upper(d.b) - cc.lower(d.b))::float8 AS interval_s
FROM (
	SELECT date_trunc('year', min(queued_at) AT TIME ZONE :'zone'::text - :'day_start'::time) AS first_day,
		date_trunc('year', greatest(max(queued_at), now()) AT TIME ZONE :'zone'::text - :'day_start'::time)
			+ '1 year'::interval AS last_day
	FROM ops.valid_visit
) AS s
CROSS JOIN LATERAL (
	SELECT b, (cc.lower(b) AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day
	FROM cc.reporting_intervals((s.first_day + :'day_start'::time) AT TIME ZONE :'zone'::text,
		(s.last_day + :'day_start'::time) AT TIME ZONE :'zone'::text,
		'1 day'::interval, :'zone'::text, :'day_start'::time) AS b
) AS d;

COMMENT ON VIEW ops.calendar IS
	'local days of whole years, from that of the first visit to the present one: to join on day, so that days without '
	'rows are seen';
COMMENT ON COLUMN ops.calendar.bucket_start IS
	'start of the day';
COMMENT ON COLUMN ops.calendar.bucket_end IS
	'end of the day (not included)';
COMMENT ON COLUMN ops.calendar.interval_s IS
	'length of the day, seconds: that of 23 hours in spring, of 25 in autumn';
