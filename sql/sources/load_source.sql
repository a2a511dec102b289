
CREATE PROCEDURE source_tables(schema name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	IF to_regclass(format('%I.queue_visit', schema)) IS NULL AND to_regclass(format('%I.ticket_event', schema)) IS NULL
	THEN
		RAISE EXCEPTION 'there is no reporting model in schema %', quote_ident(schema)
			USING ERRCODE = '22023', HINT = 'create_reporting_model makes one.';
	END IF;
	IF to_regclass(format('%I.source_load', schema)) IS NULL THEN
		EXECUTE format($q$
			CREATE TABLE %1$I.source_load (
				source text NOT NULL,
				landing text NOT NULL,
				landed bigint NOT NULL DEFAULT 0,
				loaded bigint NOT NULL DEFAULT 0,
				newest_event timestamptz,
				loaded_at timestamptz,
				PRIMARY KEY (source, landing)
			);
			COMMENT ON TABLE %1$I.source_load IS 'how far each landing table has been loaded';
			CREATE TABLE %1$I.source_link (
				source text NOT NULL,
				alias text NOT NULL,
				contact text NOT NULL,
				PRIMARY KEY (source, alias)
			);
			CREATE INDEX ON %1$I.source_link (source, contact);
			COMMENT ON TABLE %1$I.source_link IS 'keys of a source that are another contact''s';
			CREATE TABLE %1$I.source_agent_alias (
				source text NOT NULL,
				alias text NOT NULL,
				agent_id text NOT NULL,
				PRIMARY KEY (source, alias)
			);
			COMMENT ON TABLE %1$I.source_agent_alias IS
				'names of a source for one agent, to be filled in: a member''s interface beside his name';
			CREATE TABLE %1$I.source_agent_event (
				source text NOT NULL,
				agent_id text NOT NULL,
				track text COLLATE "C" NOT NULL,
				at timestamptz NOT NULL,
				state_class text NOT NULL,
				state text,
				aux_code text,
				contact_id text,
				PRIMARY KEY (source, agent_id, track, at, state_class)
			);
			CREATE INDEX ON %1$I.source_agent_event (source, agent_id, at);
			CREATE INDEX ON %1$I.source_agent_event (contact_id) WHERE contact_id IS NOT NULL;
			COMMENT ON TABLE %1$I.source_agent_event IS
				'what changes the state of an agent, as the source tells it: agent_state is made from it';
			CREATE TABLE %1$I.rejected_event (
				source text NOT NULL,
				key text,
				reason text NOT NULL,
				event text NOT NULL,
				digest text NOT NULL
			);
			CREATE UNIQUE INDEX ON %1$I.rejected_event (source, digest);
			CREATE INDEX ON %1$I.rejected_event (source, key);
			COMMENT ON TABLE %1$I.rejected_event IS
				'what a source sent and could not be mapped, by the key of its contact; a later event may mend it';
			CREATE VIEW %1$I.source_status AS
			SELECT l.source, l.landing, l.newest_event, now() - l.newest_event AS lag, l.loaded, l.loaded_at,
				(SELECT count(*) FROM %1$I.rejected_event AS r WHERE r.source = l.source) AS rejected
			FROM %1$I.source_load AS l;
			COMMENT ON VIEW %1$I.source_status IS
				'each landing table: its newest event, how long ago that is, rows read, and rows rejected'
			$q$, schema);
	END IF;
	SET LOCAL client_min_messages = warning;
	CREATE TEMP TABLE IF NOT EXISTS new_visit (
		key text, media text, direction text, site_id text, queue_id text, agent_id text, customer text, reason text,
		entered_at timestamptz, queued_at timestamptz, answered_at timestamptz, left_at timestamptz,
		ended_at timestamptz, wrap_ended_at timestamptz, ring_s float8, talk_s float8, hold_s float8, acw_s float8,
		outcome text, abandon_stage text, transfer_in boolean, transfer_out text, origin text,
		flow_out_reason text, ended_by text, holds integer, updated_at timestamptz, free_at timestamptz,
		own_segments boolean, own_states boolean, problem text, event text);
	CREATE TEMP TABLE IF NOT EXISTS new_segment (key text, kind text, from_at timestamptz, to_at timestamptz,
		queue_id text, agent_id text, visit_no integer);
	CREATE TEMP TABLE IF NOT EXISTS new_state (agent_id text, track text, at timestamptz, state_class text,
		state text, aux_code text, key text);
	CREATE TEMP TABLE IF NOT EXISTS new_ticket_event (key text, at timestamptz, event text, actor_kind text,
		public boolean, status text, queue_id text, calendar_id text, agent_id text);
	CREATE TEMP TABLE IF NOT EXISTS new_rejection (key text, reason text, event text);
	CREATE TEMP TABLE IF NOT EXISTS touched_agent (agent_id text, since timestamptz);
	TRUNCATE new_visit, new_segment, new_state, new_ticket_event, new_rejection, touched_agent;
END
$procedure$;
COMMENT ON PROCEDURE source_tables(name) IS
'the tables that load_source keeps in a schema, and those of one batch; for load_source alone';

-- What the steps of a source have found goes into the model, whole contacts at a time.
CREATE PROCEDURE source_store(ext name, schema name, name text, salt text, keys text[])
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	has_state boolean := to_regclass(format('%I.agent_state', schema)) IS NOT NULL;
	ids text[] := ARRAY(SELECT name || ':' || k FROM unnest(keys) AS k);
BEGIN
	-- What the tables of the model would refuse is either set right or rejected.
	UPDATE new_visit SET problem = CASE
		WHEN queued_at IS NULL THEN 'no instant of queueing'
		WHEN key IS NULL OR length(key) >= 100 THEN 'no key, or a key longer than 99 characters'
		WHEN length(queue_id) > 200 OR length(agent_id) > 200 THEN 'a name longer than 200 characters'
		WHEN outcome = 'answered' AND answered_at IS NULL THEN 'answered, but when is not known'
		WHEN outcome <> 'open' AND coalesce(answered_at, left_at, ended_at) IS NULL THEN
			'ended, but when is not known' END
	WHERE problem IS NULL AND (queued_at IS NULL OR key IS NULL OR length(key) >= 100 OR length(queue_id) > 200
		OR length(agent_id) > 200 OR outcome = 'answered' AND answered_at IS NULL
		OR outcome <> 'open' AND coalesce(answered_at, left_at, ended_at) IS NULL);
	UPDATE new_visit SET
		left_at = CASE WHEN outcome <> 'open' THEN greatest(coalesce(answered_at, left_at, ended_at), queued_at) END,
		answered_at = CASE WHEN answered_at IS NOT NULL THEN greatest(answered_at, queued_at) END,
		ended_at = CASE WHEN ended_at IS NOT NULL
			THEN greatest(ended_at, coalesce(answered_at, left_at), queued_at) END,
		ring_s = CASE WHEN ring_s >= 0 THEN ring_s END, talk_s = CASE WHEN talk_s >= 0 THEN talk_s END,
		hold_s = CASE WHEN hold_s >= 0 THEN hold_s END, acw_s = CASE WHEN acw_s >= 0 THEN acw_s END
	WHERE problem IS NULL AND (left_at IS DISTINCT FROM answered_at AND answered_at IS NOT NULL
		OR left_at < queued_at OR ended_at < left_at OR ring_s < 0 OR talk_s < 0 OR hold_s < 0 OR acw_s < 0
		OR left_at IS NULL AND outcome <> 'open');
	INSERT INTO new_rejection SELECT left(key, 100), problem, event FROM new_visit WHERE problem IS NOT NULL;
	DELETE FROM new_visit WHERE problem IS NOT NULL;
	EXECUTE format('DELETE FROM %I.rejected_event WHERE source = $1 AND key = ANY ($2)', schema) USING name, keys;
	EXECUTE format($q$
		INSERT INTO %I.rejected_event
		SELECT $1, r.key, r.reason, left(r.event, 1000), md5(concat_ws(chr(31), r.key, r.reason, r.event))
		FROM (SELECT key, reason, coalesce(event, '') AS event FROM new_rejection) AS r
		ON CONFLICT (source, digest) DO NOTHING$q$, schema) USING name;
	IF has_state THEN
		EXECUTE format($q$
			WITH gone AS (
				DELETE FROM %I.source_agent_event WHERE contact_id = ANY ($1) RETURNING agent_id, at
			)
			INSERT INTO touched_agent SELECT agent_id, min(at) FROM gone GROUP BY agent_id$q$, schema) USING ids;
		INSERT INTO new_state
		SELECT v.agent_id, '~call ' || v.key || ' ' || v.queued_at, e.at, e.state_class, NULL, NULL, v.key
		FROM (
			SELECT *, least(coalesce(ended_at, free_at, 'infinity'), answered_at + '1 day'::interval) AS talked_to
			FROM new_visit
			WHERE agent_id IS NOT NULL AND answered_at IS NOT NULL AND own_states IS NOT TRUE
		) AS v
		CROSS JOIN LATERAL (
			VALUES (v.answered_at, 'handling'), (v.talked_to, CASE WHEN v.wrap_ended_at > v.talked_to THEN 'acw' END),
				(CASE WHEN v.wrap_ended_at > v.talked_to
					THEN least(v.wrap_ended_at, v.answered_at + '1 day'::interval) END, NULL)
		) AS e (at, state_class)
		WHERE e.at IS NOT NULL;
		EXECUTE format($q$
			WITH made AS (
				INSERT INTO %1$I.source_agent_event
				SELECT DISTINCT ON (agent_id, s.track, s.at, state_class) $1,
					coalesce(a.agent_id, s.agent_id) AS agent_id, s.track, s.at,
					coalesce(s.state_class, 'none') AS state_class, s.state, s.aux_code,
					$1 || ':' || s.key
				FROM new_state AS s
				LEFT JOIN %1$I.source_agent_alias AS a ON a.source = $1 AND a.alias = s.agent_id
				WHERE length(s.agent_id) <= 200 AND length(s.track) <= 250
				ORDER BY agent_id, s.track, s.at, state_class, s.state, s.aux_code
				ON CONFLICT DO NOTHING
				RETURNING agent_id, at
			)
			INSERT INTO touched_agent SELECT agent_id, min(at) FROM made GROUP BY agent_id$q$, schema) USING name;
		EXECUTE format('CALL %I.source_agent_states($1, $2)', ext) USING schema, name;
	END IF;
	EXECUTE format('CALL %I.source_store_contacts($1, $2, $3, $4)', ext) USING schema, name, salt, ids;
END
$procedure$;
COMMENT ON PROCEDURE source_store(name, name, text, text, text[]) IS
'what a batch has found becomes rows of the model; for load_source alone';

CREATE PROCEDURE source_store_contacts(schema name, name text, salt text, ids text[])
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $procedure$
DECLARE
	model name;
BEGIN
	FOREACH model IN ARRAY ARRAY['queue_visit', 'contact', 'segment', 'ticket_event'] LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', schema, model)) IS NULL;
		EXECUTE format('DELETE FROM %I.%I WHERE %I = ANY ($1)', schema, model,
			CASE model WHEN 'ticket_event' THEN 'ticket_id' ELSE 'contact_id' END) USING ids;
	END LOOP;
	IF to_regclass(format('%I.queue_visit', schema)) IS NOT NULL THEN
		EXECUTE format($q$
			INSERT INTO %1$I.queue_visit (contact_id, visit_no, media, direction, site_id, queue_id, agent_id,
				customer_key, reason, entered_at, queued_at, answered_at, left_at, ended_at, wrap_ended_at, ring_s,
				talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out, origin_contact_id, source,
				source_updated_at, flow_out_reason, ended_by, holds)
			SELECT $1 || ':' || v.key,
				row_number() OVER (PARTITION BY v.key ORDER BY v.queued_at, v.left_at, v.queue_id, v.agent_id),
				v.media, v.direction, v.site_id, v.queue_id, coalesce(a.agent_id, v.agent_id),
				CASE WHEN v.customer <> '' THEN
					left(encode(sha256(convert_to($2 || v.customer, 'UTF8')), 'hex'), 32) END,
				v.reason, v.entered_at, v.queued_at, v.answered_at, v.left_at, v.ended_at,
				CASE WHEN v.ended_at IS NOT NULL THEN greatest(v.wrap_ended_at, v.ended_at)
					+ CASE WHEN v.wrap_ended_at IS NOT NULL THEN '0'::interval END END,
				v.ring_s, v.talk_s, v.hold_s, v.acw_s, v.outcome, v.abandon_stage, v.transfer_in, v.transfer_out,
				$1 || ':' || v.origin, $1, v.updated_at,
				CASE WHEN v.outcome = 'flowed_out' THEN left(v.flow_out_reason, 200) END,
				CASE WHEN v.ended_at IS NOT NULL THEN v.ended_by END, v.holds
			FROM new_visit AS v
			LEFT JOIN %1$I.source_agent_alias AS a ON a.source = $1 AND a.alias = v.agent_id
			ORDER BY v.queued_at$q$, schema) USING name, salt;
	END IF;
	IF to_regclass(format('%I.contact', schema)) IS NOT NULL THEN
		EXECUTE format($q$
			INSERT INTO %1$I.contact (contact_id, customer_key, media, direction, started_at, ended_at, first_queue_id,
				reason)
			SELECT DISTINCT ON (v.key) $1 || ':' || v.key,
				CASE WHEN v.customer <> '' THEN
					left(encode(sha256(convert_to($2 || v.customer, 'UTF8')), 'hex'), 32) END,
				nullif(v.media, 'callback'), v.direction,
				least(min(v.entered_at) OVER w, min(v.queued_at) OVER w),
				CASE WHEN bool_and(coalesce(v.ended_at, CASE WHEN v.outcome <> 'answered' THEN v.left_at END)
					IS NOT NULL) OVER w THEN greatest(max(v.ended_at) OVER w, max(v.left_at) OVER w) END,
				v.queue_id, v.reason
			FROM new_visit AS v
			WINDOW w AS (PARTITION BY v.key)
			ORDER BY v.key, v.queued_at, v.left_at, v.queue_id, v.agent_id$q$, schema) USING name, salt;
	END IF;
	IF to_regclass(format('%I.segment', schema)) IS NOT NULL THEN
		EXECUTE format($q$
			INSERT INTO %1$I.segment (contact_id, seg_no, kind, during, queue_id, agent_id, visit_no)
			SELECT $1 || ':' || s.key,
				row_number() OVER (PARTITION BY s.key
					ORDER BY s.from_at, s.to_at, s.kind, s.queue_id, s.agent_id, s.visit_no),
				s.kind, tstzrange(s.from_at, s.to_at), left(s.queue_id, 200),
				left(coalesce(a.agent_id, s.agent_id), 200), s.visit_no
			FROM (
				SELECT key, kind, from_at, to_at, queue_id, agent_id, visit_no FROM new_segment
				UNION ALL
				SELECT v.key, p.kind, p.from_at, p.to_at, v.queue_id, p.agent_id, v.visit_no
				FROM (
					SELECT *, row_number() OVER (PARTITION BY key
						ORDER BY queued_at, left_at, queue_id, agent_id) AS visit_no
					FROM new_visit
				) AS v
				CROSS JOIN LATERAL (
					VALUES ('queue', v.queued_at, coalesce(v.answered_at, v.left_at), NULL::text),
						('ring', CASE WHEN v.ring_s > 0 THEN v.answered_at - v.ring_s * '1 second'::interval END,
							v.answered_at, v.agent_id),
						('talk', v.answered_at, coalesce(v.ended_at, v.free_at), v.agent_id),
						('acw', CASE WHEN v.wrap_ended_at IS NOT NULL THEN v.ended_at END, v.wrap_ended_at, v.agent_id)
				) AS p (kind, from_at, to_at, agent_id)
				WHERE v.own_segments IS NOT TRUE
			) AS s
			LEFT JOIN %1$I.source_agent_alias AS a ON a.source = $1 AND a.alias = s.agent_id
			WHERE s.key = ANY ($2) AND s.from_at < coalesce(s.to_at, 'infinity')
			ORDER BY s.from_at$q$, schema) USING name, ARRAY(SELECT substr(i, length(name) + 2) FROM unnest(ids) AS i);
	END IF;
	IF to_regclass(format('%I.ticket_event', schema)) IS NOT NULL THEN
		EXECUTE format($q$
			INSERT INTO %1$I.ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id,
				calendar_id, agent_id)
			SELECT $1 || ':' || key,
				row_number() OVER (PARTITION BY key ORDER BY at, event <> 'created', event, actor_kind, status,
					public, agent_id),
				at, event, actor_kind, public, status, queue_id, calendar_id, left(agent_id, 200)
			FROM new_ticket_event
			ORDER BY at$q$, schema) USING name;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE source_store_contacts(name, text, text, text[]) IS
