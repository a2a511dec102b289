-- by contact
CREATE INDEX survey_response_contact ON ops.survey_response (contact_id);
