-- What counted has of messages and steps that belong to nothing known: as the rows are, so it is so now.
SELECT counted, n, first_at
FROM counted AS c
WHERE counted IN ('of no known session', 'of no known contact')
