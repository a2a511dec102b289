-- The card of the name :card, where the views that it :needs can be read.  One that takes longer than :each
-- seconds, or fails, is left out, and the foot of the page says so.
SELECT coalesce(string_agg(n, ', '), '') AS missing, count(*) = 0 AS there
FROM unnest(string_to_array(:'needs', ' ')) AS n
WHERE NOT coalesce(has_table_privilege(to_regclass(format('%I.%I', :'schema', n)), 'SELECT'), false) \gset
SELECT :'card' = ANY (string_to_array(:'without', ' ')) AS unwanted \gset
\if :unwanted
\elif :there
SAVEPOINT card;
SELECT set_config('statement_timeout', (1000 * :'each'::numeric)::integer::text, true) \g /dev/null
\set ON_ERROR_STOP off
\ir cards/:card.sql
\set failed :ERROR
\set state :SQLSTATE
\set message :LAST_ERROR_MESSAGE
\if :failed
ROLLBACK TO card;
INSERT INTO pg_temp.absent VALUES (CASE :'state' WHEN '57014' THEN 1 ELSE 2 END, CASE :'state' WHEN '57014' THEN :'card' ELSE format('%s: %s', :'card', :'message') END);
\else
RELEASE card;
\endif
\set ON_ERROR_STOP on
SET LOCAL statement_timeout = 0;
\else
INSERT INTO pg_temp.absent SELECT 0, unnest(string_to_array(:'missing', ', '));
\endif
