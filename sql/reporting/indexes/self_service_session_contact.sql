-- sessions by the contact they were escalated to
CREATE INDEX self_service_session_contact ON ops.self_service_session (contact_id)
WHERE contact_id IS NOT NULL;
