-- What a campaign costs is in table cost, its id being the scope.  An entry dialled in two months is one of each.
--
-- uses  cost
-- key  campaign_id, month
-- role  contribution_per_contact | ratio contribution / live_contacts; money

\set outbound_by 'campaign_id, list_id'
\set outbound_grain '''list'''
CREATE VIEW ops.outbound_campaign_month AS
SELECT campaign_id, month, campaign_name,
	:outbound_figures,
	record_attempts, records_dialled,
	record_attempts::float8 / nullif(records_dialled, 0) AS attempts_per_record,
	campaign_cost, cost_currency,
	campaign_cost / nullif(sales, 0) AS cost_per_sale,
	CASE WHEN coalesce(currency, cost_currency) = cost_currency THEN sale_value - campaign_cost END AS contribution,
	CASE WHEN coalesce(currency, cost_currency) = cost_currency THEN sale_value - campaign_cost END
		/ nullif(live_contacts, 0) AS contribution_per_contact
FROM (
	SELECT *, :outbound_worth
	FROM (
		SELECT campaign_id, month,
			:outbound_totals,
			coalesce(sum(record_attempts), 0)::bigint AS record_attempts,
			coalesce(sum(records_dialled), 0)::bigint AS records_dialled
		FROM (
			SELECT *, NULL::bigint AS records_dialled
			FROM (:outbound_rows) AS r
			UNION ALL
			SELECT campaign_id, NULL, day, month, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
				NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
				records_dialled
			FROM (:records_dialled) AS d
		) AS r
		GROUP BY month, campaign_id
	) AS x
) AS x
LEFT JOIN :usable_campaigns AS n USING (campaign_id)
LEFT JOIN (
	SELECT scope AS campaign_id, month,
		CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS campaign_cost,
		CASE WHEN min(currency) = max(currency) THEN min(currency) END AS cost_currency
	FROM ops.cost AS c
	WHERE CASE WHEN (:cost_problem) IS NULL THEN true END
	GROUP BY scope, month
) AS c USING (campaign_id, month);

COMMENT ON VIEW ops.outbound_campaign_month IS
	'outbound calls by campaign and local month, beside what the campaign cost (scope in table cost: the campaign''s '
	'own id) and what it brought over that';
COMMENT ON COLUMN ops.outbound_campaign_month.contribution IS
	'value sold less what the campaign cost; NULL: either is not known, or they are of different currencies';
COMMENT ON COLUMN ops.outbound_campaign_month.contribution_per_contact IS
	'the same for each live contact';
