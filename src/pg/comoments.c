/*
 * comoments.c
 *		SQL bindings of drivers: types comoments and comoment_groups, the
 *		aggregates that make them, and what is read straight off them.
 */
#include "pg/comoments.h"
#include "pg/row_reader.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"

StaticAssertDecl(sizeof(cc_comoments) == 48,
				 "the header of comoments has no holes");
StaticAssertDecl(sizeof(cc_comoment_groups) == 32 + 2 * CC_COMOMENT_GROUPS,
				 "the header of comoment_groups has no holes");

/* ---- values ---- */

const cc_comoments *
cc_datum_comoments(Datum value)
{
	struct varlena *state = PG_DETOAST_DATUM(value);
	cc_error error;

	if (cc_comoments_check((cc_comoments *) state, VARSIZE(state), &error) !=
		CC_OK)
		cc_report(NULL, &error);
	return (const cc_comoments *) state;
}

const cc_comoment_groups *
cc_datum_comoment_groups(Datum value)
{
	struct varlena *groups = PG_DETOAST_DATUM(value);
	cc_error error;

	if (cc_comoment_groups_check((cc_comoment_groups *) groups, VARSIZE(groups),
								 &error) != CC_OK)
		cc_report(NULL, &error);
	return (const cc_comoment_groups *) groups;
}

static void *
new_value(size_t size)
{
	void *value;

	if (!AllocSizeIsValid(size))
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("co-moments of so many items are too large")));
	value = palloc(size);
	SET_VARSIZE(value, size);
	return value;
}

cc_comoments *
cc_new_comoments(uint32 items, const char *names, uint32 names_length,
				 bool pairwise)
{
	cc_comoments *state =
		new_value(cc_comoments_size(items, names_length, pairwise));

	cc_comoments_init(state, items, names, names_length, pairwise);
	return state;
}

static cc_comoment_groups *
new_groups(uint32 items, const char *names, uint32 names_length, uint32 room)
{
	cc_comoment_groups *groups;

	if (items > CC_COMOMENT_GROUPS_MAX_ITEMS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("comoment_groups takes at most %d items",
							   CC_COMOMENT_GROUPS_MAX_ITEMS)));
	groups = new_value(cc_comoment_groups_size(items, names_length, room));
	cc_comoment_groups_init(groups, items, names, names_length, room);
	return groups;
}

int
cc_item_argument(const char *argument, const cc_comoments *state, text *name)
{
	int item =
		cc_comoments_find(state, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	StringInfoData list;

	if (item >= 0)
		return item;
	initStringInfo(&list);
	for (int i = 0; i < state->items && list.len < 500; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "",
						 cc_comoments_name(state, i));
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid value for argument \"%s\": \"%s\"",
						   argument, text_to_cstring(name)),
					errdetail("The items are: %s.", list.data)));
}

int
cc_items_argument(const char *argument, const cc_comoments *state,
				  ArrayType *names, int **items)
{
	Datum *name;
	bool *null;
	int count;

	if (ARR_NDIM(names) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"%s\" must have one dimension", argument)));
	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &name, &null,
					  &count);
	if (count > state->items)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"%s\" names %d items, but there are "
							   "only %u",
							   argument, count, state->items)));
	*items = palloc(Max(count, 1) * sizeof(int));
	for (int i = 0; i < count; i++)
	{
		if (null[i])
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("argument \"%s\" must not contain NULL",
								   argument)));
		(*items)[i] =
			cc_item_argument(argument, state, DatumGetTextPP(name[i]));
	}
	return count;
}

/* ---- input and output ---- */

/* Upper bounds of what is printed per number and per name. */
#define NUMBER_WIDTH 26
#define NAME_WIDTH (6 * CC_COMOMENTS_MAX_NAME + 4)

PG_FUNCTION_INFO_V1(cc_pg_comoments_in);
PG_FUNCTION_INFO_V1(cc_pg_comoments_out);
PG_FUNCTION_INFO_V1(cc_pg_comoments_recv);
PG_FUNCTION_INFO_V1(cc_pg_comoments_send);

