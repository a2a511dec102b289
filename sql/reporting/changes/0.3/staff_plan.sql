-- A plan may be of one medium.
--
-- unless  staff_plan_key
ALTER TABLE ops.staff_plan
	ADD COLUMN IF NOT EXISTS media text,
	DROP CONSTRAINT IF EXISTS staff_plan_pkey,
	ADD CONSTRAINT staff_plan_key UNIQUE NULLS NOT DISTINCT (queue_id, interval_start, media);

COMMENT ON COLUMN ops.staff_plan.media IS
	'medium they are for; NULL: all that have no plan of their own, which share them';
