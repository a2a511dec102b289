-- What the KPIs of contribution are made of, in month m.month.
SELECT contribution, all_contacts
FROM ops.contribution_month
WHERE month = m.month;

-- kpi  contribution_per_contact | contribution | all_contacts
