/* Path models: against path_model.tsv (numpy, from rows), and what breaks. */
#include "core/path_model.h"
#include "unit/unit.h"

#define ITEMS 9
#define MOST_ROWS 100

static const char names[] = "a1 a2 a3 b1 b2 c1 d1 d2 d3";
static const char text[] = "A =~ a1 + a2 + a3; B <~ b1 + b2; C =~ c1\n"
						   "D =~ d1 + d2 + d3\nB ~ A; C ~ A + B; D ~ B + C";

static double rows[MOST_ROWS][ITEMS];
static int n;
static cc_path_syntax syntax;
static cc_error error;

/* The co-moments of the first count rows. */
static cc_comoments *
moments_of(int count)
{
	char list[200];
	char copy[sizeof(names)];
	size_t used = 0;
	uint32_t length;
	cc_comoments *moments;

	memcpy(copy, names, sizeof(names));
	for (char *at = strtok(copy, " "); at != NULL; at = strtok(NULL, " "))
		(void) cc_names_add(list, sizeof(list), &used, at, strlen(at), &error);
	length = cc_names_finish(list, sizeof(list), used);
	moments = malloc(cc_comoments_size(ITEMS, length, false));
	cc_comoments_init(moments, ITEMS, list, length, false);
	for (int i = 0; i < count; i++)
	{
		double x[ITEMS];
		bool null[ITEMS] = {false};
		cc_comoments_row row = {x, null, true, false, 1};

		memcpy(x, rows[i], sizeof(x));
		(void) cc_comoments_add(moments, &row, &error);
	}
	return moments;
}

/* A model placed in fresh memory, so that the sanitizer sees its ends. */
static bool
make_model(cc_path_model *model, const char *model_text,
		   cc_path_options options)
{
	model->text = model_text;
	model->text_length = strlen(model_text);
	model->options = options;
	if (cc_path_parse(&syntax, model_text, model->text_length, &error) != CC_OK)
		return false;
	cc_path_model_place(
		model, &syntax,
		malloc(cc_path_model_doubles(&syntax) * sizeof(double)));
	return true;
}

static void
drop_model(cc_path_model *model)
{
	free(model->mean);
}

static int
item_of(const char *name)
{
	int i = 0;

	while (strcmp(syntax.item[i].name, name) != 0)
		i++;
	return i;
}

static double
value_of(const cc_path_model *model, const char *quantity, const char *a,
		 const char *b)
{
	int l = cc_path_find_construct(&syntax, a, strlen(a));
	int m = cc_path_find_construct(&syntax, b, strlen(b));
	const double *x = rows[7] + syntax.construct[l].first_item;
	int path = 0;
	double t;
	double p;

	if (strcmp(quantity, "weight") == 0)
		return cc_path_outer_weight(model, item_of(b));
	if (strcmp(quantity, "cross") == 0)
		return model->cross[l * ITEMS + item_of(b)];
	if (strcmp(quantity, "r2") == 0)
		return model->r_squared[l];
	if (strcmp(quantity, "index_mean") == 0)
		return cc_path_index_mean(model, l, 1, 10);
	if (strcmp(quantity, "index_sd") == 0)
		return cc_path_index_stddev(model, l, 1, 10);
	if (strcmp(quantity, "score") == 0)
		return cc_path_score(model, l, x);
	if (strcmp(quantity, "index_score") == 0)
		return cc_path_index_score(model, l, x, 1, 10);
	if (strcmp(quantity, "total") == 0)
		return model->total[l * syntax.constructs + m];
	while (syntax.path[path].target != l || syntax.path[path].source != m)
		path++;
	if (strcmp(quantity, "path") == 0)
		return model->estimate[path];
	return cc_path_std_error(model, path, &t, &p);
}

