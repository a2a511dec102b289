-- What attempts count.  Seconds add up as whole microseconds, so that sums do not depend on their order.
count(*) AS attempts,
count(*) FILTER (WHERE answered_by = 'person') AS persons,
count(*) FILTER (WHERE answered_by = 'machine') AS machines,
count(*) FILTER (WHERE live) AS live_contacts,
count(*) FILTER (WHERE live AND right_party) AS right_parties,
count(right_party) FILTER (WHERE live) AS right_known,
count(*) FILTER (WHERE sale) AS sales,
CASE WHEN min(currency) IS NOT DISTINCT FROM max(currency)
	THEN coalesce(sum(value), CASE WHEN count(*) FILTER (WHERE sale) = 0 THEN 0 END) END::float8 AS sale_value,
CASE WHEN min(currency) = max(currency) THEN min(currency) END AS currency,
count(*) FILTER (WHERE abandoned) AS calls_abandoned,
count(talk) AS conversations,
coalesce(sum((date_part('epoch'::text, talk) * 1e6::float8)::bigint), 0)::float8 / 1e6 AS talk_s,
coalesce(sum((date_part('epoch'::text, acw) * 1e6::float8)::bigint), 0)::float8 / 1e6 AS acw_s,
coalesce(sum((date_part('epoch'::text, dial) * 1e6::float8)::bigint), 0)::float8 / 1e6 AS dial_s,
count(wait) AS agent_waits,
coalesce(sum((date_part('epoch'::text, wait) * 1e6::float8)::bigint), 0)::float8 / 1e6 AS agent_wait_s
