/*
 * model_rows.c
 *		Distinct rows of several items with how often each was seen.
 *
 * Tested in test/unit/test_logistic.c.
 */
#include "core/model_rows.h"

#include "core/comoments_private.h"

#include <math.h>
#include <string.h>

#define ROWS_PER_POLL 256

/* ---- the layout ---- */

static size_t
stride_of(uint32_t items)
{
	return items + 2;
}

/* At most three quarters of the hash table are taken. */
static size_t
slots_of(uint32_t room)
{
	size_t slots = 8;

	while (slots < (size_t) room + room / 3)
		slots *= 2;
	return slots;
}

size_t
cc_model_rows_size(uint32_t items, uint32_t names_length, uint32_t room)
{
	return sizeof(cc_model_rows) + names_length +
		   sizeof(double) * stride_of(items) * room +
		   sizeof(uint32_t) * slots_of(room);
}

uint32_t
cc_model_rows_most(uint32_t items, uint32_t names_length)
{
	size_t least = sizeof(double) * stride_of(items) + sizeof(uint32_t);
	uint32_t room = (uint32_t) (CC_MODEL_ROWS_MAX_SIZE / least);

	while (cc_model_rows_size(items, names_length, room) >
		   CC_MODEL_ROWS_MAX_SIZE)
		room -= room / 64 + 1;
	return room;
}

const char *
cc_model_rows_names(const cc_model_rows *state)
{
	return (const char *) (state + 1);
}

/* aligned: the header and the padded names are multiples of 8 */
static double *
row_at(const cc_model_rows *state, uint32_t row)
{
	return (double *) (void *) (cc_model_rows_names(state) +
								state->names_length) +
		   stride_of(state->items) * row;
}

static uint32_t *
slots_at(const cc_model_rows *state)
{
	return (uint32_t *) (void *) row_at(state, state->room);
}

int64_t
cc_model_rows_count(const cc_model_rows *state, uint32_t row)
{
	int64_t count;

	memcpy(&count, row_at(state, row), sizeof(count));
	return count;
}

const double *
cc_model_rows_values(const cc_model_rows *state, uint32_t row)
{
	return row_at(state, row) + 1;
}

double
cc_model_rows_weight(const cc_model_rows *state, uint32_t row)
{
	return cc_model_rows_values(state, row)[state->items];
}

const char *
cc_model_rows_name(const cc_model_rows *state, int item)
{
	return cc_names_get(cc_model_rows_names(state), item);
}

int
cc_model_rows_find(const cc_model_rows *state, const char *name, size_t length)
{
	return cc_names_find(cc_model_rows_names(state), state->items, name,
						 length);
}

void
cc_model_rows_init(cc_model_rows *state, uint32_t items, const char *names,
				   uint32_t names_length, uint32_t room)
{
	uint32_t host_length = state->host_length;

	memset(state, 0, cc_model_rows_size(items, names_length, room));
	state->host_length = host_length;
	state->kind = CC_MODEL_ROWS_KIND;
	state->version = CC_COMOMENTS_VERSION;
	state->items = items;
	state->names_length = names_length;
	state->room = room;
	memcpy((char *) (state + 1), names, names_length);
}

/* ---- the hash table ---- */

/* The high bits of small whole numbers are their only ones: bring them down. */
static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash ^= word;
	return (hash ^ hash >> 32) * UINT64_C(0x9e3779b97f4a7c15);
}

static uint64_t
mix_double(uint64_t hash, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	return mix(hash, bits);
}

static uint64_t
row_hash(const double *x, double weight, size_t items)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < items; i++)
		hash = mix_double(hash, x[i]);
	hash = mix_double(hash, weight);
	return hash ^ hash >> 32;
}

/* The slot of a row, or the empty one where it belongs. */
static uint32_t *
find_slot(const cc_model_rows *state, const double *x, double weight)
{
	size_t k = state->items;
	uint32_t *slots = slots_at(state);
	size_t mask = slots_of(state->room) - 1;
	size_t at = (size_t) row_hash(x, weight, k) & mask;

	for (; slots[at] != 0; at = (at + 1) & mask)
	{
		const double *other = cc_model_rows_values(state, slots[at] - 1);

		if (other[k] == weight && memcmp(other, x, k * sizeof(double)) == 0)
			break;
	}
	return &slots[at];
}

