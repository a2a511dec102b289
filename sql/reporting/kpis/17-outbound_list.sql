-- What the KPIs of lists are made of, in month m.month: the entries loaded in it.
--
-- months  campaign_record loaded_at
SELECT sum(records_dialled) AS records_dialled,
	sum(records) AS records
FROM ops.outbound_list
WHERE month = m.month
HAVING count(*) > 0;

-- kpi  list_penetration | records_dialled | records