Datum
cc_pg_comoments_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	size_t length = strlen(text);
	cc_comoments *state = NULL;
	size_t size;
	cc_error error;

	CC_IN_TRAVELLED(fcinfo, cc_pg_comoments_recv);
	if (cc_comoments_parse(text, length, NULL, &size, cc_poll_interrupts,
						   &error) == CC_OK)
	{
		state = new_value(size);
		if (cc_comoments_parse(text, length, state, &size, cc_poll_interrupts,
							   &error) == CC_OK)
			PG_RETURN_POINTER(state);
	}
	cc_report(CC_ESCONTEXT, &error);
	PG_RETURN_NULL();
}

Datum
cc_pg_comoments_out(PG_FUNCTION_ARGS)
{
	const cc_comoments *state = CC_ARG_COMOMENTS(0);
	size_t size = VARSIZE(state);
	size_t width = 300 + (size_t) state->items * NAME_WIDTH +
				   (size / sizeof(double)) * NUMBER_WIDTH;
	cc_printer printer;

	CC_OUT_TRAVELS(fcinfo, cc_pg_comoments_send);
	cc_printer_init(&printer, palloc(width), width);
	cc_comoments_print(state, palloc(size), &printer, cc_poll_interrupts);
	PG_RETURN_CSTRING(printer.buffer);
}

Datum
cc_pg_comoments_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	size_t length = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, length);
	cc_comoments *state = NULL;
	size_t size;
	cc_error error;

	if (cc_comoments_read(bytes, length, NULL, &size, &error) == CC_OK)
	{
		state = new_value(size);
		if (cc_comoments_read(bytes, length, state, &size, &error) == CC_OK)
			PG_RETURN_POINTER(state);
	}
	cc_report(CC_ESCONTEXT, &error);
	PG_RETURN_NULL();
}

Datum
cc_pg_comoments_send(PG_FUNCTION_ARGS)
{
	const cc_comoments *state = CC_ARG_COMOMENTS(0);
	size_t size = VARSIZE(state);
	bytea *result = palloc(VARHDRSZ + size);
	cc_writer writer;

	cc_writer_init(&writer, VARDATA(result), size);
	cc_comoments_write(state, palloc(size), &writer);
	Assert(cc_writer_fits(&writer));
	SET_VARSIZE(result, VARHDRSZ + writer.length);
	PG_RETURN_BYTEA_P(result);
}

PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_in);
PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_out);
PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_recv);
PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_send);

Datum
cc_pg_comoment_groups_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	size_t length = strlen(text);
	cc_comoment_groups *groups = NULL;
	size_t size;
	cc_error error;

	CC_IN_TRAVELLED(fcinfo, cc_pg_comoment_groups_recv);
	if (cc_comoment_groups_parse(text, length, NULL, &size, cc_poll_interrupts,
								 &error) == CC_OK)
	{
		groups = new_value(size);
		if (cc_comoment_groups_parse(text, length, groups, &size,
									 cc_poll_interrupts, &error) == CC_OK)
			PG_RETURN_POINTER(groups);
	}
	cc_report(CC_ESCONTEXT, &error);
	PG_RETURN_NULL();
}

Datum
cc_pg_comoment_groups_out(PG_FUNCTION_ARGS)
{
	const cc_comoment_groups *groups = CC_ARG_COMOMENT_GROUPS(0);
	size_t size = VARSIZE(groups);
	size_t width = 300 + (size_t) groups->items * NAME_WIDTH +
				   (size_t) groups->used * 100 +
				   (size / sizeof(double)) * NUMBER_WIDTH;
	cc_printer printer;

	CC_OUT_TRAVELS(fcinfo, cc_pg_comoment_groups_send);
	if (!AllocSizeIsValid(width))
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("value of type comoment_groups is too large "
							   "for a text form")));
	cc_printer_init(&printer, palloc(width), width);
	cc_comoment_groups_print(groups, palloc(size), &printer,
							 cc_poll_interrupts);
	PG_RETURN_CSTRING(printer.buffer);
}

