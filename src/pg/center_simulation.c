/*
 * center_simulation.c
 *		SQL bindings of the simulation of a centre: simulate_center and its
 *		agents' states, center_performance, staff_center.
 */
#include "pg/bind.h"

#include "access/htup_details.h"
#include "access/tupdesc.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "common/pg_prng.h"
#include "datatype/timestamp.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/lsyscache.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "core/center_performance.h"
#include "core/center_simulation.h"
#include "core/center_staffing.h"
#include "core/distributions.h"

/* The arguments of simulate_center and, from there on, center_performance. */
enum
{
	ARG_FROM_TS,
	ARG_PERIOD,
	ARG_QUEUES,
	ARG_GROUPS,
	ARG_SKILLS,
	ARG_SHIFTS,
	ARG_LINES,
	ARG_ARRIVAL_CV,
	ARG_DAY_CV,
	ARG_SEED,
	ARG_REPLICATIONS,
	ARG_CONFIDENCE,
	ARG_ERROR
};

/* Those of staff_center, which knows neither a date nor shifts. */
enum
{
	STAFF_PERIOD,
	STAFF_QUEUES,
	STAFF_GROUPS,
	STAFF_SKILLS,
	STAFF_MAX_AGENTS,
	STAFF_CONFIDENCE,
	STAFF_REPLICATIONS,
	STAFF_LINES,
	STAFF_ARRIVAL_CV,
	STAFF_DAY_CV,
	STAFF_SEED,
	STAFF_VERBOSE
};

/* The fields of the composite types, in order. */
enum
{
	QUEUE_ID,
	QUEUE_CALLS,
	QUEUE_AHT,
	QUEUE_HANDLE_DISTRIBUTION,
	QUEUE_HANDLE_CV,
	QUEUE_HANDLE_QUANTILES,
	QUEUE_PATIENCE,
	QUEUE_PATIENCE_DISTRIBUTION,
	QUEUE_PATIENCE_CV,
	QUEUE_PATIENCE_QUANTILES,
	QUEUE_THRESHOLD,
	QUEUE_GOAL,
	QUEUE_LINE,
	QUEUE_REDIAL_ABANDONED,
	QUEUE_REDIAL_BLOCKED,
	QUEUE_REDIAL_DELAY,
	QUEUE_REPEATS,
	QUEUE_TRANSFERS,
	QUEUE_TRANSFER_TO,
	QUEUE_CALLBACKS,
	QUEUE_CALLBACK_AFTER,
	QUEUE_CALLBACK_PROMISE,
	QUEUE_LAST_AGENT,
	QUEUE_FIELDS
};

enum
{
	GROUP_ID,
	GROUP_AGENTS,
	GROUP_CONCURRENCY,
	GROUP_SLOWDOWN,
	GROUP_COST,
	GROUP_FIELDS
};

enum
{
	SKILL_GROUP_ID,
	SKILL_QUEUE_ID,
	SKILL_LEVEL,
	SKILL_PRIORITY,
	SKILL_AFTER,
	SKILL_RESERVE,
	SKILL_HANDLE_FACTOR,
	SKILL_FIELDS
};

enum
{
	SHIFT_GROUP_ID,
	SHIFT_AGENT_ID,
	SHIFT_DURING,
	SHIFT_FIELDS
};

#define MOST_FIELDS QUEUE_FIELDS

/* What is known by an id. */
typedef struct named
{
	char *name;
	int32 group; /* of a person */
	int32 number;
} named;

typedef struct center_arguments
{
	cc_center_model model;
	TimestampTz from_ts;
	named *queues; /* sorted by name */
	named *groups;
	char **queue_names; /* by number */
	char **group_names;
	char **persons; /* of shifts, by group then number */
	int person_count;
	double *thresholds;
	double *goals;
	double *costs;
	int64 seed;
	pg_prng_state streams[CC_RANDOM_STREAMS];
	cc_simulation_host host;
} center_arguments;

/* The fields of a row of an array; what it is called in messages. */
typedef struct row
{
	const char *type;
	int number;
	int fields;
	Datum values[MOST_FIELDS];
	bool nulls[MOST_FIELDS];
} row;

static double
uniform(void *context, cc_random_stream stream)
{
	return pg_prng_double(&((center_arguments *) context)->streams[stream]);
}

static void *
resize(void *context, void *memory, size_t size)
{
	return memory == NULL ? MemoryContextAllocHuge(CurrentMemoryContext, size)
						  : repalloc_huge(memory, size);
}

/* The streams of simulate_queue for the first, others for the next. */
static void
reseed(void *context, int64_t replication)
{
	center_arguments *a = context;
	pg_prng_state master;

	pg_prng_seed(&master,
				 (uint64) a->seed +
					 (uint64) replication * UINT64CONST(0x9e3779b97f4a7c15));
	for (int i = 0; i < CC_RANDOM_STREAMS; i++)
		pg_prng_seed(&a->streams[i], pg_prng_uint64(&master));
}

