-- Summaries by queue and interval, grouped by :interval, of the visits for which :condition holds.
SELECT v.queue_id, v.media, v.site_id,
	cc.lower(v.b) AS bucket_start,
	cc.upper(v.b) AS bucket_end,
	cc.queue_summary(v.outcome, v.wait_s, v.talk_s, coalesce(v.hold_s, 0), coalesce(v.acw_s, 0)) AS summary,
	count(*) FILTER (WHERE v.outcome = 'answered' AND v.transfer_out IN ('blind', 'attended')) AS transfers
FROM (
	SELECT queue_id, media, site_id, outcome, wait_s, talk_s, hold_s, acw_s, transfer_out,
		:visit_bucket AS b
	FROM ops.valid_visit
	WHERE :condition
) AS v
GROUP BY v.queue_id, v.media, v.site_id, :interval
