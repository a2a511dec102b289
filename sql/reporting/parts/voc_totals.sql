-- Counts of answers by day added up.
sum(invited)::bigint AS invited,
sum(responses)::bigint AS responses,
sum(csat_answers)::bigint AS csat_answers,
sum(csat_top)::bigint AS csat_top,
sum(csat_sum) AS csat_sum,
sum(nps_answers)::bigint AS nps_answers,
sum(promoters)::bigint AS promoters,
sum(detractors)::bigint AS detractors,
sum(ces_answers)::bigint AS ces_answers,
sum(ces_sum) AS ces_sum