/* ---- rows ---- */

static void __attribute__((noreturn))
row_error(const row *r, const char *field, const char *what)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid \"%s\" of %s number %d", field, r->type,
						   r->number),
					errdetail("It %s.", what)));
}

/* The rows of an array of a composite type of so many fields. */
static row *
rows_argument(FunctionCallInfo fcinfo, int n, const char *name,
			  const char *type, int fields, int *count)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(n);
	Oid element = ARR_ELEMTYPE(array);
	TupleDesc desc;
	Datum *elements;
	bool *nulls;
	row *rows;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" has %d dimensions", name,
							   ARR_NDIM(array)),
						errdetail("It must have one dimension.")));
	deconstruct_array(array, element, -1, false, TYPALIGN_DOUBLE, &elements,
					  &nulls, count);
	desc = lookup_rowtype_tupdesc(element, -1);
	if (desc->natts != fields)
		elog(ERROR, "type %s has %d fields", type, desc->natts);
	rows = palloc0((Size) (*count + 1) * sizeof(row));
	for (int i = 0; i < *count; i++)
	{
		HeapTupleHeader header;
		HeapTupleData tuple;

		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"%s\" must not contain NULL", name)));
		header = DatumGetHeapTupleHeader(elements[i]);
		tuple.t_len = HeapTupleHeaderGetDatumLength(header);
		ItemPointerSetInvalid(&tuple.t_self);
		tuple.t_tableOid = InvalidOid;
		tuple.t_data = header;
		rows[i].type = type;
		rows[i].number = i + 1;
		rows[i].fields = fields;
		heap_deform_tuple(&tuple, desc, rows[i].values, rows[i].nulls);
	}
	ReleaseTupleDesc(desc);
	return rows;
}

static double
number_field(const row *r, int field, const char *name, cc_domain domain,
			 double otherwise)
{
	double value;

	if (r->nulls[field])
		return otherwise;
	value = DatumGetFloat8(r->values[field]);
	if (!cc_domain_contains(domain, value))
		row_error(r, name,
				  psprintf("must be %s, not %g", cc_domain_description(domain),
						   value));
	return value;
}

static int32
integer_field(const row *r, int field, const char *name, int32 least,
			  int32 most, int32 otherwise)
{
	int32 value;

	if (r->nulls[field])
		return otherwise;
	value = DatumGetInt32(r->values[field]);
	if (value < least || value > most)
		row_error(
			r, name,
			psprintf("must be from %d to %d, not %d", least, most, value));
	return value;
}

static char *
text_field(const row *r, int field, const char *name)
{
	if (r->nulls[field])
		row_error(r, name, "must not be NULL");
	return TextDatumGetCString(r->values[field]);
}

static ArrayType *
array_field(const row *r, int field, const char *name, int *count)
{
	ArrayType *array;

	*count = 0;
	if (r->nulls[field])
		return NULL;
	array = DatumGetArrayTypeP(r->values[field]);
	if (ARR_NDIM(array) != 1)
		row_error(r, name, "must be an array of one dimension, not empty");
	if (array_contains_nulls(array))
		row_error(r, name, "must not contain NULL");
	*count = ARR_DIMS(array)[0];
	return array;
}

static const double *
numbers_field(const row *r, int field, const char *name, cc_domain domain,
			  int *count)
{
	ArrayType *array = array_field(r, field, name, count);
	const double *numbers;

	if (array == NULL)
		return NULL;
	numbers = (const double *) ARR_DATA_PTR(array);
	for (int i = 0; i < *count; i++)
	{
		if (!cc_domain_contains(domain, numbers[i]))
			row_error(r, name,
					  psprintf("must have elements that are %s, not %g",
							   cc_domain_description(domain), numbers[i]));
	}
	return numbers;
}

static int
by_name(const void *a, const void *b)
{
	const named *x = a;
	const named *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return strcmp(x->name, y->name);
}

static named *
sort_names(const row *rows, int count, const char *field, char **names)
{
	named *sorted = palloc((Size) (count + 1) * sizeof(named));

	for (int i = 0; i < count; i++)
	{
		names[i] = text_field(&rows[i], 0, field);
		sorted[i] = (named){names[i], 0, i};
	}
	qsort(sorted, (size_t) count, sizeof(named), by_name);
	for (int i = 1; i < count; i++)
	{
		if (by_name(&sorted[i - 1], &sorted[i]) == 0)
			row_error(&rows[Max(sorted[i].number, sorted[i - 1].number)], field,
					  psprintf("must be unique, but \"%s\" is there twice",
							   sorted[i].name));
	}
	return sorted;
}