Datum
cc_pg_comoment_groups_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	size_t length = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, length);
	cc_comoment_groups *groups = NULL;
	size_t size;
	cc_error error;

	if (cc_comoment_groups_read(bytes, length, NULL, &size, &error) == CC_OK)
	{
		groups = new_value(size);
		if (cc_comoment_groups_read(bytes, length, groups, &size, &error) ==
			CC_OK)
			PG_RETURN_POINTER(groups);
	}
	cc_report(CC_ESCONTEXT, &error);
	PG_RETURN_NULL();
}

Datum
cc_pg_comoment_groups_send(PG_FUNCTION_ARGS)
{
	const cc_comoment_groups *groups = CC_ARG_COMOMENT_GROUPS(0);
	size_t size = VARSIZE(groups);
	bytea *result = palloc(VARHDRSZ + size);
	cc_writer writer;

	cc_writer_init(&writer, VARDATA(result), size);
	cc_comoment_groups_write(groups, palloc(size), &writer);
	Assert(cc_writer_fits(&writer));
	SET_VARSIZE(result, VARHDRSZ + writer.length);
	PG_RETURN_BYTEA_P(result);
}

/* ---- the aggregates ---- */

/*
 * One row into a state: in place within an aggregate, else into a copy.
 */
static Datum
comoments_step(FunctionCallInfo fcinfo, RowReader *reader, int weight_argument,
			   bool pairwise)
{
	cc_comoments *state = NULL;
	cc_error error;

	if (!PG_ARGISNULL(0))
	{
		state = (cc_comoments *) PG_GETARG_POINTER(0);
		if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
		{
			const cc_comoments *given = CC_ARG_COMOMENTS(0);

			state = new_value(VARSIZE(given));
			memcpy(state, given, VARSIZE(given));
		}
	}
	if (reader == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
		state = cc_new_comoments(reader->items, reader->names,
								 reader->names_length, pairwise);
	else if (!cc_same_items(reader, cc_comoments_names(state),
							state->names_length) ||
			 cc_comoments_pairwise(state) != pairwise)
		cc_different_items();

	cc_read_weight(fcinfo, weight_argument, reader);
	if (cc_comoments_add(state, &reader->row, &error) != CC_OK)
		cc_report(NULL, &error);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_record);

Datum
cc_pg_comoments_record(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_record(fcinfo, 1), -1, false);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_record_weight);

Datum
cc_pg_comoments_record_weight(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_record(fcinfo, 1), 2, false);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_array);

Datum
cc_pg_comoments_array(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_array(fcinfo, 1), -1, false);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_array_weight);

Datum
cc_pg_comoments_array_weight(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_array(fcinfo, 1), 3, false);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_pairwise_record);

Datum
cc_pg_comoments_pairwise_record(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_record(fcinfo, 1), -1, true);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_pairwise_record_weight);

Datum
cc_pg_comoments_pairwise_record_weight(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_record(fcinfo, 1), 2, true);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_pairwise_array);

Datum
cc_pg_comoments_pairwise_array(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_array(fcinfo, 1), -1, true);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_pairwise_array_weight);

Datum
cc_pg_comoments_pairwise_array_weight(PG_FUNCTION_ARGS)
{
	return comoments_step(fcinfo, cc_read_array(fcinfo, 1), 3, true);
}

/* Merge: the combine function of all of the above, and rollup. */
PG_FUNCTION_INFO_V1(cc_pg_comoments_merge);

Datum
cc_pg_comoments_merge(PG_FUNCTION_ARGS)
{
	cc_comoments *a;
	const cc_comoments *b;
	cc_error error;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	b = CC_ARG_COMOMENTS(1);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(b);
	if (AggCheckCallContext(fcinfo, NULL))
		a = (cc_comoments *) PG_GETARG_POINTER(0);
	else
	{
		const cc_comoments *given = CC_ARG_COMOMENTS(0);

		a = new_value(VARSIZE(given));
		memcpy(a, given, VARSIZE(given));
	}
	if (cc_comoments_merge(a, b, &error) != CC_OK)
		cc_report(NULL, &error);
	PG_RETURN_POINTER(a);
}