static void
check_vectors(void)
{
	FILE *vectors = fopen("test/unit/path_model.tsv", "r");
	char line[500];
	char before[64] = "";
	cc_path_model model = {0};
	cc_comoments *moments = NULL;
	double worst = 0;
	int checked = 0;

	while (vectors != NULL && fgets(line, sizeof(line), vectors) != NULL)
	{
		char *field[8];
		char *at = line;
		double difference;

		if (strncmp(line, "row\t", 4) == 0)
		{
			at += 4;
			for (int i = 0; i < ITEMS; i++)
				rows[n][i] = strtod(at, &at);
			n++;
			continue;
		}
		for (int i = 0; i < 7; i++)
		{
			field[i] = at;
			at = strpbrk(at, "\t\n");
			*at++ = '\0';
		}
		if (strncmp(before, field[1], strlen(field[1])) != 0 ||
			strcmp(before + strlen(before) - strlen(field[2]), field[2]) != 0)
		{
			cc_path_options options = {0};

			options.scheme = (cc_path_scheme) cc_find_name(
				cc_path_schemes, field[1], strlen(field[1]));
			options.metric = (cc_path_metric) cc_find_name(
				cc_path_metrics, field[2], strlen(field[2]));
			if (moments == NULL)
				moments = moments_of(n);
			else
			{
				ok(checked == 80 && worst < 1e-11,
				   "%s: %d numbers, the worst off by %.1e", before, checked,
				   worst);
				drop_model(&model);
			}
			snprintf(before, sizeof(before), "%s %s", field[1], field[2]);
			worst = checked = 0;
			ok(make_model(&model, text, options) &&
				   cc_path_estimate(&model, moments, NULL, &error) == CC_OK &&
				   model.iterations > 0,
			   "%s: estimated", before);
		}
		difference = fabs(value_of(&model, field[3], field[4], field[5]) -
						  strtod(field[6], NULL));
		/* a NaN must not pass */
		worst = difference <= worst ? worst : difference;
		checked++;
	}
	ok(checked == 80 && worst < 1e-11, "%s: %d numbers, the worst off by %.1e",
	   before, checked, worst);
	if (vectors != NULL)
		fclose(vectors);
	drop_model(&model);
	free(moments);
}

static bool
same_model(const cc_path_model *a, const cc_path_model *b)
{
	size_t k = (size_t) a->syntax->items;

	return a->n == b->n && a->iterations == b->iterations &&
		   a->options.scheme == b->options.scheme &&
		   a->options.metric == b->options.metric &&
		   a->options.weight_kind == b->options.weight_kind &&
		   a->options.consistent == b->options.consistent &&
		   a->text_length == b->text_length &&
		   memcmp(a->text, b->text, a->text_length) == 0 &&
		   strcmp(a->reason, b->reason) == 0 &&
		   (a->iterations == 0 ||
			(memcmp(a->mean, b->mean, (3 * k + k * k) * sizeof(double)) == 0 &&
			 memcmp(a->estimate, b->estimate,
					(size_t) a->syntax->paths * sizeof(double)) == 0));
}

static cc_status
read_bytes(const unsigned char *bytes, size_t length, cc_path_model *model,
		   cc_path_syntax *read)
{
	cc_reader reader;
	cc_status status;

	model->mean = NULL;
	cc_reader_init(&reader, bytes, length);
	status = cc_path_model_read_head(&reader, model, read, &error);
	if (status != CC_OK)
		return status;
	cc_path_model_place(model, read,
						malloc(cc_path_model_doubles(read) * sizeof(double)));
	return cc_path_model_read_body(&reader, model, &error);
}

static cc_status
scan_text(const char *form, size_t length, cc_path_model *model,
		  cc_path_syntax *read, char *buffer)
{
	cc_scanner scanner;
	cc_status status;

	model->mean = NULL;
	cc_scanner_init(&scanner, form, length);
	status = cc_path_model_scan_head(&scanner, model, read, buffer, &error);
	if (status != CC_OK)
		return status;
	cc_path_model_place(model, read,
						malloc(cc_path_model_doubles(read) * sizeof(double)));
	return cc_path_model_scan_body(&scanner, model, &error);
}