/* The number of a name, or an error of the row that has it. */
static int32
number_of(const named *sorted, int count, const row *r, int field,
		  const char *name, const char *what)
{
	named key = {text_field(r, field, name), 0, 0};
	const named *found =
		bsearch(&key, sorted, (size_t) count, sizeof(named), by_name);

	if (found == NULL)
		row_error(r, name, psprintf("must be %s, not \"%s\"", what, key.name));
	return found->number;
}

/* ---- the model ---- */

static void
law_fields(const row *r, int means, const char *name, int intervals,
		   cc_center_shape otherwise, cc_domain domain, cc_center_law *law)
{
	char *distribution = psprintf("%s_distribution", name);
	char *quantiles = psprintf("%s_quantiles", name);
	const char *mean = means == QUEUE_AHT ? "aht" : name;

	law->means = numbers_field(r, means, mean, domain, &law->means_count);
	if (law->means != NULL && law->means_count != 1 &&
		law->means_count != intervals)
		row_error(r, mean,
				  psprintf("must have one element or one for each interval, "
						   "%d, not %d",
						   intervals, law->means_count));
	law->quantiles = numbers_field(
		r, means + 3, quantiles,
		domain == CC_POSITIVE ? CC_NONNEGATIVE : CC_NONNEGATIVE_OR_INF,
		&law->quantiles_count);
	law->shape = law->quantiles != NULL ? CC_SHAPE_EMPIRICAL : otherwise;
	if (!r->nulls[means + 1])
	{
		text *word = DatumGetTextPP(r->values[means + 1]);
		int shape = cc_find_name(cc_center_shape_names, VARDATA_ANY(word),
								 VARSIZE_ANY_EXHDR(word));

		if (shape < 0)
			row_error(r, distribution,
					  "must be lognormal, exponential, erlang or empirical");
		law->shape = (cc_center_shape) shape;
	}
	law->cv =
		number_field(r, means + 2, psprintf("%s_cv", name), CC_NONNEGATIVE, 1);
	if (law->shape != CC_SHAPE_EMPIRICAL)
	{
		if (law->means == NULL && domain == CC_POSITIVE)
			row_error(r, mean, "must be given, or quantiles");
		if (law->means == NULL)
		{
			double *forever = palloc(sizeof(double));

			*forever = get_float8_infinity();
			law->means = forever;
			law->means_count = 1;
		}
		return;
	}
	if (law->quantiles == NULL || law->quantiles_count < 2)
		row_error(r, quantiles, "must have at least two elements");
	for (int i = 1; i < law->quantiles_count; i++)
	{
		if (law->quantiles[i] < law->quantiles[i - 1])
			row_error(r, quantiles, "must rise");
	}
	if (isinf(law->quantiles[0]) ||
		law->quantiles[law->quantiles_count - 1] <= 0)
		row_error(r, quantiles,
				  "must begin with a finite number and end above zero");
	if (law->means != NULL)
	{
		if (isinf(law->quantiles[law->quantiles_count - 1]))
			row_error(r, mean, "must be NULL where a quantile is infinite");
		for (int i = 0; i < law->means_count; i++)
		{
			if (isinf(law->means[i]))
				row_error(r, mean, "must be finite where there are quantiles");
		}
	}
}

static void
queue_fields(center_arguments *a, const row *r, int intervals)
{
	cc_center_queue *q = &a->model.queue[r->number - 1];
	int count;

	q->calls = numbers_field(r, QUEUE_CALLS, "calls", CC_NONNEGATIVE, &count);
	if (q->calls == NULL)
		row_error(r, "calls", "must not be NULL");
	if (count != intervals)
		row_error(r, "calls",
				  psprintf("must have as many intervals as the first, %d, not "
						   "%d",
						   intervals, count));
	law_fields(r, QUEUE_AHT, "handle", intervals, CC_SHAPE_LOGNORMAL,
			   CC_POSITIVE, &q->handle);
	law_fields(r, QUEUE_PATIENCE, "patience", intervals, CC_SHAPE_EXPONENTIAL,
			   CC_POSITIVE_OR_INF, &q->patience);
	a->thresholds[r->number - 1] =
		number_field(r, QUEUE_THRESHOLD, "threshold", CC_NONNEGATIVE, 20);
	a->goals[r->number - 1] =
		number_field(r, QUEUE_GOAL, "goal", CC_FRACTION, (double) NAN);
	q->line = number_field(r, QUEUE_LINE, "line", CC_NONNEGATIVE_OR_INF,
						   get_float8_infinity());
	q->redial_abandoned =
		number_field(r, QUEUE_REDIAL_ABANDONED, "redial_abandoned",
					 CC_FRACTION_BELOW_ONE, 0);
	q->redial_blocked = number_field(r, QUEUE_REDIAL_BLOCKED, "redial_blocked",
									 CC_FRACTION_BELOW_ONE, 0);
	q->redial_delay =
		number_field(r, QUEUE_REDIAL_DELAY, "redial_delay", CC_POSITIVE, 300);
	q->repeat =
		number_field(r, QUEUE_REPEATS, "repeats", CC_FRACTION_BELOW_ONE, 0);
	q->transfer =
		number_field(r, QUEUE_TRANSFERS, "transfers", CC_FRACTION_BELOW_ONE, 0);
	if (q->transfer > 0)
		q->transfer_to =
			number_of(a->queues, a->model.queues, r, QUEUE_TRANSFER_TO,
					  "transfer_to", "a queue of \"queues\"");
	q->callback = number_field(r, QUEUE_CALLBACKS, "callbacks", CC_FRACTION, 0);
	q->callback_after = number_field(r, QUEUE_CALLBACK_AFTER, "callback_after",
									 CC_NONNEGATIVE, 60);
	q->callback_promise = number_field(
		r, QUEUE_CALLBACK_PROMISE, "callback_promise", CC_NONNEGATIVE, 1800);
	q->last_agent = !r->nulls[QUEUE_LAST_AGENT] &&
					DatumGetBool(r->values[QUEUE_LAST_AGENT]);
}