/* A copy with room for more groups. */
static cc_comoment_groups *
enlarge(const cc_comoment_groups *groups, uint32 room)
{
	cc_comoment_groups *larger;

	room = Min(Max(room, 2 * groups->room), CC_COMOMENT_GROUPS);
	larger = new_value(
		cc_comoment_groups_size(groups->items, groups->names_length, room));
	cc_comoment_groups_move(larger, room, groups);
	return larger;
}

static Datum
groups_step(FunctionCallInfo fcinfo, RowReader *reader, int weight_argument,
			int key_argument)
{
	cc_comoment_groups *groups = NULL;
	cc_error error;
	int group = 0;

	if (!PG_ARGISNULL(0))
	{
		groups = (cc_comoment_groups *) PG_GETARG_POINTER(0);
		if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
			groups = enlarge(CC_ARG_COMOMENT_GROUPS(0), 1);
	}
	if (reader == NULL)
	{
		if (groups == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(groups);
	}
	if (groups == NULL)
		groups =
			new_groups(reader->items, reader->names, reader->names_length, 1);
	else if (!cc_same_items(reader, cc_comoment_groups_names(groups),
							groups->names_length))
		cc_different_items();

	cc_read_weight(fcinfo, weight_argument, reader);
	if (PG_ARGISNULL(key_argument))
		cc_drop_row(reader);
	else
		group = cc_comoment_group_of(PG_GETARG_INT64(key_argument));
	if (cc_comoment_groups_full(groups, group))
		groups = enlarge(groups, 1);
	if (cc_comoment_groups_add(groups, group, &reader->row, &error) != CC_OK)
		cc_report(NULL, &error);
	PG_RETURN_POINTER(groups);
}

PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_record);

Datum
cc_pg_comoment_groups_record(PG_FUNCTION_ARGS)
{
	return groups_step(fcinfo, cc_read_record(fcinfo, 1), -1, 2);
}

PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_record_weight);

Datum
cc_pg_comoment_groups_record_weight(PG_FUNCTION_ARGS)
{
	return groups_step(fcinfo, cc_read_record(fcinfo, 1), 2, 3);
}

PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_array);

Datum
cc_pg_comoment_groups_array(PG_FUNCTION_ARGS)
{
	return groups_step(fcinfo, cc_read_array(fcinfo, 1), -1, 3);
}

PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_array_weight);

Datum
cc_pg_comoment_groups_array_weight(PG_FUNCTION_ARGS)
{
	return groups_step(fcinfo, cc_read_array(fcinfo, 1), 3, 4);
}

PG_FUNCTION_INFO_V1(cc_pg_comoment_groups_merge);

Datum
cc_pg_comoment_groups_merge(PG_FUNCTION_ARGS)
{
	cc_comoment_groups *a;
	const cc_comoment_groups *b;
	uint32 needed;
	cc_error error;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	b = CC_ARG_COMOMENT_GROUPS(1);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(b);
	a = AggCheckCallContext(fcinfo, NULL)
			? (cc_comoment_groups *) PG_GETARG_POINTER(0)
			: enlarge(CC_ARG_COMOMENT_GROUPS(0), 1);
	needed = a->used;
	for (int group = 0; group < CC_COMOMENT_GROUPS; group++)
		needed += a->place[group] == 0 && b->place[group] > 0;
	if (needed > a->room)
		a = enlarge(a, needed);
	if (cc_comoment_groups_merge(a, b, &error) != CC_OK)
		cc_report(NULL, &error);
	PG_RETURN_POINTER(a);
}

/* ---- reading ---- */

PG_FUNCTION_INFO_V1(cc_pg_comoments_of_groups);

Datum
cc_pg_comoments_of_groups(PG_FUNCTION_ARGS)
{
	const cc_comoment_groups *groups = CC_ARG_COMOMENT_GROUPS(0);
	cc_comoments *total =
		cc_new_comoments(groups->items, cc_comoment_groups_names(groups),
						 groups->names_length, false);

	cc_comoment_groups_sum(groups, NULL, total);
	PG_RETURN_POINTER(total);
}

