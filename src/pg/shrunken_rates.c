/*
 * shrunken_rates.c
 *		SQL binding of rates that are drawn together.
 */
#include "pg/bind.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "core/shrunken_rates.h"

PG_FUNCTION_INFO_V1(cc_pg_shrunken_rates);

Datum
cc_pg_shrunken_rates(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	float8 *successes, *trials, level;
	int count, trial_count;
	cc_rate_prior prior;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return (Datum) 0;
	successes =
		cc_numbers_argument("successes", PG_GETARG_ARRAYTYPE_P(0), &count);
	trials =
		cc_numbers_argument("trials", PG_GETARG_ARRAYTYPE_P(1), &trial_count);
	level = CC_ARG_FLOAT8(2, "level", CC_OPEN_FRACTION);
	if (count != trial_count)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("arguments \"successes\" and \"trials\" have %d and "
						"%d elements",
						count, trial_count),
				 errdetail("They must have as many of each.")));
	for (int i = 0; i < count; i++)
	{
		cc_check_domain("successes", successes[i], CC_NONNEGATIVE);
		cc_check_domain("trials", trials[i], CC_NONNEGATIVE);
		if (trials[i] > 1e9)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("invalid value for argument \"trials\": %g",
								   trials[i]),
							errdetail("It must be at most 1e9.")));
		if (successes[i] > trials[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid value for argument \"successes\": %g of "
							"%g trials",
							successes[i], trials[i]),
					 errdetail("It must be at most the number of trials.")));
	}
	cc_rate_prior_of(successes, trials, count, &prior);

	for (int i = 0; i < count; i++)
	{
		Datum values[5];
		bool nulls[5] = {0};
		cc_shrunken_rate cell;

		CHECK_FOR_INTERRUPTS();
		cc_shrink_rate(&prior, successes[i], trials[i], level, &cell);
		values[0] = Int32GetDatum(i + 1);
		cc_put_number(values, nulls, 1, cell.rate);
		cc_put_number(values, nulls, 2, cell.shrunken);
		cc_put_number(values, nulls, 3, cell.lower);
		cc_put_number(values, nulls, 4, cell.upper);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
