/*
 * comoments.c
 *		Weighted first and second moments of several items in one value.
 */
#include "core/comoments.h"

#include "core/comoments_private.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

__extension__ typedef __int128 int128;

const char *const cc_weight_kinds[] = {"frequency", "analytic", NULL};

/* Where the parts of the cells are; all NULL-safe constants of the header. */
typedef struct parts
{
	double *pivot;
	double *sum;	 /* k, or k x k */
	double *square;	 /* k x k, pairwise only */
	double *product; /* k (k + 1) / 2 */
	double *weight;	 /* as product, pairwise only */
	double *n;
} parts;

static size_t
pairs_of(uint32_t items)
{
	return (size_t) items * (items + 1) / 2;
}

size_t
cc_comoments_cells(uint32_t items, bool pairwise)
{
	return pairwise ? items + 2 * (size_t) items * items + 3 * pairs_of(items)
					: 2 * (size_t) items + pairs_of(items);
}

size_t
cc_comoments_size(uint32_t items, uint32_t names_length, bool pairwise)
{
	return sizeof(cc_comoments) + names_length +
		   sizeof(double) * cc_comoments_cells(items, pairwise);
}

const char *
cc_comoments_names(const cc_comoments *state)
{
	return (const char *) (state + 1);
}

double *
cc_comoments_cell(const cc_comoments *state)
{
	/* aligned: the header and the padded names are multiples of 8 */
	return (double *) (void *) (cc_comoments_names(state) +
								state->names_length);
}

static parts
parts_of(const cc_comoments *state)
{
	size_t k = state->items;
	parts p;

	p.pivot = cc_comoments_cell(state);
	p.sum = p.pivot + k;
	p.square = p.sum + (cc_comoments_pairwise(state) ? k * k : k);
	p.product = p.square + (cc_comoments_pairwise(state) ? k * k : 0);
	p.weight = p.product + pairs_of(state->items);
	p.n = p.weight + pairs_of(state->items);
	return p;
}

/* Index of pair (i, j) in a packed upper triangle. */
static size_t
packed(const cc_comoments *state, int i, int j)
{
	size_t row = (size_t) (i < j ? i : j);
	size_t column = (size_t) (i < j ? j : i);

	return row * state->items - row * (row + 1) / 2 + column;
}

void
cc_comoments_init(cc_comoments *state, uint32_t items, const char *names,
				  uint32_t names_length, bool pairwise)
{
	uint32_t host_length = state->host_length;

	memset(state, 0, cc_comoments_size(items, names_length, pairwise));
	state->host_length = host_length;
	state->kind = CC_COMOMENTS_KIND;
	state->version = CC_COMOMENTS_VERSION;
	state->flags =
		CC_COMOMENTS_INTEGER | (pairwise ? CC_COMOMENTS_PAIRWISE : 0);
	state->items = items;
	state->names_length = names_length;
	memcpy((char *) (state + 1), names, names_length);
}

/* ---- names ---- */

cc_status
cc_names_add(char *buffer, size_t capacity, size_t *used, const char *name,
			 size_t length, cc_error *error)
{
	if (length == 0 || length > CC_COMOMENTS_MAX_NAME)
	{
		cc_fail(error, CC_BAD_ARGUMENT, "item name of %zu bytes", length);
		cc_error_detail(error, "A name has from 1 to %d bytes.",
						CC_COMOMENTS_MAX_NAME);
		return CC_BAD_ARGUMENT;
	}
	for (const char *other = buffer; other < buffer + *used;
		 other += strlen(other) + 1)
	{
		if (strlen(other) == length && memcmp(other, name, length) == 0)
			return cc_fail(error, CC_BAD_ARGUMENT, "item \"%s\" appears twice",
						   other);
	}
	if (length + 1 > capacity - *used)
		return cc_fail(error, CC_TOO_LARGE, "too many item names");
	memcpy(buffer + *used, name, length);
	buffer[*used + length] = '\0';
	*used += length + 1;
	return CC_OK;
}

uint32_t
cc_names_finish(char *buffer, size_t capacity, size_t used)
{
	while (used % 8 != 0 && used < capacity)
		buffer[used++] = '\0';
	return (uint32_t) used;
}

const char *
cc_names_get(const char *names, int item)
{
	while (item-- > 0)
		names += strlen(names) + 1;
	return names;
}

const char *
cc_comoments_name(const cc_comoments *state, int item)
{
	return cc_names_get(cc_comoments_names(state), item);
}

int
cc_names_find(const char *names, uint32_t items, const char *name,
			  size_t length)
{
	for (int i = 0; i < (int) items; i++)
	{
		size_t other_length = strlen(names);

		if (other_length == length && memcmp(names, name, length) == 0)
			return i;
		names += other_length + 1;
	}
	return -1;
}