static void
group_fields(center_arguments *a, const row *r, int intervals)
{
	static const int32 nobody = 0;
	cc_center_group *g = &a->model.group[r->number - 1];
	ArrayType *array = array_field(r, GROUP_AGENTS, "agents", &g->agents_count);

	g->agents = &nobody;
	if (array == NULL)
		g->agents_count = 1;
	else
		g->agents = (const int32 *) ARR_DATA_PTR(array);
	if (g->agents_count != 1 && g->agents_count != intervals)
		row_error(r, "agents",
				  psprintf("must have one element or one for each interval, "
						   "%d, not %d",
						   intervals, g->agents_count));
	for (int i = 0; i < g->agents_count; i++)
	{
		if (g->agents[i] < 0)
			row_error(r, "agents", "must not have an element below zero");
	}
	g->concurrency = integer_field(r, GROUP_CONCURRENCY, "concurrency", 1,
								   CC_CENTER_MAX_CONCURRENCY, 1);
	g->slowdown =
		number_field(r, GROUP_SLOWDOWN, "slowdown", CC_NONNEGATIVE, 0);
	a->costs[r->number - 1] =
		number_field(r, GROUP_COST, "cost", CC_POSITIVE, 1);
}

/* Persons of shifts get numbers within their group. */
static void
shift_fields(center_arguments *a, row *rows, int count)
{
	TypeCacheEntry *range =
		lookup_type_cache(TSTZRANGEOID, TYPECACHE_RANGE_INFO);
	cc_center_shift *shifts = palloc((Size) (count + 1) * sizeof(*shifts));
	named *persons = palloc((Size) (count + 1) * sizeof(named));
	int32 number = 0;

	a->persons = palloc((Size) (count + 1) * sizeof(char *));
	for (int i = 0; i < count; i++)
	{
		RangeBound lower;
		RangeBound upper;
		bool empty;

		persons[i] = (named){text_field(&rows[i], SHIFT_AGENT_ID, "agent_id"),
							 number_of(a->groups, a->model.groups, &rows[i],
									   SHIFT_GROUP_ID, "group_id",
									   "a group of \"groups\""),
							 i};
		if (rows[i].nulls[SHIFT_DURING])
			row_error(&rows[i], "during", "must not be NULL");
		range_deserialize(range,
						  DatumGetRangeTypeP(rows[i].values[SHIFT_DURING]),
						  &lower, &upper, &empty);
		if (empty || lower.infinite || upper.infinite ||
			TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(lower.val)) ||
			TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(upper.val)) ||
			pg_sub_s64_overflow(DatumGetTimestampTz(lower.val), a->from_ts,
								&shifts[i].starts) ||
			pg_sub_s64_overflow(DatumGetTimestampTz(upper.val), a->from_ts,
								&shifts[i].ends))
			row_error(&rows[i], "during",
					  "must have a start and an end, and not be empty");
	}
	qsort(persons, (size_t) count, sizeof(named), by_name);
	for (int i = 0; i < count; i++)
	{
		bool first = i == 0 || by_name(&persons[i - 1], &persons[i]) != 0;

		if (i == 0 || persons[i - 1].group != persons[i].group)
			number = 0;
		else if (first)
			number++;
		if (first)
			a->persons[a->person_count++] = persons[i].name;
		shifts[persons[i].number].group = persons[i].group;
		shifts[persons[i].number].person = number;
	}
	a->model.shift = shifts;
	a->model.shifts = count;
}

