/* Distinct rows, and regressions on them against logistic.tsv (mpmath). */
#include "core/logistic.h"

#include "unit/unit.h"

#define ITEMS 6 /* of the vectors */

static double rows[200][ITEMS + 1]; /* the weight comes last */
static int n;

/* ---- making values ---- */

static cc_model_rows *
new_rows(const char *const *names, uint32_t items, uint32_t room)
{
	char list[1000];
	size_t used = 0;
	uint32_t length;
	cc_model_rows *state;
	cc_error error;

	for (uint32_t i = 0; i < items; i++)
		cc_names_add(list, sizeof(list), &used, names[i], strlen(names[i]),
					 &error);
	length = cc_names_finish(list, sizeof(list), used);
	state = malloc(cc_model_rows_size(items, length, room));
	cc_model_rows_init(state, items, list, length, room);
	return state;
}

static cc_model_rows *
enlarged(cc_model_rows *state)
{
	uint32_t room = 2 * state->room + 1;
	cc_model_rows *larger =
		malloc(cc_model_rows_size(state->items, state->names_length, room));

	cc_model_rows_move(larger, room, state);
	free(state);
	return larger;
}

static cc_status
add(cc_model_rows **state, const double *x, double weight, cc_error *error)
{
	double copy[20];
	bool null[20] = {false};
	cc_comoments_row row = {copy, null, true, false, weight};
	cc_status status;
	bool full;

	memcpy(copy, x, (*state)->items * sizeof(double));
	while ((status = cc_model_rows_add(*state, &row, &full, error)) == CC_OK &&
		   full)
		*state = enlarged(*state);
	return status;
}

static size_t
size_of(const cc_model_rows *state)
{
	return cc_model_rows_size(state->items, state->names_length, state->room);
}

static const char *
text_of(const cc_model_rows *state)
{
	static char buffer[2][100000];
	static int turn = 0;
	uint32_t *order = malloc((2 * state->used + 1) * sizeof(uint32_t));
	cc_printer printer;

	turn = !turn;
	cc_model_rows_sort(state, order, order + state->used, NULL);
	cc_printer_init(&printer, buffer[turn], sizeof(buffer[turn]));
	cc_model_rows_print(state, order, &printer, NULL);
	free(order);
	return buffer[turn];
}

/* ---- fitting ---- */

typedef struct fitted
{
	cc_model model;
	cc_model_term term[20];
	const char *name[20];
	char names[200];
	double level[CC_MODEL_MAX_LEVELS];
	cc_logistic fit;
	double *work;
	cc_status status;
	cc_error error;
} fitted;

static fitted *
fit_of(const cc_model_rows *state, const char *outcome, const char *drivers,
	   cc_model_errors errors, const char *cluster)
{
	fitted *f = calloc(1, sizeof(fitted));
	int levels;

	snprintf(f->names, sizeof(f->names), "%s", drivers);
	f->model.rows = state;
	f->model.outcome = cc_model_rows_find(state, outcome, strlen(outcome));
	f->model.errors = errors;
	f->model.cluster =
		cluster == NULL ? -1
						: cc_model_rows_find(state, cluster, strlen(cluster));
	f->model.term = f->term;
	f->model.name = f->name;
	for (char *name = strtok(f->names, " "); name != NULL;
		 name = strtok(NULL, " "))
	{
		ok(cc_model_term_parse(state, name, strlen(name),
							   &f->term[f->model.terms]),
		   "driver %s", name);
		f->name[f->model.terms++] = name;
	}
	f->status = cc_ordinal_levels(state, f->model.outcome, f->level, &levels,
								  NULL, &f->error);
	if (f->status != CC_OK)
		return f;
	f->work =
		malloc((cc_logistic_work(state->used, f->model.terms, levels) + 1) *
			   sizeof(double));
	f->status = cc_logistic_fit(&f->model, f->level, levels, f->work, &f->fit,
								NULL, &f->error);
	return f;
}

static void
drop_fit(fitted *f)
{
	free(f->work);
	free(f);
}

static double
std_error(const fitted *f, int i)
{
	return sqrt(f->fit.covariance[i * f->fit.parameters + i]);
}