int
cc_comoments_find(const cc_comoments *state, const char *name, size_t length)
{
	return cc_names_find(cc_comoments_names(state), state->items, name, length);
}

/* ---- one row ---- */

/*
 * q += w d d' over the packed upper triangle of k items: the inner loop of
 * every scan.  Two lanes at a time because compilers do not vectorise a loop of
 * unknown length at -O2, and two rows at a time to load d half as often.
 */
__extension__ typedef double pair
	__attribute__((vector_size(16), aligned(8), may_alias));

static void
add_products(double *q, const double *d, double w, size_t k)
{
	size_t i = 0;

	for (; i + 2 <= k; i += 2)
	{
		double wi = w * d[i];
		double wj = w * d[i + 1];
		pair wide_i = {wi, wi};
		pair wide_j = {wj, wj};
		double *next = q + (k - i); /* row i + 1, one shorter */
		size_t j = i + 1;

		*q++ += wi * d[i];
		for (; j + 2 <= k; j += 2, q += 2, next += 2)
		{
			pair x = *(const pair *) (d + j);

			*(pair *) q += wide_i * x;
			*(pair *) next += wide_j * x;
		}
		if (j < k)
		{
			*q += wi * d[j];
			*next++ += wj * d[j];
		}
		q = next;
	}
	if (i < k)
		*q += w * d[i] * d[i];
}

static bool
is_integer(double x)
{
	return fabs(x) <= CC_EXACT_LIMIT && (double) (int64_t) x == x;
}

bool
cc_comoments_is_whole(double x)
{
	return rint(x) == x;
}

cc_status
cc_comoments_check_row(const char *names, size_t items,
					   const cc_comoments_row *row, cc_error *error)
{
	for (size_t i = 0; i < items && !row->integers; i++)
	{
		if (!row->null[i] && !(fabs(row->x[i]) <= CC_COMOMENTS_MAX_VALUE))
		{
			cc_fail(error, CC_BAD_ARGUMENT, "invalid value of item \"%s\": %g",
					cc_names_get(names, (int) i), row->x[i]);
			cc_error_detail(error, "It must be a number within +-%g.",
							CC_COMOMENTS_MAX_VALUE);
			return CC_BAD_ARGUMENT;
		}
	}
	if (!(row->weight == 0 || (row->weight >= CC_COMOMENTS_MIN_WEIGHT &&
							   row->weight <= CC_COMOMENTS_MAX_VALUE)))
	{
		cc_fail(error, CC_BAD_ARGUMENT,
				"invalid value for argument \"weight\": %g", row->weight);
		cc_error_detail(error, "It must be zero or from %g to %g.",
						CC_COMOMENTS_MIN_WEIGHT, CC_COMOMENTS_MAX_VALUE);
		return CC_BAD_ARGUMENT;
	}
	return CC_OK;
}

uint16_t
cc_comoments_flags_after(uint16_t flags, size_t items,
						 const cc_comoments_row *row)
{
	bool integers = (flags & CC_COMOMENTS_INTEGER) && is_integer(row->weight);

	for (size_t i = 0; i < items && integers && !row->integers; i++)
		integers = row->null[i] || is_integer(row->x[i]);
	return integers ? flags : (uint16_t) (flags & ~CC_COMOMENTS_INTEGER);
}

void
cc_comoments_add_deviations(double *sum, double *product, const double *d,
							size_t k, double weight)
{
	for (size_t i = 0; i < k; i++)
		sum[i] += weight * d[i];
	add_products(product, d, weight, k);
}

static void
add_pairwise(cc_comoments *state, double *x, const bool *null, double weight)
{
	parts at = parts_of(state);
	size_t k = state->items;
	size_t cell = 0;

	for (size_t i = 0; i < k; i++)
	{
		if (null[i])
			continue;
		if (at.n[packed(state, (int) i, (int) i)] == 0)
			at.pivot[i] = x[i];
		x[i] -= at.pivot[i];
	}
	for (size_t i = 0; i < k; i++)
	{
		if (null[i])
		{
			cell += k - i;
			continue;
		}
		for (size_t j = i; j < k; j++, cell++)
		{
			if (null[j])
				continue;
			at.sum[i * k + j] += weight * x[i];
			at.square[i * k + j] += weight * x[i] * x[i];
			if (j != i)
			{
				at.sum[j * k + i] += weight * x[j];
				at.square[j * k + i] += weight * x[j] * x[j];
			}
			at.product[cell] += weight * x[i] * x[j];
			at.weight[cell] += weight;
			at.n[cell] += 1;
		}
	}
}