/* first: the argument of the queues, before groups, skills and perhaps shifts */
static center_arguments *
center_of_arguments(FunctionCallInfo fcinfo, int first, int others)
{
	center_arguments *a = palloc0(sizeof(*a));
	cc_center_model *m = &a->model;
	row *queues;
	row *groups;
	row *skills;
	int intervals;

	m->period = CC_ARG_FLOAT8(first - 1, "period", CC_POSITIVE);
	m->lines = CC_ARG_FLOAT8(others, "lines", CC_NONNEGATIVE_OR_INF);
	m->arrival_cv = CC_ARG_FLOAT8(others + 1, "arrival_cv", CC_NONNEGATIVE);
	m->day_cv = CC_ARG_FLOAT8(others + 2, "day_cv", CC_NONNEGATIVE);
	m->time_limit = PG_INT64_MAX;
	a->seed = PG_GETARG_INT64(others + 3);
	a->host = (cc_simulation_host){uniform, resize, a, cc_poll_interrupts};

	queues = rows_argument(fcinfo, first, "queues", "center_queue",
						   QUEUE_FIELDS, &m->queues);
	groups = rows_argument(fcinfo, first + 1, "groups", "center_group",
						   GROUP_FIELDS, &m->groups);
	skills = rows_argument(fcinfo, first + 2, "skills", "center_skill",
						   SKILL_FIELDS, &m->skills);
	if (m->queues == 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"queues\" is an empty array")));
	m->queue = palloc0((Size) m->queues * sizeof(*m->queue));
	m->group = palloc0((Size) (m->groups + 1) * sizeof(*m->group));
	m->skill = palloc0((Size) (m->skills + 1) * sizeof(*m->skill));
	a->thresholds = palloc((Size) m->queues * sizeof(double));
	a->goals = palloc((Size) m->queues * sizeof(double));
	a->costs = palloc((Size) (m->groups + 1) * sizeof(double));
	a->queue_names = palloc((Size) m->queues * sizeof(char *));
	a->group_names = palloc((Size) (m->groups + 1) * sizeof(char *));
	a->queues = sort_names(queues, m->queues, "queue_id", a->queue_names);
	a->groups = sort_names(groups, m->groups, "group_id", a->group_names);

	array_field(&queues[0], QUEUE_CALLS, "calls", &intervals);
	m->intervals = intervals;
	for (int i = 0; i < m->queues; i++)
		queue_fields(a, &queues[i], intervals);
	for (int i = 0; i < m->groups; i++)
		group_fields(a, &groups[i], intervals);
	for (int i = 0; i < m->skills; i++)
	{
		row *r = &skills[i];

		m->skill[i] = (cc_center_skill){
			.group = number_of(a->groups, m->groups, r, SKILL_GROUP_ID,
							   "group_id", "a group of \"groups\""),
			.queue = number_of(a->queues, m->queues, r, SKILL_QUEUE_ID,
							   "queue_id", "a queue of \"queues\""),
			.level = integer_field(r, SKILL_LEVEL, "level", PG_INT32_MIN,
								   PG_INT32_MAX, 1),
			.priority = integer_field(r, SKILL_PRIORITY, "priority",
									  PG_INT32_MIN, PG_INT32_MAX, 1),
			.after = number_field(r, SKILL_AFTER, "after", CC_NONNEGATIVE, 0),
			.reserve =
				integer_field(r, SKILL_RESERVE, "reserve", 0, PG_INT32_MAX, 0),
			.handle_factor = number_field(r, SKILL_HANDLE_FACTOR,
										  "handle_factor", CC_POSITIVE, 1)};
	}
	return a;
}

/* The same with the instant at which it begins, and shifts. */
static center_arguments *
dated_center_of_arguments(FunctionCallInfo fcinfo)
{
	TimestampTz from_ts = PG_GETARG_TIMESTAMPTZ(ARG_FROM_TS);
	center_arguments *a;
	row *shifts;
	int count;

	if (TIMESTAMP_NOT_FINITE(from_ts))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"from_ts\": %s",
							   from_ts < 0 ? "-infinity" : "infinity"),
						errdetail("It must be finite.")));
	a = center_of_arguments(fcinfo, ARG_QUEUES, ARG_LINES);
	a->from_ts = from_ts;
	if (pg_sub_s64_overflow(END_TIMESTAMP, from_ts, &a->model.time_limit))
		a->model.time_limit = PG_INT64_MAX;
	shifts = rows_argument(fcinfo, ARG_SHIFTS, "shifts", "center_shift",
						   SHIFT_FIELDS, &count);
	shift_fields(a, shifts, count);
	return a;
}

/* What agents are called, by number; text datums. */
static Datum *
agent_names(const center_arguments *a, const cc_center *c)
{
	Datum *names = palloc((Size) (c->agent_count + 1) * sizeof(Datum));
	char **person = a->persons;

	for (int g = 0; g < a->model.groups; g++)
	{
		const cc_center_team *team = &c->teams[g];

		for (int i = 0; i < team->heads; i++)
			names[team->agents + i] = CStringGetTextDatum(
				psprintf("%s %d", a->group_names[g], i + 1));
		for (int i = 0; i < team->persons; i++)
			names[team->agents + team->heads + i] =
				CStringGetTextDatum(*person++);
	}
	return names;
}

