-- What the KPIs of agents are made of, in month m.month.
--
-- months  agent_state during
SELECT sum(handling_s::numeric)::float8 AS handling_s,
	sum(available_s::numeric)::float8 AS available_s,
	sum(paid_s::numeric)::float8 AS paid_s,
	sum(logged_in_s::numeric)::float8 AS logged_in_s
FROM ops.agent_day
WHERE :days_of_month
HAVING count(*) > 0;

-- kpi  occupancy       | handling_s | handling_s + available_s
-- kpi  utilisation     | handling_s | paid_s
-- kpi  availability    | available_s | logged_in_s
-- kpi  contacts_per_8h | answered   | logged_in_s / 28800      | agent, contact
