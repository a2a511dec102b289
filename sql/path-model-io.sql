-- Path models: text and binary forms of path_model.
\set SHOW_CONTEXT never
CREATE TEMP TABLE fitted AS
SELECT path_model(comoments(s), E'"the A" =~ a + x # first\nB <~ b\n"the A" ~ B', metric => 'raw') AS m
FROM (VALUES (1, 2, 3), (2, 2, 1), (4, 5, 6), (3, 7, 2)) s (a, b, x)
UNION ALL
SELECT path_model(comoments(s), 'A =~ a; B =~ b; A ~ B', 'centroid', weight_kind => 'sampling', consistent => true)
FROM (VALUES (1, 2)) s (a, b);
SELECT regexp_replace(m::text, '\d+\.\d{6,}', 'N', 'g') AS m FROM fitted;
SELECT m::text::path_model::text = m::text AS same, m::text::jsonb ->> 'n' AS n FROM fitted;
SELECT length(path_model_send(m)) > 0 AS sent FROM fitted;
COPY fitted TO '/dev/null' (FORMAT binary);

-- spaces do not matter, order does
SELECT '{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw","weight_kind":"frequency","consistent":false,
	"n":4,"iterations":2,"mean":[1,2],"stddev":[1,1],"weight":[1,1],"correlation":[0.5]}'::path_model;
SELECT c.* FROM path_coefficients('{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw",
	"weight_kind":"frequency","consistent":false,
	"n":4,"iterations":2,"mean":[1,2],"stddev":[1,1],"weight":[1,1],"correlation":[0.5]}') c;
SELECT ''::path_model;
SELECT '{"model": "A =~ a; B =~ b; B ~ A + ", "scheme": "path"}'::path_model;
SELECT '{"model": "A =~ a; B =~ b; B ~ A", "scheme": "paths"}'::path_model;
SELECT '{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw","weight_kind":"frequency","consistent":false,
	"n":4,"iterations":2,"mean":[1,2],"stddev":[1,1],"weight":[2,1],"correlation":[0.5]}'::path_model;
SELECT '{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw","weight_kind":"frequency","consistent":false,
	"n":4,"iterations":2,"mean":[1,2],"stddev":[1,1],"weight":[1,1],"correlation":[1.5]}'::path_model;
SELECT '{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw","weight_kind":"frequency","consistent":false,
	"n":4,"iterations":2,"mean":[1,2],"stddev":[1,0],"weight":[1,1],"correlation":[0.5]}'::path_model;
SELECT '{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw","weight_kind":"frequency","consistent":false,
	"n":4,"iterations":0,"mean":[1,2],"stddev":[1,1],"weight":[1,1],"correlation":[0.5]}'::path_model;
SELECT '{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw","weight_kind":"frequency","consistent":false,
	"n":4,"reason":""}'::path_model;
SELECT '{"model":"A =~ a;B =~ b;B ~ A","scheme":"path","metric":"raw","weight_kind":"frequency","consistent":false,
	"n":4,"reason":"it was not to be"} and more'::path_model;