static Datum *
text_datums(char **names, int count)
{
	Datum *datums = palloc((Size) (count + 1) * sizeof(Datum));

	for (int i = 0; i < count; i++)
		datums[i] = CStringGetTextDatum(names[i]);
	return datums;
}

/* ---- simulate_center ---- */

typedef struct output
{
	ReturnSetInfo *rsinfo;
	TimestampTz from_ts;
	const cc_center *center;
	Datum *queues;
	Datum *groups;
	Datum *agents;
	Datum outcomes[CC_VISIT_OUTCOMES];
	Datum causes[CC_CAUSE_CALLBACK + 1];
	Datum voice;
	Datum callback;
	Datum inbound;
	Datum outbound;
	Datum in_queue;
	Datum none;
	Datum blind;
	Datum available;
	Datum handling;
	TypeCacheEntry *range;
} output;

#define VISIT_COLUMNS 19

static void
put_visit(void *context, const cc_visit *v)
{
	output *o = context;
	bool answered = v->outcome == CC_VISIT_ANSWERED;
	bool open = v->outcome == CC_VISIT_OPEN;
	bool back = v->cause == CC_CAUSE_CALLBACK;
	char number[32];
	Datum contact;
	Datum values[VISIT_COLUMNS];
	bool nulls[VISIT_COLUMNS] = {0};

	pg_lltoa(v->call_no, number);
	contact = CStringGetTextDatum(number);
	values[0] = contact;
	values[1] = Int32GetDatum(v->attempt);
	values[2] = back ? o->callback : o->voice;
	values[3] = back ? o->outbound : o->inbound;
	values[4] = o->queues[v->queue];
	values[6] = TimestampTzGetDatum(o->from_ts + v->queued_at);
	values[8] = TimestampTzGetDatum(o->from_ts + v->left_at);
	values[9] = TimestampTzGetDatum(o->from_ts + v->ended_at);
	values[11] = o->outcomes[v->outcome];
	values[12] = o->in_queue;
	values[13] = BoolGetDatum(v->cause == CC_CAUSE_TRANSFER);
	values[16] = o->causes[v->cause];
	values[17] =
		Float8GetDatum((double) (v->left_at - v->queued_at) / USECS_PER_SEC);
	if (answered)
	{
		double handle = (double) (v->ended_at - v->left_at) / USECS_PER_SEC;

		values[5] = o->agents[v->agent];
		values[7] = values[8];
		values[10] = values[18] = Float8GetDatum(handle);
		values[14] = v->passed_on ? o->blind : o->none;
		values[15] = o->groups[v->group];
	}
	nulls[5] = nulls[7] = nulls[10] = nulls[14] = nulls[15] = nulls[18] =
		!answered;
	nulls[8] = nulls[9] = nulls[17] = open;
	nulls[12] = v->outcome != CC_VISIT_ABANDONED;
	tuplestore_putvalues(o->rsinfo->setResult, o->rsinfo->setDesc, values,
						 nulls);
	pfree(DatumGetPointer(contact));
}

#define STATE_COLUMNS 5

static void
put_span(void *context, const cc_agent_span *s)
{
	output *o = context;
	RangeBound lower = {.val = TimestampTzGetDatum(o->from_ts + s->starts),
						.inclusive = true,
						.lower = true};
	RangeBound upper = {.val = TimestampTzGetDatum(o->from_ts + s->ends)};
	RangeType *during = cc_make_range(o->range, &lower, &upper, false);
	Datum state = s->busy ? o->handling : o->available;
	Datum values[STATE_COLUMNS] = {o->agents[s->agent],
								   RangeTypePGetDatum(during), state, state,
								   o->groups[s->group]};
	bool nulls[STATE_COLUMNS] = {0};

	tuplestore_putvalues(o->rsinfo->setResult, o->rsinfo->setDesc, values,
						 nulls);
	pfree(during);
}

