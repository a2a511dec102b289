-- All that the extension made, one line an object, no matter where it is: two
-- installations are alike when their lines are.  For psql -A -t; its variable
-- "at" is the extension's schema.
SET search_path = :"at";
SET client_min_messages = warning;
WITH member AS (
	SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
	WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'contact_center')
SELECT line FROM (SELECT replace(replace(concat_ws(' | ', i.type, i.identity, detail, aggregate, obj_description(objid, classid::regclass::name)), quote_ident(:'at') || '.', ''), E'\n', '\n') AS line
FROM member, pg_identify_object(classid, objid, 0) i,
LATERAL (
	SELECT concat_ws(' ', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), prokind, provolatile, proparallel, proisstrict, proretset, prosecdef,
		proleakproof, procost, prorows, prosupport, prosrc, probin, pg_get_function_sqlbody(p.oid), proconfig::text, proacl::text, prolang)
	FROM pg_proc p WHERE classid = 'pg_proc'::regclass AND p.oid = objid
	UNION ALL SELECT concat_ws(' ', oprleft::regtype, oprright::regtype, oprresult::regtype, oprcode, oprcom::regoperator, oprnegate::regoperator, oprrest, oprjoin, oprcanmerge, oprcanhash)
	FROM pg_operator o WHERE classid = 'pg_operator'::regclass AND o.oid = objid
	UNION ALL SELECT concat_ws(' ', typlen, typbyval, typtype, typcategory, typinput, typoutput, typreceive, typsend, typalign, typstorage, typsubscript, typelem::regtype,
		(SELECT string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum) FROM pg_attribute a WHERE a.attrelid = t.typrelid))
	FROM pg_type t WHERE classid = 'pg_type'::regclass AND t.oid = objid
	UNION ALL SELECT concat_ws(' ', castsource::regtype, casttarget::regtype, castfunc::regprocedure, castcontext, castmethod)
	FROM pg_cast c WHERE classid = 'pg_cast'::regclass AND c.oid = objid
	UNION ALL SELECT concat_ws(' ', opcintype::regtype, opckeytype::regtype, opcdefault,
		(SELECT string_agg(concat_ws(' ', amopstrategy, amopopr::regoperator), ', ' ORDER BY amopstrategy, amopopr::regoperator::text) FROM pg_amop WHERE amopfamily = opcfamily),
		(SELECT string_agg(concat_ws(' ', amprocnum, amproc::regprocedure), ', ' ORDER BY amprocnum, amproc::regprocedure::text) FROM pg_amproc WHERE amprocfamily = opcfamily))
	FROM pg_opclass c WHERE classid = 'pg_opclass'::regclass AND c.oid = objid
	UNION ALL SELECT '' WHERE classid NOT IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass, 'pg_cast'::regclass, 'pg_opclass'::regclass)
) AS d (detail)
LEFT JOIN LATERAL (
	SELECT concat_ws(' ', aggtransfn::regprocedure, aggfinalfn::regprocedure, aggcombinefn::regprocedure, aggserialfn::regprocedure, aggdeserialfn::regprocedure,
		aggmtransfn::regprocedure, aggminvtransfn::regprocedure, aggmfinalfn::regprocedure, aggtranstype::regtype, aggtransspace, agginitval, aggsortop::regoperator)
	FROM pg_aggregate a WHERE classid = 'pg_proc'::regclass AND a.aggfnoid = objid) AS a (aggregate) ON true) AS f
ORDER BY line COLLATE "C";
