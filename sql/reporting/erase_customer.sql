-- Key and contacts get names that nobody else has, nor ever had: what is stored, and every figure, stays.
CREATE PROCEDURE erase_customer(schema name, customer_key text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	one record;
	old_ids text[] := '{}';
	new_ids text[];
	found_ids text[];
	changed bigint := 0;
	n bigint;
	has_noted boolean := true;
BEGIN
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % does not exist', coalesce(quote_ident(schema), 'null') USING ERRCODE = '3F000';
	END IF;
	IF coalesce(customer_key, '') = '' THEN
		RAISE EXCEPTION 'invalid value for argument "customer_key": %', coalesce(quote_literal(customer_key), 'null')
			USING ERRCODE = '22023', DETAIL = 'It must be the key of a customer.';
	END IF;
	-- What the triggers note of it is no change.
	IF to_regclass(format('%I.stored_late', schema)) IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.stored_late WHERE noted_at = now())', schema) INTO has_noted;
	END IF;

	FOR one IN
		SELECT c.oid::regclass AS relation, EXISTS (
			SELECT FROM pg_attribute AS a
			WHERE a.attrelid = c.oid AND a.attname = 'contact_id' AND NOT a.attisdropped) AS has_contact
		FROM pg_class AS c
		JOIN pg_attribute AS k ON k.attrelid = c.oid AND k.attname = 'customer_key' AND NOT k.attisdropped
		WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
	LOOP
		IF one.has_contact THEN
			EXECUTE format('SELECT coalesce(array_agg(contact_id) FILTER (WHERE contact_id IS NOT NULL), ''{}'') '
				'FROM %s WHERE customer_key = $1', one.relation) INTO found_ids USING customer_key;
			old_ids := old_ids || found_ids;
		END IF;
	END LOOP;
	SELECT coalesce(array_agg(d.id), '{}'), array_agg('erased:' || gen_random_uuid()) INTO old_ids, new_ids
	FROM (SELECT DISTINCT unnest(old_ids)) AS d (id);
	old_ids := old_ids || customer_key;
	new_ids := new_ids || ('erased:' || gen_random_uuid());

	FOR one IN
		SELECT c.oid::regclass AS relation, a.attname AS column_name
		FROM pg_class AS c
		JOIN pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
		WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
			AND a.attname IN ('customer_key', 'contact_id', 'origin_contact_id', 'ticket_id')
		ORDER BY c.relname, a.attname
	LOOP
		EXECUTE format('UPDATE %1$s AS t SET %2$I = m.new FROM unnest($1, $2) AS m (old, new) '
			'WHERE t.%2$I = m.old', one.relation, one.column_name) USING old_ids, new_ids;
		GET DIAGNOSTICS n = ROW_COUNT;
		changed := changed + n;
	END LOOP;
	-- Contacts that waited when their day was stored.
	IF to_regclass(format('%I.unit_day_summary', schema)) IS NOT NULL THEN
		EXECUTE format($q$
			UPDATE %I.unit_day_summary AS s
			SET contact_ids = (
				SELECT array_agg(coalesce(m.new, c.id) ORDER BY coalesce(m.new, c.id))
				FROM unnest(s.contact_ids) AS c (id)
				LEFT JOIN unnest($1, $2) AS m (old, new) ON m.old = c.id)
			WHERE s.contact_ids IS NOT NULL AND s.contact_ids && $1$q$, schema) USING old_ids, new_ids;
	END IF;
	IF to_regclass(format('%I.quality_day_summary', schema)) IS NOT NULL THEN	-- of messages that belonged to none
		EXECUTE format('UPDATE %I.quality_day_summary AS s SET of_id = m.new FROM unnest($1, $2) AS m (old, new) '
			'WHERE s.of_id = m.old AND s.counted = ''of no known contact''', schema) USING old_ids, new_ids;
	END IF;
	-- What load_source keeps of these contacts.
	IF to_regclass(format('%I.source_load', schema)) IS NOT NULL THEN
		EXECUTE format('DELETE FROM %I.rejected_event WHERE source || '':'' || key = ANY ($1)', schema) USING old_ids;
		EXECUTE format('DELETE FROM %I.source_link '
			'WHERE source || '':'' || alias = ANY ($1) OR source || '':'' || contact = ANY ($1)', schema) USING old_ids;
		EXECUTE format($q$
			UPDATE %1$I.source_agent_event AS e
			SET track = n.new
			FROM (
				SELECT d.track, '~call ' || gen_random_uuid() AS new
				FROM (SELECT DISTINCT track FROM %1$I.source_agent_event WHERE contact_id = ANY ($1)) AS d
			) AS n
			WHERE e.contact_id = ANY ($1) AND e.track = n.track AND e.track LIKE '~%%'$q$, schema) USING new_ids;
	END IF;
	IF NOT has_noted THEN
		EXECUTE format('DELETE FROM %I.stored_late WHERE noted_at = now()', schema);
	END IF;
	IF changed = 0 THEN
		RAISE WARNING 'no customer in schema % has this key', quote_ident(schema);
	ELSE
		RAISE NOTICE 'changed % values of a customer of % contacts', changed, cardinality(old_ids) - 1;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE erase_customer IS
'make the customer of a key unknown in a reporting model: the key and the ids of his contacts become random ones, in '
'every table of the schema, so that figures, stored or not, stay as they are; rows of landing tables are not touched';
