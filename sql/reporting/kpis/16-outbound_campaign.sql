-- What the KPIs of campaigns are made of, in month m.month: the sales of those whose cost is known.
SELECT sum(record_attempts) AS record_attempts,
	sum(records_dialled) AS records_dialled,
	CASE WHEN min(cost_currency) = max(cost_currency) THEN sum(campaign_cost::numeric)::float8 END AS campaign_cost,
	sum(sales) FILTER (WHERE campaign_cost IS NOT NULL) AS sales
FROM ops.outbound_campaign_month
WHERE month = m.month
HAVING count(*) > 0;

-- kpi  attempts_per_record | record_attempts | records_dialled
-- kpi  cost_per_sale       | campaign_cost   | sales