cc_status
cc_comoments_add(cc_comoments *state, const cc_comoments_row *row,
				 cc_error *error)
{
	size_t k = state->items;
	double *x = row->x;
	double weight = row->weight;
	bool use = row->complete;
	cc_status status =
		cc_comoments_check_row(cc_comoments_names(state), k, row, error);

	if (status != CC_OK || weight == 0)
		return status;
	for (size_t i = 0; !use && cc_comoments_pairwise(state) && i < k; i++)
		use = !row->null[i];
	if (!use)
	{
		state->dropped++;
		return CC_OK;
	}
	state->flags = cc_comoments_flags_after(state->flags, k, row);
	if (cc_comoments_pairwise(state))
		add_pairwise(state, x, row->null, weight);
	else
	{
		parts at = parts_of(state);

		if (state->n == 0)
			memcpy(at.pivot, x, k * sizeof(double));
		for (size_t i = 0; i < k; i++)
			x[i] -= at.pivot[i];
		cc_comoments_add_deviations(at.sum, at.product, x, k, weight);
	}
	state->n++;
	state->weight += weight;
	state->weight_squares += weight * weight;
	return CC_OK;
}

/* ---- merging ---- */

/* All items exact: then integer arithmetic on the cells loses nothing. */
bool
cc_comoments_exact(const cc_comoments *state)
{
	parts at = parts_of(state);
	bool exact = (state->flags & CC_COMOMENTS_INTEGER) != 0 &&
				 state->weight <= CC_EXACT_LIMIT &&
				 state->weight_squares <= CC_EXACT_LIMIT;

	for (int i = 0; i < (int) state->items && exact; i++)
		exact = at.product[packed(state, i, i)] <= CC_EXACT_LIMIT;
	return exact;
}

/*
 * Pivots farther apart than this leave no exact sum of squares, and closer ones
 * no overflow of 128 bits.
 */
#define EXACT_MOVE 0x1p36

/*
 * The products of one pair about pivots that are di, dj lower: a sum of terms
 * that may each be larger than the result, so in integers when all are.
 */
double
cc_moved_product(double q, double si, double sj, double w, double di, double dj,
				 bool exact)
{
	if (exact && fabs(di) <= EXACT_MOVE && fabs(dj) <= EXACT_MOVE)
	{
		int128 i = (int64_t) di;
		int128 j = (int64_t) dj;

		return (double) ((int64_t) q + i * (int64_t) sj + j * (int64_t) si +
						 i * j * (int64_t) w);
	}
	return q + di * sj + dj * si + di * dj * w;
}

double
cc_moved_sum(double s, double w, double d, bool exact)
{
	if (exact && fabs(d) <= EXACT_MOVE)
		return (double) ((int64_t) s + (int128) (int64_t) d * (int64_t) w);
	return s + d * w;
}

/*
 * to += from about the pivots of to (from and to may be listwise or pairwise
 * alike, or the same state's cells with to empty).
 */
static void
merge_moved(cc_comoments *to, const cc_comoments *from, bool exact)
{
	parts a = parts_of(to);
	parts b = parts_of(from);
	size_t k = to->items;
	size_t cell = 0;
	bool pairwise = cc_comoments_pairwise(to);

	for (size_t i = 0; i < k; i++)
	{
		double di = b.pivot[i] - a.pivot[i];

		if (!pairwise)
			a.sum[i] += cc_moved_sum(b.sum[i], from->weight, di, exact);
		for (size_t j = i; j < k; j++, cell++)
		{
			double dj = b.pivot[j] - a.pivot[j];
			double si = b.sum[pairwise ? i * k + j : i];
			double sj = b.sum[pairwise ? j * k + i : j];
			double w = pairwise ? b.weight[cell] : from->weight;

			a.product[cell] +=
				cc_moved_product(b.product[cell], si, sj, w, di, dj, exact);
			if (!pairwise)
				continue;
			a.sum[i * k + j] += cc_moved_sum(si, w, di, exact);
			a.square[i * k + j] +=
				cc_moved_product(b.square[i * k + j], si, si, w, di, di, exact);
			if (j != i)
			{
				a.sum[j * k + i] += cc_moved_sum(sj, w, dj, exact);
				a.square[j * k + i] += cc_moved_product(b.square[j * k + i], sj,
														sj, w, dj, dj, exact);
			}
			a.weight[cell] += w;
			a.n[cell] += b.n[cell];
		}
	}
}

