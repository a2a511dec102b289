-- Outcome and wait of several visits in the order of window w: what comes after the first answer changes nothing.
CASE WHEN bool_or(outcome = 'answered') THEN 'answered'
	ELSE coalesce(substr(max(lpad(position::text, 19, '0') || outcome)
		FILTER (WHERE outcome NOT IN ('answered', 'blocked')), 20), 'blocked') END AS outcome,
sum(wait_s) FILTER (WHERE answers_before = 0) AS wait_s
FROM (SELECT *, count(*) FILTER (WHERE outcome = 'answered') OVER w AS answers_before, count(*) OVER w AS position
