/* Co-moments: merges in any order, two-pass sums, offsets, damaged bytes. */
#include "core/comoment_groups.h"
#include "core/comoments.h"
#include "unit/unit.h"

#define K 4
#define ROWS 600
#define PARTS 7
#define TEXT 400000

static uint64_t seed = 88172645463325252u;

static uint32_t
random_below(uint32_t limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t) (seed >> 33) % limit;
}

typedef struct row
{
	double x[K];
	bool null[K];
	double weight;
	int part;
} row;

static row rows[ROWS];
static char names[64];
static uint32_t names_length;

/* Integer answers about offset, or fractions; with holes or without. */
static void
make_rows(double offset, bool integers, bool holes, bool weights)
{
	for (int r = 0; r < ROWS; r++)
	{
		int mood = (int) random_below(5);

		rows[r].weight = weights ? random_below(4) : 1;
		rows[r].part = (int) random_below(PARTS);
		for (int i = 0; i < K; i++)
		{
			rows[r].x[i] = offset + mood + random_below(6);
			if (!integers)
				rows[r].x[i] += random_below(1000000) / 1e6;
			rows[r].null[i] = holes && random_below(8) == 0;
		}
	}
}

static void
shuffle(void)
{
	for (int i = ROWS - 1; i > 0; i--)
	{
		int j = (int) random_below((uint32_t) i + 1);
		row swap = rows[i];

		rows[i] = rows[j];
		rows[j] = swap;
	}
}

static cc_comoments *
empty(bool pairwise)
{
	cc_comoments *state = malloc(cc_comoments_size(K, names_length, pairwise));

	cc_comoments_init(state, K, names, names_length, pairwise);
	return state;
}

/* A row as the core takes it, its values copied to x. */
static cc_comoments_row
taken(const row *from, double *x)
{
	cc_comoments_row one = {x, from->null, true, false, from->weight};

	memcpy(x, from->x, sizeof(from->x));
	for (int i = 0; i < K; i++)
		one.complete &= !from->null[i];
	return one;
}

static bool
add(cc_comoments *state, const row *from)
{
	double x[K];
	cc_comoments_row one = taken(from, x);
	cc_error error;

	return cc_comoments_add(state, &one, &error) == CC_OK;
}

/* The rows of one part, or of all (-1). */
static cc_comoments *
of_part(int part, bool pairwise)
{
	cc_comoments *state = empty(pairwise);

	for (int r = 0; r < ROWS; r++)
	{
		if (part < 0 || rows[r].part == part)
			(void) add(state, &rows[r]);
	}
	return state;
}

static cc_comoments *
of_merged_parts(bool pairwise)
{
	cc_comoments *state = empty(pairwise);
	int first = (int) random_below(PARTS);
	cc_error error;

	for (int i = 0; i < PARTS; i++)
	{
		cc_comoments *part = of_part((first + i) % PARTS, pairwise);

		(void) cc_comoments_merge(state, part, &error);
		free(part);
	}
	return state;
}

static size_t
size_of(const cc_comoments *state)
{
	return cc_comoments_size(state->items, state->names_length,
							 cc_comoments_pairwise(state));
}

static char *
text_of(const cc_comoments *state)
{
	char *text = malloc(TEXT);
	cc_comoments *scratch = malloc(size_of(state));
	cc_printer printer;

	cc_printer_init(&printer, text, TEXT);
	cc_comoments_print(state, scratch, &printer, NULL);
	free(scratch);
	return text;
}

static bool
same_text(const cc_comoments *a, const cc_comoments *b)
{
	char *one = text_of(a);
	char *other = text_of(b);
	bool same = strcmp(one, other) == 0;

	free(one);
	free(other);
	return same;
}

/* Centred product of items i and j in long double, over rows that have both. */
static double
two_pass(int i, int j, bool pairwise)
{
	long double mi = 0;
	long double mj = 0;
	long double weight = 0;
	long double m2 = 0;

	for (int pass = 0; pass < 2; pass++)
	{
		for (int r = 0; r < ROWS; r++)
		{
			bool use = !rows[r].null[i] && !rows[r].null[j];

			for (int k = 0; k < K && !pairwise; k++)
				use &= !rows[r].null[k];
			if (!use)
				continue;
			if (pass == 0)
			{
				mi += (long double) rows[r].weight * rows[r].x[i];
				mj += (long double) rows[r].weight * rows[r].x[j];
				weight += rows[r].weight;
			}
			else
				m2 +=
					rows[r].weight * (rows[r].x[i] - mi) * (rows[r].x[j] - mj);
		}
		if (pass == 0)
		{
			mi /= weight;
			mj /= weight;
		}
	}
	return (double) m2;
}