/* Chan, Golub & LeVeque (1983), with the merged mean as the new pivot. */
static void
merge_means(cc_comoments *to, const cc_comoments *from)
{
	parts a = parts_of(to);
	parts b = parts_of(from);
	double wa = to->weight;
	double wb = from->weight;
	double share = wb / (wa + wb);
	size_t k = to->items;
	size_t cell = 0;

	for (size_t i = 0; i < k; i++)
	{
		double di = b.pivot[i] - a.pivot[i] + (b.sum[i] / wb - a.sum[i] / wa);

		for (size_t j = i; j < k; j++, cell++)
		{
			double dj =
				b.pivot[j] - a.pivot[j] + (b.sum[j] / wb - a.sum[j] / wa);

			a.product[cell] += b.product[cell] - a.sum[i] / wa * a.sum[j] -
							   b.sum[i] / wb * b.sum[j] + di * dj * wa * share;
		}
	}
	for (size_t i = 0; i < k; i++)
	{
		double mean = a.sum[i] / wa;
		double d = b.pivot[i] - a.pivot[i] + (b.sum[i] / wb - mean);
		double pivot = a.pivot[i] + (mean + d * share);

		/* what the pivot could not hold of the mean stays in the sum */
		a.sum[i] = (a.pivot[i] - pivot + (mean + d * share)) * (wa + wb);
		a.pivot[i] = pivot;
	}
}

bool
cc_names_same(const char *a, uint32_t a_length, const char *b,
			  uint32_t b_length)
{
	return a_length == b_length && memcmp(a, b, a_length) == 0;
}

cc_status
cc_names_differ(cc_error *error)
{
	cc_fail(error, CC_BAD_ARGUMENT,
			"cannot merge co-moments of different items");
	cc_error_detail(error, "Both must have the same items in the same order.");
	return CC_BAD_ARGUMENT;
}

cc_status
cc_comoments_merge(cc_comoments *a, const cc_comoments *b, cc_error *error)
{
	bool exact;

	if (a->items != b->items ||
		!cc_names_same(cc_comoments_names(a), a->names_length,
					   cc_comoments_names(b), b->names_length))
		return cc_names_differ(error);
	if (cc_comoments_pairwise(a) != cc_comoments_pairwise(b))
		return cc_fail(error, CC_BAD_ARGUMENT,
					   "cannot merge listwise with pairwise co-moments");
	if (b->n > INT64_MAX - a->n || b->dropped > INT64_MAX - a->dropped)
		return cc_fail(error, CC_OUT_OF_RANGE, "too many rows to count");

	if (b->n > 0 && a->n == 0)
		memcpy(cc_comoments_cell(a), cc_comoments_cell(b),
			   sizeof(double) *
				   cc_comoments_cells(a->items, cc_comoments_pairwise(a)));
	else if (b->n > 0)
	{
		exact = cc_comoments_exact(a) && cc_comoments_exact(b);
		if (cc_comoments_pairwise(a))
		{
			parts pa = parts_of(a);
			parts pb = parts_of(b);

			/* an item that only b has seen brings its pivot */
			for (int i = 0; i < (int) a->items; i++)
			{
				if (cc_comoments_pair_n(a, i, i) == 0)
					pa.pivot[i] = pb.pivot[i];
			}
			merge_moved(a, b, exact);
		}
		else if (exact)
			merge_moved(a, b, true);
		else
			merge_means(a, b);
	}
	if (b->n > 0)
		a->flags &= (uint16_t) (b->flags | ~CC_COMOMENTS_INTEGER);
	a->n += b->n;
	a->dropped += b->dropped;
	a->weight += b->weight;
	a->weight_squares += b->weight_squares;
	if (!cc_comoments_exact(a))
		a->flags &= (uint16_t) ~CC_COMOMENTS_INTEGER;
	return CC_OK;
}

/* ---- reading ---- */

int64_t
cc_comoments_pair_n(const cc_comoments *state, int i, int j)
{
	if (!cc_comoments_pairwise(state))
		return state->n;
	return (int64_t) parts_of(state).n[packed(state, i, j)];
}

double
cc_comoments_pair_weight(const cc_comoments *state, int i, int j)
{
	if (!cc_comoments_pairwise(state))
		return state->weight;
	return parts_of(state).weight[packed(state, i, j)];
}

/* s of item i over the rows that have j. */
static double
pair_sum(const cc_comoments *state, int i, int j)
{
	size_t at = (size_t) i;

	if (cc_comoments_pairwise(state))
		at = at * state->items + (size_t) j;
	return parts_of(state).sum[at];
}

static bool
pair_exact(const cc_comoments *state, int i, int j)
{
	const double *product = parts_of(state).product;

	return (state->flags & CC_COMOMENTS_INTEGER) != 0 &&
		   state->weight <= CC_EXACT_LIMIT &&
		   product[packed(state, i, i)] <= CC_EXACT_LIMIT &&
		   product[packed(state, j, j)] <= CC_EXACT_LIMIT;
}

