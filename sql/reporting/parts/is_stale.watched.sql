-- Rows of [:stale_from, :stale_to) changed since they were stored.
--
-- uses  stored_late
-- when  watched :stale_what
CASE WHEN :stale_from < (SELECT max(to_at) FROM ops.stored_late WHERE stored = :stale_what)
	THEN EXISTS (
		SELECT
		FROM ops.stored_late AS l
		WHERE l.stored = :stale_what AND l.to_at > :stale_from AND l.from_at < :stale_to)
	ELSE false END
