-- The function for what refresh_ticket_summary stores.
--
-- when  ticket_day_summary
CREATE FUNCTION ops.ticket_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (grain text, clock text, queue_id text, calendar_id text, agent_id text, ticket_id text,
	event_no integer, work_from timestamptz, bucket_start timestamptz, bucket_end timestamptz,
	clocks bigint, stopped bigint, clocked bigint, clock_s numeric, paused_s numeric, met bigint, missed bigint,
	closed bigint, once_resolved bigint, reopened bigint, replied_to bigint, one_touch bigint, work_s numeric,
	target_s float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:ticket_summary_days;
END;

COMMENT ON FUNCTION ops.ticket_day_live(timestamptz, timestamptz) IS
	'the rows of ticket_day_summary for the local days that start in [from_ts, to_ts), as events say';
