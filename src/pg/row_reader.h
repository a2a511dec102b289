/*
 * row_reader.h
 *		The rows of an aggregate: of a record, or of names and an array.
 *
 * Of a record, the columns of a number or boolean type are the items, by their
 * names; what one call site knows of them it keeps between rows.
 */
#ifndef CC_PG_ROW_READER_H
#define CC_PG_ROW_READER_H

#include "pg/bind.h"

#include "access/tupdesc.h"
#include "utils/array.h"

#include "core/comoments.h"

typedef struct RowReader
{
	MemoryContext context; /* of all below, emptied for other items */
	int items;
	char *names; /* as stored in a state */
	uint32 names_length;
	bool *null;
	cc_comoments_row row;

	/* of records: the row type, and the column and type of each item */
	Oid type;
	int32 typmod;
	TupleDesc descriptor;
	int *column;
	Oid *column_type;
	Datum *value;
	bool *value_null;
	int *offset;   /* of each item in a tuple without nulls, when it is fixed */
	int columns;   /* up to the last item */
	Oid same_type; /* of all items, side by side; or invalid */
	bool small_integers; /* every item is boolean, smallint or integer */

	/* of names and array: the names as last given */
	ArrayType *given;
} RowReader;

/* The items of a record; NULL for a NULL record. */
extern RowReader *cc_read_record(FunctionCallInfo fcinfo, int argument);

/* The items of names alone, and with an array of values; NULL without names. */
extern RowReader *cc_read_names(FunctionCallInfo fcinfo, int argument);
extern RowReader *cc_read_array(FunctionCallInfo fcinfo, int argument);

/* Takes the row for one with every value missing. */
extern void cc_drop_row(RowReader *reader);

/* A row without its weight has not been observed; argument -1: no weights. */
extern void
cc_read_weight(FunctionCallInfo fcinfo, int argument, RowReader *reader);

/* Whether a state is of the items of these rows; the error when it is not. */
extern bool
cc_same_items(const RowReader *reader, const char *names, uint32 names_length);
extern void cc_different_items(void) __attribute__((noreturn));

#endif
