CREATE TABLE ops.survey_response (
	response_id text NOT NULL, -- one returned (or only sent) questionnaire
	contact_id text, -- contact it is about
	agent_id text, -- agent of that contact
	queue_id text, -- queue of that contact
	contact_at timestamptz NOT NULL, -- when the contact was: the date of reports
	answered_at timestamptz, -- when it was answered; NULL: it was not
	item text NOT NULL, -- question; csat, nps and ces are known by these names
	scale_min float8 NOT NULL, -- lowest possible answer
	scale_max float8 NOT NULL, -- highest possible answer
	value float8, -- answer; NULL: none
	invited boolean NOT NULL DEFAULT true, -- the customer was asked
	population text DEFAULT 'downstream', -- who was asked: downstream (customers), upstream (clients) or others
	PRIMARY KEY (response_id, item),
	CHECK (scale_min < scale_max AND value BETWEEN scale_min AND scale_max)
);

COMMENT ON TABLE ops.survey_response IS
	'one answer to one question';

CREATE INDEX ON ops.survey_response (contact_at);
CREATE INDEX ON ops.survey_response (item, contact_at);
