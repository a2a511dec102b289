-- Prints, a line each, what test/kept.sql made: the rows of every table and view
-- as text, every value of our types in binary form, what equality finds through
-- every index, and what every function, operator and aggregate that takes a value of our
-- types alone says of it.  For psql -A -t; two servers that print the same
-- lines hold the same.
\set VERBOSITY terse
SET client_min_messages = warning;
SET timezone = 'UTC';
SET extra_float_digits = 1;
SET max_parallel_workers_per_gather = 0;

-- "realtime" views are about the present
SELECT format('SELECT %L, count(*), md5(string_agg(t::text, E''\n'' ORDER BY t::text COLLATE "C")) FROM %1$s t', c.oid::regclass)
FROM pg_class c WHERE relnamespace::regnamespace::text IN ('kept', 'ops') AND relkind IN ('r', 'p', 'v', 'm') AND relname !~ 'realtime'
ORDER BY 1
\gexec

CREATE TEMP TABLE our_type AS
SELECT t.oid, typname AS name, typsend FROM pg_type t JOIN pg_depend d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'contact_center'
WHERE typtype = 'b' AND typelem = 0;
SELECT 'type without a value:', name FROM our_type
WHERE oid NOT IN (SELECT atttypid FROM pg_attribute WHERE attrelid = 'kept.value'::regclass);

SELECT format('SELECT %L, %L, count(%2$I), md5(string_agg(%s(%2$I)::text, '','' ORDER BY %3$s(%2$I))) FROM %1$s', attrelid::regclass, attname, typsend)
FROM pg_attribute a JOIN our_type t ON t.oid = atttypid JOIN pg_class c ON c.oid = attrelid
WHERE relnamespace::regnamespace::text IN ('kept', 'ops') AND relkind IN ('r', 'm')
ORDER BY 1
\gexec

-- What the indexes find of what is there.
SET enable_seqscan = off;
SELECT format('SELECT ''found by %s:'', count(*) FROM %s v, LATERAL (SELECT FROM %2$s w WHERE w.%3$I = v.%3$I LIMIT 1) x', i.indexrelid::regclass, attrelid::regclass, attname)
FROM pg_index i JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0] JOIN our_type t ON t.oid = atttypid
WHERE indpred IS NULL AND indnkeyatts = 1
ORDER BY 1
\gexec
RESET enable_seqscan;

SELECT format(CASE WHEN proretset
		THEN 'SELECT %L, count(*), md5(string_agg(r::text, E''\n'' ORDER BY r::text COLLATE "C")) FROM kept.value, %3$I(%2$I) r WHERE %2$I IS NOT NULL'
		WHEN prokind = 'a' THEN 'SELECT %L, md5(%3$I(%2$I ORDER BY id)::text) FROM kept.value'
		ELSE 'SELECT %L, count(r), md5(string_agg(r::text, E''\n'' ORDER BY id)) FROM (SELECT id, %3$I(%2$I) AS r FROM kept.value) s' END,
	p.oid::regprocedure || ' ' || attname, attname, proname)
FROM pg_proc p JOIN our_type t ON t.oid = proargtypes[0] JOIN pg_attribute ON attrelid = 'kept.value'::regclass AND atttypid = t.oid
WHERE pronargs - pronargdefaults = 1 AND prokind IN ('f', 'a') AND prorettype <> 'cstring'::regtype
ORDER BY 1
\gexec
SELECT format('SELECT %L, count(*), md5(string_agg(r::text, '','' ORDER BY r.*)) FROM (SELECT a.id, b.id AS other, a.%I OPERATOR(%s) b.%2$I FROM kept.value a JOIN kept.value b ON b.id BETWEEN a.id AND a.id + 20) r',
	o.oid::regoperator || ' ' || attname, attname, format('%I.%s', oprnamespace::regnamespace, oprname))
FROM pg_operator o JOIN our_type t ON oprleft = t.oid AND oprright = t.oid JOIN pg_attribute ON attrelid = 'kept.value'::regclass AND atttypid = t.oid
WHERE oprname <> '-' -- of what is not in it: an error
ORDER BY 1
\gexec
