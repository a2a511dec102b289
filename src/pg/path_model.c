/*
 * path_model.c
 *		SQL bindings of path models.
 */
#include "pg/bind.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/pg_prng.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "core/path_model.h"
#include "pg/comoments.h"

/* A model with what it points to. */
typedef struct PathModel
{
	cc_path_model m;
	cc_path_syntax syntax;
} PathModel;

static void
place_model(PathModel *model)
{
	cc_path_model_place(&model->m, &model->syntax,
						palloc(mul_size(sizeof(double), cc_path_model_doubles(
															&model->syntax))));
}

/*
 * The one decoder of bytes, stored or received.  The model goes on pointing at
 * its text among them.
 */
static PathModel *
decode_model(const char *bytes, Size length)
{
	PathModel *model = palloc(sizeof(PathModel));
	cc_reader reader;
	cc_error error;

	cc_reader_init(&reader, bytes, length);
	if (cc_path_model_read_head(&reader, &model->m, &model->syntax, &error) !=
		CC_OK)
		cc_report(NULL, &error);
	place_model(model);
	if (cc_path_model_read_body(&reader, &model->m, &error) != CC_OK)
		cc_report(NULL, &error);
	return model;
}

static PathModel *
model_argument(Datum value)
{
	struct varlena *bytes = PG_DETOAST_DATUM_PACKED(value);

	return decode_model(VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
}

#define ARG_PATH_MODEL(n) model_argument(PG_GETARG_DATUM(n))

static bytea *
encode_model(const cc_path_model *model)
{
	cc_writer writer;
	bytea *bytes;
	Size length;

	cc_writer_init(&writer, NULL, 0);
	cc_path_model_write(model, &writer);
	length = writer.length;
	bytes = palloc(VARHDRSZ + length);
	SET_VARSIZE(bytes, VARHDRSZ + length);
	cc_writer_init(&writer, VARDATA(bytes), length);
	cc_path_model_write(model, &writer);
	return bytes;
}

PG_FUNCTION_INFO_V1(cc_pg_path_model_in);

Datum
cc_pg_path_model_in(PG_FUNCTION_ARGS)
{
	char *text = PG_GETARG_CSTRING(0);
	Size length = strlen(text);
	PathModel *model = palloc(sizeof(PathModel));
	cc_scanner scanner;
	cc_error error;

	cc_scanner_init(&scanner, text, length);
	if (cc_path_model_scan_head(&scanner, &model->m, &model->syntax,
								palloc(length + 1), &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	place_model(model);
	if (cc_path_model_scan_body(&scanner, &model->m, &error) != CC_OK)
	{
		cc_report(CC_ESCONTEXT, &error);
		PG_RETURN_NULL();
	}
	PG_RETURN_BYTEA_P(encode_model(&model->m));
}

PG_FUNCTION_INFO_V1(cc_pg_path_model_out);

Datum
cc_pg_path_model_out(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	cc_printer printer;
	Size length;
	char *text;

	cc_printer_init(&printer, NULL, 0);
	cc_path_model_print(&model->m, &printer);
	length = printer.length;
	text = palloc(length + 1);
	cc_printer_init(&printer, text, length + 1);
	cc_path_model_print(&model->m, &printer);
	PG_RETURN_CSTRING(text);
}

PG_FUNCTION_INFO_V1(cc_pg_path_model_recv);

Datum
cc_pg_path_model_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	Size length = message->len - message->cursor;
	PathModel *model = decode_model(pq_getmsgbytes(message, length), length);

	pg_verifymbstr(model->m.text, model->m.text_length, false);
	pg_verifymbstr(model->m.reason, strlen(model->m.reason), false);
	PG_RETURN_BYTEA_P(encode_model(&model->m));
}

PG_FUNCTION_INFO_V1(cc_pg_path_model_send);

Datum
cc_pg_path_model_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(encode_model(&ARG_PATH_MODEL(0)->m));
}

/* The model that a text and options (arguments first, ...) ask for. */
static PathModel *
new_model(text *model_text, const cc_path_options *options)
{
	PathModel *model = palloc(sizeof(PathModel));
	cc_error error;

	model->m.text = VARDATA_ANY(model_text);
	model->m.text_length = VARSIZE_ANY_EXHDR(model_text);
	model->m.options = *options;
	if (cc_path_parse(&model->syntax, model->m.text, model->m.text_length,
					  &error) != CC_OK)
		cc_report(NULL, &error);
	place_model(model);
	return model;
}

static cc_path_options
option_arguments(FunctionCallInfo fcinfo, int first)
{
	cc_path_options options;

	options.scheme = CC_ARG_NAME(first, "scheme", cc_path_schemes);
	options.metric = CC_ARG_NAME(first + 1, "metric", cc_path_metrics);
	options.weight_kind =
		CC_ARG_NAME(first + 2, "weight_kind", cc_path_weight_kinds);
	options.consistent = PG_GETARG_BOOL(first + 3);
	return options;
}

PG_FUNCTION_INFO_V1(cc_pg_path_model);

Datum
cc_pg_path_model(PG_FUNCTION_ARGS)
{
	const cc_comoments *moments = CC_ARG_COMOMENTS(0);
	cc_path_options options = option_arguments(fcinfo, 2);
	PathModel *model = new_model(PG_GETARG_TEXT_PP(1), &options);
	cc_error error;

	if (cc_path_estimate(&model->m, moments, cc_poll_interrupts, &error) !=
		CC_OK)
		cc_report(NULL, &error);
	PG_RETURN_BYTEA_P(encode_model(&model->m));
}

/* A row being put together, column by column. */
typedef struct Row
{
	ReturnSetInfo *result;
	int columns;
	Datum values[10];
	bool nulls[10];
} Row;

static void
start_rows(FunctionCallInfo fcinfo, Row *row)
{
	InitMaterializedSRF(fcinfo, 0);
	row->result = (ReturnSetInfo *) fcinfo->resultinfo;
	row->columns = 0;
}

static void
add_column(Row *row, Datum value, bool null)
{
	row->values[row->columns] = value;
	row->nulls[row->columns++] = null;
}

static void
add_name(Row *row, const char *name)
{
	add_column(row, CStringGetTextDatum(name), false);
}

static void
add_float8(Row *row, float8 value)
{
	cc_put_number(row->values, row->nulls, row->columns++, value);
}

static void
add_int32(Row *row, int32 value)
{
	add_column(row, Int32GetDatum(value), false);
}

static void
end_row(Row *row)
{
	Assert(row->columns == row->result->setDesc->natts);
	tuplestore_putvalues(row->result->setResult, row->result->setDesc,
						 row->values, row->nulls);
	row->columns = 0;
}

/* What an unestimated model has no number for. */
#define ESTIMATED(model, number) ((model)->m.iterations > 0 ? (number) : NAN)

static const char *
construct_name(const PathModel *model, int construct)
{
	return model->syntax.construct[construct].name;
}

/* Index of the construct an argument names, or 22023 that lists them. */
static int
construct_argument(const PathModel *model, const char *argument, text *name)
{
	const char *names[CC_PATH_MAX_CONSTRUCTS + 1];

	for (int i = 0; i < model->syntax.constructs; i++)
		names[i] = construct_name(model, i);
	names[model->syntax.constructs] = NULL;
	return cc_name_argument(argument, name, names);
}

PG_FUNCTION_INFO_V1(cc_pg_path_coefficients);

Datum
cc_pg_path_coefficients(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	Row row;

	start_rows(fcinfo, &row);
	for (int i = 0; i < model->syntax.paths; i++)
	{
		const cc_path_arrow *path = &model->syntax.path[i];
		float8 t;
		float8 p;
		float8 std_error = cc_path_std_error(&model->m, i, &t, &p);

		add_name(&row, construct_name(model, path->target));
		add_name(&row, construct_name(model, path->source));
		add_float8(&row, ESTIMATED(model, model->m.estimate[i]));
		add_float8(&row, std_error);
		add_float8(&row, t);
		add_float8(&row, p);
		add_float8(&row, ESTIMATED(model, model->m.r_squared[path->target]));
		end_row(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_path_effect_sizes);

Datum
cc_pg_path_effect_sizes(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	Row row;

	start_rows(fcinfo, &row);
	for (int i = 0; i < model->syntax.paths; i++)
	{
		const cc_path_arrow *path = &model->syntax.path[i];

		add_name(&row, construct_name(model, path->target));
		add_name(&row, construct_name(model, path->source));
		add_float8(&row, ESTIMATED(model, cc_path_f_squared(&model->m, i)));
		add_float8(&row, ESTIMATED(model, model->m.vif[i]));
		end_row(&row);
	}
	return (Datum) 0;
}

/* One row per item: construct, item, a number. */
static Datum
item_rows(FunctionCallInfo fcinfo,
		  double (*number)(const cc_path_model *model, int item))
{
	PathModel *model = ARG_PATH_MODEL(0);
	Row row;

	start_rows(fcinfo, &row);
	for (int i = 0; i < model->syntax.items; i++)
	{
		const cc_path_item *item = &model->syntax.item[i];

		add_name(&row, construct_name(model, item->construct));
		add_name(&row, item->name);
		add_float8(&row, ESTIMATED(model, number(&model->m, i)));
		end_row(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_outer_weights);

Datum
cc_pg_outer_weights(PG_FUNCTION_ARGS)
{
	return item_rows(fcinfo, cc_path_outer_weight);
}

PG_FUNCTION_INFO_V1(cc_pg_index_weights);

Datum
cc_pg_index_weights(PG_FUNCTION_ARGS)
{
	return item_rows(fcinfo, cc_path_index_weight);
}

PG_FUNCTION_INFO_V1(cc_pg_loadings);

Datum
cc_pg_loadings(PG_FUNCTION_ARGS)
{
	return item_rows(fcinfo, cc_path_loading);
}

PG_FUNCTION_INFO_V1(cc_pg_cross_loadings);

Datum
cc_pg_cross_loadings(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	int items = model->syntax.items;
	Row row;

	start_rows(fcinfo, &row);
	for (int i = 0; i < model->syntax.constructs; i++)
	{
		for (int j = 0; j < items; j++)
		{
			add_name(&row, construct_name(model, i));
			add_name(&row, model->syntax.item[j].name);
			add_float8(&row, ESTIMATED(model, model->m.cross[i * items + j]));
			end_row(&row);
		}
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_construct_quality);

Datum
cc_pg_construct_quality(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	Row row;

	start_rows(fcinfo, &row);
	for (int i = 0; i < model->syntax.constructs; i++)
	{
		cc_path_quality quality = cc_path_construct_quality(&model->m, i);

		add_name(&row, construct_name(model, i));
		add_int32(&row, model->syntax.construct[i].items);
		add_float8(&row, quality.cronbach_alpha);
		add_float8(&row, quality.rho_a);
		add_float8(&row, quality.rho_c);
		add_float8(&row, quality.ave);
		add_float8(&row, ESTIMATED(model, model->m.r_squared[i]));
		if (quality.reason == NULL)
			add_column(&row, (Datum) 0, true);
		else
			add_name(&row, quality.reason);
		end_row(&row);
	}
	return (Datum) 0;
}

/* One row per pair of constructs: a, b, a number. */
static Datum
pair_rows(FunctionCallInfo fcinfo,
		  double (*number)(const cc_path_model *model, int a, int b))
{
	PathModel *model = ARG_PATH_MODEL(0);
	Row row;

	start_rows(fcinfo, &row);
	for (int a = 0; a < model->syntax.constructs; a++)
	{
		for (int b = a + 1; b < model->syntax.constructs; b++)
		{
			add_name(&row, construct_name(model, a));
			add_name(&row, construct_name(model, b));
			add_float8(&row, ESTIMATED(model, number(&model->m, a, b)));
			end_row(&row);
		}
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_construct_correlations);

Datum
cc_pg_construct_correlations(PG_FUNCTION_ARGS)
{
	return pair_rows(fcinfo, cc_path_construct_correlation);
}

PG_FUNCTION_INFO_V1(cc_pg_htmt);

Datum
cc_pg_htmt(PG_FUNCTION_ARGS)
{
	return pair_rows(fcinfo, cc_path_htmt);
}

PG_FUNCTION_INFO_V1(cc_pg_total_effects);

Datum
cc_pg_total_effects(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	int constructs = model->syntax.constructs;
	Row row;

	start_rows(fcinfo, &row);
	for (int s = 0; s < constructs; s++)
	{
		for (int t = 0; t < constructs; t++)
		{
			if (!cc_path_leads(&model->syntax, s, t))
				continue;
			add_name(&row, construct_name(model, s));
			add_name(&row, construct_name(model, t));
			add_float8(&row, ESTIMATED(model, cc_path_direct(&model->m, s, t)));
			add_float8(&row,
					   ESTIMATED(model, model->m.total[s * constructs + t]));
			end_row(&row);
		}
	}
	return (Datum) 0;
}

/* Arguments n and n + 1: the ends of the items' scale. */
static void
scale_arguments(FunctionCallInfo fcinfo, int n, float8 *scale_min,
				float8 *scale_max)
{
	*scale_min = CC_ARG_FLOAT8(n, "scale_min", CC_FINITE);
	*scale_max = CC_ARG_FLOAT8(n + 1, "scale_max", CC_FINITE);
	if (*scale_min >= *scale_max)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid value for argument \"scale_max\": %g", *scale_max),
			 errdetail("It must be greater than scale_min, which is %g.",
					   *scale_min)));
}

PG_FUNCTION_INFO_V1(cc_pg_construct_index);

Datum
cc_pg_construct_index(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	float8 scale_min;
	float8 scale_max;
	Row row;

	scale_arguments(fcinfo, 1, &scale_min, &scale_max);
	start_rows(fcinfo, &row);
	for (int i = 0; i < model->syntax.constructs; i++)
	{
		add_name(&row, construct_name(model, i));
		add_float8(&row,
				   ESTIMATED(model, cc_path_index_mean(&model->m, i, scale_min,
													   scale_max)));
		add_float8(
			&row, ESTIMATED(model, cc_path_index_stddev(&model->m, i, scale_min,
														scale_max)));
		end_row(&row);
	}
	return (Datum) 0;
}

/*
 * A model is usually the same for many rows, so it is decoded once.  It is told
 * by its bytes as they come: of a value that is stored out of line those are
 * the pointer to it.
 */
typedef struct ScoreCache
{
	MemoryContext context;
	Size length;
	char *bytes;
	PathModel *model;
	int construct;
} ScoreCache;

static ScoreCache *
cached_model(FunctionCallInfo fcinfo)
{
	struct varlena *value = (struct varlena *) PG_GETARG_POINTER(0);
	text *name = PG_GETARG_TEXT_PP(1);
	ScoreCache *cache = fcinfo->flinfo->fn_extra;
	const char *cached_name;

	/* what is pointed to in memory may change */
	if (VARATT_IS_EXTERNAL(value) && !VARATT_IS_EXTERNAL_ONDISK(value))
		value = PG_DETOAST_DATUM_PACKED(PointerGetDatum(value));
	if (cache == NULL)
	{
		cache =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(ScoreCache));
		cache->context = AllocSetContextCreate(
			fcinfo->flinfo->fn_mcxt, "path model scores", ALLOCSET_SMALL_SIZES);
		fcinfo->flinfo->fn_extra = cache;
	}
	if (cache->model == NULL || cache->length != VARSIZE_ANY(value) ||
		memcmp(cache->bytes, value, cache->length) != 0)
	{
		MemoryContext before;

		cache->model = NULL;
		MemoryContextReset(cache->context);
		before = MemoryContextSwitchTo(cache->context);
		cache->length = VARSIZE_ANY(value);
		cache->bytes = palloc(cache->length);
		memcpy(cache->bytes, value, cache->length);
		cache->construct = 0;
		/* the model points into bytes, which therefore must be the copy */
		cache->model = model_argument(VARATT_IS_EXTERNAL(value) ||
											  VARATT_IS_COMPRESSED(value)
										  ? PointerGetDatum(value)
										  : PointerGetDatum(cache->bytes));
		MemoryContextSwitchTo(before);
	}
	cached_name = construct_name(cache->model, cache->construct);
	if (strlen(cached_name) != VARSIZE_ANY_EXHDR(name) ||
		memcmp(cached_name, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)) != 0)
		cache->construct = construct_argument(cache->model, "construct", name);
	return cache;
}

/* The answers of argument 2, or NULL when one is missing. */
static const float8 *
answers_argument(FunctionCallInfo fcinfo, const ScoreCache *cache)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(2);
	const cc_path_construct *block =
		&cache->model->syntax.construct[cache->construct];
	const float8 *x = (const float8 *) ARR_DATA_PTR(array);

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != block->items)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("wrong number of elements in argument \"x\": %d",
						ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array))),
				 errdetail("Construct \"%s\" has %d items.", block->name,
						   block->items)));
	if (array_contains_nulls(array) || cache->model->m.iterations == 0)
		return NULL;
	for (int i = 0; i < block->items; i++)
		cc_check_domain("x", x[i], CC_FINITE);
	return x;
}