/* ---- the vectors ---- */

static const char *const items[] = {"a", "b", "c", "y", "o", "g"};
static const struct
{
	const char *name;
	const char *outcome;
	const char *drivers;
	bool weighted;
} cases[] = {{"plain", "y", "a b c", false},
			 {"weighted", "y", "a b c", true},
			 {"interaction", "y", "a b c a:b a:a", false},
			 {"ordinal", "o", "a b c", false},
			 {"ordinal weighted", "o", "a b c b:c", true}};

/* Of the effects of two items, a|b; and that a root of it is one. */
static double
covariance_of(fitted *f, const char *names)
{
	const cc_model_rows *rows_of = f->model.rows;
	int q = f->fit.parameters;
	double gradient[2 * 20];
	double covariance[4];
	double root[4];
	double work[10];
	cc_marginal_effect effect;

	for (int i = 0; i < 2; i++)
		cc_average_marginal_effect(
			&f->model, &f->fit, cc_model_rows_find(rows_of, names + 2 * i, 1),
			gradient + i * q, &effect, NULL);
	cc_effects_covariance(&f->fit, gradient, 2, covariance);
	memcpy(root, covariance, sizeof(root));
	cc_covariance_root(root, 2, work, NULL);
	for (int i = 0; i < 4; i++)
		ok(unit_close(root[i / 2 * 2] * root[i % 2 * 2] +
						  root[i / 2 * 2 + 1] * root[i % 2 * 2 + 1],
					  covariance[i], 1e-12),
		   "root of the covariance of %s", names);
	return covariance[1];
}

static double
value_of(fitted *f[3], const char *quantity, const char *name)
{
	double gradient[20];
	cc_marginal_effect effect;
	int at = 0;
	bool robust = strstr(quantity, "robust") != NULL;

	if (strcmp(quantity, "deviance") == 0)
		return f[0]->fit.deviance;
	if (strcmp(quantity, "null_deviance") == 0)
		return f[0]->fit.null_deviance;
	if (strcmp(quantity, "auc") == 0)
		return cc_logistic_auc(f[0]->model.rows, &f[0]->fit, NULL);
	if (strncmp(quantity, "effect", 6) == 0)
	{
		cc_average_marginal_effect(
			&f[robust]->model, &f[robust]->fit,
			cc_model_rows_find(f[0]->model.rows, name, strlen(name)), gradient,
			&effect, NULL);
		ok(effect.difference == (strcmp(name, "b") == 0), "what changes of %s",
		   name);
		return strcmp(quantity, "effect") == 0 ? effect.effect
											   : effect.std_error;
	}
	if (strcmp(quantity, "covariance") == 0)
		return covariance_of(f[1], name);
	while (at < f[0]->model.terms && strcmp(f[0]->name[at], name) != 0)
		at++;
	if (at == f[0]->model.terms)
		while (f[0]->level[at - f[0]->model.terms] != strtod(name, NULL))
			at++;
	if (strcmp(quantity, "estimate") == 0)
		return f[0]->fit.estimate[at];
	if (strcmp(quantity, "model") == 0)
		return std_error(f[0], at);
	return std_error(f[robust ? 1 : 2], at);
}

