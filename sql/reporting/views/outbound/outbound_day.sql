-- A function for what refresh_outbound_summary stores, and the view of what is stored and what is not.
--
-- key  campaign_id, list_id, day

CREATE FUNCTION ops.outbound_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (grain text, campaign_id text, list_id text, agent_id text, hour integer,
	bucket_start timestamptz, bucket_end timestamptz,
	attempts bigint, persons bigint, machines bigint, live_contacts bigint, right_parties bigint, right_known bigint,
	sales bigint, value numeric, first_currency text, last_currency text, calls_abandoned bigint, conversations bigint,
	talk_s float8, acw_s float8, dial_s float8, agent_waits bigint, agent_wait_s float8, calls_dropped bigint,
	machines_met bigint, machines_dropped bigint, unanswered bigint, short_rings bigint, record_attempts bigint,
	records_dialled bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:outbound_days;
END;

COMMENT ON FUNCTION ops.outbound_day_live(timestamptz, timestamptz) IS
	'the rows of outbound_day_summary for the local days that start in [from_ts, to_ts), as attempts say, whatever is '
	'stored';

\set outbound_by 'campaign_id, list_id'
\set outbound_grain '''list'''
\set stale_what '''outbound_day'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.outbound_day AS
SELECT campaign_id, list_id, day,
	:outbound_figures,
	:is_stale AS is_stale
FROM (SELECT *, :outbound_worth FROM (:outbound_rows) AS r) AS x;

COMMENT ON VIEW ops.outbound_day IS
	'outbound calls by campaign, list and local day';