static double
worst_m2(const cc_comoments *state, bool pairwise)
{
	double worst = 0;

	for (int i = 0; i < K; i++)
	{
		for (int j = 0; j < K; j++)
		{
			double scale = two_pass(i, i, pairwise);

			worst = fmax(worst, fabs(cc_comoments_m2(state, i, j) -
									 two_pass(i, j, pairwise)) /
									scale);
		}
	}
	return worst;
}

static void
check_merges(const char *what, bool integers, bool pairwise, double tolerance)
{
	cc_comoments *whole = of_part(-1, pairwise);
	cc_comoments *merged = of_merged_parts(pairwise);
	cc_comoments *shuffled;
	cc_error error;

	shuffle();
	shuffled = of_part(-1, pairwise);
	if (integers)
		ok(same_text(whole, merged) && same_text(whole, shuffled),
		   "%s: the same to the bit in any order", what);
	ok(worst_m2(whole, pairwise) <= tolerance, "%s: as in two passes (%.1e)",
	   what, worst_m2(whole, pairwise));
	ok(worst_m2(merged, pairwise) <= tolerance, "%s: also merged (%.1e)", what,
	   worst_m2(merged, pairwise));
	ok(merged->n == whole->n && merged->dropped == whole->dropped,
	   "%s: counts add up", what);
	ok(cc_comoments_check(merged, size_of(merged), &error) == CC_OK,
	   "%s: the decoder takes it", what);
	free(whole);
	free(merged);
	free(shuffled);
}

/* Wire form there and back, cut at every length, with every byte changed. */
static void
check_wire(const cc_comoments *state, const char *what)
{
	size_t room = size_of(state) + 100;
	unsigned char *wire = malloc(room);
	cc_comoments *scratch = malloc(size_of(state));
	cc_comoments *back = malloc(size_of(state));
	cc_writer writer;
	cc_error error;
	size_t size;
	bool refused = true;

	cc_writer_init(&writer, wire, room);
	cc_comoments_write(state, scratch, &writer);
	ok(cc_comoments_read(wire, writer.length, NULL, &size, &error) == CC_OK &&
		   size == size_of(state) &&
		   cc_comoments_read(wire, writer.length, back, &size, &error) ==
			   CC_OK &&
		   same_text(state, back),
	   "%s: wire form there and back", what);
	for (size_t length = 0; length < writer.length; length++)
	{
		unsigned char *cut = malloc(length + 1);

		memcpy(cut, wire, length);
		refused &= cc_comoments_read(cut, length, NULL, &size, &error) ==
				   CC_BAD_BINARY;
		free(cut);
	}
	ok(refused, "%s: refused when cut anywhere", what);
	for (size_t at = 0; at < writer.length; at++)
	{
		unsigned char was = wire[at];

		wire[at] ^= (unsigned char) (1 + random_below(255));
		if (cc_comoments_read(wire, writer.length, NULL, &size, &error) ==
			CC_OK)
		{
			cc_comoments *odd = malloc(size);

			if (cc_comoments_read(wire, writer.length, odd, &size, &error) ==
				CC_OK)
				free(text_of(odd));
			free(odd);
		}
		wire[at] = was;
	}
	free(wire);
	free(scratch);
	free(back);
}

static void
check_groups(void)
{
	cc_comoment_groups *groups =
		malloc(cc_comoment_groups_size(K, names_length, CC_COMOMENT_GROUPS));
	cc_comoments *whole = of_part(-1, false);
	cc_comoments *total = empty(false);
	uint32_t times[CC_COMOMENT_GROUPS];
	int64_t n = 0;
	bool spread = true;
	cc_error error;

	cc_comoment_groups_init(groups, K, names, names_length, CC_COMOMENT_GROUPS);
	for (int r = 0; r < ROWS; r++)
	{
		double x[K];
		cc_comoments_row one = taken(&rows[r], x);

		(void) cc_comoment_groups_add(groups, cc_comoment_group_of(r), &one,
									  &error);
	}
	cc_comoment_groups_sum(groups, NULL, total);
	ok(same_text(total, whole), "groups add up to the whole");
	ok(total->weight_squares == whole->weight_squares,
	   "so do the squares of the weights");
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
	{
		times[g] = 3;
		n += cc_comoment_groups_n(groups, g);
	}
	ok(n == whole->n, "group counts add up");
	cc_comoment_groups_sum(groups, times, total);
	ok(total->n == 3 * n && unit_close(cc_comoments_m2(total, 0, 1),
									   3 * cc_comoments_m2(whole, 0, 1), 1e-14),
	   "each group three times is three times the whole");
	free(groups);
	free(whole);
	free(total);

	memset(times, 0, sizeof(times));
	for (int key = 0; key < 256000; key++)
		times[cc_comoment_group_of(key)]++;
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
		spread &= times[g] > 800 && times[g] < 1200;
	ok(spread, "consecutive keys spread over all groups");
	ok(cc_comoment_group_of(1) == 229 && cc_comoment_group_of(-1) >= 0,
	   "the group of a key is the same everywhere");
}

