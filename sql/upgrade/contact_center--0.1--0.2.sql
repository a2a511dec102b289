\echo Use "ALTER EXTENSION contact_center UPDATE TO '0.2'" to load this file. \quit

-- 0.2 makes the procedures of the reporting model anew: the chapters that the
-- Makefile names in UPDATED follow, with CREATE OR REPLACE.  PostgreSQL refuses
-- to replace what is not the extension's.

-- Chapter 7: the reporting model, tables that the caller owns

-- Everything in a caller's schema is named in full: nothing there, and nothing
-- on the session's search_path, can stand in for what is meant.

CREATE OR REPLACE PROCEDURE create_reporting_model(schema name)
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

-- Chapter 7: the reporting views, ordinary views that the caller owns

CREATE OR REPLACE PROCEDURE create_reporting_views(
	schema name,
	interval_width interval DEFAULT '30 min',
	zone text DEFAULT 'UTC',
	threshold float8 DEFAULT 20,
	variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 5,
	day_start time DEFAULT '00:00',
	service_goal float8 DEFAULT 0.8,
	shrinkage float8 DEFAULT 0.3,
	repeat_days float8 DEFAULT 7,
	response_target float8 DEFAULT 86400,
	cost_per_minute float8 DEFAULT NULL,
	min_answers integer DEFAULT 5,
	baseline daterange DEFAULT NULL,
	security_invoker boolean DEFAULT true)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET intervalstyle = postgres
