-- What must hold for every object of the extension, from the catalog.
BEGIN;
SELECT plan(10);

CREATE TEMP VIEW ours AS
SELECT d.classid, d.objid, pg_describe_object(d.classid, d.objid, 0) AS what
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
WHERE d.deptype = 'e' AND e.extname = 'contact_center';

CREATE TEMP VIEW our_functions AS
SELECT p.*, o.what FROM pg_proc p JOIN ours o ON o.objid = p.oid AND o.classid = 'pg_proc'::regclass;

-- Support functions of types, operators and aggregates are called by name by nobody.
CREATE TEMP VIEW internal_functions AS
SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend, typmodin, typmodout, typanalyze]::oid[]) AS oid
FROM pg_type
UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn,
    aggmtransfn, aggminvtransfn, aggmfinalfn]::oid[])
FROM pg_aggregate
UNION SELECT amproc::oid FROM pg_amproc
UNION SELECT unnest(ARRAY[oprcode, oprrest, oprjoin]::oid[]) FROM pg_operator
UNION SELECT prosupport::oid FROM pg_proc
UNION SELECT castfunc FROM pg_cast;

SELECT is_empty($$
    SELECT what FROM our_functions f
    WHERE obj_description(f.oid, 'pg_proc') IS NULL
      AND f.oid NOT IN (SELECT oid FROM internal_functions)
    ORDER BY 1 $$, 'every public function, aggregate and procedure has a comment');
SELECT is_empty($$
    SELECT what FROM ours o JOIN pg_type t ON t.oid = o.objid AND o.classid = 'pg_type'::regclass
    WHERE typelem = 0 AND typtype IN ('b', 'd', 'e') AND obj_description(t.oid, 'pg_type') IS NULL $$,
    'every type has a comment');
SELECT is_empty($$
    SELECT what FROM ours o WHERE o.classid = 'pg_operator'::regclass
      AND obj_description(o.objid, 'pg_operator') IS NULL $$, 'every operator has a comment');
SELECT is_empty($$ SELECT what FROM our_functions WHERE prosecdef $$, 'nothing is SECURITY DEFINER');
SELECT is_empty($$
    SELECT what FROM our_functions WHERE proparallel <> 's' AND prokind <> 'p' $$,
    'every function is parallel safe');
SELECT is_empty($$
    SELECT what FROM our_functions f JOIN pg_aggregate a ON a.aggfnoid = f.oid JOIN pg_type t ON t.oid = a.aggtranstype
    WHERE t.typtype = 'p' OR a.aggcombinefn = 0 OR a.aggkind <> 'n' $$,
    'every aggregate has an ordinary state type and a combine function');
SELECT is_empty($$
    SELECT what FROM ours o JOIN pg_type t ON t.oid = o.objid AND o.classid = 'pg_type'::regclass
    WHERE typtype = 'b' AND typelem = 0 AND (typreceive = 0 OR typsend = 0) $$,
    'every type has a binary form');
SELECT is_empty($$
    SELECT what FROM ours o JOIN pg_cast c ON c.oid = o.objid AND o.classid = 'pg_cast'::regclass
    WHERE c.castmethod = 'b' $$, 'no cast takes the bytes of a type for another');
SELECT is_empty($$
    SELECT what FROM our_functions
    WHERE prolang = (SELECT oid FROM pg_language WHERE lanname = 'sql') AND prosqlbody IS NULL $$,
    'SQL functions have parsed bodies, which no search_path can bend');

SELECT is(contact_center_version(), (SELECT extversion FROM pg_extension WHERE extname = 'contact_center'),
    'the library is of the version of its SQL');

SELECT * FROM finish();
ROLLBACK;
