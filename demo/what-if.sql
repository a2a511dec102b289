-- What if: the day of the report once more, simulated with what would be different.
\set QUIET on
SET jit = off;
SELECT coalesce(nullif(:'day', ''), max(local_date::text)) AS day
FROM (SELECT local_start::date AS local_date FROM ops.queue_interval GROUP BY 1 ORDER BY sum(offered) DESC, 1 LIMIT 1) AS d \gset
\t on
\pset format unaligned
SELECT format('Simulated once more: SL %s; 2 agents fewer %s; AHT -10 %% %s; half called back %s',
              min(share) FILTER (WHERE what = 1), min(share) FILTER (WHERE what = 2), min(share) FILTER (WHERE what = 3),
              min(share) FILTER (WHERE what = 4))
FROM (VALUES (1, 0, 1.0, 0.0), (2, -2, 1, 0), (3, 0, 0.9, 0), (4, 0, 1, 0.5)) AS w (what, agents, shorter, callbacks),
     LATERAL (SELECT round(100 * service_level::numeric, 1) || ' %' AS share
              FROM simulate_from('ops', :'day', agents => w.agents, handle_factor => w.shorter, callbacks => w.callbacks,
                                 replications => 20)
              WHERE queue_id IS NULL AND group_id IS NULL AND interval_no IS NULL) AS s
HAVING count(*) = 4;
