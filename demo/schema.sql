-- The event model, as any user would create it, and the heads on hand in each
-- half hour, all queues together.
CREATE SCHEMA ops;
COMMENT ON SCHEMA ops IS 'the contact centre of the demo';
CALL create_reporting_model('ops');

CREATE TABLE ops.agents_on_hand (
    interval_start timestamptz PRIMARY KEY,
    agents float8 NOT NULL CHECK (agents >= 0)
);
