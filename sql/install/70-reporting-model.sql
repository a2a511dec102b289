
-- Chapter 7: the reporting model, tables that the caller owns

-- Everything in a caller's schema is named in full: nothing there, and nothing
-- on the session's search_path, can stand in for what is meant.

CREATE PROCEDURE create_reporting_model(schema name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	model record;
	line record;
	made integer := 0;
BEGIN
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	END IF;

	-- One line a column: definition, two dashes, comment; then table constraints.
	FOR model IN SELECT * FROM (VALUES
	('queue_visit', 'one row per entry of one contact into one queue', $t$
contact_id text NOT NULL -- contact the visit belongs to, unique over all sources
visit_no integer NOT NULL -- number of the visit within its contact
media text -- voice, chat, message, email, task or callback
direction text -- inbound or outbound
site_id text -- site, as in table site
queue_id text -- queue entered
agent_id text -- answering agent
customer_key text -- hashed key of the customer; never in a view
reason text -- reason of the contact
entered_at timestamptz -- start of the script (IVR)
queued_at timestamptz NOT NULL -- entry into the queue
answered_at timestamptz -- answer by an agent
left_at timestamptz -- end of the wait: answer, abandon or flow-out
ended_at timestamptz -- end of the conversation
wrap_ended_at timestamptz -- end of the work after it
ring_s float8 CHECK (ring_s >= 0) -- seconds of ringing; NULL: not known
talk_s float8 CHECK (talk_s >= 0) -- seconds of talk, hold excluded; NULL: not known
hold_s float8 CHECK (hold_s >= 0) -- seconds on hold; NULL: not known
acw_s float8 CHECK (acw_s >= 0) -- seconds of after-contact work; NULL: not known
outcome text -- answered, abandoned, flowed_out, callback_requested, blocked, system_error or open (also NULL)
abandon_stage text -- where it was abandoned: ivr, queue, ring or delay
transfer_in boolean -- came by transfer
transfer_out text -- none, blind or attended
origin_contact_id text -- root of a chain of callbacks or transfers
sl_threshold_s float8 CHECK (sl_threshold_s >= 0) -- service level threshold in force then, seconds
source text -- system the row comes from
source_updated_at timestamptz -- version of the row there: the newest wins
is_test boolean NOT NULL DEFAULT false -- left out of every view
PRIMARY KEY (contact_id, visit_no)
CONSTRAINT queue_visit_outcome CHECK (outcome IN ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'blocked', 'system_error', 'open'))
CONSTRAINT queue_visit_answered CHECK ((coalesce(outcome, 'open') = 'answered') = (answered_at IS NOT NULL))
CONSTRAINT queue_visit_left_after_queued CHECK (left_at >= queued_at AND answered_at >= queued_at)
CONSTRAINT queue_visit_ended_after_left CHECK (ended_at >= left_at AND ended_at >= answered_at AND ended_at >= queued_at)
CONSTRAINT queue_visit_wrapped_after_ended CHECK (wrap_ended_at >= ended_at)
$t$, ARRAY['INDEX ON %1$I.queue_visit (queue_id, queued_at)', 'INDEX ON %1$I.queue_visit (queued_at)',
	'INDEX ON %1$I.queue_visit (agent_id, answered_at)',
	'INDEX ON %1$I.queue_visit (queued_at) WHERE coalesce(outcome, ''open'') = ''open''',
	'INDEX ON %1$I.queue_visit (origin_contact_id) WHERE origin_contact_id IS NOT NULL',
	'INDEX ON %1$I.queue_visit (visit_no) WHERE visit_no < 1',
	'INDEX ON %1$I.queue_visit USING brin (queued_at)']),
	('contact', 'one row per contact, as the customer sees it', $t$
contact_id text PRIMARY KEY -- contact
customer_key text -- hashed key of the customer; never in a view
media text -- voice, chat, message, email or task
direction text -- inbound or outbound
started_at timestamptz NOT NULL -- start
ended_at timestamptz -- end; NULL: still open
first_queue_id text -- first queue it entered
reason text -- reason
resolved boolean -- resolved by the record; NULL: not known
revenue numeric -- revenue attributed to it
currency text -- currency of revenue
CHECK (ended_at >= started_at)
$t$, ARRAY['INDEX ON %1$I.contact (started_at)']),
	('segment', 'legs of a contact, where the source has them; they may overlap', $t$
contact_id text NOT NULL -- contact
seg_no integer NOT NULL -- number within the contact
kind text NOT NULL -- ivr, queue, ring, talk, hold, consult, conference, acw, voicemail or callback_wait
during tstzrange NOT NULL -- when, start included and end not
queue_id text -- queue
agent_id text -- agent of the leg
visit_no integer -- visit of the contact
PRIMARY KEY (contact_id, seg_no)
CHECK (kind IN ('ivr', 'queue', 'ring', 'talk', 'hold', 'consult', 'conference', 'acw', 'voicemail', 'callback_wait'))
CHECK (NOT isempty(during))
$t$, ARRAY['INDEX ON %1$I.segment USING gist (during)', 'INDEX ON %1$I.segment (agent_id)']),
	-- A range of one hash compares for overlap as the hash does for equality,
	-- which spares the exclusion constraints an extension of their own.
	('agent_state', 'what each agent did when; one state at a time (and medium, where kept by medium)', $t$
agent_id text NOT NULL -- agent
during tstzrange NOT NULL -- when, start included and end not; no end: still in it
state text -- state as the source names it
state_class text NOT NULL -- available, handling, acw, other_work, unavailable or offline
aux_code text -- reason of an unavailable state: break, training ...
paid boolean -- paid time; NULL: all but offline is
media text -- medium, where states are kept by medium
CHECK (state_class IN ('available', 'handling', 'acw', 'other_work', 'unavailable', 'offline'))
CHECK (NOT isempty(during) AND lower(during) IS NOT NULL)
CONSTRAINT agent_state_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(agent_id || chr(31) || coalesce(media, ''), 0) >> 1, (hashtextextended(agent_id || chr(31) || coalesce(media, ''), 0) >> 1) + 1) WITH &&, during WITH &&)
$t$, ARRAY['INDEX ON %1$I.agent_state USING gist (during)', 'INDEX ON %1$I.agent_state (lower(during))', 'INDEX ON %1$I.agent_state (agent_id)']),
	('schedule', 'what each agent was to do when; every published version is kept', $t$
agent_id text NOT NULL -- agent
during tstzrange NOT NULL -- when, start included and end not
activity text -- activity as the source names it
class text NOT NULL -- on_queue, off_queue_paid, break_unpaid or absence
version_no integer NOT NULL DEFAULT 1 -- version; per agent and day the highest counts
published_at timestamptz -- when the version was published
CHECK (class IN ('on_queue', 'off_queue_paid', 'break_unpaid', 'absence'))
CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during))
CONSTRAINT schedule_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(agent_id || chr(31) || version_no, 0) >> 1, (hashtextextended(agent_id || chr(31) || version_no, 0) >> 1) + 1) WITH &&, during WITH &&)
$t$, ARRAY['INDEX ON %1$I.schedule USING gist (during)', 'INDEX ON %1$I.schedule (lower(during))', 'INDEX ON %1$I.schedule (agent_id)']),
	('forecast', 'forecasts as they were made: accuracy needs the lead', $t$
queue_id text NOT NULL -- queue
media text NOT NULL DEFAULT 'voice' -- medium
interval_start timestamptz NOT NULL -- start of the interval forecast
interval_len interval NOT NULL -- its length
made_at timestamptz NOT NULL -- when the forecast was made
horizon text -- name of the lead: day ahead, week ahead ...
volume float8 NOT NULL CHECK (volume >= 0) -- contacts offered
aht_s float8 CHECK (aht_s > 0) -- average handle time, seconds
lo float8 -- lower end of the volume
hi float8 -- upper end of the volume
required float8 CHECK (required >= 0) -- agents required, as the source computed it
scenario text NOT NULL DEFAULT 'base' -- scenario
PRIMARY KEY (queue_id, media, interval_start, made_at, scenario)
$t$, ARRAY['INDEX ON %1$I.forecast (interval_start)']),
	('staff_plan', 'agents scheduled on the queue per interval, where they are planned by queue', $t$
queue_id text NOT NULL -- queue
interval_start timestamptz NOT NULL -- start of the interval
interval_len interval NOT NULL -- its length
scheduled float8 NOT NULL CHECK (scheduled >= 0) -- agents scheduled on the queue
PRIMARY KEY (queue_id, interval_start)
$t$, '{}'),
	('survey_response', 'one answer to one question', $t$
response_id text NOT NULL -- one returned (or only sent) questionnaire
contact_id text -- contact it is about
agent_id text -- agent of that contact
queue_id text -- queue of that contact
contact_at timestamptz NOT NULL -- when the contact was: the date of reports
answered_at timestamptz -- when it was answered; NULL: it was not
item text NOT NULL -- question; csat, nps and ces are known by these names
scale_min float8 NOT NULL -- lowest possible answer
scale_max float8 NOT NULL -- highest possible answer
value float8 -- answer; NULL: none
invited boolean NOT NULL DEFAULT true -- the customer was asked
PRIMARY KEY (response_id, item)
CHECK (scale_min < scale_max AND value BETWEEN scale_min AND scale_max)
$t$, ARRAY['INDEX ON %1$I.survey_response (contact_at)', 'INDEX ON %1$I.survey_response (item, contact_at)']),
	('quality_evaluation', 'one item of one quality evaluation', $t$
contact_id text NOT NULL -- contact evaluated
agent_id text NOT NULL -- agent evaluated
evaluator text NOT NULL -- who evaluated
evaluated_at timestamptz NOT NULL -- when
item text NOT NULL -- item of the form
weight float8 NOT NULL DEFAULT 1 CHECK (weight >= 0) -- weight of the item
max_points float8 NOT NULL CHECK (max_points > 0) -- points possible
points float8 CHECK (points BETWEEN 0 AND max_points) -- points given
critical boolean NOT NULL DEFAULT false -- no points here is a critical error
applicable boolean NOT NULL DEFAULT true -- item applies to the contact
PRIMARY KEY (contact_id, agent_id, evaluator, evaluated_at, item)
$t$, ARRAY['INDEX ON %1$I.quality_evaluation (evaluated_at)']),
	('business_hours', 'weekly opening hours by calendar', $t$
calendar_id text NOT NULL -- calendar
tz text NOT NULL -- time zone, IANA name
weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7) -- 1 Monday to 7 Sunday
open time NOT NULL -- opens
close time NOT NULL -- closes
valid daterange NOT NULL DEFAULT '(,)' -- days on which this week applies
CHECK (open < close)
PRIMARY KEY (calendar_id, weekday, open, valid)
$t$, '{}'),
	('calendar_exception', 'days that differ from the week of a calendar', $t$
calendar_id text NOT NULL -- calendar
day date NOT NULL -- day
open time -- opens; NULL: closed all day
close time -- closes
CHECK (open < close AND (open IS NULL) = (close IS NULL))
UNIQUE NULLS NOT DISTINCT (calendar_id, day, open)
$t$, '{}'),
	('target', 'what a KPI should reach', $t$
scope text NOT NULL DEFAULT 'all' -- all, or a queue_id
kpi text NOT NULL -- KPI, as in kpi_catalog
threshold_s float8 CHECK (threshold_s >= 0) -- threshold of a service level, seconds
goal float8 NOT NULL -- value to reach
valid daterange NOT NULL DEFAULT '(,)' -- days on which it applies
PRIMARY KEY (scope, kpi, valid)
$t$, '{}'),
	('headcount_event', 'people who come and go', $t$
agent_id text NOT NULL -- agent
date date NOT NULL -- day; the first day on or off
kind text NOT NULL -- hire, exit_voluntary, exit_involuntary or transfer (leaves the centre)
PRIMARY KEY (agent_id, date, kind)
CHECK (kind IN ('hire', 'exit_voluntary', 'exit_involuntary', 'transfer'))
$t$, '{}'),
	('cost', 'cost by month', $t$
scope text NOT NULL DEFAULT 'all' -- all: of the centre, which is what the views read; others are the caller's own
month date NOT NULL CHECK (extract(day FROM month) = 1) -- first day of the month
kind text NOT NULL -- labour, technology ...
amount numeric NOT NULL -- amount
currency text NOT NULL -- its currency
PRIMARY KEY (scope, month, kind, currency)
$t$, '{}'),
	('ticket_event', 'what happened to tickets of deferred media', $t$
ticket_id text NOT NULL -- ticket
event_no integer NOT NULL -- number within the ticket
at timestamptz NOT NULL -- when
event text NOT NULL -- created, comment, status, reopened, solved or closed
actor_kind text -- customer, agent, bot or system
public boolean -- seen by the customer
status text -- status after it
queue_id text -- queue
calendar_id text -- business hours that apply, as in table business_hours
PRIMARY KEY (ticket_id, event_no)
$t$, ARRAY['INDEX ON %1$I.ticket_event (at)', 'INDEX ON %1$I.ticket_event (event, at)']),
	('trunk_event', 'attempts at the trunks', $t$
attempt_id text PRIMARY KEY -- attempt
at timestamptz NOT NULL -- when
result text NOT NULL -- connected or blocked
$t$, ARRAY['INDEX ON %1$I.trunk_event (at)']),
	('site', 'sites', $t$
site_id text PRIMARY KEY -- site
name text -- name
zone text NOT NULL -- time zone, IANA name
$t$, '{}'),
	('queue', 'queues, by validity: names and owners change', $t$
queue_id text NOT NULL -- queue
valid tstzrange NOT NULL DEFAULT '(,)' -- when this row applies
name text NOT NULL -- name
business_unit text -- business unit
calendar_id text -- business hours of the queue
PRIMARY KEY (queue_id, valid)
CONSTRAINT queue_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(queue_id, 0) >> 1, (hashtextextended(queue_id, 0) >> 1) + 1) WITH &&, valid WITH &&)
$t$, '{}'),
	('agent', 'agents, by validity: people change teams', $t$
agent_id text NOT NULL -- agent
valid tstzrange NOT NULL DEFAULT '(,)' -- when this row applies
name text -- name
team text -- team
site_id text -- site
PRIMARY KEY (agent_id, valid)
CONSTRAINT agent_one_at_a_time EXCLUDE USING gist (int8range(hashtextextended(agent_id, 0) >> 1, (hashtextextended(agent_id, 0) >> 1) + 1) WITH &&, valid WITH &&)
$t$, '{}'),
	('feed_gap', 'holes in what a source delivered: no data there, not zero', $t$
source text NOT NULL -- system
during tstzrange NOT NULL -- when it delivered nothing
PRIMARY KEY (source, during)
CHECK (NOT isempty(during))
$t$, '{}'),
	('maturity_check', 'check points of a maturity assessment', $t$
framework text NOT NULL DEFAULT 'standard' -- set of dimensions, as in cc_cmm_dimensions
assessed_on date NOT NULL -- day of the assessment
dimension text NOT NULL -- dimension
level integer NOT NULL CHECK (level BETWEEN 2 AND 5) -- level the check point belongs to
check_point text NOT NULL -- check point
score float8 CHECK (score BETWEEN 0 AND 1) -- score from 0 to 1; NULL: not scored
applicable boolean NOT NULL DEFAULT true -- applies to this centre
PRIMARY KEY (framework, assessed_on, dimension, check_point)
$t$, '{}'),
	('queue_interval_summary', 'summaries by interval of visits that have left their queue; made by refresh_queue_summary, read by the queue views', $t$
queue_id text -- queue
media text -- medium
site_id text -- site
bucket_start timestamptz NOT NULL -- start of the interval
bucket_end timestamptz NOT NULL -- its end
summary %2$I.queue_summary NOT NULL -- counts, sums and wait histograms
transfers bigint NOT NULL -- answered visits transferred away
UNIQUE NULLS NOT DISTINCT (bucket_start, queue_id, media, site_id)
$t$, ARRAY['INDEX ON %1$I.queue_interval_summary (bucket_end)']),
	('agent_interval_summary', 'what agents did, by interval; made by refresh_agent_summary, read by agent_interval and agent_day', $t$
agent_id text -- agent
bucket_start timestamptz NOT NULL -- start of the interval
bucket_end timestamptz NOT NULL -- its end
logged_in_s float8 NOT NULL -- seconds logged in
paid_s float8 NOT NULL -- seconds of paid states
handling_s float8 NOT NULL -- seconds handling contacts
available_s float8 NOT NULL -- seconds available
other_work_s float8 NOT NULL -- seconds of other work
unavailable_s float8 NOT NULL -- seconds unavailable
UNIQUE NULLS NOT DISTINCT (bucket_start, agent_id)
$t$, '{}'),
	('agent_adherence_summary', 'schedule against actual, by interval; made by refresh_agent_summary, read by agent_adherence', $t$
agent_id text -- agent
bucket_start timestamptz NOT NULL -- start of the interval
bucket_end timestamptz NOT NULL -- its end
scheduled_s float8 NOT NULL -- seconds scheduled
adherent_s float8 NOT NULL -- scheduled seconds in which the agent did what the schedule says
present_s float8 NOT NULL -- scheduled seconds in which the agent was at work
on_queue_scheduled_s float8 NOT NULL -- seconds scheduled on the queue
on_queue_actual_s float8 NOT NULL -- seconds on the queue
UNIQUE NULLS NOT DISTINCT (bucket_start, agent_id)
$t$, '{}'),
	('kpi_month_summary', 'KPIs of closed months; made by refresh_kpi_month, read by kpi_month', $t$
month date NOT NULL -- first day of the local month
kpi text NOT NULL -- KPI, as in kpi_catalog
numerator float8 -- upper sum of the quotient
denominator float8 -- lower sum of the quotient
PRIMARY KEY (month, kpi)
$t$, '{}')
	) AS m (name, comment, lines, indexes)
	LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', schema, model.name)) IS NOT NULL;
		made := made + 1;

		EXECUTE (SELECT format('CREATE TABLE %I.%I (%s)', schema, model.name,
				string_agg(format(split_part(l, ' -- ', 1), schema, n.nspname), ', ' ORDER BY number))
			FROM string_to_table(btrim(model.lines, E'\n'), E'\n') WITH ORDINALITY AS t (l, number),
				pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
			WHERE e.extname = 'contact_center');
		EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, model.name, model.comment);
		FOR line IN
			SELECT split_part(l, ' ', 1) AS name, split_part(l, ' -- ', 2) AS comment
			FROM string_to_table(model.lines, E'\n') AS l WHERE l LIKE '% -- %'
		LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, model.name, line.name, line.comment);
		END LOOP;
		FOR line IN SELECT i FROM unnest(model.indexes) AS i LOOP
			EXECUTE format('CREATE ' || line.i, schema);
		END LOOP;
	END LOOP;
	RAISE NOTICE 'created % tables of the reporting model in schema %', made, quote_ident(schema);
END
$procedure$;
COMMENT ON PROCEDURE create_reporting_model(name) IS
'create the tables of the reporting model that are missing in schema (and the schema), owned by the caller; what is there, table or view, is left as it is';