/* Both forms give the model back; nothing else is taken for one. */
static void
check_forms(const cc_path_model *model, const char *what)
{
	static cc_path_syntax read;
	static char form[8192];
	static char buffer[8192];
	unsigned char *bytes;
	cc_writer writer;
	cc_printer printer;
	cc_path_model again;
	int refused = 0;
	int changed = 0;

	cc_writer_init(&writer, NULL, 0);
	cc_path_model_write(model, &writer);
	bytes = malloc(writer.length);
	cc_writer_init(&writer, bytes, writer.length);
	cc_path_model_write(model, &writer);
	ok(read_bytes(bytes, writer.length, &again, &read) == CC_OK &&
		   same_model(model, &again),
	   "%s: bytes come back", what);
	free(again.mean);

	for (size_t i = 0; i < writer.length; i++)
	{
		unsigned char *part = malloc(i + 1);

		memcpy(part, bytes, i);
		refused += read_bytes(part, i, &again, &read) == CC_BAD_BINARY;
		free(again.mean);
		free(part);
	}
	/* a reason may be any text that is not empty */
	ok(refused ==
		   (int) writer.length -
			   (model->iterations > 0 ? 0 : (int) strlen(model->reason) - 1),
	   "%s: no part of the bytes is a model", what);

	for (size_t i = 0; i < writer.length * 8; i++)
	{
		bytes[i / 8] ^= (unsigned char) (1 << i % 8);
		if (read_bytes(bytes, writer.length, &again, &read) == CC_OK)
		{
			bool finite = true;

			for (int j = 0; j < read.paths && again.iterations > 0; j++)
				finite = finite && isfinite(again.estimate[j]);
			cc_printer_init(&printer, form, sizeof(form));
			cc_path_model_print(&again, &printer);
			free(again.mean);
			if (!finite ||
				scan_text(form, printer.length, &again, &read, buffer) != CC_OK)
			{
				printf("# bit %zu: %s %s\n%s\n", i, error.message, error.detail,
					   form);
				changed++;
			}
		}
		free(again.mean);
		bytes[i / 8] ^= (unsigned char) (1 << i % 8);
	}
	ok(changed == 0, "%s: whatever bytes are taken have a text that is", what);

	cc_printer_init(&printer, form, sizeof(form));
	cc_path_model_print(model, &printer);
	ok(scan_text(form, printer.length, &again, &read, buffer) == CC_OK &&
		   same_model(model, &again),
	   "%s: text comes back", what);
	free(again.mean);
	refused = 0;
	for (size_t i = 0; i < printer.length; i++)
	{
		refused += scan_text(form, i, &again, &read, buffer) != CC_OK;
		free(again.mean);
	}
	ok(refused == (int) printer.length, "%s: no part of the text is a model",
	   what);
	free(bytes);
}

/* Estimate from the first count rows; what it says when it cannot. */
static void
no_estimate(const char *model_text, int count, bool consistent,
			const char *reason)
{
	cc_comoments *moments = moments_of(count);
	cc_path_options options = {0};
	cc_path_model model;

	options.consistent = consistent;
	if (!ok(make_model(&model, model_text, options) &&
				cc_path_estimate(&model, moments, NULL, &error) == CC_OK &&
				model.iterations == 0 && strcmp(model.reason, reason) == 0,
			"%s", reason))
		printf("# %d: %s\n", model.iterations, model.reason);
	if (count == 0)
		check_forms(&model, "no estimate");
	drop_model(&model);
	free(moments);
}

