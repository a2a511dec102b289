-- What a row of outbound_sums sold, where that is of one currency.
CASE WHEN first_currency IS NOT DISTINCT FROM last_currency
	THEN coalesce(value, CASE WHEN sales = 0 THEN 0 END) END::float8 AS sale_value,
CASE WHEN first_currency = last_currency THEN first_currency END AS currency