/* Stored states that somebody has damaged, one place each. */
#define damaged(change) \
	(memcpy(copy, whole, size), (change), check(copy, size) == CC_BAD_BINARY)

static cc_status
check(const void *value, size_t size)
{
	cc_error error;

	return ((const cc_comoments *) value)->kind == 2
			   ? cc_comoment_groups_check(value, size, &error)
			   : cc_comoments_check(value, size, &error);
}

static void
check_damage(bool pairwise)
{
	cc_comoments *whole = of_part(-1, pairwise);
	size_t size = size_of(whole);
	cc_comoments *copy = malloc(size + 8);
	char *name = (char *) (copy + 1);
	double *cell = (double *) (name + names_length);

	ok(check(whole, size) == CC_OK, "a state is one");
	ok(check(whole, size - 8) == CC_BAD_BINARY && damaged(copy->kind = 3) &&
		   damaged(copy->version++) && damaged(copy->flags |= 4) &&
		   damaged(copy->items++) && damaged(copy->items = 0) &&
		   damaged(copy->names_length += 8) && damaged(copy->names_length--),
	   "of another kind or size it is none");
	ok(damaged(name[2] = 'a') && damaged(name[6] = '\0') &&
		   damaged(name[7] = 'x'),
	   "nor with a name twice, an empty one, one without end");
	ok(damaged(copy->n = -1) && damaged(copy->n = 0) &&
		   damaged(copy->dropped = -1) && damaged(copy->weight = NAN) &&
		   damaged(copy->weight = 0) && damaged(copy->weight_squares = NAN) &&
		   damaged(copy->weight_squares *= 1e6),
	   "nor with counts and weights that do not fit");
	ok(damaged(cell[0] = NAN) && damaged(cell[0] = 0.5) &&
		   damaged(cell[K] = INFINITY) && damaged(cell[K] += 1e9) &&
		   damaged(cell[K] += 0.5) &&
		   damaged(((double *) copy)[size / 8 - 1] = NAN),
	   "nor with cells that no rows have");
	free(whole);
	free(copy);
}

static void
check_group_damage(void)
{
	size_t size = cc_comoment_groups_size(K, names_length, 3);
	cc_comoment_groups *whole = malloc(size);
	cc_comoment_groups *copy = malloc(size);
	char *name = (char *) (copy + 1);
	double *cell = (double *) (name + names_length) + K;
	cc_error error;

	cc_comoment_groups_init(whole, K, names, names_length, 3);
	for (int r = 0; r < 30; r++)
	{
		double x[K];
		cc_comoments_row one = taken(&rows[r], x);

		(void) cc_comoment_groups_add(whole, r % 3, &one, &error);
	}
	ok(check(whole, size) == CC_OK, "groups are some");
	ok(check(whole, size - 8) == CC_BAD_BINARY && damaged(copy->version++) &&
		   damaged(copy->flags |= 1) && damaged(copy->items = 0) &&
		   damaged(copy->names_length += 8) && damaged(copy->room = 257) &&
		   damaged(copy->room = 4) && damaged(name[2] = 'a'),
	   "of another size or with a name twice they are none");
	ok(damaged(copy->place[1] = copy->place[0]) &&
		   damaged(copy->place[200] = 1) && damaged(copy->place[0] = 4) &&
		   damaged(copy->place[0] = 0) && damaged(copy->used = 2) &&
		   damaged(copy->used = 4),
	   "nor where places are taken twice, not at all, or are not there");
	ok(damaged(copy->dropped = -1) && damaged(cell[0] = NAN) &&
		   damaged(cell[0] = 0) && damaged(cell[0] = 1.5) &&
		   damaged(cell[1] = NAN) && damaged(cell[2] = -1) &&
		   damaged(cell[3] = NAN) && damaged(cell[-1] = NAN),
	   "nor with numbers that no rows have");
	free(whole);
	free(copy);
}