static void
degenerate(void)
{
	double saved[MOST_ROWS][ITEMS];
	cc_path_model model;
	cc_comoments *moments = moments_of(n);

	memcpy(saved, rows, sizeof(rows));
	no_estimate(text, 0, false, "there are fewer than two observations");
	no_estimate(text, 1, false, "there are fewer than two observations");
	no_estimate(text, 2, false, "item \"a3\" does not vary");
	no_estimate("X =~ a1; Y =~ a2; Z =~ d1; Z ~ X + Y", 2, false,
				"construct \"Y\" is a linear combination of the other sources "
				"of \"Z\"");

	for (int i = 0; i < n; i++)
		rows[i][4] = 3;
	no_estimate(text, n, false, "item \"b2\" does not vary");
	for (int i = 0; i < n; i++)
		rows[i][4] = 20 - 2 * rows[i][3];
	no_estimate(text, n, false,
				"item \"b2\" is a linear combination of the items before it in "
				"construct \"B\"");
	for (int i = 0; i < n; i++)
		rows[i][4] = rows[i][5];
	no_estimate("X =~ c1; Y =~ b2; Z =~ d1; Z ~ X + Y", n, false,
				"construct \"Y\" is a linear combination of the other sources "
				"of \"Z\"");
	memcpy(rows, saved, sizeof(rows));

	/* two items that have nothing in common but run against each other */
	for (int i = 0; i < n; i++)
	{
		rows[i][0] = i % 4 < 2 ? 1 : 3;
		rows[i][1] = i % 2 + 3 * (i % 4 < 2) - (i % 16 < 8);
		rows[i][2] = i % 2;
	}
	no_estimate("X =~ a1 + a2; Y =~ a3; Y ~ X", n, true,
				"rho_A of construct \"X\" is not positive, which consistent "
				"estimation needs");
	/* two uncorrelated items and their sum */
	for (int i = 0; i < n; i++)
	{
		rows[i][0] = i % 4 < 2;
		rows[i][1] = i % 2 == 0 ? rows[i][0] : i % 16 < 8;
		rows[i][2] = rows[i][0] + rows[i][1];
	}
	no_estimate("X =~ a1 + a2; Y =~ a3; Y ~ X", n, true,
				"consistent correlation of \"Y\" and \"X\" is beyond 1");
	for (int i = 0; i < n; i++)
	{
		rows[i][0] = i % 2;
		rows[i][1] = i % 4 < 2;
	}
	no_estimate("X =~ a1; Y =~ a2; Y ~ X", n, false,
				"the composite of construct \"X\" does not vary with its "
				"neighbours");
	memcpy(rows, saved, sizeof(rows));

	ok(make_model(&model, "X =~ a1; Y =~ q; Y ~ X", (cc_path_options){0}) &&
		   cc_path_estimate(&model, moments, NULL, &error) == CC_BAD_ARGUMENT &&
		   strstr(error.message, "\"q\"") != NULL,
	   "an unknown item is named");
	drop_model(&model);
	free(moments);
}

static void
intervals(void)
{
	static const double sorted[] = {1, 2, 3, 4, 10};
	double std_error;
	double lower;
	double upper;

	cc_path_interval(sorted, 5, 0.5, 1000000000, &std_error, &lower, &upper);
	ok(unit_close(std_error, sqrt(12.5), 1e-15) && unit_close(lower, 2, 1e-8) &&
		   unit_close(upper, 4, 1e-8),
	   "quartiles");
	cc_path_interval(sorted, 5, 0.95, 1000000000, &std_error, &lower, &upper);
	ok(unit_close(lower, 1.1, 1e-8) && unit_close(upper, 9.4, 1e-8),
	   "between order statistics");
	/* t of 10 degrees for 80 % is 1.372184; a normal has 0.829994 within it */
	cc_path_interval(sorted, 5, 0.8, 11, &std_error, &lower, &upper);
	ok(unit_close(lower, 1.340012, 1e-6) && unit_close(upper, 7.959926, 1e-6),
	   "further out where there are few groups");
	cc_path_interval(sorted, 1, 0.95, 2, &std_error, &lower, &upper);
	ok(isnan(std_error) && isnan(lower) && isnan(upper), "one is no sample");
}

int
main(void)
{
	cc_path_options options = {.scheme = CC_PATH_SCHEME_FACTORIAL,
							   .metric = CC_PATH_METRIC_RAW,
							   .consistent = true};
	cc_comoments *moments;
	cc_path_model model;

	check_vectors();
	moments = moments_of(n);
	ok(make_model(&model, text, options) &&
		   cc_path_estimate(&model, moments, NULL, &error) == CC_OK &&
		   model.iterations > 0,
	   "a model to write %s", model.reason);
	check_forms(&model, "estimate");
	drop_model(&model);
	free(moments);
	degenerate();
	intervals();
	return unit_done();
}
