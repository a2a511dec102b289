-- Nights, and 24:00.
--
-- unless  business_hours_open_close
ALTER TABLE ops.business_hours
	DROP CONSTRAINT IF EXISTS business_hours_check,
	ADD CONSTRAINT business_hours_open_close CHECK (open <> close AND open < '24:00');
