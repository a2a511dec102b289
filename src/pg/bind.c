/*
 * bind.c
 *		Module magic, and the core's statuses as PostgreSQL errors.
 */
#include "pg/bind.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/base64.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/float.h"

PG_MODULE_MAGIC;

static int
cc_sqlstate(cc_status status)
{
	switch (status)
	{
		case CC_OK:
			break;
		case CC_BAD_TEXT:
			return ERRCODE_INVALID_TEXT_REPRESENTATION;
		case CC_BAD_BINARY:
			return ERRCODE_INVALID_BINARY_REPRESENTATION;
		case CC_BAD_ARGUMENT:
			return ERRCODE_INVALID_PARAMETER_VALUE;
		case CC_OUT_OF_RANGE:
			return ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE;
		case CC_BAD_DATETIME:
			return ERRCODE_DATETIME_VALUE_OUT_OF_RANGE;
		case CC_TOO_LARGE:
			return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
		case CC_UNSUPPORTED:
			return ERRCODE_FEATURE_NOT_SUPPORTED;
	}
	return ERRCODE_INTERNAL_ERROR;
}

void
cc_report(Node *escontext, const cc_error *error)
{
	errsave(escontext,
			(errcode(cc_sqlstate(error->status)),
			 errmsg_internal("%s", error->message),
			 error->detail[0] ? errdetail_internal("%s", error->detail) : 0,
			 error->hint[0] ? errhint("%s", error->hint) : 0));
}

void
cc_poll_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

void
cc_argument_error(const char *name, float8 value, cc_domain domain)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"%s\": %s", name,
					float8out_internal(value)),
			 errdetail("It must be %s.", cc_domain_description(domain))));
}

int
cc_name_argument(const char *name, text *value, const char *const *names)
{
	int found;
	StringInfoData list;

	found = cc_find_name(names, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	if (likely(found >= 0))
		return found;

	initStringInfo(&list);
	for (int i = 0; names[i] != NULL; i++)
		appendStringInfo(&list, "%s%s", i > 0 ? ", " : "", names[i]);
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid value for argument \"%s\": \"%s\"", name,
						   text_to_cstring(value)),
					errdetail("It must be one of: %s.", list.data)));
}

float8 *
cc_numbers_argument(const char *name, ArrayType *array, int *count)
{
	Datum *elements;
	bool *nulls;
	float8 *numbers;

	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &elements, &nulls, count);
	numbers = palloc(sizeof(float8) * Max(*count, 1));
	for (int i = 0; i < *count; i++)
		numbers[i] =
			nulls[i]
				? get_float8_nan()
				: cc_check_domain(name, DatumGetFloat8(elements[i]), CC_FINITE);
	return numbers;
}

Datum
cc_travel_text(Datum bytes)
{
	const bytea *value = DatumGetByteaPP(bytes);
	int length = (int) VARSIZE_ANY_EXHDR(value);
	Size room = (Size) pg_b64_enc_len(length) + 2;
	char *text;
	int written;

	/* of bytes that may fill an allocation, which four thirds of it do not */
	if (length > MaxAllocSize / 4 * 3 - 16)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("partial state of an aggregate is too large "
							   "for a text form")));
	text = palloc(room);
	text[0] = CC_TRAVEL_MARK;
	written = pg_b64_encode((void *) VARDATA_ANY(value), length, text + 1,
							(int) room - 2);
	Assert(written >= 0);
	text[1 + written] = '\0';
	PG_RETURN_CSTRING(text);
}

Datum
cc_travelled(FunctionCallInfo fcinfo, PGFunction recv, const char *text)
{
	int length = (int) strlen(text) - 1;
	StringInfoData bytes;
	Datum value;

	initStringInfo(&bytes);
	enlargeStringInfo(&bytes, pg_b64_dec_len(length));
	bytes.len = pg_b64_decode(text + 1, length, (void *) bytes.data,
							  pg_b64_dec_len(length));
	if (bytes.len < 0)
		ereturn(CC_ESCONTEXT, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid base64 in a partial state of an aggregate")));
	fcinfo->args[0].value = PointerGetDatum(&bytes);
	value = recv(fcinfo);
	pfree(bytes.data);
	return value;
}

Datum
cc_result_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc row;

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(
		heap_form_tuple(BlessTupleDesc(row), values, nulls));
}