/* Numbers in so many dimensions of so many items; a NULL is NaN. */
static double *
numbers_argument(FunctionCallInfo fcinfo, int n, const char *name,
				 int dimensions, int items)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(n);
	int count = dimensions == 1 ? items : items * items;
	double *number = palloc(count * sizeof(double));
	Datum *element;
	bool *null;
	int elements;

	if (ARR_NDIM(array) != dimensions || ARR_DIMS(array)[0] != items ||
		ARR_DIMS(array)[dimensions - 1] != items)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid dimensions of argument \"%s\"", name),
				 dimensions == 1
					 ? errdetail("It must have one element for each of the %d "
								 "names.",
								 items)
					 : errdetail("It must have a row and a column for each of "
								 "the %d names.",
								 items)));
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &element, &null, &elements);
	for (int i = 0; i < count; i++)
		number[i] = null[i] ? NAN : DatumGetFloat8(element[i]);
	return number;
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_of_summary);

Datum
cc_pg_comoments_of_summary(PG_FUNCTION_ARGS)
{
	RowReader *reader = cc_read_names(fcinfo, 0);
	int items = reader->items;
	cc_comoments *state;
	cc_error error;

	state = cc_new_comoments(items, reader->names, reader->names_length, false);
	if (cc_comoments_of_summary(
			state, numbers_argument(fcinfo, 1, "mean", 1, items),
			numbers_argument(fcinfo, 2, "stddev", 1, items),
			numbers_argument(fcinfo, 3, "correlation", 2, items),
			PG_GETARG_INT64(4), &error) != CC_OK)
		cc_report(NULL, &error);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_rows_used);

Datum
cc_pg_comoments_rows_used(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(CC_ARG_COMOMENTS(0)->n);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_rows_dropped);

Datum
cc_pg_comoments_rows_dropped(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(CC_ARG_COMOMENTS(0)->dropped);
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_correlation);

Datum
cc_pg_comoments_correlation(PG_FUNCTION_ARGS)
{
	const cc_comoments *state = CC_ARG_COMOMENTS(0);
	int a = cc_item_argument("a", state, PG_GETARG_TEXT_PP(1));
	int b = cc_item_argument("b", state, PG_GETARG_TEXT_PP(2));

	CC_RETURN_NUMBER(cc_comoments_correlation(state, a, b));
}

PG_FUNCTION_INFO_V1(cc_pg_comoments_covariance);

Datum
cc_pg_comoments_covariance(PG_FUNCTION_ARGS)
{
	const cc_comoments *state = CC_ARG_COMOMENTS(0);
	int a = cc_item_argument("a", state, PG_GETARG_TEXT_PP(1));
	int b = cc_item_argument("b", state, PG_GETARG_TEXT_PP(2));
	cc_weight_kind kind = CC_ARG_NAME(3, "weight_kind", cc_weight_kinds);

	CC_RETURN_NUMBER(cc_comoments_covariance(state, a, b, kind));
}

PG_FUNCTION_INFO_V1(cc_pg_item_summary);

Datum
cc_pg_item_summary(PG_FUNCTION_ARGS)
{
	const cc_comoments *state = CC_ARG_COMOMENTS(0);
	cc_weight_kind kind = CC_ARG_NAME(1, "weight_kind", cc_weight_kinds);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < state->items; i++)
	{
		int64 n = cc_comoments_pair_n(state, i, i);
		double variance = cc_comoments_covariance(state, i, i, kind);
		Datum values[4];
		bool nulls[4] = {false};

		values[0] = CStringGetTextDatum(cc_comoments_name(state, i));
		values[1] = Int64GetDatum(n);
		cc_put_number(values, nulls, 2,
					  n > 0 ? cc_comoments_mean(state, i) : NAN);
		cc_put_number(values, nulls, 3, sqrt(variance));
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