static void
check_vectors(void)
{
	FILE *vectors = fopen("test/unit/logistic.tsv", "r");
	char line[500];
	int current = -1;
	int checked = 0;
	cc_model_rows *state = NULL;
	fitted *f[3] = {NULL};
	cc_error error;

	while (vectors != NULL && fgets(line, sizeof(line), vectors) != NULL)
	{
		char *field[5];
		char *at = line;
		double got;
		double want;

		if (strncmp(line, "row\t", 4) == 0)
		{
			at += 4;
			for (int i = 0; i <= ITEMS; i++)
				rows[n][i] = strtod(at, &at);
			n++;
			continue;
		}
		for (int i = 0; i < 5; i++)
		{
			field[i] = at;
			at = strpbrk(at, "\t\n");
			*at++ = '\0';
		}
		if (current < 0 || strcmp(cases[current].name, field[1]) != 0)
		{
			current++;
			for (int i = 0; i < 3 && state != NULL; i++)
				drop_fit(f[i]);
			free(state);
			state = new_rows(items, ITEMS, 0);
			for (int i = 0; i < n; i++)
				add(&state, rows[i],
					cases[current].weighted ? rows[i][ITEMS] : 1, &error);
			for (int i = 0; i < 3; i++)
				f[i] = fit_of(state, cases[current].outcome,
							  cases[current].drivers, (cc_model_errors) i, "g");
			ok(f[0]->fit.n == n && f[0]->fit.reason[0] == '\0', "%s: %s",
			   field[1], f[0]->fit.reason);
		}
		got = value_of(f, field[2], field[3]);
		want = strtod(field[4], NULL);
		ok(unit_close(got, want, 1e-12), "%s %s %s: %.17g, %.17g", field[1],
		   field[2], field[3], got, want);
		checked++;
	}
	ok(checked > 100 && current == 4, "%d numbers of %d cases", checked,
	   current + 1);
	for (int i = 0; i < 3 && state != NULL; i++)
		drop_fit(f[i]);
	free(state);
	if (vectors != NULL)
		fclose(vectors);
}

/* ---- where there is no maximum, and other edges ---- */

static void
expect_reason(double (*data)[4], int count, const char *outcome,
			  const char *drivers, const char *reason)
{
	static const char *const names[] = {"x", "z", "y", "c"};
	cc_model_rows *state = new_rows(names, 4, 1);
	cc_error error;
	fitted *f;

	for (int i = 0; i < count; i++)
		add(&state, data[i], 1, &error);
	f = fit_of(state, outcome, drivers, CC_MODEL_BASED, NULL);
	ok(f->status == CC_OK && strstr(f->fit.reason, reason) != NULL &&
		   (reason[0] != '\0' || f->fit.reason[0] == '\0'),
	   "%s on %s: \"%s\" (%d iterations)", outcome, drivers, f->fit.reason,
	   f->fit.iterations);
	drop_fit(f);
	free(state);
}

static void
check_reasons(void)
{
	double complete[20][4];
	double quasi[20][4];
	double hidden[40][4];
	double near[20][4];

	for (int i = 0; i < 20; i++)
	{
		/* y jumps at x = 10: completely, or with both answers there */
		double c[4] = {i, i * 7 % 5, i >= 10, 1};
		double q[4] = {i, i * 7 % 5, i >= 10, 1};

		memcpy(complete[i], c, sizeof(c));
		memcpy(quasi[i], q, sizeof(q));
		memcpy(near[i], c, sizeof(c));
	}
	quasi[9][0] = 10;
	/* one row on the wrong side, by a millionth of what there is */
	near[9][0] = 10.00001;
	for (int i = 0; i < 40; i++)
	{
		/* x - z separates what neither of them does */
		double h[4] = {i % 7 + (i % 2) * 0.5, i % 7, i % 2, i % 3};

		memcpy(hidden[i], h, sizeof(h));
	}
	expect_reason(complete, 20, "y", "x",
				  "separate the outcome: the estimate "
				  "of \"x\"");
	expect_reason(complete, 20, "y", "x z", "separate");
	expect_reason(complete, 20, "y", "z", "");
	expect_reason(quasi, 20, "y", "x", "separate");
	expect_reason(quasi, 20, "y", "z x", "separate");
	expect_reason(hidden, 40, "y", "x z", "separate");
	expect_reason(hidden, 40, "y", "x c", "");
	expect_reason(near, 20, "y", "x", "");
	expect_reason(near, 20, "y", "x z", "separate");
	expect_reason(complete, 20, "y", "x c", "item \"c\" does not vary");
	expect_reason(complete, 20, "c", "x", "item \"c\" does not vary");
	expect_reason(complete, 2, "y", "x z", "2 rows for 2 drivers");
	expect_reason(complete, 0, "y", "x", "0 rows for 1 driver:");
	expect_reason(complete, 1, "y", "x z", "1 row for 2 drivers");
	expect_reason(hidden, 40, "y", "c x:c c:x",
				  "driver \"c:x\" is a linear combination");
	expect_reason(complete, 20, "z", "x", "");
	/* three ordered answers: the slope is bound where two of them overlap */
	for (int i = 0; i < 40; i++)
	{
		hidden[i][2] = i < 20 ? 0 : 1 + i % 2;
		hidden[i][0] = i < 20 ? i % 5 : 10 + i % 5;
	}
	expect_reason(hidden, 40, "y", "x", "");
	for (int i = 0; i < 40; i++)
		hidden[i][0] = 10 * hidden[i][2] + i % 5;
	expect_reason(hidden, 40, "y", "x", "separate");
	expect_reason(hidden, 40, "y", "z", "");
}

