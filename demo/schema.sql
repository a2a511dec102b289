-- The table every report starts from: one row per entry of a contact into a queue.
CREATE SCHEMA ops;
COMMENT ON SCHEMA ops IS 'the contact centre of the demo';

CREATE TABLE ops.queue_visit (
    contact_id text NOT NULL,
    visit_no int NOT NULL DEFAULT 1,
    media text DEFAULT 'voice',
    direction text DEFAULT 'in',
    site_id text,
    queue_id text NOT NULL,
    agent_id text,
    customer_key text,
    reason text,
    entered_at timestamptz,
    queued_at timestamptz NOT NULL,
    answered_at timestamptz,
    left_at timestamptz,
    ended_at timestamptz,
    wrap_ended_at timestamptz,
    ring_s float8 CHECK (ring_s >= 0),
    talk_s float8 CHECK (talk_s >= 0),
    hold_s float8 CHECK (hold_s >= 0),
    acw_s float8 CHECK (acw_s >= 0),
    outcome text NOT NULL CHECK (outcome IN
        ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'blocked', 'system_error', 'open')),
    abandon_stage text CHECK (abandon_stage IN ('ivr', 'queue', 'ring', 'delay')),
    transfer_in bool,
    transfer_out text CHECK (transfer_out IN ('none', 'blind', 'attended')),
    origin_contact_id text,
    sl_threshold_s float8 CHECK (sl_threshold_s >= 0),
    source text,
    source_updated_at timestamptz,
    is_test bool DEFAULT false,
    PRIMARY KEY (contact_id, visit_no),
    CHECK (left_at >= queued_at),
    CHECK (ended_at >= left_at),
    CHECK (wrap_ended_at >= ended_at),
    CHECK ((outcome = 'answered') = (answered_at IS NOT NULL))
);

-- Heads on hand per interval, all queues together.
CREATE TABLE ops.staff_plan (
    interval_start timestamptz PRIMARY KEY,
    agents float8 NOT NULL CHECK (agents >= 0)
);
