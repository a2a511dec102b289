-- A role that is known later changes who wrote what.
--
-- of  user
SELECT DISTINCT left(c.ticket_id, 100)
FROM raw.user AS r
JOIN raw.ticket_comment AS c ON left(c.user_id, 100) = left(r.id, 100)
WHERE r.landed > $2 AND r.landed <= $3 AND length(c.ticket_id) < 100