static void
check_arguments(void)
{
	static const char *const names[] = {"x", "x:z", "z", "y"};
	cc_model_rows *state = new_rows(names, 4, 8);
	cc_model_term term;
	cc_error error;
	fitted *f;
	double level[CC_MODEL_MAX_LEVELS];
	int levels;
	double x[4] = {0, 0, 0, 0};

	ok(cc_model_term_parse(state, "x:z", 3, &term) && term.factors == 1 &&
		   term.item[0] == 1,
	   "a name with a colon goes before a product");
	ok(cc_model_term_parse(state, "z:x", 3, &term) && term.factors == 2 &&
		   term.item[0] == 2 && term.item[1] == 0,
	   "a product");
	ok(cc_model_term_parse(state, "z:x:z", 5, &term) && term.factors == 2 &&
		   term.item[1] == 1,
	   "also within one");
	ok(!cc_model_term_parse(state, "z:", 2, &term) &&
		   !cc_model_term_parse(state, ":z", 2, &term) &&
		   !cc_model_term_parse(state, "", 0, &term) &&
		   !cc_model_term_parse(state, "z:w", 3, &term) &&
		   !cc_model_term_parse(state, "z::x", 4, &term),
	   "what is no product of items");
	ok(cc_model_term_parse(state, "z:z:z:z:z:z:z:z", 15, &term) &&
		   !cc_model_term_parse(state, "z:z:z:z:z:z:z:z:z", 17, &term),
	   "eight factors and no more");

	for (int i = 0; i < 150; i++)
	{
		x[0] = i;
		x[3] = i;
		add(&state, x, 1, &error);
	}
	ok(cc_ordinal_levels(state, 3, level, &levels, NULL, &error) ==
		   CC_TOO_LARGE,
	   "%s", error.message);
	ok(cc_binary_levels(state, 3, level, &levels, NULL, &error) ==
		   CC_BAD_ARGUMENT,
	   "%s", error.message);
	f = fit_of(state, "z", "x z", CC_MODEL_BASED, NULL);
	ok(f->status == CC_BAD_ARGUMENT, "%s", f->error.message);
	drop_fit(f);
	f = fit_of(state, "z", "x y x", CC_MODEL_BASED, NULL);
	ok(f->status == CC_BAD_ARGUMENT, "%s", f->error.message);
	drop_fit(f);
	f = fit_of(state, "z", "", CC_MODEL_BASED, NULL);
	ok(f->status == CC_BAD_ARGUMENT, "%s", f->error.message);
	drop_fit(f);
	x[0] = 1e70;
	add(&state, x, 1, &error);
	f = fit_of(state, "z", "x:x", CC_MODEL_BASED, NULL);
	ok(f->status == CC_OUT_OF_RANGE, "%s", f->error.message);
	drop_fit(f);
	free(state);
}

