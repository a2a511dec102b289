-- Why a visit flowed out, who ended it, how often it was on hold.
--
-- unless  queue_visit_ended_by
ALTER TABLE ops.queue_visit
	ADD COLUMN IF NOT EXISTS flow_out_reason text,
	ADD COLUMN IF NOT EXISTS ended_by text,
	ADD COLUMN IF NOT EXISTS holds integer CHECK (holds >= 0),
	ADD CONSTRAINT queue_visit_ended_by CHECK (ended_by IN ('customer', 'agent', 'system'));

COMMENT ON COLUMN ops.queue_visit.flow_out_reason IS
	'why it left for elsewhere: overflow, closed, no agents ...';
COMMENT ON COLUMN ops.queue_visit.ended_by IS
	'who ended the conversation: customer, agent or system';
COMMENT ON COLUMN ops.queue_visit.holds IS
	'times on hold; NULL: not known';

CREATE INDEX IF NOT EXISTS queue_visit_visit_no_idx ON ops.queue_visit (visit_no) WHERE visit_no < 1;
