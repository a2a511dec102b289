/*
 * row_reader.c
 *		The rows of an aggregate: of a record, or of names and an array.
 */
#include "pg/row_reader.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

static bool
is_number(Oid type)
{
	switch (type)
	{
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case NUMERICOID:
			return true;
		default:
			return false;
	}
}

static double
number_of(Oid type, Datum value)
{
	switch (type)
	{
		case BOOLOID:
			return DatumGetBool(value);
		case INT2OID:
			return DatumGetInt16(value);
		case INT4OID:
			return DatumGetInt32(value);
		case INT8OID:
			return (double) DatumGetInt64(value);
		case FLOAT4OID:
			return DatumGetFloat4(value);
		case FLOAT8OID:
			return DatumGetFloat8(value);
		default:
			return DatumGetFloat8(
				DirectFunctionCall1(numeric_float8_no_overflow, value));
	}
}

static RowReader *
get_reader(FunctionCallInfo fcinfo)
{
	RowReader *reader = fcinfo->flinfo->fn_extra;

	if (unlikely(reader == NULL))
	{
		reader =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(RowReader));
		reader->context = AllocSetContextCreate(
			fcinfo->flinfo->fn_mcxt, "row reader", ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = reader;
	}
	return reader;
}

static void
add_name(RowReader *reader, size_t capacity, size_t *used, const char *name,
		 size_t length)
{
	cc_error error;

	if (cc_names_add(reader->names, capacity, used, name, length, &error) !=
		CC_OK)
		cc_report(NULL, &error);
}

/* Room for items, for as long as they stay the same. */
static size_t
start_reader(RowReader *reader, int items)
{
	MemoryContext context = reader->context;
	size_t capacity;

	if (items < 1 || items > CC_COMOMENTS_MAX_ITEMS)
		ereport(ERROR,
				(errcode(items < 1 ? ERRCODE_INVALID_PARAMETER_VALUE
								   : ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("rows of %d items", items),
				 errdetail("There must be from 1 to %d; of a row, the columns "
						   "of a number or boolean type count.",
						   CC_COMOMENTS_MAX_ITEMS)));
	MemoryContextReset(context);
	capacity = (size_t) items * (CC_COMOMENTS_MAX_NAME + 1) + 8;
	reader->items = items;
	reader->names = MemoryContextAlloc(context, capacity);
	reader->row.x = MemoryContextAlloc(context, items * sizeof(double));
	reader->row.null = reader->null =
		MemoryContextAlloc(context, items * sizeof(bool));
	return capacity;
}

static void
describe_record(RowReader *reader, Oid type, int32 typmod)
{
	MemoryContext old;
	TupleDesc descriptor = lookup_rowtype_tupdesc(type, typmod);
	size_t capacity;
	size_t used = 0;
	int items = 0;
	int offset = 0; /* -1: depends on the row */

	reader->type = InvalidOid; /* until all is well */
	for (int i = 0; i < descriptor->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(descriptor, i);

		items +=
			!column->attisdropped && is_number(getBaseType(column->atttypid));
	}
	capacity = start_reader(reader, items);
	old = MemoryContextSwitchTo(reader->context);
	reader->descriptor = CreateTupleDescCopy(descriptor);
	reader->column = palloc(items * sizeof(int));
	reader->column_type = palloc(items * sizeof(Oid));
	reader->offset = palloc(items * sizeof(int));
	reader->value = palloc(descriptor->natts * sizeof(Datum));
	reader->value_null = palloc(descriptor->natts * sizeof(bool));
	MemoryContextSwitchTo(old);
	items = 0;
	reader->small_integers = true;
	for (int i = 0; i < descriptor->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(descriptor, i);
		Oid base = getBaseType(column->atttypid);

		if (column->attlen < 0)
			offset = -1;
		if (offset >= 0)
			offset = att_align_nominal(offset, column->attalign);
		if (!column->attisdropped && is_number(base))
		{
			add_name(reader, capacity, &used, NameStr(column->attname),
					 strlen(NameStr(column->attname)));
			reader->small_integers &=
				base == BOOLOID || base == INT2OID || base == INT4OID;
			reader->column[items] = i;
			reader->offset[items] = offset;
			reader->column_type[items++] = base;
			reader->columns = i + 1;
		}
		if (offset >= 0)
			offset += column->attlen;
	}
	reader->same_type = reader->column_type[0];
	for (int i = 1; i < items; i++)
	{
		if (reader->column_type[i] != reader->same_type ||
			reader->column[i] != reader->column[0] + i)
			reader->same_type = InvalidOid;
	}
	reader->names_length = cc_names_finish(reader->names, capacity, used);
	ReleaseTupleDesc(descriptor);
	reader->type = type;
	reader->typmod = typmod;
}

/* The items of a tuple's data when every one has its place. */
static void
read_fixed(RowReader *reader, const char *data)
{
	double *x = reader->row.x;
	const char *first = data + reader->offset[0];

	/* questionnaires are of one type, and a loop without choices is fast */
	if (reader->same_type == INT4OID)
	{
		for (int i = 0; i < reader->items; i++)
			x[i] = ((const int32 *) first)[i];
		return;
	}
	if (reader->same_type == INT2OID)
	{
		for (int i = 0; i < reader->items; i++)
			x[i] = ((const int16 *) first)[i];
		return;
	}
	if (reader->same_type == FLOAT8OID)
	{
		memcpy(x, first, reader->items * sizeof(double));
		return;
	}
	for (int i = 0; i < reader->items; i++)
	{
		const char *at = data + reader->offset[i];

		switch (reader->column_type[i])
		{
			case BOOLOID:
				x[i] = *(const bool *) at;
				break;
			case INT2OID:
				x[i] = *(const int16 *) at;
				break;
			case INT4OID:
				x[i] = *(const int32 *) at;
				break;
			case INT8OID:
				x[i] = (double) *(const int64 *) at;
				break;
			case FLOAT4OID:
				x[i] = *(const float4 *) at;
				break;
			case FLOAT8OID:
				x[i] = *(const float8 *) at;
				break;
		}
	}
}

RowReader *
cc_read_record(FunctionCallInfo fcinfo, int argument)
{
	RowReader *reader = get_reader(fcinfo);
	HeapTupleHeader record;
	double *x;

	if (PG_ARGISNULL(argument))
		return NULL;
	record = PG_GETARG_HEAPTUPLEHEADER(argument);
	if (unlikely(reader->type != HeapTupleHeaderGetTypeId(record) ||
				 reader->typmod != HeapTupleHeaderGetTypMod(record)))
		describe_record(reader, HeapTupleHeaderGetTypeId(record),
						HeapTupleHeaderGetTypMod(record));

	x = reader->row.x;
	reader->row.complete = true;
	reader->row.integers = reader->small_integers;
	if (reader->offset[reader->items - 1] >= 0 &&
		!(record->t_infomask & HEAP_HASNULL) &&
		HeapTupleHeaderGetNatts(record) >= reader->columns)
	{
		/* every column has its place: no need to walk over the tuple */
		memset(reader->null, false, reader->items * sizeof(bool));
		read_fixed(reader, (const char *) record + record->t_hoff);
	}
	else
	{
		HeapTupleData tuple;

		tuple.t_len = HeapTupleHeaderGetDatumLength(record);
		ItemPointerSetInvalid(&tuple.t_self);
		tuple.t_tableOid = InvalidOid;
		tuple.t_data = record;
		heap_deform_tuple(&tuple, reader->descriptor, reader->value,
						  reader->value_null);
		for (int i = 0; i < reader->items; i++)
		{
			int column = reader->column[i];

			reader->null[i] = reader->value_null[column];
			if (reader->null[i])
				reader->row.complete = false;
			else
				x[i] = number_of(reader->column_type[i], reader->value[column]);
		}
	}
	return reader;
}

static void
describe_names(RowReader *reader, ArrayType *names)
{
	Datum *name;
	bool *null;
	int items;
	size_t capacity;
	size_t used = 0;

	reader->given = NULL; /* until all is well */
	if (ARR_NDIM(names) > 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"names\" must have one dimension")));
	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &name, &null,
					  &items);
	capacity = start_reader(reader, items);
	for (int i = 0; i < items; i++)
	{
		text *one;

		if (null[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"names\" must not contain NULL")));
		one = DatumGetTextPP(name[i]);
		add_name(reader, capacity, &used, VARDATA_ANY(one),
				 VARSIZE_ANY_EXHDR(one));
	}
	reader->names_length = cc_names_finish(reader->names, capacity, used);
	reader->given = MemoryContextAlloc(reader->context, VARSIZE(names));
	memcpy(reader->given, names, VARSIZE(names));
}