static void
simulate(FunctionCallInfo fcinfo, bool visits)
{
	center_arguments *a = dated_center_of_arguments(fcinfo);
	output o = {.rsinfo = (ReturnSetInfo *) fcinfo->resultinfo,
				.from_ts = a->from_ts};
	cc_center_sink sink = {visits ? put_visit : NULL, visits ? NULL : put_span,
						   &o};
	cc_center center;
	cc_error error;

	InitMaterializedSRF(fcinfo, 0);
	reseed(a, 0);
	if (cc_center_begin(&center, &a->model, &a->host, &sink, &error) != CC_OK)
		cc_report(NULL, &error);
	o.queues = text_datums(a->queue_names, a->model.queues);
	o.groups = text_datums(a->group_names, a->model.groups);
	o.agents = agent_names(a, &center);
	for (int i = 0; i < CC_VISIT_OUTCOMES; i++)
		o.outcomes[i] = CStringGetTextDatum(cc_visit_outcome_names[i]);
	for (int i = 0; i <= CC_CAUSE_CALLBACK; i++)
		o.causes[i] = CStringGetTextDatum(cc_visit_cause_names[i]);
	o.voice = CStringGetTextDatum("voice");
	o.callback = CStringGetTextDatum("callback");
	o.inbound = CStringGetTextDatum("inbound");
	o.outbound = CStringGetTextDatum("outbound");
	o.in_queue = CStringGetTextDatum("queue");
	o.none = CStringGetTextDatum("none");
	o.blind = CStringGetTextDatum("blind");
	o.available = CStringGetTextDatum("available");
	o.handling = CStringGetTextDatum("handling");
	o.range = lookup_type_cache(TSTZRANGEOID, TYPECACHE_RANGE_INFO);
	if (cc_center_run(&center, &error) != CC_OK)
		cc_report(NULL, &error);
}

PG_FUNCTION_INFO_V1(cc_pg_simulate_center);

Datum
cc_pg_simulate_center(PG_FUNCTION_ARGS)
{
	simulate(fcinfo, true);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_simulate_center_states);

Datum
cc_pg_simulate_center_states(PG_FUNCTION_ARGS)
{
	simulate(fcinfo, false);
	return (Datum) 0;
}

/* ---- center_performance ---- */

static int64
replications_argument(FunctionCallInfo fcinfo, int argument)
{
	int32 n = PG_GETARG_INT32(argument);

	if (n < 1 || n > CC_CENTER_MAX_REPLICATIONS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for argument \"replications\": %d", n),
				 errdetail("It must be from 1 to %d.",
						   CC_CENTER_MAX_REPLICATIONS)));
	return n;
}

#define PERFORMANCE_COLUMNS 29

/* Value, standard error and the ends of its interval. */
static void
put_estimate(Datum *values, bool *nulls, int column, const cc_estimate *e,
			 double t, double most)
{
	double low = e->value - t * e->error;
	double high = e->value + t * e->error;

	cc_put_number(values, nulls, column, e->value);
	cc_put_number(values, nulls, column + 1, e->error);
	cc_put_number(values, nulls, column + 2, isnan(low) ? low : Max(low, 0));
	cc_put_number(values, nulls, column + 3,
				  isnan(high) ? high : Min(high, most));
}