AS $procedure$
DECLARE
	ext name;
	arguments text[];
	base text;
	waited text;
	visits text;
	contacts text;
	merged text;
	target text;
	live text;
	problem text;
	judged text;
	spans jsonb := '{}';
	one record;
	missing text;
	kind "char";
	made integer := 0;
	removed bigint;
	index_name name;
	local_time text;
	made_now text[] := '{}';
	made_from text;
	made_before text;
	kpis_stored boolean;
	visit_spans jsonb := '{}';
	span text;
	span_fragments jsonb := '{}';
	columns record;
	relations text[];
	fragments jsonb;
	fragment record;
	definition text;
	queue_kpis CONSTANT text[] := ARRAY[['service_level', 'service_met', 'service_judged'], ['asa', 'answer_wait_s', 'answered'], ['queue_time', 'wait_s', 'offered'],
		['abandonment', 'abandoned', 'offered'], ['answer_rate', 'answered', 'offered'], ['transfer_rate', 'transfers', 'answered'], ['talk', 'handle_s - coalesce(acw_s, 0)', 'answered'],
		['acw', 'acw_s', 'answered'], ['aht', 'handle_s', 'answered'], ['time_to_abandon', 'abandon_wait_s', 'abandoned']];
	realtimes jsonb;
	realtime_columns jsonb;
	lives jsonb;
	live_columns jsonb;
	rolled jsonb := '{}';
	ever constant text[] := ARRAY['''-infinity''::timestamptz', '''infinity''::timestamptz'];
	comments jsonb;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % does not exist', quote_ident(schema) USING ERRCODE = '3F000';
	END IF;
	IF interval_width IS NULL OR zone IS NULL OR threshold IS NULL OR variant IS NULL OR short_abandon IS NULL
		OR day_start IS NULL OR service_goal IS NULL OR shrinkage IS NULL OR repeat_days IS NULL
		OR response_target IS NULL OR min_answers IS NULL OR security_invoker IS NULL THEN
		RAISE EXCEPTION 'only arguments "cost_per_minute" and "baseline" may be null' USING ERRCODE = '22004';
	END IF;

	-- What would be refused when a view is read is refused now.
	FOR one IN SELECT * FROM (VALUES
		('interval_width', interval_width::text, interval_width > '0' AND interval_width <= '1 day', 'a positive interval of at most one day'),
		('threshold', threshold::text, threshold BETWEEN 0 AND 1e9, 'a number of seconds from 0 to 1e9'),
		('short_abandon', short_abandon::text, short_abandon BETWEEN 0 AND 1e9, 'a number of seconds from 0 to 1e9'),
		('service_goal', service_goal::text, service_goal > 0 AND service_goal < 1, 'a fraction between 0 and 1, both excluded'),
		('shrinkage', shrinkage::text, shrinkage >= 0 AND shrinkage < 1, 'a fraction from 0 to less than 1'),
		('repeat_days', repeat_days::text, repeat_days > 0 AND repeat_days <= 36500, 'a positive number of days, at most 36500'),
		('response_target', response_target::text, response_target BETWEEN 0 AND 1e9, 'a number of seconds from 0 to 1e9'),
		('cost_per_minute', cost_per_minute::text, cost_per_minute BETWEEN 0 AND 1e9, 'an amount from 0 to 1e9, or null'),
		('min_answers', min_answers::text, min_answers >= 1, 'a positive number'))
		AS c (name, value, fits, allowed) WHERE NOT fits
	LOOP
		RAISE EXCEPTION 'invalid value for argument "%": %', one.name, one.value
			USING ERRCODE = '22023', DETAIL = format('It must be %s.', one.allowed);
	END LOOP;
	EXECUTE format('SELECT %1$I.reporting_interval(now(), $1, $2, $3), %1$I.service_level(%1$I.queue_summary(''answered''::text, 1::float8), $4, $5, $6)',
		ext) USING interval_width, zone, day_start, threshold, variant, short_abandon;

	relations := ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(schema)) AND relkind IN ('r', 'p', 'v', 'm', 'f'));

	-- 1 extension, 2 schema, then the parameters as typed literals
	arguments := ARRAY[ext::text, schema::text,
		format('%L::interval', interval_width), format('%L::text', zone), format('%L::float8', threshold),
		format('%L::text', variant), format('%L::float8', short_abandon), format('%L::time', day_start),
		format('%L::float8', service_goal), format('%L::float8', shrinkage), format('%L::float8', repeat_days),
		format('%L::float8', response_target), format('%L::float8', cost_per_minute), format('%L::integer', min_answers),
		format('%L::daterange', baseline), format('%L::text', interval_width)];

	-- Summaries of other intervals than the views' are of no use to them; the newest
	-- version of a schedule is by local day, which depends on the zone as well.
	FOR one IN SELECT * FROM (VALUES
		('queue_interval_summary', 'refresh_queue_summary', 'false'),
		('agent_interval_summary', 'refresh_agent_summary', 'false'),
		('agent_adherence_summary', 'refresh_agent_summary', CASE WHEN 'reporting_settings' = ANY (relations)
			THEN 'NOT EXISTS (SELECT FROM %2$I.reporting_settings o WHERE to_jsonb(o) ->> ''zone'' = %4$s AND to_jsonb(o) ->> ''day_start'' = %8$s::text)' ELSE 'true' END))
		AS s (name, refresh, outdated) WHERE name = ANY (relations)
	LOOP
		EXECUTE format(replace(replace('DELETE FROM %2$I.{summary} WHERE {outdated} OR EXISTS (SELECT FROM (SELECT DISTINCT bucket_start, bucket_end FROM %2$I.{summary}) s
			WHERE %1$I.lower(%1$I.reporting_interval(s.bucket_start, %3$s, %4$s, %8$s)) <> s.bucket_start
				OR %1$I.upper(%1$I.reporting_interval(s.bucket_start, %3$s, %4$s, %8$s)) <> s.bucket_end)', '{summary}', one.name), '{outdated}', one.outdated), VARIADIC arguments);
		GET DIAGNOSTICS removed = ROW_COUNT;
		IF removed > 0 THEN
			RAISE NOTICE 'removed % summaries of other intervals; call %', removed, one.refresh;
		END IF;
	END LOOP;

	-- KPIs that are stored hold as long as kpi_month_live, and all that it is made
	-- from, is defined as it was: parameters and tables at hand are part of that.
	made_from := $q$WITH RECURSIVE source AS (
			SELECT 'pg_class'::regclass::oid AS class, to_regclass(%L)::oid AS id
			UNION
			SELECT d.refclassid, d.refobjid FROM source s LEFT JOIN pg_rewrite r ON s.class = 'pg_class'::regclass AND r.ev_class = s.id
			JOIN pg_depend d ON d.classid = CASE WHEN r.oid IS NULL THEN s.class ELSE 'pg_rewrite'::regclass END AND d.objid = coalesce(r.oid, s.id)
			WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass) AND d.deptype = 'n')
		SELECT md5(string_agg(coalesce(pg_get_viewdef(c.oid), pg_get_function_sqlbody(p.oid)), ' ' ORDER BY s.class, s.id))
		FROM source s LEFT JOIN pg_class c ON s.class = 'pg_class'::regclass AND c.oid = s.id AND c.relkind = 'v' LEFT JOIN pg_proc p ON s.class = 'pg_proc'::regclass AND p.oid = s.id$q$;
	made_from := format(made_from, format('%I.kpi_month_live', schema));
	kpis_stored := EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(format('%I.kpi_month_summary', schema)) AND relkind IN ('r', 'p'));
	IF kpis_stored THEN
		EXECUTE format('LOCK TABLE %2$I.kpi_month_summary IN SHARE ROW EXCLUSIVE MODE', VARIADIC arguments);
		EXECUTE made_from INTO made_before;
	END IF;

	-- What makes a visit unusable; NULL: nothing.
	problem := $q$CASE
		WHEN queued_at IS NULL THEN 'no queued_at'
		WHEN coalesce(outcome, 'open') NOT IN ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'blocked', 'system_error', 'open') THEN 'unknown outcome'
		WHEN (coalesce(outcome, 'open') = 'answered') <> (answered_at IS NOT NULL) THEN 'answered_at contradicts outcome'
		WHEN left_at < queued_at OR answered_at < queued_at THEN 'left before queued'
		WHEN ended_at < left_at OR ended_at < answered_at OR ended_at < queued_at THEN 'ended before left'
		WHEN wrap_ended_at < ended_at THEN 'wrap-up ended before the end'
		WHEN v.talk_s < 0 OR hold_s < 0 OR v.acw_s < 0 OR ring_s < 0 THEN 'negative duration'
		WHEN coalesce(outcome, 'open') NOT IN ('open', 'answered', 'blocked') AND left_at IS NULL THEN 'no left_at'
		WHEN coalesce(outcome, 'open') = 'open' AND queued_at > now() THEN 'queued in the future'
	END$q$;

	-- The visits that a service level judges, by variant.
	judged := CASE variant
		WHEN 'answered' THEN 'answered'
		WHEN 'ignore_in_threshold' THEN 'answered + abandoned - abandoned_within + open_late'
		WHEN 'exclude_short' THEN 'answered + abandoned - abandoned_short + open_late'
		WHEN 'offered_all' THEN 'answered + abandoned + open_late + flowed_out + blocked'
		WHEN 'dequeued' THEN 'answered + abandoned + open_late + flowed_out + callbacks + system_errors'
		ELSE 'answered + abandoned + open_late' END;

	-- Where a visit is, as valid_visit has it (no end: it is there yet): as an event,
	-- from the entry into the queue to the end of the work, and on a trunk.  It crosses
	-- when that is not all in the interval of its entry into the queue.
	FOR one IN SELECT * FROM (VALUES
		('event', 'outcome <> ''blocked''', 'queued_at',
			'CASE outcome WHEN ''answered'' THEN coalesce(wrap_ended_at, ended_at) WHEN ''open'' THEN left_at ELSE coalesce(left_at, queued_at) END', '@> bucket_start'),
		('trunk', 'media = ''voice'' AND outcome <> ''blocked''', 'coalesce(entered_at, queued_at)',
			'coalesce(ended_at, left_at, CASE WHEN outcome NOT IN (''answered'', ''open'') THEN queued_at END)', '&& tstzrange(bucket_start, bucket_end)'))
		AS v (name, counts, from_at, to_at, reaches)
	LOOP
		span := format('tstzrange(%1$s, CASE WHEN %2$s < %1$s THEN %1$s ELSE %2$s END, ''[]'')', one.from_at, one.to_at);
		visit_spans := visit_spans || jsonb_build_object(one.name, jsonb_build_object('span', span, 'reaches', one.reaches,
			'crosses', one.counts || ' AND NOT ' || span || ' <@ %1$I.tstzrange(%1$I.reporting_interval(queued_at, %3$s, %4$s, %8$s))'));
	END LOOP;

	-- What the views below are made for, as indexes of the caller's own tables; for the
	-- spans there must be one on queued_at.
	FOR one IN SELECT i.name, i.index_name, format(i.definition, VARIADIC arguments) AS definition,
			format(i.what, interval_width) || format(' in %s from %s', zone, day_start) AS comment
		FROM (VALUES
			('queue_visit', 'queue_visit_event_span', replace(format('USING gist (%s) WHERE %s', visit_spans #>> '{event,span}', visit_spans #>> '{event,crosses}'),
				'outcome', 'coalesce(outcome, ''open'')'), 'across intervals of %s'),
			('queue_visit', 'queue_visit_trunk_span', replace(format('USING gist (%s) WHERE %s', visit_spans #>> '{trunk,span}', visit_spans #>> '{trunk,crosses}'),
				'outcome', 'coalesce(outcome, ''open'')'), 'across intervals of %s'),
			('contact', 'contact_next_of_customer', '(customer_key, started_at) INCLUDE (contact_id)', 'starts by customer'),
			('survey_response', 'survey_response_contact_at_month', '((date_trunc(''month'', contact_at AT TIME ZONE %4$s)::date))', 'by local month'),
			('ticket_event', 'ticket_event_started', '(ticket_id, at, event_no) INCLUDE (event, queue_id, calendar_id) WHERE event IN (''created'', ''reopened'')', 'starts of tickets'),
			('ticket_event', 'ticket_event_ended', '(ticket_id, at) WHERE event IN (''solved'', ''closed'')', 'ends of tickets'))
			AS i (name, index_name, definition, what)
		JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', schema, i.name)) AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
		WHERE i.what <> 'across intervals of %s' OR EXISTS (SELECT FROM pg_index x JOIN pg_class o ON o.oid = x.indexrelid JOIN pg_am m ON m.oid = o.relam
			JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] AND a.attname = 'queued_at'
			WHERE x.indrelid = c.oid AND m.amname = 'btree' AND x.indpred IS NULL)
	LOOP
		CONTINUE WHEN obj_description(to_regclass(format('%I.%I', schema, one.index_name)), 'pg_class') = one.comment;
		IF to_regclass(format('%I.%I', schema, one.index_name)) IS NOT NULL THEN
			EXECUTE format('DROP INDEX %I.%I', schema, one.index_name);
		END IF;
		BEGIN
			EXECUTE format('CREATE INDEX %I ON %I.%I ', one.index_name, schema, one.name) || one.definition;
		EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR datatype_mismatch OR invalid_object_definition OR invalid_text_representation THEN
			CONTINUE;	-- a table of the caller's own, with other columns or types
		END;
		EXECUTE format('COMMENT ON INDEX %I.%I IS %L', schema, one.index_name, one.comment);
	END LOOP;

	-- Summaries by queue and interval: stored ones where there are, else made from
	-- the visits; visits still open always are, since their wait goes on.
	base := $q$
		SELECT v.queue_id, v.media, v.site_id, %1$I.lower(v.b) AS bucket_start, %1$I.upper(v.b) AS bucket_end,
			%1$I.queue_summary(v.outcome, v.wait_s, v.talk_s, coalesce(v.hold_s, 0), coalesce(v.acw_s, 0)) AS summary,
			count(*) FILTER (WHERE v.outcome = 'answered' AND v.transfer_out IN ('blind', 'attended')) AS transfers,
			count(*) FILTER (WHERE v.outcome = 'open' AND v.wait_s > %5$s) AS open_late
		FROM (SELECT queue_id, media, site_id, outcome, wait_s, talk_s, hold_s, acw_s, transfer_out,
				%1$I.reporting_interval(queued_at, %3$s, %4$s, %8$s) AS b
			FROM %2$I.valid_visit WHERE {condition}) v
		GROUP BY v.queue_id, v.media, v.site_id, v.b$q$;
	IF 'queue_interval_summary' = ANY (relations) THEN
		-- Bounded on both sides, the planner expects few rows and takes the index.
		live := concat_ws(' UNION ALL ',
			replace(base, '{condition}', 'queued_at >= ''-infinity''::timestamptz AND queued_at < coalesce((SELECT min(bucket_start) FROM %2$I.queue_interval_summary), ''infinity''::timestamptz)'),
			replace(base, '{condition}', 'queued_at >= coalesce((SELECT max(bucket_end) FROM %2$I.queue_interval_summary), ''infinity''::timestamptz) AND queued_at < ''infinity''::timestamptz'),
			replace(base, '{condition}', 'outcome = ''open'' AND queued_at >= (SELECT min(bucket_start) FROM %2$I.queue_interval_summary) AND queued_at < (SELECT max(bucket_end) FROM %2$I.queue_interval_summary)'));
		base := $q$SELECT queue_id, media, site_id, bucket_start, bucket_end, summary, transfers, 0::bigint AS open_late
			FROM %2$I.queue_interval_summary UNION ALL $q$ || live;
	ELSE
		live := replace(base, '{condition}', 'true');
		base := live;
	END IF;

	-- Visits in the intervals that they touch: from each interval by index, those that
	-- entered the queue in it and those that reach into it; or else each visit split.
	FOR one IN SELECT v.key AS name, v.value ->> 'span' AS span, v.value ->> 'crosses' AS crosses, v.value ->> 'reaches' AS reaches,
			to_regclass(format('%I.%I', schema, format('queue_visit_%s_span', v.key))) IS NOT NULL AS indexed
		FROM jsonb_each(visit_spans) AS v
	LOOP
		span_fragments := span_fragments || replace(replace(replace(CASE WHEN one.indexed THEN jsonb_build_object(
			one.name || '_interval', $q$(SELECT %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end
	FROM (SELECT least(first_at, (SELECT min(lower({span})) FROM %2$I.valid_visit WHERE {crosses} AND {span} @> first_at)) AS first_at,
			greatest(last_at, (SELECT max(coalesce(upper({span}), now())) FROM %2$I.valid_visit WHERE {crosses} AND {span} @> last_at)) + '1 microsecond'::interval AS last_at
		FROM (SELECT min(queued_at) AS first_at, max(queued_at) AS last_at FROM %2$I.queue_visit) q) q,
		LATERAL %1$I.reporting_intervals(first_at, last_at, %3$s, %4$s, %8$s) AS b) b
CROSS JOIN LATERAL (SELECT$q$,
			one.name || '_visit', $q$(SELECT * FROM %2$I.valid_visit WHERE queued_at >= bucket_start AND queued_at < bucket_end
		UNION ALL
		SELECT * FROM %2$I.valid_visit WHERE {crosses} AND {span} {reaches} AND NOT tstzrange(bucket_start, bucket_end) @> queued_at) v$q$,
			'of_' || one.name, '')
		ELSE jsonb_build_object(
			one.name || '_interval', '(SELECT bucket_start, bucket_end,',
			one.name || '_visit', $q$(SELECT v.*, %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end FROM (SELECT *, {span} AS span FROM %2$I.valid_visit) v,
			LATERAL %1$I.split_interval(tstzrange(lower(span), greatest(coalesce(upper(span), now()), lower(span)) + '1 microsecond'::interval), %3$s, %4$s, %8$s) AS p (b, bucket_s)) v$q$,
			'of_' || one.name, ', bucket_start, bucket_end') END::text, '{span}', one.span), '{crosses}', one.crosses), '{reaches}', one.reaches)::jsonb;
	END LOOP;

	waited := $q$CASE WHEN outcome = 'blocked' THEN NULL ELSE extract(epoch FROM coalesce(answered_at, left_at, now()) - queued_at)::float8 END$q$;

	-- Units of a service level: contacts are merged visits, customers merged contacts.
	-- What comes after the first answer changes nothing, so a contact whose first
	-- visit was answered is not followed.
	visits := $q$SELECT contact_id, visit_no, customer_key, queue_id, media, queued_at, (queued_at AT TIME ZONE %4$s - %8$s)::date AS day, coalesce(outcome, 'open') AS outcome, $q$ || waited || $q$ AS wait_s
		FROM %2$I.queue_visit v WHERE is_test IS NOT TRUE AND media IS DISTINCT FROM 'callback' AND ($q$ || problem || $q$) IS NULL$q$;
	merged := $q$CASE WHEN bool_or(outcome = 'answered') THEN 'answered'
			ELSE coalesce(substr(max(lpad(position::text, 19, '0') || outcome) FILTER (WHERE outcome NOT IN ('answered', 'blocked')), 20), 'blocked') END AS outcome,
		sum(wait_s) FILTER (WHERE answers_before = 0) AS wait_s
		FROM (SELECT *, count(*) FILTER (WHERE outcome = 'answered') OVER w AS answers_before, count(*) OVER w AS position$q$;
	contacts := format($q$SELECT v.contact_id, v.customer_key, v.day, v.queue_id, v.media, v.queued_at, v.outcome, v.wait_s FROM (%1$s) v WHERE v.outcome = 'answered' AND %2$s
		UNION ALL
		SELECT v.contact_id, v.customer_key, v.day, v.queue_id, v.media, v.queued_at, m.outcome, m.wait_s FROM (%1$s) v,
			LATERAL (SELECT %3$s FROM (%1$s) n WHERE n.contact_id = v.contact_id AND n.visit_no >= v.visit_no WINDOW w AS (ORDER BY visit_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) n) m
		WHERE v.outcome <> 'answered' AND %2$s$q$, visits,
		-- Nothing to look up for the visits numbered 1, where none has a lower number.
		'(v.visit_no = 1 AND NOT EXISTS (SELECT FROM %2$I.queue_visit WHERE visit_no < 1) OR NOT EXISTS (SELECT FROM (' || visits || ') n WHERE n.contact_id = v.contact_id AND n.visit_no < v.visit_no))', merged);

	-- States and schedules in the intervals that they overlap, from {from} to {to};
	-- what has no start is of no interval.
	-- From the intervals a filter on time reaches the index on during; without one
	-- each row is split.
	FOR one IN SELECT t.name, EXISTS (SELECT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
			JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] AND a.attname = 'during'
			WHERE i.indrelid = to_regclass(format('%I.%I', schema, t.name)) AND m.amname = 'gist' AND i.indpred IS NULL) AS indexed
		FROM (VALUES ('agent_state'), ('schedule')) AS t (name)
	LOOP
		spans := spans || jsonb_build_object(one.name, replace(CASE WHEN one.indexed
			THEN $q$(SELECT greatest(coalesce(min(lower(during)), 'infinity'), {from}) AS from_at, least({to}, now()) AS to_at
				FROM %2$I.{table} WHERE lower(during) > '-infinity') e,
			LATERAL %1$I.reporting_intervals(least(e.from_at, e.to_at), e.to_at, {width}, %4$s, %8$s) AS b
			JOIN %2$I.{table} s ON s.during && tstzrange(%1$I.lower(b), %1$I.upper(b)) AND isfinite(lower(s.during))$q$
			-- an interval is at most a day, which has at most 25 hours
			ELSE $q$(SELECT tstzrange({from}, greatest({from}, least({to} + '25 hours'::interval, now()))) AS near) e
			JOIN %2$I.{table} s ON s.during && e.near AND isfinite(lower(s.during)),
			LATERAL %1$I.split_interval(s.during * e.near, {width}, %4$s, %8$s) AS p (b, bucket_s)$q$ END, '{table}', one.name));
	END LOOP;

	-- Agents by interval, for the intervals that start in [{from}, {to}).  Functions
	-- are made of them, which pg_upgrade restores before the operator classes of our
	-- types: they group by nothing of these.
	lives := jsonb_build_object(
	'agent_interval', $q$SELECT agent_id::text AS agent_id, bucket_start, bucket_end,
		%1$I.covered_seconds(h + a + o + u) AS logged_in_s, %1$I.covered_seconds(p) AS paid_s,
		%1$I.covered_seconds(h) AS handling_s, %1$I.covered_seconds(a - h) AS available_s,
		%1$I.covered_seconds(o - h - a) AS other_work_s, %1$I.covered_seconds(u - h - a - o) AS unavailable_s
	FROM (SELECT s.agent_id, %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class IN ('handling', 'acw')), '{}') AS h,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'available'), '{}') AS a,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'other_work'), '{}') AS o,
			coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'unavailable'), '{}') AS u,
			coalesce(range_agg(c.clip) FILTER (WHERE coalesce(s.paid, s.state_class <> 'offline')), '{}') AS p
		FROM {state},
			LATERAL (SELECT s.during * tstzrange(%1$I.lower(b), %1$I.upper(b)) * tstzrange(NULL, now()) AS clip) c
		WHERE %1$I.lower(b) >= {from} AND %1$I.lower(b) < {to} AND NOT isempty(c.clip)
		GROUP BY s.agent_id, %1$I.lower(b), %1$I.upper(b)) x$q$,
	'agent_adherence', $q$SELECT agent_id::text AS agent_id, bucket_start, bucket_end,
		%1$I.covered_seconds(q + o + b) AS scheduled_s,
		%1$I.covered_seconds(q * aq) + %1$I.covered_seconds(o * (ao - aq)) + %1$I.covered_seconds(b - aq - aw) AS adherent_s,
		%1$I.covered_seconds((q + o) * (aq + ao)) + %1$I.covered_seconds(b) AS present_s,
		%1$I.covered_seconds(q) AS on_queue_scheduled_s, %1$I.covered_seconds(aq) AS on_queue_actual_s
	FROM (SELECT agent_id, %1$I.lower(bucket) AS bucket_start, %1$I.upper(bucket) AS bucket_end,
			coalesce(range_agg(clip) FILTER (WHERE class = 'on_queue'), '{}') AS q,
			coalesce(range_agg(clip) FILTER (WHERE class = 'off_queue_paid'), '{}') AS o,
			coalesce(range_agg(clip) FILTER (WHERE class = 'break_unpaid'), '{}') AS b,
			coalesce(range_agg(clip) FILTER (WHERE class IN ('available', 'handling', 'acw')), '{}') AS aq,
			coalesce(range_agg(clip) FILTER (WHERE class IN ('other_work', 'unavailable')), '{}') AS ao,
			coalesce(range_agg(clip) FILTER (WHERE class = 'other_work'), '{}') AS aw
		FROM (SELECT s.agent_id, s.class, b AS bucket, s.during FROM {schedule}
				WHERE s.class <> 'absence' AND {newest_version}
				UNION ALL
				SELECT s.agent_id, s.state_class, b, s.during FROM {state} WHERE s.state_class <> 'offline') s,
			LATERAL (SELECT during * tstzrange(%1$I.lower(bucket), %1$I.upper(bucket)) * tstzrange(NULL, now()) AS clip) c
		WHERE %1$I.lower(bucket) >= {from} AND %1$I.lower(bucket) < {to} AND NOT isempty(clip)
		GROUP BY agent_id, %1$I.lower(bucket), %1$I.upper(bucket)) x$q$);
	live_columns := jsonb_build_object(
	'agent_interval', 'logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s',
	'agent_adherence', 'scheduled_s, adherent_s, present_s, on_queue_scheduled_s, on_queue_actual_s');

	-- What is between the first and the last summary is stored, the rest is not.
	FOR one IN SELECT r.key AS name, replace(replace(replace(r.value, '{state}', spans ->> 'agent_state'), '{schedule}', spans ->> 'schedule'), '{width}', '%3$s') AS query,
			r.key || '_summary' AS summary, live_columns ->> r.key AS columns FROM jsonb_each_text(lives) AS r
	LOOP
		lives := lives || jsonb_build_object(one.name, one.query);
		rolled := rolled || jsonb_build_object(one.name, CASE WHEN one.summary = ANY (relations) THEN concat_ws(' UNION ALL ',
			format('SELECT agent_id, bucket_start, bucket_end, %s FROM %%2$I.%s', one.columns, one.summary),
			replace(replace(one.query, '{from}', ever[1]), '{to}', format('coalesce((SELECT min(bucket_start) FROM %%2$I.%s), %s)', one.summary, ever[2])),
			replace(replace(one.query, '{from}', format('coalesce((SELECT bucket_end FROM %%2$I.%s ORDER BY bucket_start DESC LIMIT 1), %s)', one.summary, ever[2])), '{to}', ever[2]))
			ELSE replace(replace(one.query, '{from}', ever[1]), '{to}', ever[2]) END);
	END LOOP;

	target := CASE WHEN 'target' = ANY (relations) THEN $q$LEFT JOIN LATERAL (SELECT t.goal FROM %2$I.target t WHERE t.kpi = k.kpi AND {scope} AND t.valid @> k.month
	ORDER BY t.scope = 'all', lower(t.valid) DESC NULLS LAST LIMIT 1) t ON true$q$ ELSE 'CROSS JOIN (SELECT NULL::float8 AS goal) t' END;

	-- Pieces that several views share.
	fragments := span_fragments || jsonb_build_object(
	'base', base,
	'judged', judged,
	'problem', problem,
	'wait', waited,
	'contacts', contacts,
	'customers', $q$SELECT day, media, max(queue_id) FILTER (WHERE position = 0) AS queue_id, $q$ || merged || $q$
		FROM (SELECT *, hashtextextended(customer, 0) AS hash FROM (SELECT *, coalesce('k' || customer_key, 'c' || contact_id) AS customer FROM ($q$ || contacts || $q$) c) c) c
		WINDOW w AS (PARTITION BY day, media, hash, customer ORDER BY queued_at, contact_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) c
		GROUP BY day, media, hash, customer$q$,
	'figures', $q$offered, answered, answered_within, abandoned, abandoned_within, abandoned_short, flowed_out, callbacks, blocked, system_errors, still_open, transfers,
	service_judged, round(service_level * service_judged)::bigint AS service_met, service_level,
	%1$I.abandonment_rate(s, 'offered'::text, %7$s) AS abandonment_rate, %1$I.answer_rate(s) AS answer_rate, transfers::float8 / nullif(answered, 0) AS transfer_rate,
	asa, asa * answered AS answer_wait_s, mean_wait, mean_wait * offered AS wait_s,
	mean_time_to_abandon, mean_time_to_abandon * abandoned AS abandon_wait_s, %1$I.longest_wait(s) AS longest_wait,
	%1$I.wait_quantile(s, 0.5::float8, 'answered'::text) AS wait_p50, %1$I.wait_quantile(s, 0.9::float8, 'answered'::text) AS wait_p90,
	aht, aht * answered AS handle_s, mean_talk, mean_hold, mean_acw, %1$I.aht_stddev(s) AS aht_stddev, %1$I.mean_patience(s) AS mean_patience$q$,
	'counts', $q$
CROSS JOIN LATERAL (SELECT %1$I.offered(s) AS offered, %1$I.answered(s) AS answered, %1$I.answered_within(s, %5$s) AS answered_within,
	%1$I.abandoned(s) AS abandoned, %1$I.abandoned_within(s, %5$s) AS abandoned_within, %1$I.abandoned_within(s, %7$s) AS abandoned_short,
	%1$I.flowed_out(s) AS flowed_out, %1$I.callbacks(s) AS callbacks, %1$I.blocked(s) AS blocked, %1$I.system_errors(s) AS system_errors,
	%1$I.still_open(s) AS still_open, %1$I.service_level(s, %5$s, %6$s, %7$s) AS service_level, %1$I.asa(s) AS asa, %1$I.mean_wait(s) AS mean_wait,
	%1$I.mean_time_to_abandon(s) AS mean_time_to_abandon, %1$I.aht(s) AS aht, %1$I.mean_talk(s) AS mean_talk, %1$I.mean_hold(s) AS mean_hold, %1$I.mean_acw(s) AS mean_acw) c
CROSS JOIN LATERAL (SELECT $q$ || judged || $q$ AS service_judged) j$q$,
	'queue_sums', $q$sum(service_met) AS service_met, sum(service_judged) AS service_judged, sum(answer_wait_s) AS answer_wait_s, sum(wait_s) AS wait_s,
			sum(abandon_wait_s) AS abandon_wait_s, sum(answered) AS answered, sum(offered) AS offered, sum(abandoned) AS abandoned, sum(blocked) AS blocked,
			sum(transfers) AS transfers, sum(handle_s) AS handle_s, sum(mean_acw * answered) AS acw_s$q$,
	'days_of_month', $q$day >= m.month AND day < (m.month + '1 month'::interval)::date$q$,
	'gap', CASE WHEN 'feed_gap' = ANY (relations) THEN 'EXISTS (SELECT FROM %2$I.feed_gap g WHERE g.during && tstzrange(bucket_start, bucket_end))' ELSE 'false' END,
	'absence', CASE WHEN 'schedule' = ANY (relations) THEN $q$UNION ALL
		SELECT (%1$I.lower(b) AT TIME ZONE %4$s - %8$s)::date, coalesce(s.activity, s.class), 'external', {seconds_of_bucket}
		FROM {schedule_day}
		WHERE s.class = 'absence' AND greatest(lower(s.during), %1$I.lower(b)) < now() AND {newest_version}$q$ ELSE '' END,
	'seconds_of_bucket', $q$extract(epoch FROM least(upper(s.during), %1$I.upper(b), now()) - greatest(lower(s.during), %1$I.lower(b)))::float8$q$,
	'newest_version', $q$NOT EXISTS (SELECT FROM %2$I.schedule n WHERE n.agent_id = s.agent_id AND n.version_no > s.version_no
			AND (lower(n.during) AT TIME ZONE %4$s - %8$s)::date = (lower(s.during) AT TIME ZONE %4$s - %8$s)::date)$q$,
	'scheduled', CASE WHEN 'staff_plan' = ANY (relations) THEN 'sp.scheduled' ELSE 'NULL::float8' END,
	'staff_plan', CASE WHEN 'staff_plan' = ANY (relations) THEN 'LEFT JOIN %2$I.staff_plan sp ON sp.queue_id = f.queue_id AND sp.interval_start = f.interval_start' ELSE '' END,
	'erlang_variant', CASE WHEN variant IN ('answered', 'abandon_met', 'ignore_in_threshold', 'exclude_short') THEN '%6$s' ELSE '''offered''::text' END,
	'live', live,
	'rolled', CASE WHEN 'queue_interval_summary' = ANY (relations) THEN '%2$I.queue_interval_summary' ELSE '(SELECT * FROM live WHERE false)' END,
	'known', $q$f.interval_start + f.interval_len <= m.until AND %1$I.lower(%1$I.reporting_interval(f.interval_start, %3$s, %4$s, %8$s)) = f.interval_start
			AND %1$I.upper(%1$I.reporting_interval(f.interval_start, %3$s, %4$s, %8$s)) = f.interval_start + f.interval_len$q$
		|| CASE WHEN 'feed_gap' = ANY (relations) THEN ' AND NOT EXISTS (SELECT FROM %2$I.feed_gap g WHERE g.during && tstzrange(f.interval_start, f.interval_start + f.interval_len))' ELSE '' END,
	'hours', $q$hours AS (
	SELECT h.calendar_id, h.valid, (string_agg(h.line, '; ' ORDER BY h.weekday) || coalesce('; ' || x.lines, '') || '; zone ' || min(h.tz))::%1$I.business_hours AS hours
	FROM (SELECT calendar_id, valid, weekday, min(tz) AS tz, (ARRAY['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'])[weekday] || ' ' ||
			string_agg(to_char(open, 'HH24:MI') || '-' || to_char(close, 'HH24:MI'), ',' ORDER BY open) AS line
		FROM %2$I.business_hours GROUP BY calendar_id, valid, weekday) h
	LEFT JOIN ($q$ || CASE WHEN 'calendar_exception' = ANY (relations) THEN $q$SELECT calendar_id, string_agg(line, '; ' ORDER BY day) AS lines
			FROM (SELECT calendar_id, day, to_char(day, 'YYYY-MM-DD') || ' ' || coalesce(string_agg(to_char(open, 'HH24:MI') || '-' || to_char(close, 'HH24:MI'), ',' ORDER BY open), 'off') AS line
				FROM %2$I.calendar_exception GROUP BY calendar_id, day) e GROUP BY calendar_id$q$
			ELSE 'SELECT NULL::text AS calendar_id, NULL::text AS lines WHERE false' END || $q$) x USING (calendar_id)
	GROUP BY h.calendar_id, h.valid, x.lines)$q$,
	'voc_counts', $q$count(DISTINCT response_id) AS invited, count(DISTINCT response_id) FILTER (WHERE value IS NOT NULL) AS responses,
		count(value) FILTER (WHERE item = 'csat') AS csat_answers, count(*) FILTER (WHERE item = 'csat' AND (value - scale_min) / (scale_max - scale_min) >= 0.75) AS csat_top,
		sum(value) FILTER (WHERE item = 'csat') AS csat_sum, count(value) FILTER (WHERE item = 'nps') AS nps_answers,
		count(*) FILTER (WHERE item = 'nps' AND value >= 9) AS promoters, count(*) FILTER (WHERE item = 'nps' AND value <= 6) AS detractors,
		count(value) FILTER (WHERE item = 'ces') AS ces_answers, sum(value) FILTER (WHERE item = 'ces') AS ces_sum$q$,
	'voc', $q$invited, responses, responses::float8 / nullif(invited, 0) AS response_rate,
	csat_answers, CASE WHEN csat_answers >= %14$s THEN csat_top END AS csat_top, CASE WHEN csat_answers >= %14$s THEN csat_top::float8 / csat_answers END AS csat,
	CASE WHEN csat_answers >= %14$s THEN csat_sum / csat_answers END AS csat_mean,
	nps_answers, CASE WHEN nps_answers >= %14$s THEN promoters END AS promoters, CASE WHEN nps_answers >= %14$s THEN detractors END AS detractors,
	CASE WHEN nps_answers >= %14$s THEN (promoters - detractors)::float8 / nps_answers END AS nps,
	CASE WHEN nps_answers >= %14$s THEN sqrt(greatest((promoters + detractors)::float8 / nps_answers - ((promoters - detractors)::float8 / nps_answers) ^ 2, 0) / nps_answers) END AS nps_std_error,
	ces_answers, CASE WHEN ces_answers >= %14$s THEN ces_sum END AS ces_sum, CASE WHEN ces_answers >= %14$s THEN ces_sum / ces_answers END AS ces$q$,
	'in_baseline', CASE WHEN baseline IS NULL THEN 'row_number() OVER w <= 20' ELSE 'day <@ %15$s' END,
	'target_of_month', replace(target, '{scope}', 't.scope = ''all'''),
	'target_of_queue', replace(target, '{scope}', 't.scope IN (''all'', k.queue_id)'),
	'scored', $q$c.name, c.value_layer, c.icmi_module, c.unit, c.better, t.goal AS target, k.value AS actual, k.value - t.goal AS gap,
	CASE WHEN k.value IS NULL OR t.goal IS NULL THEN NULL
		WHEN c.better = 'high' THEN CASE WHEN k.value >= t.goal THEN 'met' ELSE 'missed' END
		WHEN c.better = 'low' THEN CASE WHEN k.value <= t.goal THEN 'met' ELSE 'missed' END
		ELSE CASE WHEN abs(k.value - t.goal) <= 0.05 THEN 'met' ELSE 'missed' END END AS status, k.numerator, k.denominator$q$,
	'queue_kpis', (SELECT string_agg(format('(%L::text, (%s)::float8, (%s)::float8)', queue_kpis[i][1], queue_kpis[i][2], queue_kpis[i][3]), ', ' ORDER BY i) FROM generate_subscripts(queue_kpis, 1) AS i),
	'state_day', replace(replace(replace(spans ->> 'agent_state', '{width}', '''1 day''::interval'), '{from}', ever[1]), '{to}', ever[2]),
	'schedule_day', replace(replace(replace(spans ->> 'schedule', '{width}', '''1 day''::interval'), '{from}', ever[1]), '{to}', ever[2]),
	'agents', rolled ->> 'agent_interval',
	'adherents', rolled ->> 'agent_adherence',
	'cost_per_minute', CASE WHEN 'cost' = ANY (relations) THEN 'coalesce(%13$s, m.amount / nullif(k.handle_s / 60, 0))' ELSE '%13$s' END,
	'cost_of_month', CASE WHEN 'cost' = ANY (relations) THEN $q$LEFT JOIN (SELECT month, CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS amount
		FROM %2$I.cost WHERE scope = 'all' GROUP BY month) m ON m.month = k.month$q$ ELSE '' END,
	'stored_kpis', CASE WHEN kpis_stored THEN $q$SELECT month, kpi, numerator, denominator, numerator / nullif(denominator, 0) AS value FROM %2$I.kpi_month_summary
UNION ALL $q$ ELSE '' END,
	'not_stored', CASE WHEN kpis_stored THEN 'WHERE month <> ALL (ARRAY(SELECT DISTINCT month FROM %2$I.kpi_month_summary))' ELSE '' END,
	'quality_checks', concat_ws(' ',
		CASE WHEN 'contact' = ANY (relations) THEN $q$UNION ALL SELECT 'contact', 'no customer_key', count(*) FILTER (WHERE customer_key IS NULL), count(*), min(started_at) FILTER (WHERE customer_key IS NULL) FROM %2$I.contact$q$ END,
		CASE WHEN 'agent_state' = ANY (relations) THEN $q$UNION ALL SELECT 'agent_state', 'in one state for more than a day', count(*) FILTER (WHERE coalesce(upper(during), now()) > lower(during) + '24 hours'::interval AND state_class <> 'offline'), count(*),
			min(lower(during)) FILTER (WHERE coalesce(upper(during), now()) > lower(during) + '24 hours'::interval AND state_class <> 'offline') FROM %2$I.agent_state$q$ END,
		CASE WHEN 'feed_gap' = ANY (relations) THEN $q$UNION ALL SELECT 'feed_gap', 'feed gaps', count(*), count(*), min(lower(during)) FROM %2$I.feed_gap$q$ END,
		CASE WHEN 'queue' = ANY (relations) THEN $q$UNION ALL SELECT 'queue', 'visits of unknown queues', count(*) FILTER (WHERE q.queue_id IS NULL), count(*), min(v.queued_at) FILTER (WHERE q.queue_id IS NULL)
			FROM %2$I.valid_visit v LEFT JOIN %2$I.queue q ON q.queue_id = v.queue_id AND q.valid @> v.queued_at$q$ END));

	realtimes := jsonb_build_object(
	'queue_realtime', $q$SELECT queue_id, media, waiting, longest_waiting_s, in_service, coalesce(%1$I.offered(s), 0) AS offered_today, coalesce(%1$I.answered(s), 0) AS answered_today,
	coalesce(%1$I.answered_within(s, %5$s), 0) AS answered_within_today, coalesce(%1$I.abandoned(s), 0) AS abandoned_today, %1$I.service_level(s, %5$s, %6$s, %7$s) AS service_level_today, %1$I.asa(s) AS asa_today
FROM (SELECT queue_id, media, count(*) FILTER (WHERE waiting) AS waiting, max(wait_s) FILTER (WHERE waiting) AS longest_waiting_s,
		count(*) FILTER (WHERE answered_at <= {as_of} AND (ended_at IS NULL OR ended_at > {as_of})) AS in_service,
		%1$I.queue_summary(CASE WHEN waiting THEN 'open'::text ELSE outcome END, wait_s) FILTER (WHERE today) AS s
	FROM (SELECT *, extract(epoch FROM least(coalesce(answered_at, left_at, {as_of}), {as_of}) - queued_at)::float8 AS wait_s,
			outcome IS DISTINCT FROM 'blocked' AND (coalesce(answered_at, left_at) IS NULL OR coalesce(answered_at, left_at) > {as_of}) AS waiting,
			queued_at >= %1$I.lower(%1$I.reporting_interval({as_of}, '1 day'::interval, %4$s, %8$s)) AS today
		FROM %2$I.queue_visit v
		WHERE is_test IS NOT TRUE AND ({problem}) IS NULL AND queued_at <= {as_of} AND queued_at > {as_of} - '168 hours'::interval) v
	GROUP BY queue_id, media) q$q$,
	'agent_realtime', $q$SELECT agent_id, media, state_class, state, aux_code, lower(during) AS since, extract(epoch FROM {as_of} - lower(during))::float8 AS seconds
FROM %2$I.agent_state WHERE during @> {as_of} AND isfinite(lower(during)) AND state_class <> 'offline'$q$);
	realtime_columns := jsonb_build_object(
	'queue_realtime', 'queue_id text, media text, waiting bigint, longest_waiting_s float8, in_service bigint, offered_today bigint, answered_today bigint, answered_within_today bigint, abandoned_today bigint, service_level_today float8, asa_today float8',
	'agent_realtime', 'agent_id text, media text, state_class text, state text, aux_code text, since timestamptz, seconds float8');

	-- What a column is; where views differ, by view.
	SELECT jsonb_object_agg(split_part(l, ' -- ', 1), split_part(l, ' -- ', 2)) INTO comments
	FROM string_to_table($c$abandon_stage -- where it was abandoned: ivr, queue, ring or delay
abandon_wait_s -- seconds waited by abandoned visits
abandoned -- visits abandoned, short ones included
abandoned_short -- visits abandoned within the short-abandon limit
abandoned_today -- visits abandoned, local day so far
abandoned_within -- visits abandoned within the threshold
abandonment_rate -- abandoned of offered
activity -- activity as scheduled
actual -- volume that came; NULL: no data
scorecard.actual -- value reached
scorecard_queue.actual -- value reached
actual_aht -- average handle time of the visits that came, seconds
actual_class -- what the agent did at the start of the stretch
acw_s -- seconds of after-contact work
adherence -- adherent of scheduled seconds
adherent_s -- scheduled seconds in which the agent did what the schedule says
agent_id -- agent
repeat_contact.agent_id -- agent of the contact's last answer
aht -- average handle time: talk, hold and after-contact work, seconds
staffing_gap.aht -- average handle time forecast, seconds
aht_stddev -- sample standard deviation of the handle time, seconds
answer_rate -- answered of offered
answer_wait_s -- seconds waited by answered visits
answered -- visits answered
transfer_matrix.answered -- transferred visits that the target queue answered
answered_at -- answer by an agent
answered_today -- visits answered, local day so far
answered_within -- visits answered within the threshold
answered_within_today -- visits answered within the threshold, local day so far
answers -- answers counted
asa -- average speed of answer, seconds
asa_today -- average speed of answer, local day so far, seconds
assessed_on -- day of the assessment
attempted -- requests for which a callback was queued
attendance -- scheduled seconds in which the agent was at work, of scheduled
aux_code -- reason of an unavailable state
availability -- available of logged-in seconds
available_s -- seconds available (idle)
average_headcount -- mean of the headcounts at both ends of the month
base_s -- all paid seconds of the day: the base of every share
baseline_from -- first day of the control charts' baseline; NULL: the first day with data
baseline_to -- first day after it; NULL: after 20 days with data
better -- low, high or band (neither extreme)
bias -- sum of errors of actual volume; above 0: forecast too high
blocked -- calls blocked, which are not offered
blocking_check_point -- check point that keeps the dimension from its next level: not scored, or the lowest score there
blocking_score -- score of that check point; NULL: not scored
bucket_end -- end of the interval (not included)
bucket_start -- start of the interval
busy_s -- seconds with at least one contact (union)
callback_wait_s -- seconds that reached callbacks waited in their own queue
callbacks -- visits that ended in a request for a callback
calls -- calls in progress at some time of the interval
calendar_id -- business hours that apply
center -- center line, from the baseline
ces -- customer effort, mean answer; NULL: too few answers
ces_answers -- answers to ces
ces_sum -- sum of these answers
closed -- tickets solved or closed that day
component -- what the time went into
gap_cost.component -- talk, acw or aht (their sum)
conformance -- on-queue seconds, actual of scheduled; may exceed 1
consult_s -- seconds of consultations and conferences
rings -- offers of a visit that rang
rings_declined -- rings that the agent did not answer
contact_id -- contact
contacts -- answered contacts
cost -- money the gap cost in the month; negative: saved
cost_per_minute -- money one minute of handling costs
cost_per_year -- the same times 12
critical_accuracy -- evaluations without a critical error, of all
critical_errors -- evaluations with a critical error
csat -- share of satisfied answers (top box: from three quarters of the scale up); NULL: too few answers
csat_answers -- answers to csat
csat_mean -- mean answer; NULL: too few answers
csat_top -- satisfied answers; NULL: too few answers
day -- local day
adherence_exception.day -- local day on which the scheduled activity starts: the column to filter by
day_start -- local time at which a day starts
delay_s -- seconds from the request to the answered callback
denominator -- lower sum of the quotient
detractors -- answers 0 to 6; NULL: too few answers
dimension -- dimension of maturity
direction -- inbound or outbound
driver -- question that drives
ended -- answered visits whose work ended in the interval
ended_handle_s -- whole handle time of these, seconds
queue_event_interval.handle_s -- seconds of handling in the interval
queue_event_interval.wait_s -- seconds of waiting in the interval
eligible -- contacts of known customers whose window has closed, or that were repeated
ended_at -- end of the conversation
entered_at -- start of the script (IVR)
error -- forecast less actual
estimate -- change of the outcome per point of the driver, all else equal (both 0 to 100)
evaluations -- evaluations
exception_s -- scheduled seconds in which the agent did something else
exits_involuntary -- people dismissed
exits_voluntary -- people who left
fcr -- first-contact resolution: eligible contacts not repeated
fcr_recorded -- contacts recorded as resolved, of those recorded
first_at -- first occurrence
flowed_out -- visits that left for elsewhere
forecast -- volume forecast
forecast_aht -- average handle time forecast, seconds
framework -- set of dimensions, as in cc_cmm_dimensions
from_at -- start
from_queue_id -- queue it was transferred from
gap -- actual less target
benchmark_comparison.gap -- value less the benchmark's mean
gap_s -- own less target, seconds
gap_to_median -- value less the benchmark's median
handle_s -- seconds of talk, hold and after-contact work
handled -- contacts handled
handling_s -- seconds handling contacts (talk, hold, after-contact work), several at a time counted once
has_feed_gap -- a source delivered nothing in part of the interval
headcount_end -- people at the end of the month
headcount_start -- people at the start of the month
hires -- people hired
hold_s -- seconds on hold
highest_threshold_s -- highest threshold that judged a visit, seconds
horizon -- name of the lead
icmi_module -- ICMI CMO module, as in icmi_modules
immature -- contacts of known customers whose window is still open
impact -- points of the outcome gained by 5 points of the driver
importance -- part of the explained variance due to the driver (LMG)
in_baseline -- the day helps to fix the limits
in_service -- contacts in conversation
interval_end -- end of the interval (not included)
interval_start -- start of the interval
interval_width -- width of an interval
invited -- customers asked
is_weakest -- no dimension has a lower level
item -- question
kind -- blind or attended
shrinkage.kind -- on_queue, internal or external
kpi -- KPI, as in kpi_catalog
lead_days -- whole days from the making of the forecast to the interval
left_at -- end of the wait
level -- maturity level, 1 to 5; NULL: unknown
lines_for_1_percent -- least lines on which this load is blocked at most 1 % of the time (Erlang B)
load_erlang -- mean number of simultaneous calls
local_day -- day on the site's own wall clock
local_start -- start of the interval on the local wall clock
local_time -- start of the interval on the site's own wall clock
logged_in_s -- seconds logged in
longest_wait -- longest wait, seconds
longest_waiting_s -- seconds the longest waiting visit has waited
lower -- lower 3-sigma limit
lowest_threshold_s -- lowest threshold that judged a visit, seconds
survey_driver.lower -- lower end of the 95 % interval of the estimate
made_at -- when the forecast was made
mape -- mean of absolute error over actual, intervals without volume skipped
mase -- mean absolute error over that of the volume a week before
max_points -- weighted points possible
mean -- mean answer; NULL: too few answers
benchmark_comparison.mean -- mean of the benchmark
mean_100 -- mean answer on 0 to 100; NULL: too few answers
mean_acw -- mean after-contact work, seconds; not known counts as none
mean_callback_wait -- mean wait of reached callbacks in their own queue, seconds
mean_concurrency -- mean number of contacts at a time while busy
mean_delay -- mean time from the request to the answered callback, seconds
mean_hold -- mean time on hold, seconds; not known counts as none
mean_level -- mean of the dimensions' levels; never the level of the centre
mean_patience -- mean patience: all waiting per abandonment, for Erlang A, seconds
mean_response -- mean business time to the first reply, seconds
mean_score -- mean of the levels' scores
mean_score_critical_zero -- mean score of evaluations, zero where there was a critical error
mean_talk -- mean talk time, seconds
mean_time_to_abandon -- mean wait of abandoned visits, seconds
mean_wait -- mean wait of all visits, seconds
media -- medium
median -- median of the benchmark
median_age_s -- median age of the open tickets, seconds
met -- replied within the target
missed -- replied later
min_answers -- answers below which survey figures are not shown
month -- first day of the local month
mixed_thresholds -- different thresholds judged the visits
n -- intervals with a forecast and data
n_missing -- intervals with a forecast and no data
n_scaled -- intervals with data a week before
n_skipped -- intervals without volume, which mape skips
naive -- volume a week before
name -- what the KPI is
net -- scheduled less required by Erlang A; negative: short
not_due -- open and not past the target: not judged
nps -- net promoter score: promoters less detractors of answers; NULL: too few answers
nps_answers -- answers to nps
nps_std_error -- standard error of nps
numerator -- upper sum of the quotient
occupancy -- handling of handling and available seconds
offered -- visits offered
offered_today -- visits offered, local day so far
oldest_age_s -- age of the oldest open ticket, seconds
on_queue_actual_s -- seconds on queue
on_queue_scheduled_s -- seconds scheduled on queue
open_s -- business seconds since the start, of tickets without a reply
open_tickets -- tickets open at the end of the day
opened -- tickets created or reopened that day
origin_contact_id -- root of a chain of callbacks or transfers
other_work_s -- seconds of other work
outcome -- answered, abandoned, flowed_out, callback_requested, blocked, system_error or open
survey_driver.outcome -- what is to be moved: csat or nps
overall_level -- maturity level of the centre: that of its weakest dimension; NULL: not all are known
overdue -- open and past the target: missed
own_s -- own average, seconds
p -- probability of such an estimate were there no effect
paid_s -- paid seconds
patience_s -- mean patience of the queue's customers so far, seconds
peak_calls -- most simultaneous calls
per -- what is judged: visit, contact or customer
performance -- mean of the driver on 0 to 100
points -- weighted points given
predicted_service_level -- service level to expect with the agents scheduled (Erlang A)
present_s -- scheduled seconds in which the agent was at work
problem -- what is wrong
promoters -- answers 9 and 10; NULL: too few answers
queue_id -- queue
queued_at -- entry into the queue
rank -- rank of the driver by importance
ratio_to_median -- value over the benchmark's median
reach_rate -- reached of requested
reached -- requests whose callback was answered
reason -- reason of the contact
repeat_days -- days within which a further contact is a repeat
repeat_rate -- repeated of eligible
repeated -- contacts followed by another of the same customer within the window
replied -- tickets with a first reply
replied_at -- first public reply of a person
requested -- requests for a callback
required_erlang_a -- least agents that meet the service goal with impatient customers
required_erlang_c -- least agents that meet it were nobody to abandon
required_with_shrinkage -- agents to schedule for required_erlang_a, shrinkage included
resolved -- contacts recorded as resolved
resolved_known -- contacts with such a record
response_rate -- answers of customers asked
response_s -- business seconds to the first reply
response_service_level -- replied within the target, of those that met or missed it, overdue ones included
response_target_s -- target of the first reply, business seconds
responses -- customers who answered something
ring_s -- seconds of ringing
rmse -- root of the mean squared error
rows_affected -- rows with the problem
rows_checked -- rows looked at
scenario -- scenario of the forecast
scheduled -- agents scheduled on the queue
scheduled_class -- what was scheduled
scheduled_s -- seconds scheduled, leave not counted
score -- points of possible points
score_2 -- mean score of the check points of level 2; NULL: not all scored
score_3 -- mean score of the check points of level 3; NULL: not all scored
score_4 -- mean score of the check points of level 4; NULL: not all scored
score_5 -- mean score of the check points of level 5; NULL: not all scored
sd -- standard deviation of the benchmark
seconds -- seconds
service_goal -- service level to staff for
service_judged -- visits that the service level judges
service_level -- service level at the threshold, by the chosen variant
service_level_today -- service level, local day so far
service_met -- visits that met it
session_s -- seconds of contacts, several at a time each counted
share -- part of the day's paid time
data_quality.share -- rows affected of rows checked
survey_driver.share -- importance as part of all drivers' together
short_abandon_s -- seconds up to which an abandonment is short
shrinkage -- the same where it is not on queue; sums over components
reporting_settings.shrinkage -- paid time lost, for the agents to schedule
sigma_z -- Laney's factor: spread over the binomial one
signal -- rule of the control chart that the day breaks; NULL: noise
control_chart_service_level.signal -- beyond the limits: not noise
since -- start of the state
site_id -- site
sl_threshold_s -- threshold in force at the time, seconds
source -- system the row comes from
started_at -- start of the clock
started_by -- created or reopened
state -- state as the source names it
state_class -- available, handling, acw, other_work or unavailable
status -- met or missed; NULL: no target or no value
benchmark_comparison.status -- better or worse than the mean; NULL: neither direction is
ticket_response.status -- met, missed, overdue (open past the target) or not due; NULL: no business hours are known
std_error -- standard error of the estimate
stddev -- sample standard deviation of the answers; NULL: too few answers
still_open -- visits still waiting
subject -- table looked at
sum_absolute_error -- sum of absolute errors
sum_absolute_error_scaled -- the same over intervals with data a week before
sum_absolute_share -- sum of absolute error over actual
sum_actual -- sum of actual volume
sum_error -- sum of errors
sum_naive_error -- sum of absolute differences to a week before
sum_score -- sum of evaluation scores, zero where there was a critical error
sum_squared_error -- sum of squared errors
suppressed -- too few answers to show more than their number
system_errors -- visits that a fault ended
talk_s -- seconds of talk
valid_visit.talk_s -- seconds of talk; from the instants where the source has none
valid_visit.acw_s -- seconds of after-contact work; from the instants where the source has none
valid_visit.handle_s -- seconds of talk, hold and after-contact work; parts not known count as none
target -- value to reach
target_s -- average to reach, seconds
target_source -- target or benchmark
threshold_s -- threshold of the service level, seconds
queue_own_threshold_day.threshold_s -- threshold that judged the visits, seconds; NULL: different ones
queue_own_threshold_day.answered_within -- visits answered within their threshold
queue_own_threshold_day.abandoned_within -- visits abandoned within their threshold
ticket_id -- ticket
tickets -- tickets created or reopened
to_at -- end (not included)
to_queue_id -- queue it was transferred to
top_box -- answers from three quarters of the scale up
top_box_share -- the same of all answers; NULL: too few answers
transfer_in -- came by transfer
transfer_out -- none, blind or attended
transfer_rate -- transferred of answered
transfers -- answered visits transferred away
turnover.transfers -- people who moved elsewhere
turnover -- annualised exits over average headcount
turnover_voluntary -- the same, voluntary exits only
unavailable_s -- seconds unavailable
unit -- fraction, seconds, contacts, score or money
upper -- upper 3-sigma limit
survey_driver.upper -- upper end of the 95 % interval of the estimate
upto_s -- waits up to this many seconds, above the bound before; NULL or infinite: all longer ones
utilisation -- handling of paid seconds
value -- numerator over denominator
value_layer -- layer of value: efficiency, loyalty or strategic
variant -- formula of the service level
vif -- variance inflation factor of the driver
visit_no -- number of the visit within its contact
volume -- contacts forecast
wait_p50 -- median wait of answered visits, seconds
wait_p90 -- wait that 90 % of answered visits do not exceed, seconds
wait_s -- seconds waited by all visits
valid_visit.wait_s -- seconds from the queue's entry to its end, or until now
waiting -- visits waiting
wape -- sum of absolute errors of actual volume
wrap_ended_at -- end of the work after it
z -- gap over the benchmark's standard deviation; weak where that exceeds the mean
zone -- time zone
$c$, E'\n') AS l WHERE l <> '';

	FOR one IN SELECT * FROM (VALUES
	('reporting_settings', '{}'::text[], 'the parameters with which these views were made', $q$
SELECT %16$s AS interval_width, %4$s AS zone, %5$s AS threshold_s, %6$s AS variant, %7$s AS short_abandon_s,
	%8$s AS day_start, %9$s AS service_goal, %10$s AS shrinkage, %11$s AS repeat_days,
	%12$s AS response_target_s, %13$s AS cost_per_minute, %14$s AS min_answers, lower(%15$s) AS baseline_from, upper(%15$s) AS baseline_to$q$),

	('valid_visit', '{queue_visit}', 'visits that every other view is made from: no test visits, none that rejected_visit lists', $q$
SELECT contact_id, visit_no, media, direction, site_id, queue_id, agent_id, reason, entered_at, queued_at, answered_at,
	left_at, ended_at, wrap_ended_at, coalesce(outcome, 'open') AS outcome,
	{wait} AS wait_s,
	ring_s, t.talk_s, hold_s, t.acw_s, t.talk_s + coalesce(hold_s, 0) + coalesce(t.acw_s, 0) AS handle_s,
	abandon_stage, transfer_in, transfer_out, origin_contact_id, sl_threshold_s, source
FROM %2$I.queue_visit v CROSS JOIN LATERAL (SELECT
	coalesce(v.talk_s, CASE WHEN v.ended_at >= v.answered_at THEN greatest(extract(epoch FROM v.ended_at - v.answered_at)::float8 - coalesce(v.hold_s, 0), 0) END) AS talk_s,
	coalesce(v.acw_s, extract(epoch FROM v.wrap_ended_at - v.ended_at)::float8) AS acw_s) t
WHERE is_test IS NOT TRUE AND ({problem}) IS NULL$q$),

	('rejected_visit', '{queue_visit}', 'visits that no other view counts, and why', $q$
SELECT contact_id, visit_no, source, queue_id, queued_at, problem
FROM (SELECT contact_id, visit_no, source, queue_id, queued_at, {problem} AS problem
	FROM %2$I.queue_visit v WHERE is_test IS NOT TRUE) v
WHERE problem IS NOT NULL$q$),

	('queue_interval', '{valid_visit}', 'queues by interval of the entry into the queue', $q$
SELECT queue_id, media, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start,
	{figures}, {gap} AS has_feed_gap
FROM (SELECT queue_id, media, bucket_start, bucket_end, %1$I.rollup(summary) AS s, sum(transfers)::bigint AS transfers,
		sum(open_late)::bigint AS open_late
	FROM ({base}) b GROUP BY queue_id, media, bucket_start, bucket_end) b {counts}$q$),

	('queue_interval_open', '{queue_interval,queue,business_hours}', 'queues in every interval in which they are open, from the first visit to the last: zeros where nobody came; what came while they were closed is only in queue_interval', $q$
WITH {hours},
span AS MATERIALIZED (SELECT min(queued_at) AS first_at, max(queued_at) AS last_at FROM %2$I.valid_visit)
SELECT g.queue_id, %1$I.lower(g.b) AS bucket_start, %1$I.upper(g.b) AS bucket_end, %1$I.lower(g.b) AT TIME ZONE %4$s AS local_start,
	coalesce(i.offered, 0) AS offered, coalesce(i.answered, 0) AS answered, coalesce(i.abandoned, 0) AS abandoned,
	coalesce(i.service_judged, 0) AS service_judged, coalesce(i.service_met, 0) AS service_met, i.service_met::float8 / nullif(i.service_judged, 0) AS service_level
FROM (SELECT DISTINCT q.queue_id, %1$I.reporting_interval(%1$I.lower(o), %3$s, %4$s, %8$s) AS b
	FROM span s CROSS JOIN %2$I.queue q JOIN hours h USING (calendar_id)
	CROSS JOIN LATERAL %1$I.open_intervals(h.hours, s.first_at, s.last_at, %3$s) AS o
	WHERE q.valid @> %1$I.lower(o) AND h.valid @> (%1$I.lower(o) AT TIME ZONE %4$s)::date) g
LEFT JOIN (SELECT queue_id, bucket_start, sum(offered)::bigint AS offered, sum(answered)::bigint AS answered, sum(abandoned)::bigint AS abandoned,
		sum(service_judged)::bigint AS service_judged, sum(service_met)::bigint AS service_met
	FROM %2$I.queue_interval GROUP BY queue_id, bucket_start) i ON i.queue_id = g.queue_id AND i.bucket_start = %1$I.lower(g.b)$q$),

	('queue_event_interval', '{valid_visit}', 'queues by interval of each event itself: what came, was answered, left and ended in it, and the seconds of waiting and handling that fell into it; unlike queue_interval, whose rows follow the visits that came in', $q$
SELECT queue_id, media, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start, offered, answered, abandoned, ended, ended_handle_s, wait_s, handle_s
FROM {event_interval} queue_id, media, count(*) FILTER (WHERE e.came) AS offered, count(*) FILTER (WHERE e.answered) AS answered,
		count(*) FILTER (WHERE e.abandoned) AS abandoned, count(*) FILTER (WHERE e.ended) AS ended,
		coalesce(extract(epoch FROM sum(v.done_at - v.answered_at) FILTER (WHERE e.ended))::float8, 0) AS ended_handle_s,
		extract(epoch FROM sum(e.wait))::float8 AS wait_s, coalesce(extract(epoch FROM sum(e.handle))::float8, 0) AS handle_s
	FROM (SELECT *, coalesce(answered_at, left_at, now()) AS waited_until, coalesce(wrap_ended_at, ended_at) AS done_at FROM {event_visit}) v,
		LATERAL (SELECT v.queued_at >= bucket_start AS came,
			v.outcome = 'answered' AND v.answered_at >= bucket_start AND v.answered_at < bucket_end AS answered,
			v.outcome = 'abandoned' AND v.left_at >= bucket_start AND v.left_at < bucket_end AS abandoned,
			v.outcome = 'answered' AND v.done_at >= bucket_start AND v.done_at < bucket_end AS ended,
			greatest(least(v.waited_until, bucket_end) - greatest(v.queued_at, bucket_start), '0'::interval) AS wait,
			CASE WHEN v.outcome = 'answered' THEN greatest(least(coalesce(v.done_at, now()), bucket_end) - greatest(v.answered_at, bucket_start), '0'::interval) END AS handle) e
	WHERE v.outcome <> 'blocked' AND (e.came OR e.answered OR e.abandoned OR e.ended OR e.wait > '0'::interval OR e.handle > '0'::interval)
	GROUP BY queue_id, media{of_event}) x$q$),

	('queue_day', '{valid_visit}', 'queues by local day of the entry into the queue', $q$
SELECT queue_id, media, day,
	{figures}
FROM (SELECT queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day, %1$I.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers, sum(open_late)::bigint AS open_late
	FROM ({base}) b GROUP BY queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date) b {counts}$q$),

	('queue_month', '{valid_visit}', 'queues by local month of the entry into the queue', $q$
SELECT queue_id, media, month,
	{figures}
FROM (SELECT queue_id, media, date_trunc('month', bucket_start AT TIME ZONE %4$s - %8$s)::date AS month, %1$I.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers, sum(open_late)::bigint AS open_late
	FROM ({base}) b GROUP BY queue_id, media, date_trunc('month', bucket_start AT TIME ZONE %4$s - %8$s)::date) b {counts}$q$),

	('queue_own_threshold_day', '{valid_visit}', 'service level by queue and local day of the entry, each visit judged by its own threshold (sl_threshold_s), one without by that of the views', $q$
SELECT queue_id, media, day, CASE WHEN NOT lowest < highest THEN lowest END AS threshold_s, lowest AS lowest_threshold_s, highest AS highest_threshold_s, lowest < highest AS mixed_thresholds,
	offered, answered, answered_within, abandoned, abandoned_within, service_judged, service_met, service_met::float8 / nullif(service_judged, 0) AS service_level
FROM (SELECT queue_id, media, day, min(threshold_s) FILTER (WHERE service_judged > 0) AS lowest, max(threshold_s) FILTER (WHERE service_judged > 0) AS highest,
		sum(offered)::bigint AS offered, sum(answered)::bigint AS answered, sum(answered_within)::bigint AS answered_within, sum(abandoned)::bigint AS abandoned,
		sum(abandoned_within)::bigint AS abandoned_within, sum(service_judged)::bigint AS service_judged, sum(round(service_level * service_judged))::bigint AS service_met
	FROM (SELECT *, {judged} AS service_judged
		FROM (SELECT queue_id, media, day, threshold_s, open_late, %1$I.offered(s) AS offered, %1$I.answered(s) AS answered, %1$I.answered_within(s, threshold_s) AS answered_within,
				%1$I.abandoned(s) AS abandoned, %1$I.abandoned_within(s, threshold_s) AS abandoned_within, %1$I.abandoned_within(s, %7$s) AS abandoned_short,
				%1$I.flowed_out(s) AS flowed_out, %1$I.callbacks(s) AS callbacks, %1$I.blocked(s) AS blocked, %1$I.system_errors(s) AS system_errors,
				%1$I.service_level(s, threshold_s, %6$s, %7$s) AS service_level
			FROM (SELECT queue_id, media, day, threshold_s, %1$I.queue_summary(outcome, wait_s) AS s, count(*) FILTER (WHERE outcome = 'open' AND wait_s > threshold_s) AS open_late
				FROM (SELECT queue_id, media, (queued_at AT TIME ZONE %4$s - %8$s)::date AS day, outcome, wait_s,
						CASE WHEN sl_threshold_s BETWEEN 0 AND 1e9 THEN sl_threshold_s ELSE %5$s END AS threshold_s
					FROM %2$I.valid_visit) v
				GROUP BY queue_id, media, day, threshold_s) v) v) v
	GROUP BY queue_id, media, day) v$q$),

	('service_level_unit', '{valid_visit}', 'service level per visit, per contact (answered if any of its visits was) or per customer (redials by the same medium on the same local day merged), by local day, queue and medium of the first visit; callbacks left out', $q$
SELECT per, day, queue_id, media, offered, answered, answered_within, abandoned, abandoned_within, abandoned_short, flowed_out, callbacks, blocked, system_errors, still_open,
	service_judged, round(service_level * service_judged)::bigint AS service_met, service_level, asa, asa * answered AS answer_wait_s, mean_wait, mean_wait * offered AS wait_s
FROM (SELECT 'visit'::text AS per, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day, queue_id, media, %1$I.rollup(summary) AS s, sum(open_late)::bigint AS open_late
	FROM ({base}) b WHERE media IS DISTINCT FROM 'callback' GROUP BY (bucket_start AT TIME ZONE %4$s - %8$s)::date, queue_id, media
	UNION ALL
	SELECT per, day, queue_id, media, %1$I.queue_summary(outcome, wait_s), count(*) FILTER (WHERE outcome = 'open' AND wait_s > %5$s)
	FROM (SELECT 'contact'::text AS per, day, queue_id, media, outcome, wait_s FROM ({contacts}) c
		UNION ALL
		SELECT 'customer', day, queue_id, media, outcome, wait_s FROM ({customers}) c) u
	GROUP BY per, day, queue_id, media) u {counts}$q$),

	('wait_distribution', '{valid_visit}', 'how long answered and abandoned visits waited, by queue and local day; counts between bounds', $q$
SELECT b.queue_id, b.media, b.day, h.upto AS upto_s, h.answered, h.abandoned
FROM (SELECT queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day, %1$I.rollup(summary) AS s
	FROM ({base}) b GROUP BY queue_id, media, (bucket_start AT TIME ZONE %4$s - %8$s)::date) b,
	LATERAL %1$I.wait_histogram(b.s, '{8,30,60,90,120,180,300,600,1200}'::float8[]) AS h$q$),

	('site_slot', '{valid_visit,site}', 'sites by local slot of their own wall clock: for one wall by instant, group queue_interval instead', $q$
SELECT site_id, zone, local_day, local_time, offered, answered, answered_within, abandoned, service_judged,
	round(service_level * service_judged)::bigint AS service_met, service_level
FROM (SELECT *, {judged} AS service_judged FROM (SELECT site_id, zone, local_day, local_time, open_late, %1$I.offered(s) AS offered, %1$I.answered(s) AS answered,
	%1$I.answered_within(s, %5$s) AS answered_within, %1$I.abandoned(s) AS abandoned, %1$I.abandoned_within(s, %5$s) AS abandoned_within,
	%1$I.abandoned_within(s, %7$s) AS abandoned_short, %1$I.flowed_out(s) AS flowed_out, %1$I.callbacks(s) AS callbacks, %1$I.blocked(s) AS blocked,
	%1$I.system_errors(s) AS system_errors, %1$I.service_level(s, %5$s, %6$s, %7$s) AS service_level
FROM (SELECT site_id, i.zone, (bucket_start AT TIME ZONE i.zone)::date AS local_day, (bucket_start AT TIME ZONE i.zone)::time AS local_time,
		%1$I.rollup(summary) AS s, sum(open_late)::bigint AS open_late
	FROM ({base}) b JOIN %2$I.site i USING (site_id)
	GROUP BY site_id, i.zone, (bucket_start AT TIME ZONE i.zone)::date, (bucket_start AT TIME ZONE i.zone)::time) b) b) b$q$),

	('trunk_interval', '{valid_visit}', 'simultaneous voice calls by interval, from entry into the script to the end, and the lines they take', $q$
SELECT bucket_start, bucket_end, calls, peak_calls, load_erlang, %1$I.erlang_b_lines(load_erlang, 0.01::float8) AS lines_for_1_percent
FROM (SELECT bucket_start, bucket_end, calls, peak_calls, extract(epoch FROM busy)::float8 / extract(epoch FROM bucket_end - bucket_start)::float8 AS load_erlang
	FROM {trunk_interval} count(*) AS calls, %1$I.peak_concurrency(tstzrange(c.from_at, c.to_at)) AS peak_calls, sum(c.to_at - c.from_at) AS busy
		FROM {trunk_visit}, LATERAL (SELECT greatest(coalesce(entered_at, queued_at), bucket_start) AS from_at, least(coalesce(ended_at, left_at, now()), bucket_end) AS to_at) c
		WHERE media = 'voice' AND outcome <> 'blocked' AND c.from_at < c.to_at
		GROUP BY media{of_trunk}) x) t$q$),

	('agent_contact_day', '{valid_visit}', 'contacts of agents by local day of the answer; several at a time count once in busy_s', $q$
SELECT agent_id, media, day, handled, handle_s, handle_s / nullif(handled_known, 0) AS aht, talk_s, hold_s, acw_s,
	transfers, transfers::float8 / nullif(handled, 0) AS transfer_rate, session_s, busy_s, session_s / nullif(busy_s, 0) AS mean_concurrency
FROM (SELECT agent_id, media, (answered_at AT TIME ZONE %4$s - %8$s)::date AS day, count(*) AS handled, count(handle_s) AS handled_known,
		sum(handle_s) AS handle_s, sum(talk_s) AS talk_s, sum(hold_s) AS hold_s, sum(acw_s) AS acw_s,
		count(*) FILTER (WHERE transfer_out IN ('blind', 'attended')) AS transfers,
		sum(extract(epoch FROM coalesce(wrap_ended_at, ended_at) - answered_at))::float8 AS session_s,
		%1$I.covered_seconds(range_agg(tstzrange(answered_at, coalesce(wrap_ended_at, ended_at))) FILTER (WHERE coalesce(wrap_ended_at, ended_at) > answered_at)) AS busy_s
	FROM %2$I.valid_visit WHERE outcome = 'answered' AND agent_id IS NOT NULL
	GROUP BY agent_id, media, (answered_at AT TIME ZONE %4$s - %8$s)::date) a$q$),

	('agent_segment_day', '{segment,valid_visit}', 'legs of agents by local day of their start: talk, consultations and conferences are handling for everyone in them; rings that somebody else, or nobody, answered', $q$
SELECT agent_id, day, talk_s, hold_s, consult_s, acw_s, busy_s, rings, rings_declined, ring_s
FROM (SELECT s.agent_id, (lower(s.during) AT TIME ZONE %4$s - %8$s)::date AS day,
		coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'talk'), 0) AS talk_s, coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'hold'), 0) AS hold_s,
		coalesce(sum(x.seconds) FILTER (WHERE s.kind IN ('consult', 'conference')), 0) AS consult_s, coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'acw'), 0) AS acw_s,
		coalesce(%1$I.covered_seconds(range_agg(s.during) FILTER (WHERE s.kind IN ('talk', 'hold', 'consult', 'conference', 'acw'))), 0) AS busy_s,
		count(*) FILTER (WHERE s.kind = 'ring') AS rings,
		count(*) FILTER (WHERE s.kind = 'ring' AND NOT EXISTS (SELECT FROM %2$I.valid_visit v WHERE v.contact_id = s.contact_id AND v.visit_no = s.visit_no
			AND v.agent_id = s.agent_id AND v.answered_at <= upper(s.during))) AS rings_declined,
		coalesce(sum(x.seconds) FILTER (WHERE s.kind = 'ring'), 0) AS ring_s
	FROM (SELECT contact_id, visit_no, kind, agent_id, during * tstzrange(NULL, now()) AS during FROM %2$I.segment WHERE agent_id IS NOT NULL AND lower(during) < now()) s,
		LATERAL (SELECT extract(epoch FROM upper(s.during) - lower(s.during))::float8 AS seconds) x
	GROUP BY s.agent_id, (lower(s.during) AT TIME ZONE %4$s - %8$s)::date) x$q$),

	('transfer_matrix', '{valid_visit}', 'transfers from queue to queue by local day of the first queue''s entry', $q$
SELECT (v.queued_at AT TIME ZONE %4$s - %8$s)::date AS day, v.queue_id AS from_queue_id, n.queue_id AS to_queue_id, v.transfer_out AS kind,
	count(*) AS transfers, count(*) FILTER (WHERE n.outcome = 'answered') AS answered
FROM %2$I.valid_visit v LEFT JOIN %2$I.valid_visit n ON n.contact_id = v.contact_id AND n.visit_no = v.visit_no + 1
WHERE v.outcome = 'answered' AND v.transfer_out IN ('blind', 'attended')
GROUP BY (v.queued_at AT TIME ZONE %4$s - %8$s)::date, v.queue_id, n.queue_id, v.transfer_out$q$),

	('callback', '{valid_visit}', 'requests for a callback and what became of them, by local day of the request', $q$
SELECT day, queue_id, requested, attempted, reached, reached::float8 / nullif(requested, 0) AS reach_rate,
	delay_s, delay_s / nullif(reached, 0) AS mean_delay, callback_wait_s, callback_wait_s / nullif(reached, 0) AS mean_callback_wait
FROM (SELECT (v.queued_at AT TIME ZONE %4$s - %8$s)::date AS day, v.queue_id, count(*) AS requested, count(c.queued_at) AS attempted,
		count(c.answered_at) AS reached,
		sum(extract(epoch FROM c.answered_at - v.left_at))::float8 AS delay_s, sum(c.wait_s) FILTER (WHERE c.answered_at IS NOT NULL) AS callback_wait_s
	FROM %2$I.valid_visit v LEFT JOIN LATERAL (
		SELECT * FROM (
			SELECT o.queued_at, o.answered_at, o.wait_s FROM %2$I.valid_visit o
			WHERE o.origin_contact_id = v.contact_id AND o.contact_id <> v.contact_id AND o.media = 'callback' AND o.queued_at >= v.queued_at
			UNION ALL
			SELECT o.queued_at, o.answered_at, o.wait_s FROM %2$I.valid_visit o
			WHERE o.contact_id = v.contact_id AND o.visit_no > v.visit_no AND o.media = 'callback') o
		ORDER BY o.answered_at, o.queued_at LIMIT 1) c ON true
	WHERE v.outcome = 'callback_requested'
	GROUP BY (v.queued_at AT TIME ZONE %4$s - %8$s)::date, v.queue_id) c$q$),

	('agent_interval', '{agent_state}', 'agents by interval: seconds clipped to it; where states overlap handling counts, then available, other work, unavailable', $q$
SELECT agent_id, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start,
	logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s,
	%1$I.occupancy(handling_s, available_s) AS occupancy, handling_s / nullif(paid_s, 0) AS utilisation,
	available_s / nullif(logged_in_s, 0) AS availability
FROM ({agents}) y$q$),

	-- Of whole microseconds again, whatever the order they were added in.
	('agent_day', '{agent_interval}', 'agents by local day', $q$
SELECT agent_id, day, logged_in_s, paid_s, handling_s, available_s, other_work_s, unavailable_s,
	%1$I.occupancy(handling_s, available_s) AS occupancy, handling_s / nullif(paid_s, 0) AS utilisation,
	available_s / nullif(logged_in_s, 0) AS availability
FROM (SELECT agent_id, (local_start - %8$s)::date AS day, round(sum(logged_in_s) * 1e6) / 1e6 AS logged_in_s, round(sum(paid_s) * 1e6) / 1e6 AS paid_s,
		round(sum(handling_s) * 1e6) / 1e6 AS handling_s, round(sum(available_s) * 1e6) / 1e6 AS available_s,
		round(sum(other_work_s) * 1e6) / 1e6 AS other_work_s, round(sum(unavailable_s) * 1e6) / 1e6 AS unavailable_s
	FROM %2$I.agent_interval
	GROUP BY agent_id, (local_start - %8$s)::date) d$q$),

	('agent_adherence', '{agent_state,schedule}', 'schedule against actual by agent and interval, up to now; the newest version of the schedule, leave not counted', $q$
SELECT agent_id, bucket_start, bucket_end, bucket_start AT TIME ZONE %4$s AS local_start,
	scheduled_s, adherent_s, scheduled_s - adherent_s AS exception_s, present_s, on_queue_scheduled_s, on_queue_actual_s,
	adherent_s / nullif(scheduled_s, 0) AS adherence, on_queue_actual_s / nullif(on_queue_scheduled_s, 0) AS conformance,
	present_s / nullif(scheduled_s, 0) AS attendance, (bucket_start AT TIME ZONE %4$s - %8$s)::date AS day
FROM ({adherents}) y$q$),

	('adherence_exception', '{agent_state,schedule}', 'stretches of a schedule in which the agent did something else, up to now; filter by day, that of the start of the scheduled activity', $q$
SELECT e.agent_id, lower(e.gap) AS from_at, upper(e.gap) AS to_at, extract(epoch FROM upper(e.gap) - lower(e.gap))::float8 AS seconds,
	e.class AS scheduled_class, e.activity, CASE WHEN e.h @> lower(e.gap) THEN 'handling' WHEN e.w @> lower(e.gap) THEN 'acw' WHEN e.a @> lower(e.gap) THEN 'available'
		WHEN e.o @> lower(e.gap) THEN 'other_work' WHEN e.u @> lower(e.gap) THEN 'unavailable' ELSE 'offline' END AS actual_class, d.day
FROM (SELECT (lower(during) AT TIME ZONE %4$s - %8$s)::date AS day, range_merge(range_agg(during)) * tstzrange(NULL, now()) AS span
	FROM %2$I.schedule WHERE isfinite(lower(during)) AND lower(during) < now() GROUP BY (lower(during) AT TIME ZONE %4$s - %8$s)::date) d,
	LATERAL (SELECT *, unnest(CASE class
			WHEN 'on_queue' THEN during - h - w - a
			WHEN 'off_queue_paid' THEN during - (o + u - h - w - a)
			ELSE during * (h + w + a + o) END) AS gap
		FROM (SELECT s.agent_id, s.class, s.activity, tstzmultirange(s.during * d.span) AS during,
				coalesce(a.h, '{}') AS h, coalesce(a.w, '{}') AS w, coalesce(a.a, '{}') AS a, coalesce(a.o, '{}') AS o, coalesce(a.u, '{}') AS u
			FROM (SELECT agent_id, class, activity, during, version_no, max(version_no) OVER (PARTITION BY agent_id) AS newest
				FROM %2$I.schedule WHERE (lower(during) AT TIME ZONE %4$s - %8$s)::date = d.day) s
			LEFT JOIN (SELECT agent_id, range_agg(during) FILTER (WHERE state_class = 'handling') AS h, range_agg(during) FILTER (WHERE state_class = 'acw') AS w,
					range_agg(during) FILTER (WHERE state_class = 'available') AS a, range_agg(during) FILTER (WHERE state_class = 'other_work') AS o,
					range_agg(during) FILTER (WHERE state_class = 'unavailable') AS u
				FROM %2$I.agent_state WHERE during && d.span GROUP BY agent_id) a ON a.agent_id = s.agent_id
			WHERE s.version_no = s.newest AND s.class <> 'absence') x) e$q$),

	('shrinkage', '{agent_state}', 'paid time of all agents by local day and what it went into; every share has the same base, so shares add', $q$
SELECT day, component, kind, seconds, base_s, seconds / nullif(base_s, 0) AS share,
	CASE WHEN kind <> 'on_queue' THEN seconds / nullif(base_s, 0) ELSE 0 END AS shrinkage
FROM (SELECT day, component, kind, sum(seconds) AS seconds, sum(sum(seconds)) OVER (PARTITION BY day) AS base_s
	FROM (SELECT (%1$I.lower(b) AT TIME ZONE %4$s - %8$s)::date AS day,
			CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue' ELSE coalesce(s.aux_code, s.state_class) END AS component,
			CASE WHEN s.state_class IN ('available', 'handling', 'acw') THEN 'on_queue' ELSE 'internal' END AS kind,
			{seconds_of_bucket} AS seconds
		FROM {state_day}
		WHERE coalesce(s.paid, s.state_class <> 'offline') AND greatest(lower(s.during), %1$I.lower(b)) < now()
		{absence}) x
	GROUP BY day, component, kind) y$q$),

	('staffing_gap', '{forecast,valid_visit}', 'the newest forecast against the agents scheduled: required by Erlang C and A for the service goal, and the service level to expect', $q$
SELECT queue_id, media, interval_start, interval_end, volume, aht, patience_s, required_erlang_c, required_erlang_a,
	%1$I.with_shrinkage(required_erlang_a::float8, %10$s) AS required_with_shrinkage, scheduled,
	scheduled - required_erlang_a AS net,
	CASE WHEN volume > 0 AND scheduled > 0 THEN %1$I.erlang_a_service_level(volume, seconds, aht, patience_s, scheduled, %5$s, {erlang_variant}, %7$s)
		WHEN volume > 0 AND scheduled = 0 THEN 0 END AS predicted_service_level
FROM (SELECT f.queue_id, f.media, f.interval_start, f.interval_end, f.seconds, f.volume, f.aht, p.patience_s, {scheduled} AS scheduled,
		CASE WHEN f.volume > 0 THEN %1$I.erlang_c_agents(f.volume, f.seconds, f.aht, %9$s, %5$s) WHEN f.volume = 0 THEN 0 END AS required_erlang_c,
		CASE WHEN f.volume > 0 THEN %1$I.erlang_a_agents(f.volume, f.seconds, f.aht, p.patience_s, %9$s, %5$s, {erlang_variant}, %7$s) WHEN f.volume = 0 THEN 0 END AS required_erlang_a
	FROM (SELECT DISTINCT ON (queue_id, media, interval_start) queue_id, media, interval_start, interval_start + interval_len AS interval_end,
			extract(epoch FROM interval_len)::float8 AS seconds, volume, aht_s AS aht
		FROM %2$I.forecast WHERE scenario = 'base' ORDER BY queue_id, media, interval_start, made_at DESC) f
	LEFT JOIN (SELECT queue_id, media, coalesce(%1$I.mean_patience(%1$I.rollup(summary)), 'infinity'::float8) AS patience_s
		FROM ({base}) b GROUP BY queue_id, media) h USING (queue_id, media)
	CROSS JOIN LATERAL (SELECT CASE WHEN h.patience_s > 0 THEN h.patience_s ELSE 'infinity'::float8 END AS patience_s) p
	{staff_plan}) x$q$),

	('forecast_error', '{forecast,valid_visit}', 'every forecast against the volume that came; actual is NULL where no data is (yet, or in a feed gap)', $q$
WITH live AS MATERIALIZED (SELECT queue_id, media, bucket_start, bucket_end, %1$I.rollup(summary) AS summary FROM ({live}) b GROUP BY queue_id, media, bucket_start, bucket_end)
SELECT queue_id, media, scenario, horizon, made_at, interval_start, interval_end, local_start, lead_days,
	forecast, actual, forecast - actual AS error, naive, aht_s AS forecast_aht, actual_aht
FROM (SELECT f.queue_id, f.media, f.scenario, f.horizon, f.made_at, f.interval_start, f.interval_start + f.interval_len AS interval_end,
		f.interval_start AT TIME ZONE %4$s AS local_start, floor(extract(epoch FROM f.interval_start - f.made_at) / 86400)::integer AS lead_days,
		f.volume AS forecast, f.aht_s,
		CASE WHEN {known} THEN coalesce(%1$I.offered(v.came), 0)::float8 END AS actual, %1$I.aht(v.came) AS actual_aht, %1$I.offered(v.before)::float8 AS naive
	FROM %2$I.forecast f
	CROSS JOIN (SELECT max(queued_at) AS until FROM %2$I.valid_visit) m
	-- looked up where it is rolled up, joined where it is not
	CROSS JOIN LATERAL (SELECT %1$I.rollup(r.summary) AS summary FROM {rolled} r
		WHERE r.queue_id = f.queue_id AND r.media = f.media AND r.bucket_start = f.interval_start AND r.bucket_end = f.interval_start + f.interval_len) a
	CROSS JOIN LATERAL (SELECT %1$I.rollup(r.summary) AS summary FROM {rolled} r
		WHERE r.queue_id = f.queue_id AND r.media = f.media AND r.bucket_start = f.interval_start - '168 hours'::interval) n
	LEFT JOIN live la ON la.queue_id = f.queue_id AND la.media = f.media AND la.bucket_start = f.interval_start AND la.bucket_end = f.interval_start + f.interval_len
	LEFT JOIN live ln ON ln.queue_id = f.queue_id AND ln.media = f.media AND ln.bucket_start = f.interval_start - '168 hours'::interval
	CROSS JOIN LATERAL (SELECT coalesce(a.summary OPERATOR(%1$I.+) la.summary, a.summary, la.summary) AS came,
		coalesce(n.summary OPERATOR(%1$I.+) ln.summary, n.summary, ln.summary) AS before) v) x$q$),

	('forecast_accuracy', '{forecast_error}', 'forecast accuracy by queue, lead and local month, from intervals; sums are there to total over any grain', $q$
SELECT queue_id, media, scenario, horizon, lead_days, month, n, n_missing, n_skipped, sum_actual, sum_error, sum_absolute_error,
	sum_absolute_error / nullif(sum_actual, 0) AS wape, sum_error / nullif(sum_actual, 0) AS bias,
	sum_absolute_share / nullif(n - n_skipped, 0) AS mape, sqrt(sum_squared_error / nullif(n, 0)) AS rmse,
	(sum_absolute_error_scaled / nullif(n_scaled, 0)) / nullif(sum_naive_error / nullif(n_scaled, 0), 0) AS mase,
	sum_squared_error, sum_absolute_share, n_scaled, sum_absolute_error_scaled, sum_naive_error
FROM (SELECT queue_id, media, scenario, horizon, lead_days, date_trunc('month', local_start)::date AS month,
		count(error) AS n, count(*) - count(error) AS n_missing, count(*) FILTER (WHERE actual = 0) AS n_skipped,
		sum(actual) AS sum_actual, sum(error) AS sum_error, sum(abs(error)) AS sum_absolute_error, sum(error * error) AS sum_squared_error,
		sum(abs(error) / nullif(actual, 0)) AS sum_absolute_share, count(naive) FILTER (WHERE actual IS NOT NULL) AS n_scaled,
		sum(abs(error)) FILTER (WHERE naive IS NOT NULL) AS sum_absolute_error_scaled, sum(abs(actual - naive)) AS sum_naive_error
	FROM %2$I.forecast_error
	GROUP BY queue_id, media, scenario, horizon, lead_days, date_trunc('month', local_start)::date) x$q$),

	('repeat_contact', '{contact,valid_visit}', 'first-contact resolution by repeats: answered contacts of known customers by queue, reason, agent and local day; a repeat of the same customer within the window counts against the first', $q$
SELECT day, queue_id, agent_id, media, reason, contacts, eligible, repeated, immature, repeated::float8 / nullif(eligible, 0) AS repeat_rate,
	1 - repeated::float8 / nullif(eligible, 0) AS fcr, resolved_known, resolved, resolved::float8 / nullif(resolved_known, 0) AS fcr_recorded
FROM (SELECT (c.started_at AT TIME ZONE %4$s - %8$s)::date AS day, c.first_queue_id AS queue_id, v.agent_id, c.media, c.reason, count(*) AS contacts,
		count(r.repeated) AS eligible, count(*) FILTER (WHERE r.repeated) AS repeated,
		count(*) FILTER (WHERE r.repeated IS NULL AND c.customer_key IS NOT NULL) AS immature,
		count(c.resolved) AS resolved_known, count(*) FILTER (WHERE c.resolved) AS resolved
	FROM %2$I.contact c
	CROSS JOIN LATERAL (SELECT agent_id FROM %2$I.valid_visit v WHERE v.contact_id = c.contact_id AND v.outcome = 'answered'
		ORDER BY v.visit_no DESC LIMIT 1) v
	LEFT JOIN LATERAL (SELECT min(n.started_at) AS next_at FROM %2$I.contact n
		WHERE n.customer_key = c.customer_key AND n.started_at > c.ended_at AND n.contact_id <> c.contact_id) n ON true
	CROSS JOIN LATERAL (SELECT CASE WHEN c.customer_key IS NOT NULL THEN %1$I.repeat_contact(c.ended_at, n.next_at, %11$s, now()) END AS repeated) r
	GROUP BY (c.started_at AT TIME ZONE %4$s - %8$s)::date, c.first_queue_id, v.agent_id, c.media, c.reason) x$q$),

	('ticket_response', '{ticket_event,business_hours}', 'tickets from creation (or reopening) to the first public reply of a person, in business hours', $q$
WITH {hours},
started AS (
	SELECT ticket_id, event, at, queue_id, calendar_id, lead(at) OVER (PARTITION BY ticket_id ORDER BY at, event_no) AS next_at
	FROM %2$I.ticket_event WHERE event IN ('created', 'reopened'))
SELECT s.ticket_id, s.queue_id, s.calendar_id, s.event AS started_by, s.at AS started_at, r.replied_at, x.response_s,
	CASE WHEN x.response_s <= %12$s THEN 'met' WHEN x.response_s > %12$s THEN 'missed'
		WHEN x.open_s > %12$s THEN 'overdue' WHEN x.open_s IS NOT NULL THEN 'not due' END AS status, x.open_s
FROM started s
LEFT JOIN hours h ON h.calendar_id = s.calendar_id AND h.valid @> (s.at AT TIME ZONE %4$s)::date
LEFT JOIN LATERAL (SELECT min(e.at) AS replied_at FROM %2$I.ticket_event e WHERE e.ticket_id = s.ticket_id AND e.event = 'comment'
	AND e.actor_kind = 'agent' AND e.public AND e.at >= s.at AND (s.next_at IS NULL OR e.at < s.next_at)) r ON true
LEFT JOIN LATERAL (SELECT %1$I.business_seconds(h.hours, s.at, r.replied_at) AS response_s,
	CASE WHEN r.replied_at IS NULL THEN %1$I.business_seconds(h.hours, s.at, greatest(coalesce(s.next_at, now()), s.at)) END AS open_s) x ON true$q$),

	('response_time', '{ticket_response}', 'first replies by queue, calendar and local day of the start; open tickets past their target count as missed, others not due, and those whose business hours are not known, not at all', $q$
SELECT day, queue_id, calendar_id, tickets, replied, met, overdue, not_due, met::float8 / nullif(met + missed + overdue, 0) AS response_service_level,
	response_s, response_s / nullif(met + missed, 0) AS mean_response, missed
FROM (SELECT (started_at AT TIME ZONE %4$s - %8$s)::date AS day, queue_id, calendar_id, count(*) AS tickets, count(replied_at) AS replied,
		count(*) FILTER (WHERE status = 'met') AS met, count(*) FILTER (WHERE status = 'overdue') AS overdue,
		count(*) FILTER (WHERE status = 'not due') AS not_due, sum(response_s) AS response_s, count(*) FILTER (WHERE status = 'missed') AS missed
	FROM %2$I.ticket_response
	GROUP BY (started_at AT TIME ZONE %4$s - %8$s)::date, queue_id, calendar_id) x$q$),

	('backlog', '{ticket_event}', 'tickets open at the end of each local day; never sum over days', $q$
WITH day AS MATERIALIZED (
	SELECT number, (%1$I.lower(b) AT TIME ZONE %4$s - %8$s)::date AS day, %1$I.lower(b) AS day_start, least(%1$I.upper(b), now()) AS day_end
	FROM (SELECT min(at) AS first, now() AS last FROM %2$I.ticket_event) e,
		LATERAL %1$I.reporting_intervals(e.first, e.last, '1 day'::interval, %4$s, %8$s) WITH ORDINALITY AS b (b, number))
SELECT d.day, s.queue_id, count(*) FILTER (WHERE s.opened_at >= d.day_start) AS opened, count(*) FILTER (WHERE s.closed_at < d.day_end) AS closed,
	count(*) FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS open_tickets,
	percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.day_end - s.opened_at)::float8) FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS median_age_s,
	max(extract(epoch FROM d.day_end - s.opened_at)::float8) FILTER (WHERE s.closed_at IS NULL OR s.closed_at >= d.day_end) AS oldest_age_s
