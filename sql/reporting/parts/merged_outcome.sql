-- Outcome and wait of several visits, each with its :place_in_order: the first answer ends them, or else the last
-- outcome other than blocked.
CASE WHEN bool_or(outcome = 'answered') THEN 'answered'
	ELSE coalesce(substr(max(lpad(position::text, 19, '0') || outcome)
		FILTER (WHERE outcome NOT IN ('answered', 'blocked')), 20), 'blocked') END AS outcome,
(sum((wait_s * 1e6)::bigint) FILTER (WHERE answers_before = 0))::float8 / 1e6 AS wait_s