static void
put_performance(ReturnSetInfo *rsinfo, const center_arguments *a,
				const cc_center_performance *p, double t)
{
	Datum *queues = text_datums(a->queue_names, a->model.queues);
	Datum *groups = text_datums(a->group_names, a->model.groups);
	int intervals = a->model.intervals;

	for (int i = 0;
		 i < (a->model.queues + 1 + a->model.groups) * (intervals + 1); i++)
	{
		int who = i / (intervals + 1);
		int interval = i % (intervals + 1);
		Datum values[PERFORMANCE_COLUMNS] = {0};
		bool nulls[PERFORMANCE_COLUMNS];

		memset(nulls, true, sizeof(nulls));
		nulls[2] = interval == intervals;
		values[2] = Int32GetDatum(interval + 1);
		nulls[3] = false;
		values[3] = Int64GetDatum(p->replications);
		if (who <= a->model.queues)
		{
			cc_queue_figures f;

			cc_center_queue_figures(p, who, interval, &f);
			nulls[0] = who == a->model.queues;
			values[0] = nulls[0] ? (Datum) 0 : queues[who];
			cc_put_number(values, nulls, 4, f.offered);
			cc_put_number(values, nulls, 5, f.answered);
			cc_put_number(values, nulls, 6, f.abandoned);
			cc_put_number(values, nulls, 7, f.blocked);
			cc_put_number(values, nulls, 8, f.callbacks);
			cc_put_number(values, nulls, 9, f.open);
			put_estimate(values, nulls, 10, &f.service_level, t, 1);
			put_estimate(values, nulls, 14, &f.asa, t, get_float8_infinity());
			put_estimate(values, nulls, 18, &f.abandonment, t, 1);
			cc_put_number(values, nulls, 22, f.callback_wait);
		}
		else
		{
			cc_group_figures f;

			cc_center_group_figures(p, who - a->model.queues - 1, interval, &f);
			nulls[1] = false;
			values[1] = groups[who - a->model.queues - 1];
			cc_put_number(values, nulls, 23, f.agents);
			cc_put_number(values, nulls, 24, f.busy);
			put_estimate(values, nulls, 25, &f.occupancy, t, 1);
		}
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
}

PG_FUNCTION_INFO_V1(cc_pg_center_performance);

Datum
cc_pg_center_performance(PG_FUNCTION_ARGS)
{
	center_arguments *a = dated_center_of_arguments(fcinfo);
	int64 replications = replications_argument(fcinfo, ARG_REPLICATIONS);
	double confidence =
		CC_ARG_FLOAT8(ARG_CONFIDENCE, "confidence", CC_OPEN_FRACTION);
	double target = CC_ARG_FLOAT8(ARG_ERROR, "error", CC_NONNEGATIVE);
	cc_center_performance p;
	cc_error error;

	InitMaterializedSRF(fcinfo, 0);
	if (cc_center_performance_begin(&p, &a->model, a->thresholds, &a->host,
									&error) != CC_OK ||
		cc_center_performance_run(&p, replications, target, reseed, &error) !=
			CC_OK)
		cc_report(NULL, &error);
	put_performance(
		(ReturnSetInfo *) fcinfo->resultinfo, a, &p,
		p.replications < 2
			? 0
			: cc_t_critical(confidence, (double) p.replications - 1));
	return (Datum) 0;
}

/* ---- staff_center ---- */

static void
tell_progress(void *context, const char *phase, int round, int64_t agents,
			  int missed)
{
	ereport(INFO, (errmsg("staff_center: %s, round %d: " INT64_FORMAT
						  " agents of all intervals, %d goals not met",
						  phase, round, agents, missed)));
}

static char *
reason_of(const center_arguments *a, const cc_staffing *s, int32 most)
{
	switch (s->end)
	{
		case CC_STAFFING_NO_SKILL:
			return psprintf("no group has the skill of queue \"%s\"",
							a->queue_names[s->queue]);
		case CC_STAFFING_LIMIT:
			return psprintf("queue \"%s\" misses its goal in interval %d with "
							"max_agents, %d, in every group that could help",
							a->queue_names[s->queue], s->interval + 1, most);
		case CC_STAFFING_ROUNDS:
			return psprintf("queue \"%s\" misses its goal in interval %d after "
							"%d rounds of the search",
							a->queue_names[s->queue], s->interval + 1,
							s->rounds);
		default:
			return NULL;
	}
}

PG_FUNCTION_INFO_V1(cc_pg_staff_center);

Datum
cc_pg_staff_center(PG_FUNCTION_ARGS)
{
	center_arguments *a =
		center_of_arguments(fcinfo, STAFF_QUEUES, STAFF_LINES);
	int32 most = PG_GETARG_INT32(STAFF_MAX_AGENTS);
	cc_staffing_goals goals = {
		.service_levels = a->goals,
		.costs = a->costs,
		.confidence =
			CC_ARG_FLOAT8(STAFF_CONFIDENCE, "confidence", CC_OPEN_FRACTION),
		.most = most,
		.replications = replications_argument(fcinfo, STAFF_REPLICATIONS)};
	int intervals = a->model.intervals;
	Size cells = (Size) a->model.groups * (Size) intervals;
	int32_t *agents;
	int32_t *bounds;
	cc_center_performance p;
	cc_staffing result;
	cc_error error;
	char *reason;
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	if (most < 1 || most > CC_SIMULATION_MAX_AGENTS)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"max_agents\": %d", most),
			 errdetail("It must be from 1 to %d.", CC_SIMULATION_MAX_AGENTS)));
	if (intervals > CC_CENTER_MAX_INTERVALS ||
		a->model.groups > CC_CENTER_MAX_GROUPS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("too many intervals or groups to staff")));
	InitMaterializedSRF(fcinfo, 0);
	agents = palloc_extended((cells + 1) * sizeof(*agents), MCXT_ALLOC_HUGE);
	bounds = palloc_extended((cells + 1) * sizeof(*bounds),
							 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int g = 0; g < a->model.groups; g++)
	{
		a->model.group[g].agents = agents + (Size) g * (Size) intervals;
		a->model.group[g].agents_count = intervals;
	}
	if (cc_staff_center(&p, &a->model, a->thresholds, &goals, &a->host, reseed,
						PG_GETARG_BOOL(STAFF_VERBOSE) ? tell_progress : NULL,
						agents, bounds, &result, &error) != CC_OK)
		cc_report(NULL, &error);
	reason = reason_of(a, &result, most);
	for (Size i = 0; i < cells; i++)
	{
		Datum values[6];
		bool nulls[6] = {0};

		values[0] = CStringGetTextDatum(a->group_names[i / (Size) intervals]);
		values[1] = Int32GetDatum((int32) (i % (Size) intervals) + 1);
		values[2] = Int32GetDatum(agents[i]);
		values[3] = Int32GetDatum(bounds[i]);
		values[4] = BoolGetDatum(result.end == CC_STAFFING_MET);
		nulls[2] = nulls[3] = result.end == CC_STAFFING_NO_SKILL;
		nulls[5] = reason == NULL;
		values[5] = reason == NULL ? (Datum) 0 : CStringGetTextDatum(reason);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
