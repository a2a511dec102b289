-- What the KPIs of the voice of the customer are made of, in month m.month.
--
-- months  survey_response contact_at
SELECT csat_top,
	csat_answers,
	promoters,
	detractors,
	nps_answers,
	ces_sum,
	ces_answers
FROM ops.voc_month
WHERE month = m.month;

-- kpi  csat | csat_top               | csat_answers | voc WHERE csat_answers > 0
-- kpi  nps  | promoters - detractors | nps_answers  | voc WHERE nps_answers > 0
-- kpi  ces  | ces_sum                | ces_answers  | voc WHERE ces_answers > 0
