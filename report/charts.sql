-- What every section is drawn with: functions that live as long as the session.
--
-- Rows come as JSON, a key for each column: its English name, a bar, and how its values are written:
--     n n1 n2  a number with as many decimals     %  a fraction as per cent     t  seconds
--     + +%     the same with a sign               *  points that have no unit   (none)  text as it is
--     +p       a fraction as points of 100, with a sign
-- A chart names columns by the part before the bar.  The table beneath shows all of them but those
-- whose name begins with a dot.  Every text passes esc() on its way into the page.

CREATE FUNCTION pg_temp.esc(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT replace(replace(replace(replace(t, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;') $$;

-- A word of ours in the page's language, and one with values in it.
CREATE FUNCTION pg_temp.w(en text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT coalesce((SELECT s.said FROM pg_temp.said AS s WHERE s.en = w.en), w.en) $$;
CREATE FUNCTION pg_temp.w(en text, VARIADIC parts text[]) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT format(pg_temp.w(w.en), VARIADIC w.parts) $$;
CREATE FUNCTION pg_temp.one_in(n integer) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT CASE WHEN n > 1 THEN ' ' || pg_temp.w('Of one customer in %s, chosen by the key.', n::text) ELSE '' END $$;

-- A KPI: in English its name in our views made readable, in Chinese that of kpi_catalog.
CREATE FUNCTION pg_temp.kpi(id text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT CASE current_setting('report.language') WHEN 'zh' THEN coalesce((SELECT k.name_zh FROM kpi_catalog() AS k WHERE k.kpi = id), id)
		WHEN 'en' THEN CASE WHEN id IN ('asa', 'acw', 'aht', 'fcr', 'csat', 'ces', 'nps') THEN upper(id) ELSE upper(left(id, 1)) || replace(replace(substr(id, 2), '_', ' '), 'wape', 'WAPE') END END $$;
-- A day, as people say it.
CREATE FUNCTION pg_temp.day(d date) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT CASE current_setting('report.language') WHEN 'zh' THEN to_char(d, 'FMMM"月"FMDD"日 周"') || ('{日,一,二,三,四,五,六}'::text[])[1 + extract(dow FROM d)::integer]
		ELSE to_char(d, 'Dy FMDD Mon') END $$;

CREATE FUNCTION pg_temp.moment(t timestamptz, zone text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT pg_temp.day((t AT TIME ZONE zone)::date) || to_char(t AT TIME ZONE zone, ' HH24:MI') $$;

CREATE FUNCTION pg_temp.number(v float8, decimals integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN v IS NULL THEN '–' WHEN abs(v) = 'infinity' THEN CASE WHEN v < 0 THEN '−∞' ELSE '∞' END
		WHEN abs(v) >= 1e15 THEN v::text
		ELSE replace(to_char(n, 'FM999,999,999,999,990' || CASE WHEN decimals > 0 THEN '.' || repeat('0', decimals) ELSE '' END),
			'-', '−') END
	FROM (SELECT CASE WHEN abs(v) < 1e15 THEN round(v::numeric, decimals) END AS n) AS r $$;
-- 5.6 s, 4:16, 1:02:03
CREATE FUNCTION pg_temp.duration(v float8) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN v IS NULL OR abs(v) >= 1e9 THEN pg_temp.number(v, 0)
		WHEN abs(v) < 59.95 THEN pg_temp.number(v, 1) || ' s'
		ELSE CASE WHEN v < 0 THEN '−' ELSE '' END || CASE WHEN s < 3600 THEN to_char(s / 60, 'FM90') ELSE to_char(s / 3600, 'FM999990') || ':' || to_char(s / 60 % 60, 'FM00') END
			|| ':' || to_char(s % 60, 'FM00') END
	FROM (SELECT CASE WHEN abs(v) < 1e9 THEN round(abs(v))::bigint END AS s) AS r $$;
CREATE FUNCTION pg_temp.written(v text, form text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN v IS NULL OR v = '' THEN '–'
		WHEN form IN ('', 'r') THEN v
		WHEN form IN ('+', '+%', '+p') THEN CASE WHEN pg_temp.number(v::float8 * CASE form WHEN '+' THEN 1 ELSE 100 END, 1) ~ '^([^−0]|0.*[1-9])' THEN '+' ELSE '' END
			|| pg_temp.written(v, CASE form WHEN '+' THEN 'n1' WHEN '+p' THEN 'p' ELSE '%' END)
		WHEN form = 'p' THEN pg_temp.number(100 * v::float8, 1)
		WHEN form = '%' THEN pg_temp.number(100 * v::float8, 1) || ' %'
		WHEN form = 't' THEN pg_temp.duration(v::float8)
		WHEN form = '*' THEN pg_temp.number(v::float8, 1)
		ELSE pg_temp.number(v::float8, coalesce(nullif(substr(form, 2), ''), '0')::integer) END $$;
-- By the unit of kpi_catalog; NPS is told in points.
CREATE FUNCTION pg_temp.by_unit(v float8, unit text, kpi text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN kpi = 'nps' THEN pg_temp.written(v::text, '+p') WHEN unit = 'fraction' THEN pg_temp.written(v::text, '%') WHEN unit = 'seconds' THEN pg_temp.duration(v) ELSE pg_temp.number(v, 2) END $$;
-- How a scale says it: no more digits than its step asks for.
CREATE FUNCTION pg_temp.tick(v float8, step float8, form text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN form IN ('%', '+%') THEN pg_temp.number(100 * v, greatest(0, -floor(log(step * 100))::integer)) || ' %'
		WHEN form = 't' AND step < 60 AND v < 60 THEN pg_temp.number(v, greatest(0, -floor(log(step))::integer)) || ' s'
		WHEN form = 't' THEN pg_temp.duration(v)
		ELSE pg_temp.number(v, greatest(0, -floor(log(step))::integer)) END $$;
-- A step of 1, 2 or 5 times a power of ten; of durations one that a clock has.
CREATE FUNCTION pg_temp.step(reach float8, parts integer, form text) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN form = 't' AND r > 15 THEN coalesce((SELECT min(s) FROM unnest('{30,60,120,300,600,1200,1800,3600,7200,14400,28800,86400}'::float8[]) AS s WHERE s >= r), r)
		ELSE p * CASE WHEN r <= p THEN 1 WHEN r <= 2 * p THEN 2 WHEN r <= 5 * p THEN 5 ELSE 10 END END
	FROM (SELECT r, 10 ^ floor(log(r)) AS p FROM (SELECT greatest(reach, 1e-9) / parts AS r) AS a) AS b $$;

-- The cells of the rows: place, column, what is written, the number.
CREATE FUNCTION pg_temp.cells(data json)
RETURNS TABLE (i bigint, c bigint, name text, form text, v text) LANGUAGE sql IMMUTABLE AS $$
	SELECT r.i - 1, k.c, split_part(k.key, '|', 1), split_part(k.key, '|', 2), k.value
	FROM json_array_elements(data) WITH ORDINALITY AS r (row, i), json_each_text(r.row) WITH ORDINALITY AS k (key, value, c) $$;

-- What a mark says when it is pointed at: the row's columns, a line each.
CREATE FUNCTION pg_temp.tips(data json) RETURNS TABLE (i bigint, tip text, who text) LANGUAGE sql STABLE AS $$
	SELECT i, string_agg(CASE WHEN form = '' THEN v ELSE pg_temp.w(name) || ' ' || pg_temp.written(v, form) END, E'\n' ORDER BY c)
			FILTER (WHERE v IS NOT NULL AND name NOT LIKE '.%'),
		min(v) FILTER (WHERE c = 1)
	FROM pg_temp.cells(data) GROUP BY i $$;

-- Words of a table: days and marks stay on a line, and what a phone has no room for is left out there.
CREATE FUNCTION pg_temp.kind(name text, form text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN form <> '' THEN '' WHEN name IN ('Day', 'Time', 'Goal', 'Status', 'Worst interval') THEN ' class="t short"' WHEN name = 'What it is' THEN ' class="t what"' ELSE ' class=t' END $$;
CREATE FUNCTION pg_temp.grid(data json) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT '<div class=scroll><table><thead><tr>'
		|| (SELECT string_agg(format('<th%s>%s', pg_temp.kind(name, form), pg_temp.esc(pg_temp.w(name))), '' ORDER BY c)
			FROM pg_temp.cells(data) WHERE i = 0 AND name NOT LIKE '.%')
		|| '<tbody>' || string_agg(row, '' ORDER BY i) || '</table></div>'
	FROM (SELECT i, '<tr>' || string_agg('<td' || pg_temp.kind(name, form) || '>'
				|| pg_temp.esc(pg_temp.written(v, form)), '' ORDER BY c) AS row
		FROM pg_temp.cells(data) WHERE name NOT LIKE '.%' GROUP BY i) AS r $$;

-- A card: what one sees, how to read it, the chart, and its rows beneath.
CREATE FUNCTION pg_temp.card(title text, note text, chart text, data json DEFAULT NULL, class text DEFAULT '')
RETURNS text LANGUAGE sql STABLE AS $$
	SELECT format('<figure class="card %s"><h3>%s</h3><p>%s</p>', class, replace(pg_temp.esc(title), ' %', U&'\00A0%'), pg_temp.esc(note))
		|| CASE WHEN chart IS NULL THEN '<p class=none>' || pg_temp.esc(pg_temp.w('Nothing to show in this span.')) || '</p>'
			ELSE chart || coalesce('<details><summary>' || pg_temp.esc(pg_temp.w('Table')) || '</summary>' || pg_temp.grid(data) || '</details>', '') END
		|| E'</figure>\n' $$;

-- Charts side by side, each with a heading.
CREATE FUNCTION pg_temp.multi(charts json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT '<div class=multi>' || string_agg(format('<div><h4>%s</h4>%s</div>', pg_temp.esc(c ->> 'title'), c ->> 'chart'), '' ORDER BY no) || '</div>'
	FROM json_array_elements(charts) WITH ORDINALITY AS a (c, no) WHERE c ->> 'chart' IS NOT NULL $$;

-- Figures to be read from afar: text, value, what beside it, and whether a target is met.
CREATE FUNCTION pg_temp.tile(label text, value text, beside text DEFAULT '', status text DEFAULT '') RETURNS text LANGUAGE sql STABLE AS $$
	SELECT format('<div class="tile %s"><span>%s</span><b>%s</b><small>%s</small></div>', status, pg_temp.esc(label), pg_temp.esc(value),
		pg_temp.esc(coalesce(beside, '')) || CASE status WHEN 'met' THEN ' ✓' WHEN 'missed' THEN ' ✗' ELSE '' END) $$;

-- Rows from left to right: bars, lines (whose points are not joined where rows lack them) and steps, a
-- band or whiskers between two columns, level lines, and marks where the column `flag` says something.
-- Labels are HTML in place, so that they keep their size at any width.
CREATE FUNCTION pg_temp.plot(data json, bars text[] DEFAULT '{}', lines text[] DEFAULT '{}', steps text[] DEFAULT '{}',
	band text[] DEFAULT NULL, whiskers text[] DEFAULT NULL, levels text[] DEFAULT '{}', flag text DEFAULT NULL, dots boolean DEFAULT false,
	zero boolean DEFAULT true, now_at bigint DEFAULT NULL, band_name text DEFAULT '95 % interval', reach float8[] DEFAULT NULL)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	shown text[] := bars || lines || steps || levels || coalesce(band, '{}') || coalesce(whiskers, '{}');
	form text; n bigint; lo float8; hi float8; step float8; out text := ''; marks text := ''; key text := ''; col text; k integer := 0;
BEGIN
	CREATE TEMP TABLE IF NOT EXISTS cell (i bigint, name text, v float8);
	TRUNCATE pg_temp.cell;
	INSERT INTO pg_temp.cell SELECT c.i, c.name, c.v::float8 FROM pg_temp.cells(data) AS c WHERE c.name = ANY (shown) AND abs(c.v::float8) < 'infinity';
	SELECT max(c.form) FILTER (WHERE c.name = shown[1]), max(c.i) + 1 INTO form, n FROM pg_temp.cells(data) AS c;
	SELECT min(c.v), max(c.v) INTO lo, hi FROM pg_temp.cell AS c;
	IF lo IS NULL THEN RETURN NULL; END IF;
	-- charts side by side have one scale where they are given its ends
	lo := least(lo, reach[1]);
	hi := greatest(hi, reach[2]);
	IF zero THEN lo := least(lo, 0); hi := greatest(hi, 0); END IF;
	IF hi = lo THEN hi := lo + greatest(abs(lo) * 0.1, 1e-3); END IF;
	step := pg_temp.step(hi - lo, 4, form);
	IF form IN ('%', '+%') AND hi <= 1 AND hi > 0.9 THEN hi := 1; ELSIF zero THEN hi := ceil(hi / step - 0.05) * step + step * 0.05; ELSE hi := hi + (hi - lo) * 0.05; END IF;
	IF lo <> 0 THEN lo := CASE WHEN zero THEN floor(lo / step) * step ELSE lo - (hi - lo) * 0.05 END; END IF;

	-- x of row i in 0 to 1000, its middle; y downwards
	marks := (SELECT string_agg(format('<path class=g d="M0 %sH1000"/>', round((1000 * (hi - t) / (hi - lo))::numeric, 1)), '')
		FROM generate_series(ceil(lo / step)::bigint, floor(hi / step)::bigint) AS g, LATERAL (SELECT g * step AS t) AS t);
	IF band IS NOT NULL THEN
		marks := marks || coalesce((SELECT string_agg(format('<path class=band d="M%sL%sZ"/>', up, down), '') FROM (
			SELECT string_agg(format('%s %s', round((1000 * (i + 0.5) / n)::numeric, 1), round((1000 * (hi - u) / (hi - lo))::numeric, 1)), 'L' ORDER BY i) AS up,
				string_agg(format('%s %s', round((1000 * (i + 0.5) / n)::numeric, 1), round((1000 * (hi - l) / (hi - lo))::numeric, 1)), 'L' ORDER BY i DESC) AS down
			FROM (SELECT i, i - row_number() OVER (ORDER BY i) AS run, max(v) FILTER (WHERE c.name = band[1]) AS l, max(v) FILTER (WHERE c.name = band[2]) AS u
				FROM pg_temp.cell AS c WHERE c.name = ANY (band) GROUP BY i HAVING count(DISTINCT c.name) = 2) AS b
			GROUP BY run) AS p), '');
		IF marks LIKE '%class=band%' THEN key := key || format('<span><i class=band></i>%s</span>', pg_temp.esc(pg_temp.w(band_name))); END IF;
	END IF;
	FOREACH col IN ARRAY bars LOOP
		marks := marks || coalesce((SELECT string_agg(format('<path class=bar d="M%s %sh%sV%sh-%sZ"/>', round((1000 * (i + 0.1) / n)::numeric, 2), round((1000 * (hi - greatest(lo, least(0, v))) / (hi - lo))::numeric, 1),
				round(800.0 / n, 2), round((1000 * (hi - v) / (hi - lo))::numeric, 1), round(800.0 / n, 2)), '' ORDER BY i)
			FROM pg_temp.cell AS c WHERE c.name = col), '');
		key := key || format('<span><i class=bar></i>%s</span>', pg_temp.esc(pg_temp.w(col)));
	END LOOP;
	IF whiskers IS NOT NULL THEN
		marks := marks || coalesce((SELECT string_agg(format('<path class=whisker d="M%s %sV%s"/>', round((1000 * (i + 0.5) / n)::numeric, 1),
				round((1000 * (hi - l) / (hi - lo))::numeric, 1), round((1000 * (hi - u) / (hi - lo))::numeric, 1)), '' ORDER BY i)
			FROM (SELECT i, max(v) FILTER (WHERE c.name = whiskers[1]) AS l, max(v) FILTER (WHERE c.name = whiskers[2]) AS u FROM pg_temp.cell AS c GROUP BY i) AS b
			WHERE l IS NOT NULL AND u IS NOT NULL), '');
		key := key || format('<span><i class=whisker></i>%s</span>', pg_temp.esc(pg_temp.w('95 % interval')));
	END IF;
	FOREACH col IN ARRAY levels LOOP
		marks := marks || coalesce((SELECT string_agg(format('<path class=level d="M%s %sH%s"/>', round((1000.0 * a / n)::numeric, 1), round((1000 * (hi - v) / (hi - lo))::numeric, 1), round((1000.0 * (b + 1) / n)::numeric, 1)), '')
			FROM (SELECT min(i) AS a, max(i) AS b, v FROM pg_temp.cell AS c WHERE c.name = col GROUP BY v) AS r), '');
		key := key || format('<span><i class=level></i>%s</span>', pg_temp.esc(pg_temp.w(col)));
	END LOOP;
	FOREACH col IN ARRAY lines || steps LOOP
		k := k + 1;
		marks := marks || coalesce((SELECT string_agg(CASE WHEN path LIKE '%L%' OR path LIKE '%H%' THEN format('<path class="line l%s" d="M%s"/>', k, path)
				ELSE format('<path class="dot l%s" d="M%sh0"/>', k, path) END, '')
			FROM (SELECT string_agg(CASE WHEN col = ANY (steps) THEN format('%s %sH%s', round((1000.0 * i / n)::numeric, 1), round((1000 * (hi - v) / (hi - lo))::numeric, 1), round((1000.0 * (i + 1) / n)::numeric, 1))
					ELSE format('%s %s', round((1000 * (i + 0.5) / n)::numeric, 1), round((1000 * (hi - v) / (hi - lo))::numeric, 1)) END, 'L' ORDER BY i) AS path
				FROM (SELECT i, v, i - row_number() OVER (ORDER BY i) AS run FROM pg_temp.cell AS c WHERE c.name = col) AS r GROUP BY run) AS p), '');
		IF dots THEN
			marks := marks || coalesce((SELECT string_agg(format('<path class="dot l%s" d="M%s %sh0"/>', k, round((1000 * (i + 0.5) / n)::numeric, 1), round((1000 * (hi - v) / (hi - lo))::numeric, 1)), '' ORDER BY i)
				FROM pg_temp.cell AS c WHERE c.name = col), '');
		END IF;
		key := key || format('<span><i class="line l%s"></i>%s</span>', k, pg_temp.esc(pg_temp.w(col)));
	END LOOP;
	IF flag IS NOT NULL THEN
		out := coalesce((SELECT string_agg(format('<path class=flag d="M%s %sh0"/>', round((1000 * (f.i + 0.5) / n)::numeric, 1), round((1000 * (hi - c.v) / (hi - lo))::numeric, 1)), '')
			FROM pg_temp.cells(data) AS f JOIN pg_temp.cell AS c ON c.i = f.i AND c.name = (lines || steps)[1] WHERE f.name = flag AND f.v <> ''), '');
		marks := marks || out;
		IF out <> '' THEN key := key || format('<span><i class=flag></i>%s</span>', pg_temp.esc(pg_temp.w(flag))); END IF;
	END IF;
	IF now_at IS NOT NULL THEN marks := marks || format('<path class=now d="M%s 0V1000"/>', round(1000.0 * now_at / n, 1)); END IF;

	RETURN '<div class=plot tabindex=0 role=group><div class=area><svg viewBox="0 0 1000 1000" preserveAspectRatio=none aria-hidden=true>' || marks || '</svg>'
		|| (SELECT string_agg(format('<span class=y style="top:%s%%">%s</span>', round((100 * (hi - t) / (hi - lo))::numeric, 1), pg_temp.esc(pg_temp.tick(t, step, form))), '')
			FROM generate_series(ceil(lo / step)::bigint, floor(hi / step)::bigint) AS g, LATERAL (SELECT g * step AS t) AS t)
		-- seven labels or so, of the column .tick where there is one; every other is left out where it is narrow
		|| coalesce((SELECT string_agg(format('<span class="x%s" style="left:%s%%">%s</span>', CASE WHEN labels > 4 AND (no / every) % 2 = 1 THEN ' odd' ELSE '' END, round((100 * (i + 0.5) / n)::numeric, 1), pg_temp.esc(label)), '')
			FROM (SELECT i, label, row_number() OVER (ORDER BY i) - 1 AS no, greatest(1, ceil(count(*) OVER () / 7.0)::bigint) AS every, count(*) OVER () AS labels
				FROM (SELECT i, v AS label, dense_rank() OVER (ORDER BY name LIKE '.tick' DESC) AS way FROM pg_temp.cells(data) WHERE name = '.tick' OR c = 1) AS t WHERE way = 1 AND label IS NOT NULL) AS t
			WHERE no % every = 0), '')
		|| (SELECT string_agg(format('<b style="left:%s%%;width:%s%%" data-t="%s"></b>', round(100.0 * i / n, 2), round(100.0 / n, 2), pg_temp.esc(t.tip)), '' ORDER BY i) FROM pg_temp.tips(data) AS t)
		|| '</div></div>' || '<div class=key>' || key || '</div>';
END $$;

-- Rows from top to bottom: bars from zero or dots, with the interval between two columns, and what they
-- are held against: a column, drawn in each row.  Bars on its wrong side, `miss`, are marked: those below, above,
-- or beside, by more than five points.
CREATE FUNCTION pg_temp.ranges(data json, value text, bounds text[] DEFAULT NULL, against text DEFAULT NULL, bars boolean DEFAULT false, zero boolean DEFAULT true,
	up_to float8 DEFAULT NULL, interval_name text DEFAULT '95 % interval', miss text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE AS $$
	WITH c AS MATERIALIZED (SELECT * FROM pg_temp.cells(data)),
	f AS (SELECT i, max(v) FILTER (WHERE c = 1) AS who, max(form) FILTER (WHERE name = value) AS form,
			max(v) FILTER (WHERE name = value) AS text, max(v::float8) FILTER (WHERE name = value AND form <> '') AS v,
			max(v::float8) FILTER (WHERE name = bounds[1] AND form <> '') AS l, max(v::float8) FILTER (WHERE name = bounds[2] AND form <> '') AS u,
			max(v::float8) FILTER (WHERE name = against AND form <> '') AS a
		FROM (SELECT i, c, name, form, CASE WHEN form <> '' AND abs(v::float8) = 'infinity' THEN NULL ELSE v END AS v FROM c) AS c GROUP BY i),
	s AS (SELECT min(least(v, l, a, CASE WHEN zero THEN 0 END)) AS lo, coalesce(up_to, max(greatest(v, u, a, CASE WHEN zero THEN 0 END))) AS hi FROM f),
	r AS (SELECT lo - CASE WHEN lo < 0 OR NOT zero THEN (hi - lo) * 0.04 ELSE 0 END AS lo, hi + CASE WHEN up_to IS NULL THEN (hi - lo) * 0.04 + 1e-9 ELSE 0 END AS hi FROM s),
	p AS (SELECT i, who, form, text, round((100 * (v - lo) / (hi - lo))::numeric, 1) AS v, round((100 * (l - lo) / (hi - lo))::numeric, 1) AS l, round((100 * (u - lo) / (hi - lo))::numeric, 1) AS u,
			round((100 * (a - lo) / (hi - lo))::numeric, 1) AS a, round((100 * (0 - lo) / (hi - lo))::numeric, 1) AS z,
			coalesce(CASE miss WHEN 'below' THEN f.v < f.a WHEN 'above' THEN f.v > f.a WHEN 'beside' THEN abs(f.v - f.a) > 0.05 END, false) AS missed FROM f, r)
	SELECT '<div class=ranges tabindex=0 role=group>' || string_agg(format('<div class="row%s" data-t="%s"><span class=who>%s</span><span class=track>%s</span><span class=val>%s</span></div>',
			CASE WHEN missed THEN ' miss' ELSE '' END, pg_temp.esc(t.tip), pg_temp.esc(coalesce(p.who, '–')),
			CASE WHEN zero AND NOT bars THEN format('<i class=zero style="left:%s%%"></i>', z) ELSE '' END
			|| coalesce(CASE WHEN bars THEN format('<i class=bar style="left:%s%%;width:%s%%"></i>', least(z, p.v), abs(p.v - z)) ELSE '' END, '')
			|| CASE WHEN u >= l THEN format('<i class=span style="left:%s%%;width:%s%%"></i>', l, u - l) ELSE '' END
			|| coalesce(CASE WHEN NOT bars AND p.v IS NOT NULL THEN format('<i class=dot style="left:%s%%"></i>', p.v) END, '')
			|| coalesce(CASE WHEN a IS NOT NULL THEN format('<i class=goal style="left:%s%%"></i>', a) END, ''),
			pg_temp.esc(pg_temp.written(p.text, p.form))), '' ORDER BY p.i) || '</div>'
		|| CASE WHEN bool_or(a IS NOT NULL) OR bool_or(l IS NOT NULL) THEN '<div class=key>'
			|| CASE WHEN bool_or(missed) THEN format('<span><i class=miss></i>%s</span>', pg_temp.esc(pg_temp.w('missed'))) ELSE '' END
			|| CASE WHEN bool_or(l IS NOT NULL) THEN format('<span><i class=whisker></i>%s</span>', pg_temp.esc(pg_temp.w(interval_name))) ELSE '' END
			|| CASE WHEN bool_or(a IS NOT NULL) THEN format('<span><i class=goal></i>%s</span>', pg_temp.esc(pg_temp.w(against))) ELSE '' END || '</div>' ELSE '' END
	FROM p JOIN pg_temp.tips(data) AS t USING (i) HAVING bool_or(p.v IS NOT NULL) $$;

-- Row by column, the first two columns of the data; the third is a fraction, or a number with its sign, told
-- by its figures and by a colour on either side of the goal.  Of a fraction the fourth is how many it is of:
-- with fewer than ten it is pale, as it says little.
CREATE FUNCTION pg_temp.heat(data json, goal float8, form text DEFAULT '%', below text DEFAULT NULL, above text DEFAULT NULL) RETURNS text LANGUAGE sql STABLE AS $$
	WITH f AS MATERIALIZED (SELECT i, max(v) FILTER (WHERE c = 1) AS y, max(v) FILTER (WHERE c = 2) AS x, (max(v) FILTER (WHERE c = 3))::float8 AS v,
			heat.form = '%' AND coalesce((max(v) FILTER (WHERE c = 4))::float8 < 10, false) AS few FROM pg_temp.cells(data) GROUP BY i),
	x AS (SELECT x, row_number() OVER (ORDER BY x) AS xi FROM f GROUP BY x), y AS (SELECT y, min(i) AS yi FROM f GROUP BY y),
	most AS (SELECT nullif(max(abs(v - goal)), 0) AS most FROM f),
	cell AS (SELECT xi, yi, CASE WHEN v IS NULL THEN '<td>' ELSE format('<td class="%s%s" style="--m:%s%%" data-t="%s">%s',
			CASE WHEN v < goal THEN 'lo' ELSE 'hi' END, CASE WHEN few THEN ' few' WHEN m > 80 THEN ' s' ELSE '' END, CASE WHEN few THEN round(m * 0.3) ELSE m END, pg_temp.esc(t.tip),
				CASE form WHEN '%' THEN round((100 * v)::numeric)::text WHEN '+' THEN CASE WHEN round(v::numeric) > 0 THEN '+' ELSE '' END || pg_temp.number(v, 0) END) END AS td
		FROM x CROSS JOIN y LEFT JOIN f USING (x, y) LEFT JOIN pg_temp.tips(data) AS t USING (i) CROSS JOIN most,
			LATERAL (SELECT round((100 * CASE WHEN form = '+' THEN abs(v - goal) / most WHEN v < goal THEN least(1, (goal - v) / (goal * 0.5)) ELSE (v - goal) / nullif(1 - goal, 0) END)::numeric) AS m) AS m)
	SELECT '<div class=scroll><table class=heat tabindex=0><thead><tr><td>' || (SELECT string_agg('<th>' || pg_temp.esc(x), '' ORDER BY xi) FROM x) || '<tbody>'
		|| (SELECT string_agg('<tr><th>' || pg_temp.esc(y) || r.tds, '' ORDER BY yi) FROM y JOIN (SELECT yi, string_agg(coalesce(td, '<td>'), '' ORDER BY xi) AS tds FROM cell GROUP BY yi) AS r USING (yi)) || '</table></div>'
		|| format('<div class=key><span><i class=lo></i>%s</span><span><i class=hi></i>%s</span>%s</div>', pg_temp.esc(coalesce(pg_temp.w(below), pg_temp.w('below %s', pg_temp.number(100 * goal, 0) || ' %'))), pg_temp.esc(coalesce(pg_temp.w(above), pg_temp.w('at or above it'))),
			CASE WHEN rows.few THEN format('<span><i class=few></i>%s</span>', pg_temp.esc(pg_temp.w('pale: of fewer than 10'))) ELSE '' END)
	FROM (SELECT bool_or(few) AS few FROM f HAVING count(*) > 0) AS rows $$;
