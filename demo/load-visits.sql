-- Rows as demo/read-calls left them become queue visits.  What remains to be found
-- needs the zone: times that its clocks skip or have twice, and the order of
-- instants that were computed.  Wants the variable zone.
SET timezone = :'zone';
-- What holds for a visit that can be, as the model's table has it.
\set left_after_queued `cat sql/reporting/parts/visit_left_after_queued.sql`
\set ended_after_left `cat sql/reporting/parts/visit_ended_after_left.sql`
\set wrapped_after_ended `cat sql/reporting/parts/visit_wrapped_after_ended.sql`
\t on
\pset format unaligned

CREATE TEMP TABLE placed AS
WITH instants AS (
    SELECT *, entered_at::timestamptz AS entered, queued_at::timestamptz AS queued,
           answered_at::timestamptz AS answered, left_at::timestamptz AS gone,
           ended_at::timestamptz AS ended, wrap_ended_at::timestamptz AS wrapped,
           coalesce(talk_s, CASE WHEN handle_s > 0
                            THEN greatest(handle_s - coalesce(hold_s, 0) - coalesce(acw_s, 0), 0) END) AS talk
    FROM ops.read_visit
), waited AS (
    SELECT *, coalesce(gone, queued + make_interval(secs => wait_s),
               CASE WHEN outcome = 'answered'
                    THEN ended - make_interval(secs => talk + coalesce(hold_s, 0)) END) AS out_at
    FROM instants
), answered AS (
    SELECT *, CASE WHEN outcome = 'answered' THEN coalesce(answered, out_at) END AS answer FROM waited
), conversed AS (
    SELECT *, coalesce(ended, answer + make_interval(secs => talk + coalesce(hold_s, 0))) AS end_at FROM answered
)
SELECT *, coalesce(wrapped, end_at + make_interval(secs => acw_s)) AS wrap_at FROM conversed;

-- A clock time that is not the clock's: it went forward there.
CREATE TEMP TABLE found AS
SELECT line, name AS column_name, given AS value, format('a time that %s skips', :'zone') AS reason
FROM ops.read_visit, LATERAL (VALUES ('entered_at', entered_at), ('queued_at', queued_at), ('answered_at', answered_at),
        ('left_at', left_at), ('ended_at', ended_at), ('wrap_ended_at', wrap_ended_at)) AS v (name, given)
WHERE given !~ '[+-]\d\d(:\d\d)?$' AND (given::timestamp AT TIME ZONE :'zone') AT TIME ZONE :'zone' <> given::timestamp
UNION ALL
SELECT line, v.name, v.value, v.reason
FROM (SELECT line, left_at AS left_given, ended_at AS ended_given, wrap_ended_at AS wrap_given, queued AS queued_at,
          answer AS answered_at, out_at AS left_at, end_at AS ended_at, wrap_at AS wrap_ended_at FROM placed) AS visit,
    LATERAL (VALUES ('left_at', left_given, 'before queued_at', NOT (:left_after_queued)),
        ('ended_at', ended_given, 'before left_at', NOT (:ended_after_left)),
        ('wrap_ended_at', wrap_given, 'before ended_at', NOT (:wrapped_after_ended))) AS v (name, value, reason, wrong)
WHERE v.wrong;
INSERT INTO ops.rejected_row SELECT DISTINCT ON (line) * FROM found ORDER BY line, reason ~ 'skips' DESC;

-- The hour that the clocks have twice.
SELECT format('-- %s times are in an hour that the clocks of %s have twice, such as line %s: %s; read as the second',
              count(*), :'zone', min(line), min(given))
FROM ops.read_visit, LATERAL (VALUES (queued_at), (answered_at), (left_at), (ended_at)) AS v (given)
WHERE given !~ '[+-]\d\d(:\d\d)?$'
  AND ((given::timestamp AT TIME ZONE :'zone') - interval '1 hour') AT TIME ZONE :'zone' = given::timestamp
HAVING count(*) > 0;

-- A contact's visits are numbered by time where the file does not.
INSERT INTO ops.queue_visit (contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason,
        entered_at, queued_at, answered_at, left_at, ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome,
        abandon_stage, transfer_in, transfer_out, origin_contact_id, sl_threshold_s, source, source_updated_at, is_test)
SELECT coalesce(contact_id, 'line ' || line),
       coalesce(visit_no, row_number() OVER (PARTITION BY coalesce(contact_id, 'line ' || line) ORDER BY queued, line)),
       coalesce(media, 'voice'), coalesce(direction, 'inbound'), site_id, queue_id, agent_id, customer_key, reason,
       entered, queued, answer, out_at, end_at, wrap_at, ring_s, talk, hold_s, acw_s, outcome,
       abandon_stage, transfer_in, transfer_out, origin_contact_id, sl_threshold_s, source,
       source_updated_at::timestamptz, coalesce(is_test, false)
FROM placed
WHERE line NOT IN (SELECT line FROM found);

SELECT format('   %s: %s; %s rows, such as line %s%s', column_name, reason, count(*), min(line), ': ' || min(value))
FROM (SELECT DISTINCT ON (line) * FROM found ORDER BY line, reason ~ 'skips' DESC) AS f
GROUP BY column_name, reason ORDER BY count(*) DESC;
SELECT format('-- %s rows taken, %s rejected%s', (SELECT count(*) FROM ops.queue_visit), count(*),
              CASE WHEN count(*) > 0 THEN ': table ops.rejected_row has each with its line and reason' END)
FROM ops.rejected_row;
TRUNCATE ops.read_visit;
ANALYZE ops.queue_visit;
