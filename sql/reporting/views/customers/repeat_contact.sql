-- One text twice: a function for any window, and a view for that of the parameters; and functions for what
-- refresh_contact_summary stores of it, and of the same contacts for the views of contribution.
--
-- key  day, queue_id, agent_id, media, reason

\set window days
\set repeats_of :repeat_sums
\set repeat_span true
CREATE FUNCTION ops.repeat_contact_within(days float8)
RETURNS TABLE (day date, queue_id text, agent_id text, media text, reason text, contacts bigint, eligible bigint,
	repeated bigint, immature bigint, repeat_rate float8, fcr float8, resolved_known bigint, resolved bigint,
	fcr_recorded float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:repeats;
END;

COMMENT ON FUNCTION ops.repeat_contact_within(float8) IS
	'repeat_contact with a window of so many days';

\set window ':''repeat_days''::float8'
CREATE FUNCTION ops.repeat_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (queue_id text, agent_id text, media text, reason text, bucket_start timestamptz,
	bucket_end timestamptz, contacts bigint, eligible bigint, repeated bigint, immature bigint, resolved_known bigint,
	resolved bigint, unsettled bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:days_of_repeats;
END;

COMMENT ON FUNCTION ops.repeat_day_live(timestamptz, timestamptz) IS
	'the rows of repeat_day_summary for the local days that start in [from_ts, to_ts), as contacts say, whatever is '
	'stored';

CREATE FUNCTION ops.contact_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (agent_id text, inbound boolean, bucket_start timestamptz, bucket_end timestamptz, contacts bigint,
	revenue numeric, first_currency text, last_currency text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:contact_days;
END;

COMMENT ON FUNCTION ops.contact_day_live(timestamptz, timestamptz) IS
	'the rows of contact_day_summary for the local days that start in [from_ts, to_ts), as contacts say, whatever is '
	'stored';

\set repeats_of :repeat_rows
\set stale_what '''repeat_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.repeat_contact AS
SELECT v.*, queue_name, agent_name,
	:is_stale AS is_stale
FROM (
	:repeats
) AS v
LEFT JOIN ops.present_queue USING (queue_id)
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.repeat_contact IS
	'first-contact resolution by repeats: answered contacts of known customers by queue, reason, agent and local '
	'day; a repeat of the same customer within the window counts against the first';
COMMENT ON COLUMN ops.repeat_contact.agent_id IS
	'agent of the contact''s last answer';
