/*
 * reference.c
 *		SQL bindings of the reference data: each table as a set of rows.
 */
#include "pg/bind.h"

#include "funcapi.h"
#include "mb/pg_wchar.h"

#include "core/reference.h"

PG_FUNCTION_INFO_V1(cc_pg_benchmark);
PG_FUNCTION_INFO_V1(cc_pg_icmi_modules);
PG_FUNCTION_INFO_V1(cc_pg_icmi_objectives);
PG_FUNCTION_INFO_V1(cc_pg_value_layers);
PG_FUNCTION_INFO_V1(cc_pg_cmm_dimensions);
PG_FUNCTION_INFO_V1(cc_pg_cmm_levels);
PG_FUNCTION_INFO_V1(cc_pg_rater_dimensions);
PG_FUNCTION_INFO_V1(cc_pg_kpi_catalog);
PG_FUNCTION_INFO_V1(cc_pg_frameworks);
PG_FUNCTION_INFO_V1(cc_pg_framework_dimensions);

static Datum
reference_rows(FunctionCallInfo fcinfo, const cc_reference *table)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	AttInMetadata *input;
	char **cells;

	InitMaterializedSRF(fcinfo, 0);
	if (rsinfo->setDesc->natts != table->columns)
		elog(ERROR, "reference data has %d columns, its function %d",
			 table->columns, rsinfo->setDesc->natts);
	input = TupleDescGetAttInMetadata(rsinfo->setDesc);
	cells = palloc(sizeof(char *) * table->columns);
	for (int row = 0; row < table->rows; row++)
	{
		for (int column = 0; column < table->columns; column++)
		{
			const char *cell = table->cells[row * table->width + column];

			cells[column] =
				cell ? pg_any_to_server(cell, strlen(cell), PG_UTF8) : NULL;
		}
		tuplestore_puttuple(rsinfo->setResult,
							BuildTupleFromCStrings(input, cells));
	}
	return (Datum) 0;
}

Datum
cc_pg_benchmark(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_benchmark);
}

Datum
cc_pg_icmi_modules(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_icmi_modules);
}

Datum
cc_pg_icmi_objectives(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_icmi_objectives);
}

Datum
cc_pg_value_layers(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_value_layers);
}

Datum
cc_pg_cmm_dimensions(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_cmm_dimensions);
}

Datum
cc_pg_cmm_levels(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_cmm_levels);
}

Datum
cc_pg_rater_dimensions(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_rater_dimensions);
}

Datum
cc_pg_kpi_catalog(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_kpi_catalog);
}

Datum
cc_pg_frameworks(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_frameworks);
}

Datum
cc_pg_framework_dimensions(PG_FUNCTION_ARGS)
{
	return reference_rows(fcinfo, &cc_framework_dimensions);
}