FROM (SELECT queue_id, opened_at, closed_at, generate_series(width_bucket(opened_at, n.starts), width_bucket(coalesce(closed_at, now()), n.starts)) AS number
	FROM (SELECT o.queue_id, o.at AS opened_at, min(c.at) AS closed_at
		FROM %2$I.ticket_event o LEFT JOIN %2$I.ticket_event c ON c.ticket_id = o.ticket_id AND c.at >= o.at AND c.event IN ('solved', 'closed')
		WHERE o.event IN ('created', 'reopened')
		GROUP BY o.ticket_id, o.event_no, o.queue_id, o.at) s,
		(SELECT array_agg(day_start ORDER BY number) AS starts FROM day) n) s
JOIN day d USING (number)
WHERE s.opened_at < d.day_end
GROUP BY d.day, s.queue_id$q$),

	('survey_item', '{survey_response}', 'answers by question, queue and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT item, queue_id, month, invited, answers, answers::float8 / nullif(invited, 0) AS response_rate, answers < %14$s AS suppressed,
	CASE WHEN answers >= %14$s THEN mean END AS mean, CASE WHEN answers >= %14$s THEN stddev END AS stddev,
	CASE WHEN answers >= %14$s THEN mean_100 END AS mean_100, CASE WHEN answers >= %14$s THEN top_box END AS top_box,
	CASE WHEN answers >= %14$s THEN top_box::float8 / answers END AS top_box_share
FROM (SELECT item, queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, count(*) FILTER (WHERE invited OR value IS NOT NULL) AS invited,
		count(value) AS answers, avg(value) AS mean, stddev_samp(value) AS stddev,
		avg((value - scale_min) / (scale_max - scale_min) * 100) AS mean_100,
		count(*) FILTER (WHERE (value - scale_min) / (scale_max - scale_min) >= 0.75) AS top_box
	FROM %2$I.survey_response
	GROUP BY item, queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_queue', '{survey_response}', 'voice of the customer by queue and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT queue_id, month, {voc}
FROM (SELECT queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY queue_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_agent', '{survey_response}', 'voice of the customer by agent and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT agent_id, month, {voc}
FROM (SELECT agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_queue_agent', '{survey_response}', 'voice of the customer by queue, agent and local month of the contact; with fewer than min_answers nothing but the count is shown', $q$
SELECT queue_id, agent_id, month, {voc}
FROM (SELECT queue_id, agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY queue_id, agent_id, date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('voc_month', '{survey_response}', 'voice of the customer by local month of the contact', $q$
SELECT month, {voc}
FROM (SELECT date_trunc('month', contact_at AT TIME ZONE %4$s)::date AS month, {voc_counts}
	FROM %2$I.survey_response WHERE item <> 'employee_satisfaction' GROUP BY date_trunc('month', contact_at AT TIME ZONE %4$s)::date) x$q$),

	('survey_driver', '{survey_response}', 'which questions move satisfaction (csat) and recommendation (nps), all answers on 0 to 100; an association, not a proof', $q$
WITH item AS (SELECT array_agg(item ORDER BY item) AS names FROM (SELECT DISTINCT item FROM %2$I.survey_response
		WHERE value IS NOT NULL AND item <> 'ces' AND item <> 'employee_satisfaction') i),
answer AS (SELECT r.response_id, i.names, array_agg((s.value - s.scale_min) / (s.scale_max - s.scale_min) * 100 ORDER BY n.name) AS x
	FROM (SELECT DISTINCT response_id FROM %2$I.survey_response WHERE value IS NOT NULL) r CROSS JOIN item i CROSS JOIN unnest(i.names) AS n (name)
	LEFT JOIN %2$I.survey_response s ON s.response_id = r.response_id AND s.item = n.name
	GROUP BY r.response_id, i.names),
moments AS (SELECT names, %1$I.comoments(names, x) AS c FROM answer WHERE array_position(x, NULL) IS NULL GROUP BY names),
model AS MATERIALIZED (SELECT m.c, o.outcome, array_remove(array_remove(m.names, 'csat'), 'nps') AS drivers
	FROM moments m, unnest(ARRAY['csat', 'nps']) AS o (outcome)
	WHERE o.outcome = ANY (m.names) AND cardinality(m.names) > 2 AND %1$I.rows_used(m.c) > cardinality(m.names) + 1)
SELECT m.outcome, d.driver, %1$I.rows_used(m.c) AS answers, d.rank, d.importance, d.share, d.mean AS performance,
	r.estimate, r.std_error, r.lower, r.upper, r.p, r.vif, 5 * r.estimate AS impact
FROM model m, LATERAL %1$I.driver_importance(m.c, m.outcome, m.drivers, 'lmg'::text) AS d
	JOIN LATERAL %1$I.regression(m.c, m.outcome, m.drivers, 0.95::float8, 'frequency'::text) AS r ON r.term = d.driver$q$),

	('quality', '{quality_evaluation}', 'quality evaluations by agent and local month', $q$
SELECT agent_id, month, evaluations, points, max_points, points / nullif(max_points, 0) AS score, critical_errors,
	1 - critical_errors::float8 / nullif(evaluations, 0) AS critical_accuracy, sum_score, sum_score / nullif(scored, 0) AS mean_score_critical_zero
FROM (SELECT agent_id, month, count(*) AS evaluations, sum(points) AS points, sum(max_points) AS max_points,
		count(*) FILTER (WHERE failed) AS critical_errors, count(max_points) FILTER (WHERE max_points > 0) AS scored,
		sum(CASE WHEN failed THEN 0 ELSE points / nullif(max_points, 0) END) AS sum_score
	FROM (SELECT agent_id, date_trunc('month', evaluated_at AT TIME ZONE %4$s)::date AS month, contact_id, evaluator, evaluated_at,
			sum(weight * points) FILTER (WHERE applicable) AS points, sum(weight * max_points) FILTER (WHERE applicable AND points IS NOT NULL) AS max_points,
			coalesce(bool_or(critical AND points = 0) FILTER (WHERE applicable), false) AS failed
		FROM %2$I.quality_evaluation GROUP BY agent_id, contact_id, evaluator, evaluated_at) e
	GROUP BY agent_id, month) x$q$),

	('control_chart_aht', '{queue_day}', 'daily average handle time of each queue against 3-sigma limits from the baseline (its days, or else the first 20)', $q$
WITH point AS (SELECT queue_id, media, day, answered, handle_s, aht, row_number() OVER w AS item,
		{in_baseline} AS in_baseline
	FROM %2$I.queue_day WHERE aht IS NOT NULL WINDOW w AS (PARTITION BY queue_id, media ORDER BY day)),
series AS (SELECT queue_id, media, array_agg(aht ORDER BY day) AS x, array_agg(aht ORDER BY day) FILTER (WHERE in_baseline) AS b
	FROM point GROUP BY queue_id, media)
SELECT p.queue_id, p.media, p.day, p.answered, p.handle_s, p.aht, p.in_baseline, l.center, l.lower, l.upper, s.signal
FROM point p JOIN series USING (queue_id, media)
CROSS JOIN LATERAL %1$I.xmr_limits(series.b, NULL::integer, 'mean'::text) AS l
LEFT JOIN LATERAL (SELECT c.item, c.signal FROM %1$I.control_signals(series.x, l.center, l.sigma) AS c) s ON s.item = p.item$q$),

	('control_chart_service_level', '{queue_day}', 'daily service level of each queue against p chart limits, corrected for over-dispersion (Laney), from the baseline (its days, or else the first 20)', $q$
WITH point AS (SELECT queue_id, media, day, service_judged, service_met, service_level,
		{in_baseline} AS in_baseline
	FROM %2$I.queue_day WHERE service_judged > 0 WINDOW w AS (PARTITION BY queue_id, media ORDER BY day)),
numbered AS (SELECT *, row_number() OVER (PARTITION BY queue_id, media ORDER BY NOT coalesce(in_baseline, false), day) AS item FROM point),
series AS (SELECT queue_id, media, array_agg((service_judged - service_met)::float8 ORDER BY item) AS d, array_agg(service_judged::float8 ORDER BY item) AS n,
		count(*) FILTER (WHERE in_baseline)::integer AS k
	FROM numbered GROUP BY queue_id, media)
SELECT p.queue_id, p.media, p.day, p.service_judged, p.service_met, p.service_level, p.in_baseline,
	1 - c.center AS center, 1 - c.laney_upper AS lower, 1 - c.laney_lower AS upper, c.sigma_z, c.signal
FROM series s CROSS JOIN LATERAL %1$I.p_chart_limits(s.d, s.n, nullif(s.k, 0)) AS c
JOIN numbered p ON p.queue_id IS NOT DISTINCT FROM s.queue_id AND p.media IS NOT DISTINCT FROM s.media AND p.item = c.item$q$),

	('turnover', '{headcount_event}', 'headcount and exits by month; turnover is annualised', $q$
WITH event AS (SELECT date_trunc('month', date::timestamp)::date AS month, count(*) FILTER (WHERE kind = 'hire') AS hires,
		count(*) FILTER (WHERE kind = 'exit_voluntary') AS exits_voluntary, count(*) FILTER (WHERE kind = 'exit_involuntary') AS exits_involuntary,
		count(*) FILTER (WHERE kind = 'transfer') AS transfers
	FROM %2$I.headcount_event GROUP BY date_trunc('month', date::timestamp)::date),
month AS (SELECT m::date AS month FROM (SELECT min(month) AS first, max(month) AS last FROM event) e, generate_series(e.first::timestamp, e.last::timestamp, '1 month') AS m),
counted AS (SELECT m.month, coalesce(e.hires, 0) AS hires, coalesce(e.exits_voluntary, 0) AS exits_voluntary, coalesce(e.exits_involuntary, 0) AS exits_involuntary,
		coalesce(e.transfers, 0) AS transfers FROM month m LEFT JOIN event e USING (month)),
headcount AS (SELECT *, (sum(hires - exits_voluntary - exits_involuntary - transfers) OVER (ORDER BY month))::bigint AS headcount_end FROM counted)
SELECT month, headcount_end - hires + exits_voluntary + exits_involuntary + transfers AS headcount_start, hires, exits_voluntary, exits_involuntary, transfers, headcount_end,
	average_headcount, 12 * (exits_voluntary + exits_involuntary + transfers) / nullif(average_headcount, 0) AS turnover,
	12 * exits_voluntary / nullif(average_headcount, 0) AS turnover_voluntary
FROM headcount CROSS JOIN LATERAL (SELECT (2 * headcount_end - hires + exits_voluntary + exits_involuntary + transfers)::float8 / 2 AS average_headcount) a$q$),

	('kpi_month_live', '{queue_month}', 'every KPI that the tables at hand yield, by local month, with the two sums it is the quotient of; computed now, month by month', $q$
SELECT m.month, k.kpi, k.numerator, k.denominator, k.numerator / nullif(k.denominator, 0) AS value
FROM unnest(ARRAY(WITH RECURSIVE m (month) AS (
		SELECT '0001-01-01'::timestamp
		UNION ALL
		SELECT greatest(date_trunc('month', n.at AT TIME ZONE %4$s - %8$s), m.month + '1 month'::interval)
		FROM m, LATERAL (SELECT least({kpi_next}) AS at FROM (SELECT (m.month + '1 month'::interval) AT TIME ZONE %4$s AS at) x OFFSET 0) n
		WHERE n.at IS NOT NULL)
	SELECT month::date FROM m WHERE month > '0001-01-01')) AS m (month),
	LATERAL (WITH {kpi_sources} {kpi_measures}) k$q$),

	('kpi_month', '{kpi_month_live}', 'every KPI by local month, with the two sums it is the quotient of: as refresh_kpi_month stored it, else as kpi_month_live has it', $q$
{stored_kpis}SELECT month, kpi, numerator, denominator, value FROM %2$I.kpi_month_live {not_stored}$q$),

	('benchmark_comparison', '{kpi_month}', 'KPIs by month against the benchmark (Purdue University 1999)', $q$
SELECT k.month, k.kpi, b.unit, k.numerator, k.denominator, k.value, g.median, g.mean, g.sd, g.gap, g.gap_to_median, g.ratio_to_median, g.z, g.status
FROM %2$I.kpi_month k
LEFT JOIN %1$I.benchmark() AS b ON b.metric = k.kpi
CROSS JOIN LATERAL %1$I.benchmark_gap(k.kpi, k.value) AS g
WHERE (b.metric IS NOT NULL OR k.kpi = 'aht') AND k.value >= 0$q$),

	('gap_cost', '{kpi_month}', 'what the gap of the handle time to the benchmark costs, by month and component (aht = talk + acw); against a target for the KPI where there is one', $q$
SELECT month, component, own_s, target_s, target_source, own_s - target_s AS gap_s, contacts, cost_per_minute,
	%1$I.cost_of_gap(own_s, target_s, contacts, cost_per_minute) AS cost, 12 * %1$I.cost_of_gap(own_s, target_s, contacts, cost_per_minute) AS cost_per_year
FROM (SELECT k.month, k.kpi AS component, k.value AS own_s, coalesce(t.goal, g.mean) AS target_s,
		CASE WHEN t.goal IS NULL THEN 'benchmark' ELSE 'target' END AS target_source, k.denominator AS contacts, {cost_per_minute} AS cost_per_minute
	FROM (SELECT month, kpi, value, denominator, max(numerator) FILTER (WHERE kpi = 'aht') OVER (PARTITION BY month) AS handle_s
		FROM %2$I.kpi_month WHERE kpi IN ('talk', 'acw', 'aht') AND value IS NOT NULL) k
	CROSS JOIN LATERAL %1$I.benchmark_gap(k.kpi, k.value) AS g
	{target_of_month}
	{cost_of_month}) x$q$),

	('scorecard', '{kpi_month}', 'every KPI by month: value layer, ICMI module, target, actual, status', $q$
SELECT k.month, c.kpi, {scored}
FROM %2$I.kpi_month k
JOIN %1$I.kpi_catalog() AS c USING (kpi)
{target_of_month}$q$),

	('scorecard_queue', '{queue_month}', 'KPIs by queue and month, against the target of the queue, or else of all', $q$
SELECT k.queue_id, k.month, c.kpi, {scored}
FROM (SELECT q.queue_id, q.month, v.kpi, v.numerator, v.denominator, v.numerator / nullif(v.denominator, 0) AS value
	FROM (SELECT queue_id, month, {queue_sums} FROM %2$I.queue_month WHERE media IS DISTINCT FROM 'callback' GROUP BY queue_id, month) q,
		LATERAL (VALUES {queue_kpis}) AS v (kpi, numerator, denominator)) k
JOIN %1$I.kpi_catalog() AS c USING (kpi)
{target_of_queue}$q$),

	('maturity', '{maturity_check}', 'maturity by dimension (CC-CMM): the level is the highest whose own and all lower check points reach 0.8 on average, the centre''s that of its weakest dimension', $q$
WITH level AS (SELECT framework, assessed_on, dimension, level,
		CASE WHEN count(*) FILTER (WHERE applicable) = 0 THEN 1 WHEN bool_or(applicable AND score IS NULL) THEN NULL ELSE avg(score) FILTER (WHERE applicable) END AS score
	FROM %2$I.maturity_check GROUP BY framework, assessed_on, dimension, level),
dimension AS (SELECT framework, assessed_on, dimension, max(score) FILTER (WHERE level = 2) AS score_2, max(score) FILTER (WHERE level = 3) AS score_3,
		max(score) FILTER (WHERE level = 4) AS score_4, max(score) FILTER (WHERE level = 5) AS score_5, avg(score) AS mean_score
	FROM level GROUP BY framework, assessed_on, dimension),
graded AS (SELECT *, %1$I.maturity_level(ARRAY[score_2, score_3, score_4, score_5], 0.8::float8) AS level FROM dimension),
overall AS (SELECT g.framework, g.assessed_on, CASE WHEN count(g.level) = count(*) AND count(*) >= (SELECT count(*) FROM %1$I.cc_cmm_dimensions() AS d WHERE d.framework = g.framework)
		THEN min(g.level) END AS overall_level, avg(g.level)::float8 AS mean_level, min(g.level) AS weakest_level
	FROM graded g GROUP BY g.framework, g.assessed_on)
SELECT g.framework, g.assessed_on, g.dimension, g.score_2, g.score_3, g.score_4, g.score_5, g.mean_score, g.level, o.overall_level, o.mean_level,
	g.level = o.weakest_level AS is_weakest, b.check_point AS blocking_check_point, b.score AS blocking_score
FROM graded g JOIN overall o USING (framework, assessed_on)
LEFT JOIN LATERAL (SELECT c.check_point, c.score FROM %2$I.maturity_check c
	WHERE c.framework = g.framework AND c.assessed_on = g.assessed_on AND c.dimension = g.dimension AND c.applicable AND c.level <= coalesce(g.level, 5) + 1
		AND (c.score IS NULL OR c.level = g.level + 1)
	ORDER BY c.level, c.score NULLS FIRST, c.check_point LIMIT 1) b ON g.level IS DISTINCT FROM 5$q$),

	('queue_realtime', '{queue_visit}', 'queues now: who waits, who is served, and the local day so far; for another instant call queue_realtime_at', '{realtime}'),
	('agent_realtime', '{agent_state}', 'agents now; for another instant call agent_realtime_at', '{realtime}'),

	('data_quality', '{queue_visit}', 'what is wrong with the data, counted', $q$
SELECT subject, problem, rows_affected, rows_checked, rows_affected::float8 / nullif(rows_checked, 0) AS share, first_at FROM (
	SELECT 'queue_visit'::text AS subject, p.problem, count(v.queued_at) AS rows_affected,
		(SELECT count(*) FROM %2$I.queue_visit) AS rows_checked, min(v.queued_at) AS first_at
	FROM unnest(ARRAY['left before queued', 'ended before left', 'wrap-up ended before the end', 'answered_at contradicts outcome', 'unknown outcome',
			'negative duration', 'no left_at', 'queued in the future']) AS p (problem)
	LEFT JOIN %2$I.rejected_visit v USING (problem) GROUP BY p.problem
	UNION ALL
	SELECT 'queue_visit', p.problem, p.rows_affected, p.rows_checked, p.first_at
	FROM (SELECT count(*) AS n, count(*) FILTER (WHERE stale) AS stale, min(queued_at) FILTER (WHERE stale) AS stale_at, count(*) FILTER (WHERE answered) AS answered,
			count(*) FILTER (WHERE answered AND handle_s IS NULL) AS unhandled, min(queued_at) FILTER (WHERE answered AND handle_s IS NULL) AS unhandled_at,
			count(*) FILTER (WHERE answered AND agent_id IS NULL) AS nobody, min(queued_at) FILTER (WHERE answered AND agent_id IS NULL) AS nobody_at
		FROM (SELECT *, outcome = 'answered' AS answered, outcome = 'open' AND queued_at < now() - '24 hours'::interval AS stale FROM %2$I.valid_visit) v) v,
		LATERAL (VALUES ('open for more than a day', stale, n, stale_at), ('answered without handle time', unhandled, answered, unhandled_at),
			('answered without agent', nobody, answered, nobody_at)) AS p (problem, rows_affected, rows_checked, first_at)
	{quality_checks}) q$q$)
	) AS v (name, needs, comment, query)
	LOOP
		SELECT string_agg(format('%I.%I', schema, n), ', ') INTO missing FROM unnest(one.needs) AS n
		WHERE to_regclass(format('%I.%I', schema, n)) IS NULL;
		IF missing IS NOT NULL THEN
			RAISE NOTICE 'skipped view %: there is no table or view %', format('%I.%I', schema, one.name), missing;
			CONTINUE;
		END IF;
		SELECT relkind INTO kind FROM pg_class WHERE oid = to_regclass(format('%I.%I', schema, one.name));
		IF kind <> 'v' THEN
			RAISE NOTICE 'skipped view %: there is something else of that name', format('%I.%I', schema, one.name);
			CONTINUE;
		END IF;
		definition := one.query;
		IF one.name = 'kpi_month_live' THEN
			-- A constant name in each branch: a filter on kpi leaves out the sources of others.
			-- From month to month with data, by the first instant of each table after the last
			-- month; in an array, which the planner takes for short: months are few.
			SELECT replace(replace(replace(definition, '{kpi_sources}', string_agg(x.line, ', ' ORDER BY x.number) FILTER (WHERE x.part = 'source')),
				'{kpi_measures}', string_agg(x.line, ' UNION ALL ' ORDER BY x.number) FILTER (WHERE x.part = 'measure')),
				'{kpi_next}', string_agg(x.line, ', ' ORDER BY x.number) FILTER (WHERE x.part = 'next')) INTO definition
			FROM (
				SELECT 'source' AS part, s.number, s.needs, format('%s AS (%s)', s.name, s.query) AS line
				FROM (VALUES
				(1, 'queue', '{}'::text[], $q$SELECT media IS NOT DISTINCT FROM 'callback' AS callback, {queue_sums}
		FROM %2$I.queue_month WHERE month = m.month GROUP BY media IS NOT DISTINCT FROM 'callback'$q$),
				(2, 'contact', '{}', 'SELECT sum(answered) AS answered FROM queue HAVING count(*) > 0'),
				(3, 'agent', '{agent_day}', $q$SELECT sum(handling_s) AS handling_s, sum(available_s) AS available_s, sum(paid_s) AS paid_s, sum(logged_in_s) AS logged_in_s
		FROM %2$I.agent_day WHERE {days_of_month} HAVING count(*) > 0$q$),
				(4, 'adherence', '{agent_adherence}', $q$SELECT sum(adherent_s) AS adherent_s, sum(scheduled_s) AS scheduled_s, sum(present_s) AS present_s,
			sum(on_queue_actual_s) AS on_queue_actual_s, sum(on_queue_scheduled_s) AS on_queue_scheduled_s
		FROM %2$I.agent_adherence WHERE local_start >= m.month + %8$s AND local_start < m.month + %8$s + '1 month'::interval HAVING count(*) > 0$q$),
				(5, 'shrinkage', '{shrinkage}', $q$SELECT sum(seconds) FILTER (WHERE kind <> 'on_queue') AS lost_s, sum(seconds) AS base_s
		FROM %2$I.shrinkage WHERE {days_of_month} HAVING count(*) > 0$q$),
				(6, 'forecast', '{forecast_accuracy}', $q$SELECT sum(sum_absolute_error) AS error, sum(sum_actual) AS actual
		FROM %2$I.forecast_accuracy WHERE scenario = 'base' AND month = m.month HAVING count(*) > 0$q$),
				(7, 'quality', '{quality}', 'SELECT sum(points) AS points, sum(max_points) AS max_points FROM %2$I.quality WHERE month = m.month HAVING count(*) > 0'),
				(8, 'voc', '{voc_month}', 'SELECT * FROM %2$I.voc_month WHERE month = m.month'),
				(9, 'employee', '{survey_item}', $q$SELECT sum(top_box) AS top_box, sum(answers) AS answers
		FROM %2$I.survey_item WHERE item = 'employee_satisfaction' AND month = m.month AND NOT suppressed HAVING count(*) > 0$q$),
				(10, 'repeat', '{repeat_contact}', 'SELECT sum(eligible) AS eligible, sum(repeated) AS repeated FROM %2$I.repeat_contact WHERE {days_of_month} HAVING count(*) > 0'),
				(11, 'response', '{response_time}', 'SELECT sum(met) AS met, sum(met + missed + overdue) AS judged FROM %2$I.response_time WHERE {days_of_month} HAVING count(*) > 0'),
				(12, 'turnover', '{turnover}', 'SELECT 12 * (exits_voluntary + exits_involuntary + transfers) AS exits, average_headcount FROM %2$I.turnover WHERE month = m.month'),
				(13, 'cost', '{cost}', $q$SELECT CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS amount
		FROM %2$I.cost WHERE scope = 'all' AND month = m.month HAVING count(*) > 0$q$),
				(14, 'revenue', '{repeat_contact}', $q$SELECT CASE WHEN min(currency) = max(currency) THEN sum(revenue)::float8 END AS amount, count(*) AS contacts
		FROM (SELECT (started_at AT TIME ZONE %4$s - %8$s)::date AS day, currency, revenue FROM %2$I.contact c
			WHERE EXISTS (SELECT FROM %2$I.valid_visit v WHERE v.contact_id = c.contact_id AND v.outcome = 'answered')) c
		WHERE {days_of_month} HAVING count(*) > 0$q$),
				(15, 'trunk', '{trunk_event}', $q$SELECT count(*) FILTER (WHERE result = 'blocked') AS blocked, count(*) AS attempts
		FROM (SELECT (at AT TIME ZONE %4$s - %8$s)::date AS day, result FROM %2$I.trunk_event
			WHERE at >= (m.month - 1)::timestamp AT TIME ZONE %4$s AND at < (m.month + '1 month 2 days'::interval) AT TIME ZONE %4$s) t
		WHERE {days_of_month} HAVING count(*) > 0$q$)) AS s (number, name, needs, query)
				UNION ALL
				SELECT 'measure', k.number, k.needs, format('SELECT %L::text AS kpi, (%s)::float8 AS numerator, (%s)::float8 AS denominator FROM %s', k.kpi, k.numerator, k.denominator, k.source)
				FROM (
					SELECT i, '{}'::text[], 'queue WHERE NOT callback', queue_kpis[i][1], queue_kpis[i][2], queue_kpis[i][3] FROM generate_subscripts(queue_kpis, 1) AS i
					UNION ALL VALUES
					-- What the trunks saw of a month goes before what the queues know of it.
					(101, '{}'::text[], 'queue WHERE NOT callback' || CASE WHEN 'trunk_event' = ANY (relations) THEN ' AND NOT EXISTS (SELECT FROM trunk)' ELSE '' END,
						'blocked', 'nullif(blocked, 0)', 'blocked + offered'),
					(102, '{trunk_event}', 'trunk', 'blocked', 'blocked', 'attempts'),
					(103, '{agent_day}', 'agent', 'occupancy', 'handling_s', 'handling_s + available_s'),
					(104, '{agent_day}', 'agent', 'utilisation', 'handling_s', 'paid_s'),
					(105, '{agent_day}', 'agent, contact', 'contacts_per_8h', 'answered', 'logged_in_s / 28800'),
					(106, '{agent_adherence}', 'adherence', 'adherence', 'adherent_s', 'scheduled_s'),
					(107, '{agent_adherence}', 'adherence', 'conformance', 'on_queue_actual_s', 'on_queue_scheduled_s'),
					(108, '{agent_adherence}', 'adherence', 'attendance', 'present_s', 'scheduled_s'),
					(109, '{shrinkage}', 'shrinkage', 'shrinkage', 'lost_s', 'base_s'),
					(110, '{forecast_accuracy}', 'forecast', 'forecast_wape', 'error', 'actual'),
					(111, '{quality}', 'quality', 'quality', 'points', 'max_points'),
					(112, '{voc_month}', 'voc WHERE csat_answers > 0', 'csat', 'csat_top', 'csat_answers'),
					(113, '{voc_month}', 'voc WHERE nps_answers > 0', 'nps', 'promoters - detractors', 'nps_answers'),
					(114, '{voc_month}', 'voc WHERE ces_answers > 0', 'ces', 'ces_sum', 'ces_answers'),
					(115, '{survey_item}', 'employee', 'employee_satisfaction', 'top_box', 'answers'),
					(116, '{repeat_contact}', 'repeat', 'fcr', 'eligible - repeated', 'eligible'),
					(117, '{response_time}', 'response', 'response_service_level', 'met', 'judged'),
					(118, '{turnover}', 'turnover', 'turnover', 'exits', 'average_headcount'),
					(119, '{cost}', 'cost, contact', 'cost_per_contact', 'amount', 'answered'),
					(120, '{repeat_contact}', 'revenue', 'revenue_per_contact', 'amount', 'contacts')) AS k (number, needs, source, kpi, numerator, denominator)
				UNION ALL
				SELECT 'next', t.number, t.needs, format(CASE t.column_name
						WHEN 'during' THEN '(SELECT x.at FROM %%2$I.%1$s WHERE during @> x.at AND x.at < now() AND isfinite(lower(during)) LIMIT 1), (SELECT min(lower(during)) FROM %%2$I.%1$s WHERE lower(during) >= x.at AND lower(during) < now())'
						WHEN 'month' THEN '(SELECT min(month)::timestamp AT TIME ZONE %%4$s FROM %%2$I.%1$s WHERE month::timestamp AT TIME ZONE %%4$s >= x.at)'
						ELSE '(SELECT min(%2$s) FROM %%2$I.%1$s WHERE %2$s >= x.at AND %2$s < ''infinity'')' END, t.name, t.column_name)
				FROM (VALUES
					(1, '{}'::text[], 'queue_visit', 'queued_at'), (2, '{agent_day}', 'agent_state', 'during'), (3, '{agent_adherence}', 'schedule', 'during'),
					(4, '{trunk_event}', 'trunk_event', 'at'), (5, '{forecast_accuracy}', 'forecast', 'interval_start'), (6, '{quality}', 'quality_evaluation', 'evaluated_at'),
					(7, '{voc_month}', 'survey_response', 'contact_at'), (8, '{repeat_contact}', 'contact', 'started_at'), (9, '{response_time}', 'ticket_event', 'at'),
					(10, '{turnover}', 'turnover', 'month')) AS t (number, needs, name, column_name)) x
			WHERE x.needs <@ (relations || made_now);
		ELSIF definition = '{realtime}' THEN
			definition := realtimes ->> one.name;
		END IF;
		FOR fragment IN SELECT key, value FROM jsonb_each_text(fragments) LOOP
			definition := replace(definition, '{' || fragment.key || '}', fragment.value);
		END LOOP;
		definition := format(definition, VARIADIC arguments);
		BEGIN
			IF realtimes ? one.name THEN
				EXECUTE format('CREATE OR REPLACE FUNCTION %I.%I(as_of timestamptz) RETURNS TABLE (%s) LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC %s; END',
					schema, one.name || '_at', realtime_columns ->> one.name, replace(definition, '{as_of}', 'as_of'));
				EXECUTE format('COMMENT ON FUNCTION %I.%I(timestamptz) IS %L', schema, one.name || '_at', one.name || ' as it was at as_of');
				definition := replace(definition, '{as_of}', 'now()');
			END IF;
			IF lives ? one.name THEN
				EXECUTE format('CREATE OR REPLACE FUNCTION %I.%I(from_ts timestamptz DEFAULT ''-infinity'', to_ts timestamptz DEFAULT ''infinity'')
					RETURNS TABLE (agent_id text, bucket_start timestamptz, bucket_end timestamptz, %s float8) LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC %s; END',
					schema, one.name || '_live', replace(live_columns ->> one.name, ',', ' float8,'),
					format(replace(replace(replace(lives ->> one.name, '{newest_version}', fragments ->> 'newest_version'), '{from}', 'from_ts'), '{to}', 'to_ts'), VARIADIC arguments));
				EXECUTE format('COMMENT ON FUNCTION %I.%I(timestamptz, timestamptz) IS %L', schema, one.name || '_live',
					'the seconds of ' || one.name || ' in the intervals that start in [from_ts, to_ts), as states and schedules say, whatever is rolled up');
			END IF;
			EXECUTE format('CREATE OR REPLACE VIEW %I.%I WITH (security_invoker = %s) AS %s', schema, one.name, security_invoker::text,
			definition);
		EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR datatype_mismatch OR invalid_table_definition THEN
			-- A table of the caller's own, with other columns or types.
			RAISE NOTICE 'skipped view %: %', format('%I.%I', schema, one.name), sqlerrm;
			CONTINUE;
		END;
		EXECUTE format('COMMENT ON VIEW %I.%I IS %L', schema, one.name, one.comment);
		FOR columns IN
			SELECT a.attname, coalesce(comments ->> (one.name || '.' || a.attname), comments ->> a.attname::text) AS comment
			FROM pg_attribute a WHERE a.attrelid = to_regclass(format('%I.%I', schema, one.name)) AND a.attnum > 0
		LOOP
			EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', schema, one.name, columns.attname, columns.comment);
		END LOOP;
		made := made + 1;
		made_now := made_now || one.name;
	END LOOP;

	IF kpis_stored THEN
		EXECUTE format('DELETE FROM %2$I.kpi_month_summary WHERE %17$L IS DISTINCT FROM (%18$s)', VARIADIC arguments || ARRAY[made_before, made_from]);
		GET DIAGNOSTICS removed = ROW_COUNT;
		IF removed > 0 THEN
			RAISE NOTICE 'removed % KPIs of months, which were made otherwise; call refresh_kpi_month', removed;
		END IF;
	END IF;

	-- The days that dashboards filter by, as indexes of the caller's own tables;
	-- the intervals, as statistics: both depend on the zone.
	FOR one IN SELECT i.*, c.oid, format('by local day in %s from %s', zone, day_start) AS comment
		FROM (VALUES ('queue_visit', 'queued_at', 'day', '(%s)'), ('queue_visit', 'answered_at', 'day', '(%s)'), ('contact', 'started_at', 'day', '(%s)'),
			('schedule', 'during', 'day', '(%s), agent_id'),
			('agent_interval_summary', 'bucket_start', 'day', '(%s)'), ('agent_interval_summary', 'bucket_start', 'local', '(%2$s)'),
			('agent_adherence_summary', 'bucket_start', 'day', '(%s)'), ('agent_adherence_summary', 'bucket_start', 'local', '(%2$s)')) AS i (name, column_name, suffix, expression)
		JOIN pg_class c ON c.oid = to_regclass(format('%I.%I', schema, i.name)) AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = i.column_name AND a.atttypid = CASE column_name WHEN 'during' THEN 'tstzrange'::regtype ELSE 'timestamptz'::regtype END
		WHERE i.name <> 'schedule' OR 'agent_adherence' = ANY (made_now)
	LOOP
		index_name := concat_ws('_', one.name, one.column_name, one.suffix);
		CONTINUE WHEN obj_description(to_regclass(format('%I.%I', schema, index_name)), 'pg_class') = one.comment;
		IF to_regclass(format('%I.%I', schema, index_name)) IS NOT NULL THEN
			EXECUTE format('DROP INDEX %I.%I', schema, index_name);
		END IF;
		local_time := format(CASE one.column_name WHEN 'during' THEN 'lower(%I)' ELSE '%I' END || ' AT TIME ZONE %L::text', one.column_name, zone);
		EXECUTE format('CREATE INDEX %I ON %I.%I (%s)', index_name, schema, one.name,
			format(one.expression, format('(%s - %L::time)::date', local_time, day_start), local_time));
		EXECUTE format('COMMENT ON INDEX %I.%I IS %L', schema, index_name, one.comment);
	END LOOP;
	IF EXISTS (SELECT FROM pg_class WHERE oid = to_regclass(format('%I.queue_visit', schema)) AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'USAGE'))
		AND NOT EXISTS (SELECT FROM pg_statistic_ext WHERE stxname = 'queue_visit_interval' AND stxnamespace = to_regnamespace(quote_ident(schema))
			AND obj_description(oid, 'pg_statistic_ext') = format('by %s in %s from %s', interval_width, zone, day_start)) THEN
		IF EXISTS (SELECT FROM pg_statistic_ext WHERE stxname = 'queue_visit_interval' AND stxnamespace = to_regnamespace(quote_ident(schema))) THEN
			EXECUTE format('DROP STATISTICS %I.queue_visit_interval', schema);
		END IF;
		EXECUTE format('CREATE STATISTICS %2$I.queue_visit_interval ON (%1$I.reporting_interval(queued_at, %3$s, %4$s, %8$s)) FROM %2$I.queue_visit', VARIADIC arguments);
		EXECUTE format('COMMENT ON STATISTICS %I.queue_visit_interval IS %L', schema, format('by %s in %s from %s', interval_width, zone, day_start));
	END IF;
	RAISE NOTICE 'made % reporting views in schema %', made, quote_ident(schema);
END
$procedure$;
COMMENT ON PROCEDURE create_reporting_views(name, interval, text, float8, text, float8, time, float8, float8, float8, float8, float8, integer, daterange, boolean) IS
'make or refresh, in schema, every reporting view whose inputs are there as tables or views, owned by the caller, with a notice about each that is skipped; durations in seconds, shares from 0 to 1, interval_width at most a day, baseline (NULL: the first 20 days) for control charts; security_invoker => false lets a reader of the views do without rights on the tables';

CREATE OR REPLACE PROCEDURE refresh_queue_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	setting record;
	rolled_from timestamptz;
	rolled_to timestamptz;
	first_bucket timestamptz;
	last_bucket timestamptz;
	changed record;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regclass(format('%I.queue_interval_summary', schema)) IS NULL OR to_regclass(format('%I.reporting_settings', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	EXECUTE format('SELECT interval_width::interval AS width, zone, day_start FROM %I.reporting_settings', schema) INTO setting;

	-- One refresh at a time; readers go on.  What another one has committed while
	-- we waited is seen by the statements that follow.
	EXECUTE format('LOCK TABLE %I.queue_interval_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format('SELECT min(bucket_start), max(bucket_end) FROM %I.queue_interval_summary', schema) INTO rolled_from, rolled_to;
	IF from_ts IS NULL THEN
		EXECUTE format('SELECT min(queued_at) FROM %I.valid_visit', schema) INTO from_ts;
		from_ts := least(from_ts, rolled_from);
	END IF;

	-- The interval that is running stays live.
	to_ts := least(to_ts, now());
	EXECUTE format('SELECT %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5)),
			CASE WHEN $2 < now() THEN %1$I.upper(%1$I.reporting_interval($2 - ''1 microsecond''::interval, $3, $4, $5))
				ELSE %1$I.lower(%1$I.reporting_interval($2, $3, $4, $5)) END', ext)
		INTO first_bucket, last_bucket USING from_ts, to_ts, setting.width, setting.zone, setting.day_start;
	IF first_bucket < last_bucket THEN
		-- The views take what is between the first and the last summary for complete.
		first_bucket := least(first_bucket, rolled_to);
		last_bucket := greatest(last_bucket, rolled_from);

		EXECUTE format($q$
			WITH fresh AS MATERIALIZED (
				SELECT queue_id, media, site_id, %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end,
					%1$I.queue_summary(outcome, wait_s, talk_s, coalesce(hold_s, 0), coalesce(acw_s, 0)) AS summary,
					count(*) FILTER (WHERE outcome = 'answered' AND transfer_out IN ('blind', 'attended')) AS transfers
				FROM (SELECT *, %1$I.reporting_interval(queued_at, $3, $4, $5) AS b FROM %2$I.valid_visit
					WHERE outcome <> 'open' AND queued_at >= $1 AND queued_at < $2) v
				GROUP BY queue_id, media, site_id, b),
			deleted AS (
				DELETE FROM %2$I.queue_interval_summary s
				WHERE s.bucket_start >= $1 AND s.bucket_start < $2 AND NOT EXISTS (
					SELECT FROM fresh f WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
						AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id)
				RETURNING 1),
			updated AS (
				UPDATE %2$I.queue_interval_summary s SET summary = f.summary, transfers = f.transfers
				FROM fresh f
				WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
					AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id
					AND (f.summary OPERATOR(%1$I.<>) s.summary OR f.transfers <> s.transfers)
				RETURNING 1),
			inserted AS (
				INSERT INTO %2$I.queue_interval_summary (queue_id, media, site_id, bucket_start, bucket_end, summary, transfers)
				SELECT f.queue_id, f.media, f.site_id, f.bucket_start, f.bucket_end, f.summary, f.transfers
				FROM fresh f WHERE NOT EXISTS (
					SELECT FROM %2$I.queue_interval_summary s WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
						AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id)
				RETURNING 1)
			SELECT (SELECT count(*) FROM inserted) AS inserted, (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$, ext, schema)
			INTO changed USING first_bucket, last_bucket, setting.width, setting.zone, setting.day_start;
		RAISE NOTICE 'refreshed % to %: % summaries added, % changed, % removed', first_bucket, last_bucket, changed.inserted, changed.updated, changed.deleted;
	ELSE
		RAISE NOTICE 'nothing to refresh';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_queue_summary(name, timestamptz, timestamptz) IS
'bring queue_interval_summary up to date for visits queued in [from_ts, to_ts) (NULL: from the first, until now), widened to whole intervals and to what is rolled already; intervals with late, corrected or removed visits change, the others are not written; the interval that is running is left out';


CREATE OR REPLACE PROCEDURE refresh_agent_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	setting record;
	one record;
	rolled record;
	first_bucket timestamptz;
	last_bucket timestamptz;
	changed record;
	any_found boolean := false;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	to_ts := least(to_ts, now());

	-- The views compute what is not stored by the query of these functions.
	FOR one IN SELECT v.name, s.summary, p.oid::regproc AS live, string_agg(quote_ident(a.name), ', ') AS columns, string_agg(format('%1$I = excluded.%1$I', a.name), ', ') AS changes
		FROM (VALUES (1, 'agent_interval'), (2, 'agent_adherence')) AS v (number, name)
		CROSS JOIN LATERAL (SELECT to_regclass(format('%I.%I', schema, v.name || '_summary')) AS summary) s
		JOIN pg_proc p ON p.oid = to_regprocedure(format('%I.%I(timestamptz, timestamptz)', schema, v.name || '_live'))
		CROSS JOIN LATERAL unnest(p.proargnames[3:]) AS a (name)
		WHERE s.summary IS NOT NULL AND to_regclass(format('%I.reporting_settings', schema)) IS NOT NULL
		GROUP BY v.number, v.name, s.summary, p.oid ORDER BY v.number
	LOOP
		any_found := true;
		EXECUTE format('SELECT interval_width::interval AS width, zone, day_start FROM %I.reporting_settings', schema) INTO setting;

		-- As in refresh_queue_summary: one at a time, and the interval that is running stays live.
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.summary);
		EXECUTE format('SELECT min(bucket_start) AS from_ts, (SELECT bucket_end FROM %1$s ORDER BY bucket_start DESC LIMIT 1) AS to_ts FROM %1$s', one.summary) INTO rolled;
		EXECUTE format('SELECT CASE WHEN $1 > ''-infinity'' THEN %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5)) ELSE ''-infinity'' END,
				CASE WHEN $2 < now() THEN %1$I.upper(%1$I.reporting_interval($2 - ''1 microsecond''::interval, $3, $4, $5))
					ELSE %1$I.lower(%1$I.reporting_interval($2, $3, $4, $5)) END', ext)
			INTO first_bucket, last_bucket USING from_ts, to_ts, setting.width, setting.zone, setting.day_start;
		IF first_bucket < last_bucket THEN
			first_bucket := least(first_bucket, rolled.to_ts);
			last_bucket := greatest(last_bucket, rolled.from_ts);
			EXECUTE format($q$
				WITH fresh AS MATERIALIZED (SELECT %3$s FROM %2$s($1, $2)),
				stored AS (SELECT %3$s FROM %1$s WHERE bucket_start >= $1 AND bucket_start < $2),
				deleted AS (
					DELETE FROM %1$s s USING (SELECT agent_id, bucket_start FROM stored EXCEPT SELECT agent_id, bucket_start FROM fresh) gone
					WHERE s.bucket_start = gone.bucket_start AND s.agent_id IS NOT DISTINCT FROM gone.agent_id
					RETURNING 1),
				written AS (
					INSERT INTO %1$s AS s (%3$s)
					SELECT %3$s FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) f ORDER BY bucket_start
					ON CONFLICT (bucket_start, agent_id) DO UPDATE SET %4$s
					RETURNING xmax = 0 AS added)
				SELECT (SELECT min(bucket_start) FROM fresh) AS from_ts, (SELECT count(*) FROM written WHERE added) AS inserted,
					(SELECT count(*) FROM written WHERE NOT added) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$,
				one.summary, one.live, one.columns, one.changes)
				INTO changed USING first_bucket, last_bucket;
			IF from_ts IS NULL THEN
				first_bucket := least(rolled.from_ts, changed.from_ts);
			END IF;
		END IF;
		IF first_bucket < last_bucket THEN
			RAISE NOTICE 'refreshed % from % to %: % summaries added, % changed, % removed', one.name, first_bucket, last_bucket, changed.inserted, changed.updated, changed.deleted;
		ELSE
			RAISE NOTICE 'nothing to refresh in %', one.name;
		END IF;
	END LOOP;
	IF NOT any_found THEN
		RAISE EXCEPTION 'schema % has no reporting model and views of agents', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_agent_summary(name, timestamptz, timestamptz) IS
'bring agent_interval_summary and agent_adherence_summary up to date for the states and schedules of [from_ts, to_ts) (NULL: from the first, until now), widened to whole intervals and to what is rolled already; intervals with late, corrected or removed rows change, the others are not written; the interval that is running is left out';

CREATE OR REPLACE PROCEDURE refresh_kpi_month(schema name, from_day date DEFAULT NULL, to_day date DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $procedure$
DECLARE
	first_month date := coalesce(date_trunc('month', from_day::timestamp)::date, '-infinity');
	end_month date := coalesce(date_trunc('month', to_day::timestamp + '1 month'::interval - '1 day'::interval)::date, 'infinity');
	running date;
	changed record;
BEGIN
	IF to_regclass(format('%I.kpi_month_summary', schema)) IS NULL OR to_regclass(format('%I.kpi_month_live', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;

	-- One refresh at a time, as in refresh_queue_summary.
	EXECUTE format('LOCK TABLE %I.kpi_month_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format('SELECT date_trunc(''month'', now() AT TIME ZONE zone - day_start)::date FROM %I.reporting_settings', schema) INTO running;
	end_month := least(end_month, running);
	EXECUTE format($q$
		WITH fresh AS MATERIALIZED (SELECT month, kpi, numerator, denominator FROM %1$I.kpi_month_live WHERE month >= $1 AND month < $2),
		stored AS (SELECT month, kpi, numerator, denominator FROM %1$I.kpi_month_summary WHERE month >= $1 AND month < $2),
		deleted AS (
			DELETE FROM %1$I.kpi_month_summary s USING (SELECT month, kpi FROM stored EXCEPT SELECT month, kpi FROM fresh) gone
			WHERE s.month = gone.month AND s.kpi = gone.kpi
			RETURNING 1),
		written AS (
			INSERT INTO %1$I.kpi_month_summary AS s (month, kpi, numerator, denominator)
			SELECT month, kpi, numerator, denominator FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) f ORDER BY month
			ON CONFLICT (month, kpi) DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator
			RETURNING xmax = 0 AS added)
		SELECT (SELECT count(DISTINCT month) FROM fresh) AS months, (SELECT count(*) FROM written WHERE added) AS inserted,
			(SELECT count(*) FROM written WHERE NOT added) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$, schema)
		INTO changed USING first_month, end_month;
	IF changed.months > 0 OR changed.deleted > 0 THEN
		RAISE NOTICE 'refreshed % months before %: % KPIs added, % changed, % removed', changed.months, end_month, changed.inserted, changed.updated, changed.deleted;
	ELSE
		RAISE NOTICE 'nothing to refresh';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_kpi_month(name, date, date) IS
'store the KPIs of the months that [from_day, to_day) touches (NULL: from the first, until now) in kpi_month_summary, anew where they are stored already; the month that is running is left out';
