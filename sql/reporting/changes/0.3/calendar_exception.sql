-- Nights, and 24:00.
--
-- unless  calendar_exception_open_close
ALTER TABLE ops.calendar_exception
	DROP CONSTRAINT IF EXISTS calendar_exception_check,
	ADD CONSTRAINT calendar_exception_open_close
		CHECK (open <> close AND open < '24:00' AND (open IS NULL) = (close IS NULL));