PG_FUNCTION_INFO_V1(cc_pg_construct_score);

Datum
cc_pg_construct_score(PG_FUNCTION_ARGS)
{
	ScoreCache *cache = cached_model(fcinfo);
	const float8 *x = answers_argument(fcinfo, cache);

	if (x == NULL)
		PG_RETURN_NULL();
	CC_RETURN_NUMBER(cc_path_score(&cache->model->m, cache->construct, x));
}

PG_FUNCTION_INFO_V1(cc_pg_construct_score_index);

Datum
cc_pg_construct_score_index(PG_FUNCTION_ARGS)
{
	ScoreCache *cache = cached_model(fcinfo);
	const float8 *x = answers_argument(fcinfo, cache);
	float8 scale_min;
	float8 scale_max;

	scale_arguments(fcinfo, 3, &scale_min, &scale_max);
	if (x == NULL)
		PG_RETURN_NULL();
	CC_RETURN_NUMBER(cc_path_index_score(&cache->model->m, cache->construct, x,
										 scale_min, scale_max));
}

PG_FUNCTION_INFO_V1(cc_pg_importance_performance);

Datum
cc_pg_importance_performance(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	int target = construct_argument(model, "target", PG_GETARG_TEXT_PP(1));
	float8 scale_min;
	float8 scale_max;
	Row row;

	scale_arguments(fcinfo, 2, &scale_min, &scale_max);
	start_rows(fcinfo, &row);
	for (int s = 0; s < model->syntax.constructs; s++)
	{
		if (!cc_path_leads(&model->syntax, s, target))
			continue;
		add_name(&row, construct_name(model, s));
		add_float8(&row,
				   ESTIMATED(model, cc_path_impact(&model->m, s, target, 1)));
		add_float8(&row,
				   ESTIMATED(model, cc_path_index_mean(&model->m, s, scale_min,
													   scale_max)));
		add_float8(&row,
				   ESTIMATED(model, cc_path_impact(&model->m, s, target, 5)));
		end_row(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_impact);

Datum
cc_pg_impact(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	int source = construct_argument(model, "source", PG_GETARG_TEXT_PP(1));
	int target = construct_argument(model, "target", PG_GETARG_TEXT_PP(2));
	float8 points = CC_ARG_FLOAT8(3, "points", CC_FINITE);

	CC_RETURN_NUMBER(
		ESTIMATED(model, cc_path_impact(&model->m, source, target, points)));
}

PG_FUNCTION_INFO_V1(cc_pg_path_model_summary);

Datum
cc_pg_path_model_summary(PG_FUNCTION_ARGS)
{
	PathModel *model = ARG_PATH_MODEL(0);
	const cc_path_options *options = &model->m.options;
	bool estimated = model->m.iterations > 0;
	Row row;

	row.columns = 0;
	add_float8(&row, model->m.n);
	add_int32(&row, model->syntax.items);
	add_int32(&row, model->syntax.constructs);
	add_name(&row, cc_path_schemes[options->scheme]);
	add_name(&row, cc_path_metrics[options->metric]);
	add_name(&row, cc_path_weight_kinds[options->weight_kind]);
	add_column(&row, BoolGetDatum(options->consistent), false);
	add_column(&row, Int32GetDatum(model->m.iterations), !estimated);
	add_float8(&row, ESTIMATED(model, cc_path_gof(&model->m)));
	add_column(&row, CStringGetTextDatum(model->m.reason), estimated);
	return cc_result_row(fcinfo, row.values, row.nulls);
}

static int
compare_float8(const void *a, const void *b)
{
	float8 x = *(const float8 *) a;
	float8 y = *(const float8 *) b;

	return (x > y) - (x < y);
}

#define MAX_REPLICATES 100000

/*
 * Draw one group fewer than there are, with replacement, and estimate again; as
 * often as asked for.  The one fewer makes the variance unbiased also where
 * there are few groups (Rao & Wu 1988).
 */
static Datum
path_intervals(FunctionCallInfo fcinfo, const cc_comoment_groups *groups,
			   PathModel *original)
{
	int32 replicates = PG_GETARG_INT32(2);
	float8 level = CC_ARG_FLOAT8(3, "level", CC_OPEN_FRACTION);
	int paths = original->syntax.paths;
	int drawable[CC_COMOMENT_GROUPS];
	uint32 used = 0;
	int good = 0;
	cc_comoments *moments;
	PathModel *replicate;
	float8 *estimates; /* by path */
	pg_prng_state random;
	cc_error error;
	Row row;

	if (replicates < 1 || replicates > MAX_REPLICATES)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid value for argument \"replicates\": %d",
							   replicates),
						errdetail("It must be from 1 to %d.", MAX_REPLICATES)));
	pg_prng_seed(&random, (uint64) PG_GETARG_INT64(4));
	moments = cc_new_comoments(groups->items, cc_comoment_groups_names(groups),
							   groups->names_length, false);
	cc_comoment_groups_sum(groups, NULL, moments);
	if (cc_path_estimate(&original->m, moments, cc_poll_interrupts, &error) !=
		CC_OK)
		cc_report(NULL, &error);

	for (int i = 0; i < CC_COMOMENT_GROUPS; i++)
	{
		if (cc_comoment_groups_n(groups, i) > 0)
			drawable[used++] = i;
	}
	replicate = palloc(sizeof(PathModel));
	replicate->syntax = original->syntax;
	place_model(replicate);
	estimates = palloc(mul_size(mul_size(sizeof(float8), replicates), paths));
	for (int r = 0; r < replicates && original->m.iterations > 0 && used > 1;
		 r++)
	{
		uint32 times[CC_COMOMENT_GROUPS] = {0};

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < used - 1; i++)
			times[drawable[((pg_prng_uint64(&random) >> 32) * used) >> 32]]++;
		cc_comoment_groups_sum(groups, times, moments);
		if (cc_path_replicate(&replicate->m, &original->m, moments,
							  cc_poll_interrupts, &error) != CC_OK)
			cc_report(NULL, &error);
		if (replicate->m.iterations == 0)
			continue;
		for (int i = 0; i < paths; i++)
			estimates[(Size) i * replicates + good] = replicate->m.estimate[i];
		good++;
	}

	start_rows(fcinfo, &row);
	for (int i = 0; i < paths; i++)
	{
		const cc_path_arrow *path = &original->syntax.path[i];
		float8 *sorted = estimates + (Size) i * replicates;
		float8 std_error;
		float8 lower;
		float8 upper;

		CHECK_FOR_INTERRUPTS();
		qsort(sorted, good, sizeof(float8), compare_float8);
		cc_path_interval(sorted, good, level, used, &std_error, &lower, &upper);
		add_name(&row, construct_name(original, path->target));
		add_name(&row, construct_name(original, path->source));
		add_float8(&row, ESTIMATED(original, original->m.estimate[i]));
		add_float8(&row, std_error);
		add_float8(&row, lower);
		add_float8(&row, upper);
		add_int32(&row, good);
		add_int32(&row, replicates - good);
		end_row(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(cc_pg_path_intervals);

Datum
cc_pg_path_intervals(PG_FUNCTION_ARGS)
{
	cc_path_options options = option_arguments(fcinfo, 5);

	return path_intervals(fcinfo, CC_ARG_COMOMENT_GROUPS(0),
						  new_model(PG_GETARG_TEXT_PP(1), &options));
}

PG_FUNCTION_INFO_V1(cc_pg_path_intervals_model);

Datum
cc_pg_path_intervals_model(PG_FUNCTION_ARGS)
{
	return path_intervals(fcinfo, CC_ARG_COMOMENT_GROUPS(0), ARG_PATH_MODEL(1));
}
