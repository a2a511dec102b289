-- A mapping: how a call log becomes queue visits.
--
-- The log has one row per call, local clock times and the literal NULL for what
-- did not happen:
--
--   date_received, queue_name, agent_number, answered, consult, transfer, hangup
--
-- ops.raw_log holds the columns of the file as text, named as its header names
-- them, in lower case with _ for blanks, and the line.  What the mapping decides:
--   * a call with an instant in "answered" is answered, any other is abandoned;
--   * the wait runs from date_received to answered, or to hangup for the caller
--     who gave up; an agent named on an abandoned call was ringing;
--   * the agent is busy until the earlier of transfer and hangup;
--   * a transfer after a consultation is attended, one without is blind.
--
-- For a log of another shape, copy this file, change the right-hand sides and call
-- make demo CALLS=... FORMAT=your.sql.  ops.raw_visit has the columns of a queue
-- visit, wait_s and handle_s, all text; what is in them may look as in any file.
WITH log AS (
    SELECT line, date_received, queue_name,
           nullif(agent_number, 'NULL') AS agent_number,
           nullif(answered, 'NULL') AS answered,
           nullif(consult, 'NULL') AS consult,
           nullif(transfer, 'NULL') AS transfer,
           nullif(hangup, 'NULL') AS hangup
    FROM ops.raw_log
)
INSERT INTO ops.raw_visit (line, queue_id, queued_at, outcome, left_at,
                           answered_at, ended_at, agent_id, abandon_stage, transfer_out)
SELECT line, queue_name, date_received,
       CASE WHEN answered IS NULL THEN 'abandoned' ELSE 'answered' END,
       coalesce(answered, hangup),
       answered,
       CASE WHEN answered IS NOT NULL THEN least(transfer, hangup) END,
       CASE WHEN answered IS NOT NULL THEN agent_number END,
       CASE WHEN answered IS NULL
            THEN CASE WHEN agent_number IS NULL THEN 'queue' ELSE 'ring' END END,
       CASE WHEN transfer IS NULL THEN 'none'
            WHEN consult IS NULL THEN 'blind'
            ELSE 'attended' END
FROM log;