double
cc_comoments_mean(const cc_comoments *state, int item)
{
	double pivot = parts_of(state).pivot[item];
	double weight = cc_comoments_pair_weight(state, item, item);
	double sum = pair_sum(state, item, item);

	if (weight == 0)
		return 0;
	if (pair_exact(state, item, item))
		return (double) ((int128) (int64_t) pivot * (int64_t) weight +
						 (int64_t) sum) /
			   weight;
	return pivot + sum / weight;
}

/* M2 from its parts: product - si sj / weight. */
static double
centred(double product, double si, double sj, double weight, bool exact)
{
	if (weight == 0)
		return 0;
	if (exact)
		return (double) ((int128) (int64_t) weight * (int64_t) product -
						 (int128) (int64_t) si * (int64_t) sj) /
			   weight;
	return product - si / weight * sj;
}

/* M2 of item i over the rows that have j. */
static double
spread(const cc_comoments *state, int i, int j)
{
	double weight = cc_comoments_pair_weight(state, i, j);
	double s = pair_sum(state, i, j);
	double square =
		cc_comoments_pairwise(state)
			? parts_of(state).square[(size_t) i * state->items + (size_t) j]
			: parts_of(state).product[packed(state, i, i)];
	bool exact = pair_exact(state, i, i);
	double m2 = centred(square, s, s, weight, exact);
	double rounding = 2 * DBL_EPSILON * cc_comoments_mean(state, i);

	return m2 > (exact ? 0 : weight * rounding * rounding) ? m2 : 0;
}

double
cc_comoments_m2(const cc_comoments *state, int i, int j)
{
	if (i == j)
		return spread(state, i, i);
	return centred(parts_of(state).product[packed(state, i, j)],
				   pair_sum(state, i, j), pair_sum(state, j, i),
				   cc_comoments_pair_weight(state, i, j),
				   pair_exact(state, i, j));
}

double
cc_comoments_size_of(const cc_comoments *state, const int *item, int count,
					 cc_weight_kind kind)
{
	double least = INFINITY;

	for (int i = 0; i < count; i++)
	{
		for (int j = i; j < count; j++)
		{
			double size =
				kind == CC_FREQUENCY_WEIGHTS
					? cc_comoments_pair_weight(state, item[i], item[j])
					: (double) cc_comoments_pair_n(state, item[i], item[j]);

			least = fmin(least, size);
		}
		if (!cc_comoments_pairwise(state))
			break;
	}
	return least;
}

double
cc_comoments_covariance(const cc_comoments *state, int i, int j,
						cc_weight_kind kind)
{
	double weight = cc_comoments_pair_weight(state, i, j);
	double size = kind == CC_FREQUENCY_WEIGHTS
					  ? weight
					  : (double) cc_comoments_pair_n(state, i, j);

	if (!(size > 1))
		return (double) NAN;
	return cc_comoments_m2(state, i, j) / (weight * ((size - 1) / size));
}

/* One root rounds less than two, which overflow less. */
static double
root_of_product(double a, double b)
{
	return a > 0x1p-500 && a < 0x1p500 && b > 0x1p-500 && b < 0x1p500
			   ? sqrt(a * b)
			   : sqrt(a) * sqrt(b);
}

double
cc_comoments_correlation(const cc_comoments *state, int i, int j)
{
	double vi = spread(state, i, j);
	double vj = spread(state, j, i);
	double r;

	if (!(vi > 0) || !(vj > 0))
		return (double) NAN;
	if (i == j)
		return 1;
	r = cc_comoments_m2(state, i, j) / root_of_product(vi, vj);
	return fmax(-1, fmin(1, r));
}

int
cc_comoments_correlations(const cc_comoments *state, const int *item, int count,
						  double *matrix)
{
	for (int i = 0; i < count; i++)
	{
		if (!(spread(state, item[i], item[i]) > 0))
			return i;
	}
	for (int i = 0; i < count; i++)
	{
		for (int j = 0; j <= i; j++)
		{
			double r = cc_comoments_correlation(state, item[i], item[j]);

			if (isnan(r))
				return i;
			matrix[i * count + j] = matrix[j * count + i] = r;
		}
	}
	return -1;
}

const char cc_not_positive_definite[] =
	"the correlation matrix is not positive definite: no rows have all of "
	"these correlations";

/* What differs by no more was the same before it was rounded. */
#define SAME 1e-12

/* The square that reads as that deviation, and the product as that correlation,
 * to the last bit where there is one. */
static double
square_of(double stddev, double df)
{
	double square = stddev * stddev * df;

	for (int i = 0; i < 4 && sqrt(square / df) != stddev; i++)
		square = nextafter(square,
						   sqrt(square / df) < stddev ? (double) INFINITY : 0);
	return square;
}

static double
product_of(double r, double root)
{
	double product = r * root;

	for (int i = 0; i < 4 && product / root != r; i++)
		product = nextafter(product, product / root < r ? (double) INFINITY
														: -(double) INFINITY);
	return product;
}