/* A far offset, and values and weights at the ends of their ranges. */
static void
check_numbers(void)
{
	static const char *const names[] = {"x", "y"};
	cc_model_rows *one = new_rows(names, 2, 1);
	cc_model_rows *far = new_rows(names, 2, 1);
	cc_model_rows *large = new_rows(names, 2, 1);
	cc_error error;
	fitted *f[3];

	for (int i = 0; i < 60; i++)
	{
		double x[2] = {i * 7 % 11, (i * 7 % 11 + i * 5 % 13) > 11};

		add(&one, x, 1, &error);
		x[0] += 1e9;
		add(&far, x, 1, &error);
		x[0] = (x[0] - 1e9) * 1e70;
		add(&large, x, 1e60, &error);
	}
	f[0] = fit_of(one, "y", "x", CC_ROBUST, NULL);
	f[1] = fit_of(far, "y", "x", CC_ROBUST, NULL);
	f[2] = fit_of(large, "y", "x", CC_ROBUST, NULL);
	ok(unit_close(f[1]->fit.estimate[0], f[0]->fit.estimate[0], 1e-12) &&
		   unit_close(std_error(f[1], 0), std_error(f[0], 0), 1e-12),
	   "an offset of 1e9 loses nothing");
	ok(unit_close(f[2]->fit.estimate[0] * 1e70, f[0]->fit.estimate[0], 1e-12) &&
		   unit_close(std_error(f[2], 0) * 1e70, std_error(f[0], 0), 1e-12),
	   "nor do scales");
	for (int i = 0; i < 3; i++)
		drop_fit(f[i]);
	f[0] = fit_of(one, "y", "x", CC_CLUSTERED, "y");
	ok(isfinite(std_error(f[0], 0)), "two clusters");
	drop_fit(f[0]);
	free(one);
	one = new_rows(names, 2, 4);
	for (int i = 0; i < 60; i++)
		add(&one, (double[2]){i % 3, i % 2}, 1, &error);
	f[0] = fit_of(one, "y", "x", CC_CLUSTERED, "y");
	ok(f[0]->fit.reason[0] == '\0', "no relation is a fit");
	drop_fit(f[0]);
	free(one);
	/* of 16 pairs, 9 are in order and 6 are ties */
	one = new_rows(names, 2, 4);
	for (int i = 0; i < 8; i++)
		add(&one, (double[2]){i < 4, i % 4 == 0 ? i >= 4 : i < 4}, 1, &error);
	f[0] = fit_of(one, "y", "x", CC_MODEL_BASED, NULL);
	ok(cc_logistic_auc(one, &f[0]->fit, NULL) == 0.75, "ties count half");
	drop_fit(f[0]);
	free(one);
	free(far);
	free(large);
}

/* ---- distinct rows ---- */

