-- Contacts without a problem, which their key has once.
--
-- when  unique contact(contact_id)
(SELECT * FROM ops.contact WHERE CASE WHEN (:contact_problem) IS NULL THEN true END)