static cc_status
bad_correlation(const cc_comoments *state, int i, int j, double r,
				const char *allowed, cc_error *error)
{
	cc_fail(error, CC_BAD_ARGUMENT,
			"invalid value for argument \"correlation\": %g of \"%s\" and "
			"\"%s\"",
			r, cc_comoments_name(state, i), cc_comoments_name(state, j));
	cc_error_detail(error, "It must be %s.", allowed);
	return CC_BAD_ARGUMENT;
}

cc_status
cc_comoments_of_summary(cc_comoments *state, const double *mean,
						const double *stddev, const double *correlation,
						int64_t n, cc_error *error)
{
	parts at = parts_of(state);
	int k = (int) state->items;
	double df = (double) n * ((double) (n - 1) / (double) n);

	if (n < 2)
	{
		cc_fail(error, CC_BAD_ARGUMENT,
				"invalid value for argument \"n\": %" PRId64, n);
		cc_error_detail(error, "It must be at least 2.");
		return CC_BAD_ARGUMENT;
	}
	for (int i = 0; i < k; i++)
	{
		bool bad_mean = !(fabs(mean[i]) <= CC_COMOMENTS_MAX_VALUE);

		if (!bad_mean && stddev[i] >= 0 && stddev[i] <= CC_COMOMENTS_MAX_VALUE)
			continue;
		cc_fail(error, CC_BAD_ARGUMENT,
				"invalid value for argument \"%s\": %g of \"%s\"",
				bad_mean ? "mean" : "stddev", bad_mean ? mean[i] : stddev[i],
				cc_comoments_name(state, i));
		cc_error_detail(error, "It must be a number from %g to %g.",
						bad_mean ? -CC_COMOMENTS_MAX_VALUE : 0.0,
						CC_COMOMENTS_MAX_VALUE);
		return CC_BAD_ARGUMENT;
	}
	for (int i = 0; i < k; i++)
	{
		at.pivot[i] = mean[i];
		at.product[packed(state, i, i)] =
			stddev[i] > 0 ? square_of(stddev[i], df) : 0;
		for (int j = 0; j <= i; j++)
		{
			double r = correlation[i * k + j];
			double other = correlation[j * k + i];
			double *product = &at.product[packed(state, i, j)];

			/* an item that does not vary has no correlations */
			if (stddev[i] == 0 || stddev[j] == 0)
				continue;
			if (!(fabs(r) <= 1 + SAME))
				return bad_correlation(state, i, j, r, "from -1 to 1", error);
			if (!(fabs(r - other) <= SAME))
				return bad_correlation(state, j, i, other,
									   "what it is the other way round", error);
			if (i == j && fabs(r - 1) > SAME)
				return bad_correlation(state, i, j, r, "1", error);
			if (i != j)
				*product = product_of(
					fmax(-1, fmin(1, r)),
					root_of_product(at.product[packed(state, i, i)],
									at.product[packed(state, j, j)]));
		}
	}
	state->flags &= (uint16_t) ~CC_COMOMENTS_INTEGER;
	state->n = n;
	state->weight = state->weight_squares = (double) n;
	return CC_OK;
}

/* ---- the decoder ---- */

/* Room for what rounding may have done to a true inequality. */
#define SLACK (1 + 1e-6)

cc_status
cc_comoments_refuse(cc_error *error, const char *why)
{
	cc_fail(error, CC_BAD_BINARY, "invalid co-moments value");
	cc_error_detail(error, "%s", why);
	return CC_BAD_BINARY;
}

cc_status
cc_names_check(const char *names, uint32_t length, uint32_t items,
			   cc_error *error)
{
	uint32_t at = 0;
	const char *name = names;

	if (length % 8 != 0)
		return cc_comoments_refuse(error, "The names are not padded.");
	for (uint32_t i = 0; i < items; i++)
	{
		uint32_t start = at;

		while (at < length && names[at] != '\0')
			at++;
		if (at == length)
			return cc_comoments_refuse(error,
									   "There are fewer names than items.");
		if (at == start || at - start > CC_COMOMENTS_MAX_NAME)
			return cc_comoments_refuse(error, "A name is empty or too long.");
		at++;
	}
	if (length - at >= 8)
		return cc_comoments_refuse(error, "There are more names than items.");
	for (; at < length; at++)
	{
		if (names[at] != '\0')
			return cc_comoments_refuse(error,
									   "There are more names than items.");
	}
	for (uint32_t i = 0; i < items; i++, name += strlen(name) + 1)
	{
		const char *other = names;

		for (uint32_t j = 0; j < i; j++, other += strlen(other) + 1)
		{
			if (strcmp(name, other) == 0)
				return cc_comoments_refuse(error, "An item appears twice.");
		}
	}
	return CC_OK;
}