'the contacts of a batch are replaced whole; for load_source alone';

-- One batch: the keys that its rows touch are made anew from all their rows.
CREATE PROCEDURE source_batch(ext name, schema name, source text, raw name, zone text, name text, salt text,
	landing name, size integer, upto bigint, INOUT landed bigint, INOUT loaded bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET DateStyle = 'ISO, YMD'
SET TimeZone = 'UTC'
SET IntervalStyle = 'postgres'
SET jit = off
-- Each step finds the rows of its keys by index: what scans the whole table for each batch is quadratic.
SET enable_seqscan = off
AS $procedure$
DECLARE
	file record;
	key_of text;
	at_of text;
	low bigint;
	high bigint;
	n bigint;
	newest timestamptz;
	keys text[];
	linked text[];
BEGIN
	EXECUTE format('CALL %I.source_tables($1)', ext) USING schema;
	EXECUTE format('INSERT INTO %I.source_load (source, landing) VALUES ($1, $2) ON CONFLICT DO NOTHING', schema)
	USING name, landing;
	EXECUTE format('SELECT l.landed FROM %I.source_load AS l WHERE l.source = $1 AND l.landing = $2 FOR UPDATE', schema)
	INTO low USING name, landing;
	EXECUTE format($q$
		SELECT format(s.key, $2, $3, $4, $5, $6, $7), format(s.at, $2, $3, $4, $5, $6, $7)
		FROM %I.source_files() AS s
		WHERE s.source = $1 AND s.kind = 'table' AND s.name = $8$q$, ext)
	INTO key_of, at_of USING source, ext, schema, raw, zone, name, salt, landing;
	EXECUTE format($q$
		SELECT max(b.landed), count(*)
		FROM (
			SELECT r.landed FROM %I.%I AS r
			WHERE r.landed > $1 AND r.landed <= $2
			ORDER BY r.landed
			LIMIT $3
		) AS b$q$, raw, landing)
	INTO high, n USING low, upto, size;
	loaded := n;
	landed := coalesce(high, low);
	IF n = 0 THEN
		RETURN;
	END IF;
	EXECUTE format($q$
		SELECT array_agg(key), (
				SELECT max(at)
				FROM (
					SELECT %4$s AS at
					FROM %1$I.%2$I AS r
					WHERE r.landed > $1 AND r.landed <= $2
					ORDER BY r.landed DESC
					LIMIT 1000
				) AS a)
		FROM (SELECT DISTINCT %3$s AS key FROM %1$I.%2$I AS r WHERE r.landed > $1 AND r.landed <= $2) AS k
		WHERE key IS NOT NULL$q$, raw, landing, key_of, at_of)
	INTO keys, newest USING low, high;
	EXECUTE format($q$
		SELECT array_agg(DISTINCT r.key)
		FROM %I.rejected_event AS r
		WHERE r.source = $1 AND r.reason = 'transfer without a visit'$q$, schema)
	INTO linked USING name;
	keys := keys || linked;
	FOR file IN EXECUTE format($q$
		SELECT s.kind, format(s.body, $2, $3, $4, $5, $6, $7) AS body
		FROM %I.source_files() AS s
		WHERE s.source = $1 AND s.kind IN ('also', 'links', 'step')
			AND $8 = ANY (string_to_array(coalesce(s.of_table, $8), ', '))
			AND (s.at IS NULL OR to_regclass(format('%%I.%%I', $3, s.at)) IS NOT NULL)
		ORDER BY s.kind, s.name$q$, ext) USING source, ext, schema, raw, zone, name, salt, landing
	LOOP
		IF file.kind = 'also' THEN
			EXECUTE format('SELECT array_agg(k) FROM (%s) AS s (k)', file.body) INTO linked USING keys, low, high;
			keys := ARRAY(SELECT DISTINCT k FROM unnest(keys || linked) AS k WHERE k IS NOT NULL);
		ELSIF file.kind = 'links' THEN
			EXECUTE format('DELETE FROM %I.source_link AS l WHERE l.source = $1 AND l.alias = ANY ($2)', schema)
			USING name, keys;
			EXECUTE format('INSERT INTO %I.source_link SELECT $4, l.alias, l.contact FROM (%s) AS l', schema, file.body)
			USING keys, low, high, name;
			EXECUTE format($q$
				SELECT array_agg(k)
				FROM (
					SELECT l.alias FROM %1$I.source_link AS l WHERE l.source = $1 AND l.contact = ANY ($2)
					UNION SELECT l.contact FROM %1$I.source_link AS l WHERE l.source = $1 AND l.alias = ANY ($2)
				) AS s (k)$q$, schema)
			INTO linked USING name, keys;
			keys := ARRAY(SELECT DISTINCT k FROM unnest(keys || linked) AS k);
		ELSE
			EXECUTE file.body USING keys, low, high;
		END IF;
	END LOOP;
	EXECUTE format('CALL %I.source_store($1, $2, $3, $4, $5)', ext) USING ext, schema, name, salt, keys;
	EXECUTE format($q$
		UPDATE %I.source_load AS l
		SET landed = $3, loaded = l.loaded + $4, newest_event = greatest(l.newest_event, $5), loaded_at = now()
		WHERE l.source = $1 AND l.landing = $2$q$, schema)
	USING name, landing, high, n, newest;
END
$procedure$;
COMMENT ON PROCEDURE source_batch(name, name, text, name, text, text, text, name, integer, bigint, bigint, bigint) IS
'one batch of a landing table into the model; for load_source alone';

-- A row with a lower number than one that is seen may still be uncommitted: those who write
-- now are waited for, as CREATE INDEX CONCURRENTLY does.  New ones are not.
CREATE PROCEDURE source_wait(raw name, landing name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	writers text[];
BEGIN
	LOOP
		writers := ARRAY(
			SELECT l.virtualtransaction
			FROM pg_locks AS l
			WHERE l.locktype = 'relation' AND l.mode = 'RowExclusiveLock' AND l.granted AND l.pid <> pg_backend_pid()
				AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND (writers IS NULL OR l.virtualtransaction = ANY (writers))
				AND l.relation IN (
					SELECT to_regclass(format('%I.%I', raw, landing))::oid
					UNION
					SELECT d.refobjid
					FROM pg_rewrite AS w
					JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
						AND d.refclassid = 'pg_class'::regclass
					WHERE w.ev_class = to_regclass(format('%I.%I', raw, landing))));
		EXIT WHEN cardinality(writers) = 0;
		PERFORM pg_sleep(0.05);
	END LOOP;
END
$procedure$;
COMMENT ON PROCEDURE source_wait(name, name) IS
'wait for the transactions that are writing to a landing table; for load_source alone';

-- It commits, so it cannot have a search_path of its own: what it names is qualified.
CREATE PROCEDURE load_source(schema name, source text, raw name, zone text DEFAULT 'UTC',
	since timestamptz DEFAULT NULL, name text DEFAULT NULL, batch integer DEFAULT 50000, salt text DEFAULT '')
LANGUAGE plpgsql
AS $procedure$
DECLARE
	ext pg_catalog.name;
	landing pg_catalog.name;
	landings pg_catalog.text[];
	upto bigint;
	landed bigint;
	loaded bigint;
	total bigint;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_catalog.pg_extension AS e
	JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
	WHERE e.extname OPERATOR(pg_catalog.=) 'contact_center'::pg_catalog.name;
	name := coalesce(name, source);
	EXECUTE pg_catalog.format('CALL %I.source_open($1, $2, $3, $4, $5, $6, $7, $8, $9)', ext)
	INTO landings USING ext, schema, source, raw, zone, since, name, batch, NULL::pg_catalog.text[];
	COMMIT;
	FOREACH landing IN ARRAY landings LOOP
		EXECUTE pg_catalog.format('CALL %I.source_unpack($1, $2, $3, $4, $5, $6, $7)', ext)
		USING ext, schema, source, raw, name, landing, batch;
		COMMIT;
		EXECUTE pg_catalog.format('SELECT pg_catalog.max(landed) FROM %I.%I', raw, landing) INTO upto;
		CONTINUE WHEN upto IS NULL;
		EXECUTE pg_catalog.format('CALL %I.source_wait($1, $2)', ext) USING raw, landing;
		COMMIT;
		total := 0;
		LOOP
			EXECUTE pg_catalog.format('CALL %I.source_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', ext)
			INTO landed, loaded
			USING ext, schema, source, raw, zone, name, salt, landing, batch, upto, NULL::bigint, NULL::bigint;
			COMMIT;
			EXIT WHEN loaded OPERATOR(pg_catalog.=) 0;
			total := total OPERATOR(pg_catalog.+) loaded;
			RAISE NOTICE '%: % rows of % loaded, up to %', name, total, landing, landed;
		END LOOP;
	END LOOP;
END
$procedure$;
COMMENT ON PROCEDURE load_source(name, text, name, text, timestamptz, text, integer, text) IS
'load what has landed in schema raw since the last call into the reporting model in schema, batch rows a '
'transaction; zone is that of clock times without an offset; since reads again from the first row that tells of that '
'time; name (the source''s unless given) begins the contacts'' ids; salt goes into customer_key';

CREATE PROCEDURE source_open(ext name, schema name, source text, raw name, zone text, since timestamptz, name text,
	batch integer, INOUT landings text[])
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET DateStyle = 'ISO, YMD'
SET TimeZone = 'UTC'
AS $procedure$
DECLARE
	file record;
BEGIN
	EXECUTE format('CALL %I.source_check($1, $2)', ext) USING ext, source;
	-- A zone that is none is refused there, with words that say what is allowed.
	EXECUTE format('SELECT %I.reporting_interval(now(), ''1 day'', coalesce($1, ''NULL''))', ext) USING zone;
	IF batch IS NULL OR batch < 1 THEN
		RAISE EXCEPTION 'batch must be at least 1, not %', coalesce(batch::text, 'NULL') USING ERRCODE = '22023';
	END IF;
	IF name = '' OR length(name) > 60 OR name ~ ':' THEN
		RAISE EXCEPTION 'name must have 1 to 60 characters and no colon, not %', quote_literal(name)
			USING ERRCODE = '22023';
	END IF;
	EXECUTE format('CALL %I.source_tables($1)', ext) USING schema;
	landings := '{}';
	FOR file IN EXECUTE format($q$
		SELECT s.name, format(s.at, $2, $3, $4, $5, $6, '') AS at
		FROM %I.source_files() AS s
		WHERE s.source = $1 AND s.kind = 'table' AND to_regclass(format('%%I.%%I', $4, s.name)) IS NOT NULL
		ORDER BY s.name$q$, ext) USING source, ext, schema, raw, zone, name
	LOOP
		landings := landings || file.name;
		CONTINUE WHEN since IS NULL;
		EXECUTE format($q$
			INSERT INTO %I.source_load AS l (source, landing, landed)
			SELECT $1, $2, coalesce((SELECT min(r.landed) - 1 FROM %I.%I AS r WHERE %s >= $3),
				(SELECT max(r.landed) FROM %2$I.%3$I AS r), 0)
			ON CONFLICT (source, landing) DO UPDATE SET landed = least(l.landed, excluded.landed)$q$,
			schema, raw, file.name, file.at) USING name, file.name, since;
	END LOOP;
	IF landings = '{}' THEN
		RAISE EXCEPTION 'schema % has no landing table of %', quote_ident(raw), source
			USING ERRCODE = '22023', HINT = 'create_source makes them.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE source_open(name, name, text, name, text, timestamptz, text, integer, text[]) IS
'what load_source is given is checked, and its tables made; for load_source alone';

-- Lines of files become JSON, and pages of an answer their records.
CREATE PROCEDURE source_unpack(ext name, schema name, source text, raw name, name text, landing name, batch integer)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	low bigint;
	high bigint;
	upto bigint;
	pages text;
BEGIN
	IF (SELECT count(*) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
		WHERE c.oid = to_regclass(format('%I.%I', raw, landing)) AND c.relkind IN ('r', 'p')
			AND a.attname IN ('event', 'line') AND NOT a.attisdropped) < 2
	THEN
		RETURN;
	END IF;
	EXECUTE format('SELECT max(l.landed) FROM %I.source_load AS l WHERE l.source = $1 AND l.landing = $2', schema)
	INTO low USING name, landing;
	EXECUTE format($q$
		SELECT s.of_table FROM %I.source_files() AS s
		WHERE s.source = $1 AND s.name = $2 AND s.kind = 'table'$q$, ext)
	INTO pages USING source, landing;
	EXECUTE format('SELECT max(r.landed) FROM %I.%I AS r', raw, landing) INTO upto;
	low := coalesce(low, 0);
	LOOP
		EXECUTE format($q$
			SELECT max(b.landed)
			FROM (
				SELECT r.landed FROM %I.%I AS r WHERE r.landed > $1 AND r.landed <= $2 ORDER BY r.landed LIMIT $3
			) AS b$q$,
			raw, landing)
		INTO high USING low, upto, batch;
		EXIT WHEN high IS NULL;
		EXECUTE format('CALL %I.source_parse($1, $2, $3, $4, $5, $6, $7)', ext)
		USING ext, schema, raw, name, landing, low, high;
		low := high;
	END LOOP;
	IF pages IS NOT NULL THEN
		EXECUTE format($q$
			WITH page AS (
				DELETE FROM %1$I.%2$I AS r
				WHERE r.landed <= $1 AND jsonb_typeof(CASE WHEN $2 = '*' THEN r.event ELSE r.event -> $2 END) = 'array'
					AND r.landed > coalesce((SELECT l.landed FROM %3$I.source_load AS l
						WHERE l.source = $3 AND l.landing = $4), 0)
				RETURNING r.landed, CASE WHEN $2 = '*' THEN r.event ELSE r.event -> $2 END AS records
			)
			INSERT INTO %1$I.%2$I (event)
			SELECT e FROM page CROSS JOIN LATERAL jsonb_array_elements(records) WITH ORDINALITY AS e (e, n)
			ORDER BY page.landed, e.n$q$, raw, landing, schema) USING upto, pages, name, landing;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE source_unpack(name, name, text, name, text, name, integer) IS
'lines that landed as text become JSON, and pages their records; for load_source alone';

-- All at once; where that fails, the halves: what is no JSON is found in a few steps.
CREATE PROCEDURE source_parse(ext name, schema name, raw name, name text, landing name, low bigint, high bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	n bigint;
	middle bigint;
BEGIN
	EXECUTE format($q$
		UPDATE %I.%I AS r SET event = r.line::jsonb, line = NULL
		WHERE r.landed > $1 AND r.landed <= $2 AND r.event IS NULL AND r.line IS NOT NULL$q$, raw, landing)
	USING low, high;
EXCEPTION WHEN data_exception OR program_limit_exceeded OR statement_too_complex THEN
	EXECUTE format($q$
		SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY r.landed)
		FROM %I.%I AS r
		WHERE r.landed > $1 AND r.landed <= $2 AND r.event IS NULL AND r.line IS NOT NULL$q$, raw, landing)
	INTO n, middle USING low, high;
	IF n = 1 THEN
		EXECUTE format($q$
			INSERT INTO %I.rejected_event
			SELECT $1, NULL, 'not JSON', left(r.line, 1000), md5(r.line)
			FROM %I.%I AS r
			WHERE r.landed = $2
			ON CONFLICT (source, digest) DO NOTHING$q$, schema, raw, landing) USING name, middle;
	ELSE
		EXECUTE format('CALL %1$I.source_parse($1, $2, $3, $4, $5, $6, $7)', ext)
		USING ext, schema, raw, name, landing, low, middle;
		EXECUTE format('CALL %1$I.source_parse($1, $2, $3, $4, $5, $6, $7)', ext)
		USING ext, schema, raw, name, landing, middle, high;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE source_parse(name, name, name, text, name, bigint, bigint) IS
'lines that landed as text become JSON, what is none is rejected; for load_source alone';
