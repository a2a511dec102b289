/*
 * model_rows.c
 *		SQL bindings of drivers: type model_rows and the aggregates that make
 *		it.
 */
#include "pg/model_rows.h"
#include "pg/row_reader.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

StaticAssertDecl(sizeof(cc_model_rows) == 40,
				 "the header of model_rows has no holes");

/* ---- values ---- */

const cc_model_rows *
cc_datum_model_rows(Datum value)
{
	struct varlena *state = PG_DETOAST_DATUM(value);
	cc_error error;

	if (cc_model_rows_check((cc_model_rows *) state, VARSIZE(state),
							cc_poll_interrupts, &error) != CC_OK)
		cc_report(NULL, &error);
	return (const cc_model_rows *) state;
}

void *
cc_alloc_huge(Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 1));
}

static cc_model_rows *
new_value(size_t size)
{
	cc_model_rows *value = palloc(size);

	SET_VARSIZE(value, size);
	return value;
}

static cc_model_rows *
copy(const cc_model_rows *state)
{
	return memcpy(new_value(VARSIZE(state)), state, VARSIZE(state));
}

uint32 *
cc_sorted_model_rows(const cc_model_rows *state)
{
	uint32 *order = cc_alloc_huge(2 * (Size) state->used * sizeof(uint32));

	cc_model_rows_sort(state, order, order + state->used, cc_poll_interrupts);
	return order;
}

/* ---- input and output ---- */

/* Upper bounds of what is printed per number and per name. */
#define NUMBER_WIDTH 26
#define NAME_WIDTH (6 * CC_COMOMENTS_MAX_NAME + 4)

PG_FUNCTION_INFO_V1(cc_pg_model_rows_in);
PG_FUNCTION_INFO_V1(cc_pg_model_rows_out);
PG_FUNCTION_INFO_V1(cc_pg_model_rows_recv);
PG_FUNCTION_INFO_V1(cc_pg_model_rows_send);

Datum
cc_pg_model_rows_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	size_t length = strlen(text);
	cc_model_rows *state = NULL;
	size_t size;
	cc_error error;

	CC_IN_TRAVELLED(fcinfo, cc_pg_model_rows_recv);
	if (cc_model_rows_parse(text, length, NULL, &size, cc_poll_interrupts,
							&error) == CC_OK)
	{
		state = new_value(size);
		if (cc_model_rows_parse(text, length, state, &size, cc_poll_interrupts,
								&error) == CC_OK)
			PG_RETURN_POINTER(state);
	}
	cc_report(CC_ESCONTEXT, &error);
	PG_RETURN_NULL();
}

Datum
cc_pg_model_rows_out(PG_FUNCTION_ARGS)
{
	const cc_model_rows *state = CC_ARG_MODEL_ROWS(0);
	const uint32 *order = cc_sorted_model_rows(state);
	size_t width = 100 + (size_t) state->items * NAME_WIDTH +
				   (size_t) state->used * (state->items + 2) * NUMBER_WIDTH;
	cc_printer printer;

	CC_OUT_TRAVELS(fcinfo, cc_pg_model_rows_send);
	if (!AllocSizeIsValid(width))
	{
		cc_printer_init(&printer, NULL, 0);
		cc_model_rows_print(state, order, &printer, cc_poll_interrupts);
		width = printer.length + 1;
	}
	if (!AllocSizeIsValid(width))
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("value of type model_rows is too large for a "
							   "text form")));
	cc_printer_init(&printer, palloc(width), width);
	cc_model_rows_print(state, order, &printer, cc_poll_interrupts);
	PG_RETURN_CSTRING(printer.buffer);
}

Datum
cc_pg_model_rows_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	size_t length = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, length);
	cc_model_rows *state = NULL;
	size_t size;
	cc_error error;

	if (cc_model_rows_read(bytes, length, NULL, &size, cc_poll_interrupts,
						   &error) == CC_OK)
	{
		state = new_value(size);
		if (cc_model_rows_read(bytes, length, state, &size, cc_poll_interrupts,
							   &error) == CC_OK)
			PG_RETURN_POINTER(state);
	}
	cc_report(CC_ESCONTEXT, &error);
	PG_RETURN_NULL();
}

Datum
cc_pg_model_rows_send(PG_FUNCTION_ARGS)
{
	const cc_model_rows *state = CC_ARG_MODEL_ROWS(0);
	size_t size = VARSIZE(state);
	bytea *result = palloc(VARHDRSZ + size);
	cc_writer writer;

	cc_writer_init(&writer, VARDATA(result), size);
	cc_model_rows_write(state, cc_sorted_model_rows(state), &writer,
						cc_poll_interrupts);
	Assert(cc_writer_fits(&writer));
	SET_VARSIZE(result, VARHDRSZ + writer.length);
	PG_RETURN_BYTEA_P(result);
}

/* ---- the aggregates ---- */