/* n, W, sum w^2 fit together. */
bool
cc_comoments_weights_check(int64_t n, double weight, double squares)
{
	if (n <= 0)
		return n == 0 && weight == 0 && squares == 0;
	return weight >= CC_COMOMENTS_MIN_WEIGHT &&
		   weight <= CC_COMOMENTS_MAX_VALUE * 0x1p63 && squares > 0 &&
		   squares <= weight * weight * SLACK &&
		   weight * weight <= (double) n * squares * SLACK;
}

/* What a sum of products stays under, whatever the rows were. */
#define MAX_PRODUCT (8 * 0x1p63 * 1e225)

/*
 * Whether integer sums of two items could be those of any rows at all: their
 * centred squares and product obey the Cauchy-Schwarz inequality.  That does
 * not depend on the pivots, and it keeps every exact computation within its
 * integers.
 */
static bool
gram_check(double si, double sj, double qi, double qj, double product,
		   double weight)
{
	int128 w;
	int128 mi;
	int128 mj;
	int128 m;

	if (weight > CC_EXACT_LIMIT || qi > CC_EXACT_LIMIT || qj > CC_EXACT_LIMIT)
		return true; /* rounded: read as other numbers are */
	if (!(fabs(si) <= CC_EXACT_LIMIT && fabs(sj) <= CC_EXACT_LIMIT &&
		  fabs(product) <= CC_EXACT_LIMIT && qi >= 0 && qj >= 0))
		return false;
	w = (int64_t) weight;
	mi = w * (int64_t) qi - (int128) (int64_t) si * (int64_t) si;
	mj = w * (int64_t) qj - (int128) (int64_t) sj * (int64_t) sj;
	m = w * (int64_t) product - (int128) (int64_t) si * (int64_t) sj;
	return mi >= 0 && mj >= 0 &&
		   (double) m * (double) m <= (double) mi * (double) mj * (1 + 1e-9);
}

/*
 * Sums of one pair of items over rows of that weight.  Rounding may break an
 * inequality between them by more than any slack where pivots were moved, so
 * only integers, which no rounding has touched, are held to one.
 */
static bool
sums_check(double si, double sj, double qi, double qj, double product,
		   double weight, bool integer)
{
	double most = 2 * CC_COMOMENTS_MAX_VALUE * weight * SLACK;

	if (!(fabs(si) <= most && fabs(sj) <= most && fabs(qi) <= MAX_PRODUCT &&
		  fabs(qj) <= MAX_PRODUCT && fabs(product) <= MAX_PRODUCT))
		return false;
	if (weight == 0)
		return qi == 0 && qj == 0 && product == 0;
	return !integer || gram_check(si, sj, qi, qj, product, weight);
}

/* A mean of values is no larger than they may be. */
static bool
mean_check(double pivot, double sum, double weight)
{
	return weight == 0 ||
		   fabs(pivot + sum / weight) <= CC_COMOMENTS_MAX_VALUE * SLACK;
}

bool
cc_comoments_cells_check(const double *pivot, const double *sum,
						 const double *product, size_t k, double weight,
						 bool integer)
{
	size_t cell = 0;

	for (size_t i = 0, ii = 0; i < k; ii += k - i, i++)
	{
		if (!mean_check(pivot[i], sum[i], weight))
			return false;
		for (size_t j = i, jj = ii; j < k; jj += k - j, j++, cell++)
		{
			if (!sums_check(sum[i], sum[j], product[ii], product[jj],
							product[cell], weight, integer))
				return false;
		}
	}
	return true;
}

bool
cc_comoments_pivots_check(const double *pivot, size_t k, bool integer)
{
	for (size_t i = 0; i < k; i++)
	{
		if (!(fabs(pivot[i]) <= CC_COMOMENTS_MAX_VALUE) ||
			(integer && !is_integer(pivot[i])))
			return false;
	}
	return true;
}

/* Item i (pair ii) over the rows that s, q and weight are not made of. */
static bool
without_check(parts at, size_t i, size_t ii, double s, double q, double weight,
			  size_t k)
{
	double rest = at.sum[i * k + i] - s;
	double square = at.product[ii] - q;

	return at.weight[ii] >= weight && at.product[ii] == at.square[i * k + i] &&
		   gram_check(rest, rest, square, square, square,
					  at.weight[ii] - weight);
}