static void
check_rows(void)
{
	static const char *const names[] = {"x", "y"};
	static const char *const others[] = {"x", "z"};
	cc_model_rows *state = new_rows(names, 2, 1);
	cc_model_rows *parts[2] = {new_rows(names, 2, 2), new_rows(names, 2, 3)};
	cc_model_rows *other = new_rows(others, 2, 2);
	cc_model_rows *back;
	unsigned char wire[20000];
	cc_writer writer;
	uint32_t order[2000];
	uint32_t next = 0;
	bool full;
	bool null[2] = {false, true};
	double x[2] = {1, 0};
	cc_comoments_row missing = {x, null, false, false, 1};
	cc_error error;
	size_t size;
	char text[100000];

	for (int i = 0; i < 500; i++)
	{
		double row[2] = {i * i % 37, i % 3 - 1};
		double weight = i % 5 == 0 ? 0.5 : 1;

		add(&state, row, weight, &error);
		add(&parts[i % 7 < 3], row, weight, &error);
	}
	add(&state, (double[2]){-0.0, 7}, 1, &error);
	add(&parts[0], (double[2]){0.0, 7}, 1, &error);
	cc_model_rows_add(state, &missing, &full, &error);
	cc_model_rows_add(parts[1], &missing, &full, &error);
	add(&state, (double[2]){5, 5}, 0, &error);
	ok(state->n == 501 && state->dropped == 1, "rows are counted");
	ok(cc_model_rows_check(state, size_of(state), NULL, &error) == CC_OK,
	   "and the state is valid");
	while (cc_model_rows_merge(parts[0], parts[1], &next, &full, NULL,
							   &error) == CC_OK &&
		   full)
		parts[0] = enlarged(parts[0]);
	ok(cc_model_rows_check(parts[0], size_of(parts[0]), NULL, &error) == CC_OK,
	   "as are merged ones");
	ok(strcmp(text_of(state), text_of(parts[0])) == 0,
	   "parts in another order, merged, are the whole");
	ok(cc_model_rows_hash(state, 7) == cc_model_rows_hash(parts[0], 7) &&
		   cc_model_rows_hash(state, 8) != cc_model_rows_hash(state, 7),
	   "and have its hash");
	next = 0;
	ok(cc_model_rows_merge(state, other, &next, &full, NULL, &error) ==
		   CC_BAD_ARGUMENT,
	   "%s", error.message);
	ok(add(&state, (double[2]){(double) NAN, 0}, 1, &error) == CC_BAD_ARGUMENT,
	   "%s", error.message);
	ok(add(&state, (double[2]){(double) INFINITY, 0}, 1, &error) ==
		   CC_BAD_ARGUMENT,
	   "%s", error.message);
	ok(add(&state, (double[2]){1, 0}, -1, &error) == CC_BAD_ARGUMENT, "%s",
	   error.message);

	/* forms */
	snprintf(text, sizeof(text), "%s", text_of(state));
	ok(cc_model_rows_parse(text, strlen(text), NULL, &size, NULL, &error) ==
		   CC_OK,
	   "its text is measured");
	back = malloc(size);
	ok(cc_model_rows_parse(text, strlen(text), back, &size, NULL, &error) ==
			   CC_OK &&
		   strcmp(text_of(back), text) == 0,
	   "and read");
	free(back);
	cc_model_rows_sort(state, order, order + state->used, NULL);
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_model_rows_write(state, order, &writer, NULL);
	ok(cc_writer_fits(&writer) &&
		   cc_model_rows_read(wire, writer.length, NULL, &size, NULL, &error) ==
			   CC_OK,
	   "its wire form is measured");
	back = malloc(size);
	ok(cc_model_rows_read(wire, writer.length, back, &size, NULL, &error) ==
			   CC_OK &&
		   strcmp(text_of(back), text) == 0,
	   "and read");
	for (size_t cut = 0; cut < writer.length; cut += 1 + cut / 3)
		ok(cc_model_rows_read(wire, cut, NULL, &size, NULL, &error) ==
			   CC_BAD_BINARY,
		   "%zu bytes of it are not", cut);

	/* damage */
	size = size_of(back);
	back->n++;
	ok(cc_model_rows_check(back, size, NULL, &error) == CC_BAD_BINARY, "%s",
	   error.detail);
	back->n--;
	back->dropped = -1;
	ok(cc_model_rows_check(back, size, NULL, &error) == CC_BAD_BINARY, "%s",
	   error.detail);
	back->dropped = 0;
	back->used--;
	ok(cc_model_rows_check(back, size, NULL, &error) == CC_BAD_BINARY, "%s",
	   error.detail);
	back->used++;
	memset((char *) back + size - 40, 0, 40);
	ok(cc_model_rows_check(back, size, NULL, &error) == CC_BAD_BINARY, "%s",
	   error.detail);
	memset((char *) back + size - 40, 255, 40);
	ok(cc_model_rows_check(back, size, NULL, &error) == CC_BAD_BINARY, "%s",
	   error.detail);
	back->version++;
	ok(cc_model_rows_check(back, size, NULL, &error) == CC_BAD_BINARY, "%s",
	   error.detail);
	ok(cc_model_rows_check(back, size - 1, NULL, &error) == CC_BAD_BINARY, "%s",
	   error.detail);
	free(back);

	/* limits */
	ok(cc_model_rows_size(15, 64, cc_model_rows_most(15, 64)) <=
			   CC_MODEL_ROWS_MAX_SIZE &&
		   cc_model_rows_size(15, 64, cc_model_rows_most(15, 64)) >
			   CC_MODEL_ROWS_MAX_SIZE * 9 / 10,
	   "the most rows fill what there may be");
	ok(cc_model_rows_most(1000, 64008) > 60000, "of many items, too");
	free(state);
	free(parts[0]);
	free(parts[1]);
	free(other);
}

int
main(void)
{
	check_rows();
	check_vectors();
	check_reasons();
	check_arguments();
	check_numbers();
	return unit_done();
}
