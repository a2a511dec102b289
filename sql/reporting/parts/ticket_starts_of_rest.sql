-- Events that may start a clock which is not in the sums of ticket_day_summary: those of clocks that were open when
-- their day was stored, and those of days before the first and after the last stored one.  The bounds by day tell no
-- more than those by instant, but in the terms of a filter on day and its index, which so finds that there is nothing.
\set stored_from '(SELECT min(bucket_start) FROM ops.ticket_day_summary)'
\set stored_to '(SELECT bucket_end FROM ops.ticket_day_summary ORDER BY bucket_start DESC LIMIT 1)'
(
	:ticket_starts_of_open
	UNION ALL
	SELECT ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id, :ticket_event_day, NULL
	FROM ops.ticket_event
	WHERE :ticket_event_usable AND at < coalesce(:stored_from, 'infinity'::timestamptz)
		AND :ticket_event_day <= coalesce((:stored_from AT TIME ZONE :'zone'::text)::date, 'infinity')
	UNION ALL
	SELECT ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id, :ticket_event_day, NULL
	FROM ops.ticket_event
	WHERE :ticket_event_usable AND at >= coalesce(:stored_to, 'infinity'::timestamptz)
		AND :ticket_event_day >= coalesce((:stored_to AT TIME ZONE :'zone'::text)::date - 1, 'infinity')
)