static bool
pairwise_cells_check(const cc_comoments *state, bool integer)
{
	parts at = parts_of(state);
	size_t k = state->items;
	size_t cell = 0;

	for (size_t i = 0; i < k; i++)
	{
		size_t ii = packed(state, (int) i, (int) i);

		if (!mean_check(at.pivot[i], at.sum[i * k + i], at.weight[ii]))
			return false;
		for (size_t j = i; j < k; j++, cell++)
		{
			size_t jj = packed(state, (int) j, (int) j);
			double n = at.n[cell];
			double w = at.weight[cell];
			double qi = at.square[i * k + j];
			double qj = at.square[j * k + i];

			if (!(n >= 0 && n <= fmin(at.n[ii], at.n[jj]) &&
				  n <= (double) state->n && is_integer(n)) ||
				!(w >= 0 && w <= state->weight * SLACK) ||
				(n == 0) != (w == 0) ||
				!sums_check(at.sum[i * k + j], at.sum[j * k + i], qi, qj,
							at.product[cell], w, integer))
				return false;
			/* the rows without the other item, too, must be possible */
			if (integer &&
				!(without_check(at, i, ii, at.sum[i * k + j], qi, w, k) &&
				  without_check(at, j, jj, at.sum[j * k + i], qj, w, k)))
				return false;
		}
	}
	return true;
}

cc_status
cc_comoments_check(const cc_comoments *state, size_t size, cc_error *error)
{
	parts at;
	bool integer;

	if (size < sizeof(cc_comoments) || state->kind != CC_COMOMENTS_KIND)
		return cc_comoments_refuse(error, "It is not a co-moments value.");
	if (state->version != CC_COMOMENTS_VERSION ||
		(state->flags & ~(CC_COMOMENTS_PAIRWISE | CC_COMOMENTS_INTEGER)) != 0)
		return cc_comoments_refuse(error, "Its version is unknown.");
	if (state->items == 0 || state->items > CC_COMOMENTS_MAX_ITEMS ||
		state->names_length > state->items * (CC_COMOMENTS_MAX_NAME + 1u) + 7 ||
		size != cc_comoments_size(state->items, state->names_length,
								  cc_comoments_pairwise(state)))
		return cc_comoments_refuse(
			error, "Its size does not fit its number of items.");
	if (cc_names_check(cc_comoments_names(state), state->names_length,
					   state->items, error) != CC_OK)
		return error->status;
	if (state->dropped < 0 ||
		!cc_comoments_weights_check(state->n, state->weight,
									state->weight_squares))
		return cc_comoments_refuse(
			error, "Its counts and weights contradict each other.");

	at = parts_of(state);
	integer = (state->flags & CC_COMOMENTS_INTEGER) != 0;
	if (!cc_comoments_pivots_check(at.pivot, state->items, integer) ||
		!(cc_comoments_pairwise(state)
			  ? pairwise_cells_check(state, integer)
			  : cc_comoments_cells_check(at.pivot, at.sum, at.product,
										 state->items, state->weight, integer)))
		return cc_comoments_refuse(error, "Its sums contradict each other.");
	if (integer)
	{
		const double *cell = cc_comoments_cell(state);
		size_t cells =
			cc_comoments_cells(state->items, cc_comoments_pairwise(state));

		for (size_t i = 0; i < cells; i++)
		{
			if (!cc_comoments_is_whole(cell[i]))
				return cc_comoments_refuse(error, "Its sums are not integers.");
		}
		if (!cc_comoments_is_whole(state->weight))
			return cc_comoments_refuse(error, "Its sums are not integers.");
	}
	return CC_OK;
}

/* ---- the canonical pivot ---- */

double
cc_comoments_nearest_mean(double pivot, double sum, double weight)
{
	int128 twice =
		2 * ((int128) (int64_t) pivot * (int64_t) weight + (int64_t) sum) +
		(int64_t) weight;
	int128 divisor = 2 * (int128) (int64_t) weight;
	int128 quotient = twice / divisor;

	return (double) (int64_t) (quotient - (twice % divisor < 0));
}

void
cc_comoments_normalise(cc_comoments *to, const cc_comoments *from)
{
	parts b = parts_of(from);
	parts a;

	memcpy(to, from,
		   cc_comoments_size(from->items, from->names_length,
							 cc_comoments_pairwise(from)));
	if (!cc_comoments_exact(from))
	{
		to->flags &= (uint16_t) ~CC_COMOMENTS_INTEGER;
		return;
	}
	a = parts_of(to);
	memset(a.pivot, 0,
		   sizeof(double) *
			   cc_comoments_cells(to->items, cc_comoments_pairwise(to)));
	for (int i = 0; i < (int) to->items; i++)
	{
		if (cc_comoments_pair_n(from, i, i) > 0)
			a.pivot[i] =
				cc_comoments_nearest_mean(b.pivot[i], pair_sum(from, i, i),
										  cc_comoments_pair_weight(from, i, i));
	}
	merge_moved(to, from, true);
}
