
-- What sources write for an instant.  Never an error: what is none is NULL.
CREATE FUNCTION source_instant(value text, zone text)
RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE
		WHEN value ~ '^[0-9]{9,10}(\.[0-9]{1,9})?$' THEN to_timestamp(value::float8)
		WHEN value ~ '^[0-9]{13}$' THEN to_timestamp(value::float8 / 1000)
		WHEN value ~ '^[0-9]{16}$' THEN to_timestamp(value::float8 / 1000000)
		WHEN value !~ ('^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[ T]([01][0-9]|2[0-3]):[0-5][0-9]'
			|| '(:[0-5][0-9]([.][0-9]{1,9})?)?( ?(Z|UTC|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?$') THEN NULL
		WHEN substr(value, 9, 2)::integer > 28 AND substr(value, 9, 2)::integer > extract(day FROM
			make_date(substr(value, 1, 4)::integer, substr(value, 6, 2)::integer, 1) + '1 month - 1 day'::interval)
			THEN NULL
		WHEN value ~ '(Z|UTC|:[0-9.]+ ?[+-][0-9:]+)$' THEN value::timestamptz
		ELSE value::timestamp AT TIME ZONE zone
	END;
END;
COMMENT ON FUNCTION source_instant(text, text) IS
'instant that a source wrote: epoch in seconds, milliseconds (13 digits) or microseconds (16), or ISO 8601, in zone '
'where it has no offset (the second of two where the clock is set back); NULL for anything else, never an error';

-- A clock that is set back shows an hour twice; the bound says which is meant.
CREATE FUNCTION source_instant(value text, zone text, not_before timestamptz)
RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE
		WHEN value ~ '^[0-9.]*$' OR not_before IS NULL THEN t
		WHEN (t - '1 hour'::interval) AT TIME ZONE zone = t AT TIME ZONE zone
			AND t - '1 hour'::interval >= not_before - '5 seconds'::interval THEN t - '1 hour'::interval
		WHEN (t - '30 minutes'::interval) AT TIME ZONE zone = t AT TIME ZONE zone
			AND t - '30 minutes'::interval >= not_before - '5 seconds'::interval THEN t - '30 minutes'::interval
		ELSE t
	END
	FROM (SELECT source_instant(value, zone) AS t) AS s;
END;
COMMENT ON FUNCTION source_instant(text, text, timestamptz) IS
'the same; of two instants with the same clock time the first that is not before not_before (less 5 s)';

CREATE FUNCTION source_seconds(value text)
RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE
		WHEN value ~ '^[0-9]{1,10}([.][0-9]{0,9})?$' THEN value::float8
		WHEN value ~ '^[0-9]{1,4}(:[0-5][0-9]){1,2}([.][0-9]{1,9})?$' THEN
			split_part(value, ':', -1)::float8 + 60 * split_part(value, ':', -2)::float8
				+ 3600 * coalesce(nullif(split_part(value, ':', -3), ''), '0')::float8
	END;
END;
COMMENT ON FUNCTION source_seconds(text) IS
'seconds that a source wrote: a number of up to ten digits, mm:ss or hh:mm:ss; NULL for anything else, never an error';

CREATE FUNCTION source_elements(value jsonb)
RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
	SELECT e FROM jsonb_array_elements(CASE WHEN jsonb_typeof(value) = 'array' THEN value END) AS e;
END;
COMMENT ON FUNCTION source_elements(jsonb) IS
'elements of a JSON array; none of anything else, never an error';

CREATE FUNCTION source_key(value text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN length(value) BETWEEN 1 AND 99 THEN value END;
END;
COMMENT ON FUNCTION source_key(text) IS
'the key of a contact, NULL where it is none or longer than 99 characters';

-- A source that updates rows in place: what it touched is read again.
CREATE FUNCTION source_landed_anew()
RETURNS trigger
LANGUAGE plpgsql PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
	new.landed := nextval(pg_get_serial_sequence(format('%I.%I', tg_table_schema, tg_table_name), 'landed'));
	RETURN new;
END
$function$;
COMMENT ON FUNCTION source_landed_anew() IS
'trigger of landing tables whose rows are updated in place: an update lands the row anew';
