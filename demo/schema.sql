-- The event model, as any user would create it, the heads on hand in each half
-- hour, all queues together, and what is between a file and the model.
CREATE SCHEMA ops;
COMMENT ON SCHEMA ops IS 'the contact centre of the demo';
CALL create_reporting_model('ops');

CREATE TABLE ops.agents_on_hand (
    interval_start timestamptz PRIMARY KEY,
    agents float8 NOT NULL CHECK (agents >= 0)
);
COMMENT ON TABLE ops.agents_on_hand IS 'agents at work in each half hour, all queues together';

CREATE TABLE ops.rejected_row (line bigint, column_name text, value text, reason text);
COMMENT ON TABLE ops.rejected_row IS 'rows of the file that could not be taken';

-- What demo/read-calls makes of a file: clean text, in its order of columns.
CREATE UNLOGGED TABLE ops.read_visit (
    line bigint, contact_id text, visit_no int, media text, direction text, site_id text, queue_id text, agent_id text,
    customer_key text, reason text, entered_at text, queued_at text, answered_at text, left_at text, ended_at text,
    wrap_ended_at text, ring_s float8, talk_s float8, hold_s float8, acw_s float8, outcome text, abandon_stage text,
    transfer_in bool, transfer_out text, origin_contact_id text, sl_threshold_s float8, source text,
    source_updated_at text, is_test bool, wait_s float8, handle_s float8
);

-- What a mapping (FORMAT=) fills: the same columns, as text; see demo/calllog.sql.
CREATE UNLOGGED TABLE ops.raw_visit (
    line bigint, contact_id text, visit_no text, media text, direction text, site_id text,
    queue_id text, agent_id text, customer_key text, reason text, entered_at text, queued_at text, answered_at text,
    left_at text, ended_at text, wrap_ended_at text, ring_s text, talk_s text, hold_s text, acw_s text, outcome text,
    abandon_stage text, transfer_in text, transfer_out text, origin_contact_id text, sl_threshold_s text, source text,
    source_updated_at text, is_test text, wait_s text, handle_s text
);