/* A copy with twice the room. */
static cc_model_rows *
enlarge(const cc_model_rows *state)
{
	uint32 most = cc_model_rows_most(state->items, state->names_length);
	uint32 room = Min(Max(4, 2 * state->room), most);
	cc_model_rows *larger;

	if (state->room >= most)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("more than %u distinct rows of %u items", state->room,
						state->items),
				 errhint("Take only the columns that the model needs, and "
						 "round those that need fewer digits.")));
	larger =
		new_value(cc_model_rows_size(state->items, state->names_length, room));
	cc_model_rows_move(larger, room, state);
	return larger;
}

/*
 * One row into a state: in place within an aggregate, else into a copy.
 */
static Datum
model_rows_step(FunctionCallInfo fcinfo, RowReader *reader, int weight_argument)
{
	cc_model_rows *state = NULL;
	bool full;
	cc_error error;

	if (!PG_ARGISNULL(0))
	{
		state = (cc_model_rows *) PG_GETARG_POINTER(0);
		if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
			state = copy(CC_ARG_MODEL_ROWS(0));
	}
	if (reader == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
	{
		state = new_value(
			cc_model_rows_size(reader->items, reader->names_length, 4));
		cc_model_rows_init(state, reader->items, reader->names,
						   reader->names_length, 4);
	}
	else if (!cc_same_items(reader, cc_model_rows_names(state),
							state->names_length))
		cc_different_items();

	cc_read_weight(fcinfo, weight_argument, reader);
	for (;;)
	{
		if (cc_model_rows_add(state, &reader->row, &full, &error) != CC_OK)
			cc_report(NULL, &error);
		if (!full)
			PG_RETURN_POINTER(state);
		state = enlarge(state);
	}
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_record);

Datum
cc_pg_model_rows_record(PG_FUNCTION_ARGS)
{
	return model_rows_step(fcinfo, cc_read_record(fcinfo, 1), -1);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_record_weight);

Datum
cc_pg_model_rows_record_weight(PG_FUNCTION_ARGS)
{
	return model_rows_step(fcinfo, cc_read_record(fcinfo, 1), 2);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_array);

Datum
cc_pg_model_rows_array(PG_FUNCTION_ARGS)
{
	return model_rows_step(fcinfo, cc_read_array(fcinfo, 1), -1);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_array_weight);

Datum
cc_pg_model_rows_array_weight(PG_FUNCTION_ARGS)
{
	return model_rows_step(fcinfo, cc_read_array(fcinfo, 1), 3);
}

/* Merge: the combine function of all of the above, rollup and +. */
PG_FUNCTION_INFO_V1(cc_pg_model_rows_merge);

Datum
cc_pg_model_rows_merge(PG_FUNCTION_ARGS)
{
	cc_model_rows *a;
	const cc_model_rows *b;
	uint32 next = 0;
	bool full;
	cc_error error;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	b = CC_ARG_MODEL_ROWS(1);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(b);
	a = AggCheckCallContext(fcinfo, NULL)
			? (cc_model_rows *) PG_GETARG_POINTER(0)
			: copy(CC_ARG_MODEL_ROWS(0));
	for (;;)
	{
		if (cc_model_rows_merge(a, b, &next, &full, cc_poll_interrupts,
								&error) != CC_OK)
			cc_report(NULL, &error);
		if (!full)
			PG_RETURN_POINTER(a);
		a = enlarge(a);
	}
}

/* ---- comparing ---- */

static int
compare(FunctionCallInfo fcinfo)
{
	const cc_model_rows *a = CC_ARG_MODEL_ROWS(0);
	const cc_model_rows *b = CC_ARG_MODEL_ROWS(1);

	return cc_model_rows_compare(a, cc_sorted_model_rows(a), b,
								 cc_sorted_model_rows(b));
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_eq);

Datum
cc_pg_model_rows_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) == 0);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_ne);

Datum
cc_pg_model_rows_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) != 0);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_lt);

Datum
cc_pg_model_rows_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) < 0);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_le);

Datum
cc_pg_model_rows_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_gt);

Datum
cc_pg_model_rows_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) > 0);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_ge);

Datum
cc_pg_model_rows_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_cmp);

Datum
cc_pg_model_rows_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(fcinfo));
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_hash);

Datum
cc_pg_model_rows_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) cc_model_rows_hash(CC_ARG_MODEL_ROWS(0), 0));
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_hash_extended);

Datum
cc_pg_model_rows_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) cc_model_rows_hash(CC_ARG_MODEL_ROWS(0),
											   (uint64) PG_GETARG_INT64(1)));
}

/* ---- reading ---- */

PG_FUNCTION_INFO_V1(cc_pg_model_rows_rows_used);

Datum
cc_pg_model_rows_rows_used(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(CC_ARG_MODEL_ROWS(0)->n);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_rows_dropped);

Datum
cc_pg_model_rows_rows_dropped(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(CC_ARG_MODEL_ROWS(0)->dropped);
}

PG_FUNCTION_INFO_V1(cc_pg_model_rows_rows_distinct);

Datum
cc_pg_model_rows_rows_distinct(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(CC_ARG_MODEL_ROWS(0)->used);
}
