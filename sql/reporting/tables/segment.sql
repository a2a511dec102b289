-- partition  lower(during)
-- stays  during && tstzrange($1, NULL)

CREATE TABLE ops.segment (
	contact_id text NOT NULL, -- contact
	seg_no integer NOT NULL, -- number within the contact
	kind text NOT NULL, -- ivr, queue, ring, talk, hold, consult, conference, acw, voicemail or callback_wait
	during tstzrange NOT NULL, -- when, start included and end not
	queue_id text, -- queue
	agent_id text, -- agent of the leg
	visit_no integer, -- visit of the contact
	PRIMARY KEY (contact_id, seg_no),
	CHECK (kind IN ('ivr', 'queue', 'ring', 'talk', 'hold', 'consult', 'conference', 'acw', 'voicemail',
		'callback_wait')),
	CHECK (NOT isempty(during))
);

COMMENT ON TABLE ops.segment IS
	'legs of a contact, where the source has them; they may overlap';

CREATE INDEX ON ops.segment USING gist (during);
CREATE INDEX ON ops.segment (agent_id);