/* Fill the empty table; the first row that is there twice, or used. */
static uint32_t
fill_slots(cc_model_rows *state, cc_poll poll)
{
	for (uint32_t row = 0; row < state->used; row++)
	{
		uint32_t *slot = find_slot(state, cc_model_rows_values(state, row),
								   cc_model_rows_weight(state, row));

		if (*slot != 0)
			return row;
		*slot = row + 1;
		if (row % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
	}
	return state->used;
}

void
cc_model_rows_move(cc_model_rows *to, uint32_t room, const cc_model_rows *from)
{
	cc_model_rows_init(to, from->items, cc_model_rows_names(from),
					   from->names_length, room);
	to->n = from->n;
	to->dropped = from->dropped;
	to->used = from->used;
	memcpy(row_at(to, 0), row_at(from, 0),
		   sizeof(double) * stride_of(from->items) * from->used);
	fill_slots(to, NULL);
}

/* ---- rows ---- */

/* So many of a row; false: no room. */
static bool
add_rows(cc_model_rows *state, const double *x, double weight, int64_t count)
{
	uint32_t *slot = find_slot(state, x, weight);
	double *row;

	if (*slot == 0)
	{
		if (state->used == state->room)
			return false;
		row = row_at(state, state->used);
		memset(row, 0, sizeof(count));
		memcpy(row + 1, x, state->items * sizeof(double));
		row[1 + state->items] = weight;
		*slot = ++state->used;
	}
	row = row_at(state, *slot - 1);
	count += cc_model_rows_count(state, *slot - 1);
	memcpy(row, &count, sizeof(count));
	return true;
}

static cc_status
too_many(cc_error *error)
{
	return cc_fail(error, CC_OUT_OF_RANGE, "too many rows to count");
}

cc_status
cc_model_rows_add(cc_model_rows *state, const cc_comoments_row *row, bool *full,
				  cc_error *error)
{
	size_t k = state->items;
	cc_status status =
		cc_comoments_check_row(cc_model_rows_names(state), k, row, error);

	*full = false;
	if (status != CC_OK || row->weight == 0)
		return status;
	if (state->n == INT64_MAX || state->dropped == INT64_MAX)
		return too_many(error);
	if (!row->complete)
	{
		state->dropped++;
		return CC_OK;
	}
	/* there is one zero */
	for (size_t i = 0; i < k; i++)
		row->x[i] += 0.0;
	*full = !add_rows(state, row->x, row->weight, 1);
	state->n += !*full;
	return CC_OK;
}

cc_status
cc_model_rows_merge(cc_model_rows *a, const cc_model_rows *b, uint32_t *next,
					bool *full, cc_poll poll, cc_error *error)
{
	*full = false;
	if (*next == 0)
	{
		if (a->items != b->items ||
			!cc_names_same(cc_model_rows_names(a), a->names_length,
						   cc_model_rows_names(b), b->names_length))
			return cc_fail(error, CC_BAD_ARGUMENT,
						   "cannot merge model_rows of different items");
		if (b->n > INT64_MAX - a->n || b->dropped > INT64_MAX - a->dropped)
			return too_many(error);
	}
	for (; *next < b->used; ++*next)
	{
		int64_t count = cc_model_rows_count(b, *next);

		if (!add_rows(a, cc_model_rows_values(b, *next),
					  cc_model_rows_weight(b, *next), count))
		{
			*full = true;
			return CC_OK;
		}
		a->n += count;
		if (*next % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
	}
	a->dropped += b->dropped;
	return CC_OK;
}

/* ---- the decoder ---- */

static cc_status
refuse(cc_error *error, const char *why)
{
	cc_fail(error, CC_BAD_BINARY, "invalid model_rows value");
	cc_error_detail(error, "%s", why);
	return CC_BAD_BINARY;
}

/* The words are those for co-moments, but for the name of the type. */
static cc_status
refuse_alike(cc_error *error)
{
	char why[sizeof(error->detail)];

	memcpy(why, error->detail, sizeof(why));
	return refuse(error, why);
}

static bool
row_is_valid(const double *x, double weight, size_t items)
{
	for (size_t i = 0; i < items; i++)
	{
		if (!(fabs(x[i]) <= CC_COMOMENTS_MAX_VALUE) ||
			(x[i] == 0 && signbit(x[i])))
			return false;
	}
	return weight >= CC_COMOMENTS_MIN_WEIGHT &&
		   weight <= CC_COMOMENTS_MAX_VALUE;
}

static cc_status
rows_check(const cc_model_rows *state, cc_poll poll, cc_error *error)
{
	int64_t n = 0;

	for (uint32_t row = 0; row < state->used; row++)
	{
		int64_t count = cc_model_rows_count(state, row);

		if (count <= 0 || n > INT64_MAX - count)
			return refuse(error, "A count is not positive or too large.");
		n += count;
		if (!row_is_valid(cc_model_rows_values(state, row),
						  cc_model_rows_weight(state, row), state->items))
			return refuse(error, "A value or weight is out of its range.");
		if (row % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
	}
	if (state->n != n || state->dropped < 0)
		return refuse(error, "Its counts contradict each other.");
	return CC_OK;
}

/* The table finds every row, which says that no two are the same. */
static cc_status
slots_check(const cc_model_rows *state, cc_poll poll, cc_error *error)
{
	const uint32_t *slots = slots_at(state);
	size_t count = slots_of(state->room);
	size_t taken = 0;

	for (size_t i = 0; i < count; i++)
	{
		if (slots[i] > state->used)
			return refuse(error, "Its table does not find its rows.");
		taken += slots[i] != 0;
	}
	if (taken != state->used)
		return refuse(error, "Its table does not find its rows.");
	for (uint32_t row = 0; row < state->used; row++)
	{
		if (*find_slot(state, cc_model_rows_values(state, row),
					   cc_model_rows_weight(state, row)) != row + 1)
			return refuse(error, "Its table does not find its rows.");
		if (row % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
	}
	return CC_OK;
}

cc_status
cc_model_rows_check(const cc_model_rows *state, size_t size, cc_poll poll,
					cc_error *error)
{
	if (size < sizeof(cc_model_rows) || state->kind != CC_MODEL_ROWS_KIND)
		return refuse(error, "It is not a model_rows value.");
	if (state->version != CC_COMOMENTS_VERSION || state->flags != 0)
		return refuse(error, "Its version is unknown.");
	if (state->items == 0 || state->items > CC_COMOMENTS_MAX_ITEMS ||
		state->names_length > state->items * (CC_COMOMENTS_MAX_NAME + 1u) + 7 ||
		size != cc_model_rows_size(state->items, state->names_length,
								   state->room) ||
		state->used > state->room)
		return refuse(error, "Its size does not fit its rows and items.");
	if (cc_names_check(cc_model_rows_names(state), state->names_length,
					   state->items, error) != CC_OK)
		return refuse_alike(error);
	if (rows_check(state, poll, error) != CC_OK)
		return error->status;
	return slots_check(state, poll, error);
}

/* ---- order ---- */

static int
compare_rows(const double *a, const double *b, size_t cells)
{
	for (size_t i = 0; i < cells; i++)
	{
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return 0;
}

void
cc_model_rows_sort(const cc_model_rows *state, uint32_t *order,
				   uint32_t *scratch, cc_poll poll)
{
	size_t n = state->used;
	size_t cells = state->items + 1u;
	uint32_t *from = order;
	uint32_t *to = scratch;

	for (uint32_t row = 0; row < n; row++)
		order[row] = row;
	/* merging ever longer runs */
	for (size_t run = 1; run < n; run *= 2)
	{
		uint32_t *other = from;

		for (size_t start = 0; start < n; start += 2 * run)
		{
			size_t i = start;
			size_t middle = start + run < n ? start + run : n;
			size_t j = middle;
			size_t end = middle + run < n ? middle + run : n;

			for (size_t at = start; at < end; at++)
			{
				bool first = i < middle &&
							 (j == end ||
							  compare_rows(cc_model_rows_values(state, from[i]),
										   cc_model_rows_values(state, from[j]),
										   cells) < 0);

				to[at] = first ? from[i++] : from[j++];
				if (at % ROWS_PER_POLL == 0 && poll != NULL)
					poll();
			}
		}
		from = to;
		to = other;
	}
	if (from != order)
		memcpy(order, from, n * sizeof(uint32_t));
}

static int
compare_int64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int
cc_model_rows_compare(const cc_model_rows *a, const uint32_t *a_order,
					  const cc_model_rows *b, const uint32_t *b_order)
{
	int order = compare_int64(a->items, b->items);

	if (order == 0)
		order = compare_int64(a->names_length, b->names_length);
	if (order == 0)
		order = memcmp(cc_model_rows_names(a), cc_model_rows_names(b),
					   a->names_length);
	if (order == 0)
		order = compare_int64(a->n, b->n);
	if (order == 0)
		order = compare_int64(a->dropped, b->dropped);
	if (order == 0)
		order = compare_int64(a->used, b->used);
	for (uint32_t i = 0; i < a->used && order == 0; i++)
	{
		order =
			compare_rows(cc_model_rows_values(a, a_order[i]),
						 cc_model_rows_values(b, b_order[i]), a->items + 1u);
		if (order == 0)
			order = compare_int64(cc_model_rows_count(a, a_order[i]),
								  cc_model_rows_count(b, b_order[i]));
	}
	return order;
}

uint64_t
cc_model_rows_hash(const cc_model_rows *state, uint64_t seed)
{
	const char *names = cc_model_rows_names(state);
	uint64_t hash = mix(seed, (uint64_t) state->dropped);
	uint64_t sum = 0; /* of the rows, in whatever order they are */

	for (uint32_t i = 0; i < state->names_length; i += 8)
	{
		uint64_t word;

		memcpy(&word, names + i, sizeof(word));
		hash = mix(hash, word);
	}
	for (uint32_t row = 0; row < state->used; row++)
		sum += mix(row_hash(cc_model_rows_values(state, row),
							cc_model_rows_weight(state, row), state->items),
				   (uint64_t) cc_model_rows_count(state, row));
	hash = mix(hash, sum);
	return hash ^ hash >> 32;
}

/* ---- text ---- */

static const char type_name[] = "model_rows";

void
cc_model_rows_print(const cc_model_rows *state, const uint32_t *order,
					cc_printer *printer, cc_poll poll)
{
	cc_items_print(printer, cc_model_rows_names(state), state->items);
	cc_print(printer, ",\"dropped\":%lld,\"distinct\":%u,\"rows\":[",
			 (long long) state->dropped, state->used);
	for (uint32_t i = 0; i < state->used; i++)
	{
		const double *x = cc_model_rows_values(state, order[i]);

		cc_print(printer, "%s[%lld", i > 0 ? "," : "",
				 (long long) cc_model_rows_count(state, order[i]));
		for (uint32_t j = 0; j <= state->items; j++)
		{
			cc_print(printer, ",");
			cc_print_double(printer, x[j]);
		}
		cc_print(printer, "]");
		if (poll != NULL)
			poll();
	}
	cc_print(printer, "]}");
}

/* The next row of that count: where its values and weight go. */
static double *
next_row(cc_model_rows *state, int64_t count)
{
	double *row = row_at(state, state->used++);

	memcpy(row, &count, sizeof(count));
	/* wraps in what rows_check() refuses */
	state->n = (int64_t) ((uint64_t) state->n + (uint64_t) count);
	return row + 1;
}

/* What was read, once all rows are in their places. */
static cc_status
finish(cc_model_rows *state, size_t size, cc_poll poll, cc_error *error)
{
	if (rows_check(state, poll, error) != CC_OK)
		return error->status;
	if (fill_slots(state, poll) < state->used)
		return refuse(error, "A row appears twice.");
	return cc_model_rows_check(state, size, poll, error);
}

static cc_status
size_for(uint32_t items, uint32_t names_length, uint32_t used, size_t *size,
		 cc_error *error)
{
	if (used > cc_model_rows_most(items, names_length))
		return cc_fail(error, CC_TOO_LARGE,
					   "model_rows of so many rows are too large");
	*size = cc_model_rows_size(items, names_length, used);
	return CC_OK;
}

cc_status
cc_model_rows_parse(const char *text, size_t length, cc_model_rows *state,
					size_t *size, cc_poll poll, cc_error *error)
{
	cc_scanner scanner;
	uint32_t items;
	uint32_t names_length;
	int64_t dropped;
	int64_t used;
	char names[CC_COMOMENTS_MAX_ITEMS * (CC_COMOMENTS_MAX_NAME + 1) + 8];

	cc_scanner_init(&scanner, text, length);
	if (cc_items_scan(&scanner, type_name, CC_COMOMENTS_MAX_ITEMS, names,
					  sizeof(names), &items, &names_length, error) != CC_OK)
		return error->status;
	if (!cc_scan_member(&scanner, ",", "dropped") ||
		!cc_scan_int64(&scanner, &dropped) ||
		!cc_scan_member(&scanner, ",", "distinct") ||
		!cc_scan_int64(&scanner, &used) || used < 0 || used > UINT32_MAX)
		return cc_bad_text(&scanner, type_name, "dropped or distinct", error);
	if (state == NULL)
	{
		if (2 * stride_of(items) * (size_t) used > length)
			return cc_bad_text(&scanner, type_name,
							   "more rows, as many as are distinct,", error);
		return size_for(items, names_length, (uint32_t) used, size, error);
	}
	cc_model_rows_init(state, items, names, names_length, (uint32_t) used);
	state->dropped = dropped;
	if (!cc_scan_member(&scanner, ",", "rows") || !cc_scan_token(&scanner, "["))
		return cc_bad_text(&scanner, type_name, "rows", error);
	while (state->used < (uint32_t) used)
	{
		int64_t count;
		double *x;

		if ((state->used > 0 && !cc_scan_token(&scanner, ",")) ||
			!cc_scan_token(&scanner, "["))
			return cc_bad_text(&scanner, type_name, "the next row", error);
		cc_scan_spaces(&scanner);
		if (!cc_scan_int64(&scanner, &count))
			return cc_bad_text(&scanner, type_name, "a count", error);
		x = next_row(state, count);
		for (uint32_t i = 0; i <= items; i++)
		{
			if (!cc_scan_token(&scanner, ","))
				return cc_bad_text(&scanner, type_name, "the rest of a row",
								   error);
			cc_scan_spaces(&scanner);
			if (!cc_scan_double(&scanner, &x[i]))
				return cc_bad_text(&scanner, type_name, "a number", error);
			x[i] += 0.0;
		}
		if (!cc_scan_token(&scanner, "]"))
			return cc_bad_text(&scanner, type_name, "the end of a row", error);
		if (poll != NULL)
			poll();
	}
	if (!cc_scan_token(&scanner, "]") || !cc_scan_token(&scanner, "}"))
		return cc_bad_text(&scanner, type_name, "]}", error);
	cc_scan_spaces(&scanner);
	if (!cc_scan_end(&scanner))
		return cc_bad_text(&scanner, type_name, "the end", error);
	return cc_checked_text(finish(state, *size, poll, error), type_name, error);
}

/* ---- wire ---- */

void
cc_model_rows_write(const cc_model_rows *state, const uint32_t *order,
					cc_writer *writer, cc_poll poll)
{
	cc_items_write(writer, state->flags, cc_model_rows_names(state),
				   state->items);
	cc_write_i64(writer, state->dropped);
	cc_write_u32(writer, state->used);
	for (uint32_t i = 0; i < state->used; i++)
	{
		const double *x = cc_model_rows_values(state, order[i]);

		cc_write_i64(writer, cc_model_rows_count(state, order[i]));
		for (uint32_t j = 0; j <= state->items; j++)
			cc_write_double(writer, x[j]);
		if (i % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
	}
}

cc_status
cc_model_rows_read(const void *bytes, size_t length, cc_model_rows *state,
				   size_t *size, cc_poll poll, cc_error *error)
{
	cc_reader reader;
	uint16_t flags;
	uint32_t items;
	uint32_t names_length;
	int64_t dropped;
	uint32_t used;
	char names[CC_COMOMENTS_MAX_ITEMS * (CC_COMOMENTS_MAX_NAME + 1) + 8];

	cc_reader_init(&reader, bytes, length);
	if (cc_items_read(&reader, CC_COMOMENTS_MAX_ITEMS, &flags, names,
					  sizeof(names), &items, &names_length, error) != CC_OK)
		return error->detail[0] != '\0' ? refuse_alike(error) : error->status;
	dropped = cc_read_i64(&reader);
	used = cc_read_u32(&reader);
	if (flags != 0)
		return refuse(error, "Its version is unknown.");
	if (reader.failed ||
		cc_reader_left(&reader) != sizeof(double) * stride_of(items) * used)
		return refuse(error, "Its size does not fit its rows and items.");
	if (state == NULL)
		return size_for(items, names_length, used, size, error);
	cc_model_rows_init(state, items, names, names_length, used);
	state->dropped = dropped;
	while (state->used < used)
	{
		double *x = next_row(state, cc_read_i64(&reader));

		for (uint32_t i = 0; i <= items; i++)
			x[i] = cc_read_double(&reader) + 0.0;
		if (state->used % ROWS_PER_POLL == 0 && poll != NULL)
			poll();
	}
	return finish(state, *size, poll, error);
}