RowReader *
cc_read_names(FunctionCallInfo fcinfo, int argument)
{
	RowReader *reader = get_reader(fcinfo);
	ArrayType *names;

	if (PG_ARGISNULL(argument))
		return NULL;
	names = PG_GETARG_ARRAYTYPE_P(argument);
	if (unlikely(reader->given == NULL ||
				 VARSIZE(reader->given) != VARSIZE(names) ||
				 memcmp(reader->given, names, VARSIZE(names)) != 0))
		describe_names(reader, names);
	return reader;
}

RowReader *
cc_read_array(FunctionCallInfo fcinfo, int argument)
{
	RowReader *reader = cc_read_names(fcinfo, argument);
	ArrayType *x;
	int items;
	const double *value;
	const bits8 *bitmap;

	if (reader == NULL)
		return NULL;
	reader->row.integers = false;
	reader->row.complete = false;
	if (PG_ARGISNULL(argument + 1))
	{
		memset(reader->null, true, reader->items * sizeof(bool));
		return reader;
	}
	x = PG_GETARG_ARRAYTYPE_P(argument + 1);
	items = ArrayGetNItems(ARR_NDIM(x), ARR_DIMS(x));
	if (ARR_NDIM(x) > 1 || items != reader->items)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("argument \"x\" must have one element for each "
							   "of the %d names, not %d",
							   reader->items, items)));
	value = (const double *) ARR_DATA_PTR(x);
	bitmap = ARR_NULLBITMAP(x);
	reader->row.complete = true;
	for (int i = 0; i < items; i++)
	{
		reader->null[i] =
			bitmap != NULL && (bitmap[i / 8] & (1 << (i % 8))) == 0;
		if (reader->null[i])
			reader->row.complete = false;
		else
			reader->row.x[i] = *value++;
	}
	return reader;
}

void
cc_drop_row(RowReader *reader)
{
	memset(reader->null, true, reader->items * sizeof(bool));
	reader->row.complete = false;
}

void
cc_read_weight(FunctionCallInfo fcinfo, int argument, RowReader *reader)
{
	reader->row.weight = 1;
	if (argument < 0)
		return;
	if (PG_ARGISNULL(argument))
		cc_drop_row(reader);
	else
		reader->row.weight = PG_GETARG_FLOAT8(argument);
}

bool
cc_same_items(const RowReader *reader, const char *names, uint32 names_length)
{
	return names_length == reader->names_length &&
		   memcmp(names, reader->names, names_length) == 0;
}

void
cc_different_items(void)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("the items must be the same in every row of an aggregate")));
}
