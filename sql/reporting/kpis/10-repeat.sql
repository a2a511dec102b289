-- What the KPIs of repeats are made of, in month m.month.
--
-- months  contact started_at
-- after  answered_contact
:month_repeats;

-- kpi  fcr | eligible - repeated | eligible