int
main(void)
{
	static const char *const list[K] = {"a", "b", "c", "d"};
	size_t used = 0;
	cc_error error;
	cc_comoments *state;
	char *text;
	row one = {{1, 2, 3, 4}, {false}, 1, 0};

	for (int i = 0; i < K; i++)
		(void) cc_names_add(names, sizeof(names), &used, list[i], 1, &error);
	ok(cc_names_add(names, sizeof(names), &used, "b", 1, &error) ==
		   CC_BAD_ARGUMENT,
	   "a name twice is refused");
	names_length = cc_names_finish(names, sizeof(names), used);

	make_rows(0, true, false, false);
	check_merges("integers", true, false, 1e-15);
	check_groups();
	check_damage(false);
	check_damage(true);
	check_group_damage();
	make_rows(-1e9, true, true, true);
	check_merges("integers about -1e9, holes, weights", true, false, 1e-15);
	check_groups();
	make_rows(1e9, true, true, true);
	check_merges("pairwise integers about 1e9", true, true, 1e-15);
	state = of_part(-1, true);
	check_wire(state, "pairwise");
	free(state);
	make_rows(0, false, false, true);
	check_merges("fractions", false, false, 1e-13);
	state = of_part(-1, false);
	check_wire(state, "listwise");
	free(state);
	make_rows(1e9, false, false, false);
	check_merges("fractions about 1e9", false, false, 1e-13);
	/* parts that differ, so that their means do */
	for (int r = 0; r < ROWS; r++)
		rows[r].part = rows[r].x[0] - 1e9 < 4 ? 0 : 1 + rows[r].part % 3;
	check_merges("differing parts about 1e9", false, false, 1e-13);
	make_rows(1e9, false, true, true);
	check_merges("pairwise fractions about 1e9", false, true, 1e-13);

	/* past 2^53 integers are rounded, and so treated as other numbers are */
	make_rows(0, true, false, false);
	for (int r = 0; r < ROWS; r++)
		for (int i = 0; i < K; i++)
			rows[r].x[i] *= 1e8;
	check_merges("integers whose squares are beyond 2^53", false, false, 1e-13);

	state = empty(false);
	ok(add(state, &one) && state->n == 1 && cc_comoments_m2(state, 0, 1) == 0 &&
		   isnan(cc_comoments_correlation(state, 0, 1)) &&
		   isnan(cc_comoments_covariance(state, 0, 0, CC_FREQUENCY_WEIGHTS)),
	   "one row has a mean and no spread");
	one.x[2] = (double) NAN;
	ok(!add(state, &one) && state->n == 1, "NaN is refused");
	one.x[2] = 1e76;
	ok(!add(state, &one), "so is what would overflow");
	one.x[2] = 3;
	one.weight = -1;
	ok(!add(state, &one), "and a negative weight");
	one.weight = 1;
	for (int i = 0; i < K; i++)
		one.x[i] = i < 2 ? -1e75 : 1e75;
	ok(add(state, &one) &&
		   unit_close(cc_comoments_correlation(state, 0, 1), 1, 1e-15) &&
		   unit_close(cc_comoments_correlation(state, 1, 2), -1, 1e-15),
	   "the largest values give numbers");
	free(state);

	/* constants that rounding would make vary */
	make_rows(0, false, false, false);
	for (int r = 0; r < ROWS; r++)
		rows[r].x[0] = 0.1;
	state = of_merged_parts(false);
	ok(cc_comoments_m2(state, 0, 0) == 0 &&
		   isnan(cc_comoments_correlation(state, 0, 1)),
	   "a constant fraction does not vary");
	free(state);
	for (int r = 0; r < ROWS; r++)
		rows[r].x[0] = r % 2 == 0 ? 0.3 : 0.1 + 0.2;
	state = of_merged_parts(false);
	ok(cc_comoments_m2(state, 0, 0) == 0,
	   "nor does one that varies by its rounding alone");
	free(state);

	/* the pivot that is written is the integer nearest the mean */
	make_rows(0, true, false, false);
	for (int r = 0; r < ROWS; r++)
		rows[r].x[0] = r % 5 < 3 ? -8 : -7;
	state = of_part(-1, false);
	text = text_of(state);
	ok(strstr(text, "\"pivot\":[-8,") != NULL, "also of negative answers");
	free(text);
	free(state);
	return unit_done();
}
