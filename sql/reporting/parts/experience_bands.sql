-- A contact by band of what it was, once for all customers (segment NULL) and all queues (queue_id NULL), once for
-- its queue and once for its segment.
SELECT w.queue_id, w.segment, b.dimension, b.position, b.band,
	e.invited, e.responded, e.csat, e.nps, e.ces, e.resolved
FROM (:contact_experience) AS e
CROSS JOIN LATERAL (
	VALUES (NULL::text, NULL::text, true), (e.queue_id, NULL, e.queue_id IS NOT NULL),
		(NULL, e.segment, e.segment IS NOT NULL)
) AS w (queue_id, segment, known)
CROSS JOIN LATERAL (
	SELECT d.dimension,
		width_bucket(d.value, d.bounds) AS position,
		d.names[width_bucket(d.value, d.bounds) + 1] AS band
	FROM (
		VALUES ('wait'::text, ceil(e.wait_s), '{21,61,121,301,601}'::float8[],
				'{to 20 s,to 1 min,to 2 min,to 5 min,to 10 min,longer}'::text[]),
			('transfers', e.transfers::float8, '{1,2}', '{none,one,more}'),
			('repeat', e.repeat::integer::float8, '{1}', '{first,repeat}'),
			('handle time', ceil(e.handle_s), '{121,301,601}', '{to 2 min,to 5 min,to 10 min,longer}')
	) AS d (dimension, value, bounds, names)
	WHERE d.value IS NOT NULL
) AS b
WHERE w.known :during
