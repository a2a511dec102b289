/*
 * comoment_groups.c
 *		Co-moments by random group, for intervals without the rows.
 *
 * Tested in test/unit/test_comoments.c.
 */
#include "core/comoment_groups.h"

#include "core/comoment_groups_private.h"
#include "core/comoments_private.h"

#include <string.h>

size_t
cc_comoment_group_cells(uint32_t items)
{
	return 3 + (size_t) items + (size_t) items * (items + 1) / 2;
}

size_t
cc_comoment_groups_size(uint32_t items, uint32_t names_length, uint32_t room)
{
	return sizeof(cc_comoment_groups) + names_length +
		   sizeof(double) * (items + room * cc_comoment_group_cells(items));
}

const char *
cc_comoment_groups_names(const cc_comoment_groups *groups)
{
	return (const char *) (groups + 1);
}

double *
cc_comoment_groups_pivot(const cc_comoment_groups *groups)
{
	/* aligned: the header and the padded names are multiples of 8 */
	return (double *) (void *) (cc_comoment_groups_names(groups) +
								groups->names_length);
}

/* A group's cells by its place among those held. */
static double *
held(const cc_comoment_groups *groups, uint32_t place)
{
	return cc_comoment_groups_pivot(groups) + groups->items +
		   place * cc_comoment_group_cells(groups->items);
}

static cc_comoment_group
group_held(const cc_comoment_groups *groups, uint32_t place)
{
	cc_comoment_group at;

	at.weights = held(groups, place);
	at.sum = at.weights + 3;
	at.product = at.sum + groups->items;
	return at;
}

cc_comoment_group
cc_comoment_groups_get(const cc_comoment_groups *groups, int group)
{
	return groups->place[group] > 0
			   ? group_held(groups, groups->place[group] - 1u)
			   : (cc_comoment_group){0};
}

void
cc_comoment_groups_init(cc_comoment_groups *groups, uint32_t items,
						const char *names, uint32_t names_length, uint32_t room)
{
	uint32_t host_length = groups->host_length;

	memset(groups, 0, cc_comoment_groups_size(items, names_length, room));
	groups->host_length = host_length;
	groups->kind = CC_COMOMENT_GROUPS_KIND;
	groups->version = CC_COMOMENTS_VERSION;
	groups->flags = CC_COMOMENTS_INTEGER;
	groups->items = items;
	groups->names_length = names_length;
	groups->room = room;
	memcpy((char *) (groups + 1), names, names_length);
}

int
cc_comoment_group_of(int64_t key)
{
	uint64_t hash = (uint64_t) key;

	/* Stafford's mix 13 (the finisher of SplitMix64) */
	hash = (hash ^ hash >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	hash = (hash ^ hash >> 27) * UINT64_C(0x94d049bb133111eb);
	return (int) ((hash ^ hash >> 31) % CC_COMOMENT_GROUPS);
}

bool
cc_comoment_groups_full(const cc_comoment_groups *groups, int group)
{
	return groups->place[group] == 0 && groups->used == groups->room;
}

void
cc_comoment_groups_move(cc_comoment_groups *to, uint32_t room,
						const cc_comoment_groups *from)
{
	uint32_t host_length = to->host_length;
	size_t length =
		cc_comoment_groups_size(from->items, from->names_length, from->used);

	memcpy(to, from, length);
	memset((char *) to + length, 0,
		   cc_comoment_groups_size(from->items, from->names_length, room) -
			   length);
	to->host_length = host_length;
	to->room = room;
}

/* The cells of a group, taking a place for it when it has none. */
static cc_comoment_group
reserve(cc_comoment_groups *groups, int group)
{
	if (groups->place[group] == 0)
		groups->place[group] = (uint16_t) ++groups->used;
	return group_held(groups, groups->place[group] - 1u);
}

cc_status
cc_comoment_groups_add(cc_comoment_groups *groups, int group,
					   const cc_comoments_row *row, cc_error *error)
{
	size_t k = groups->items;
	double *pivot = cc_comoment_groups_pivot(groups);
	double *x = row->x;
	double weight = row->weight;
	cc_comoment_group at;
	cc_status status =
		cc_comoments_check_row(cc_comoment_groups_names(groups), k, row, error);

	if (status != CC_OK || weight == 0)
		return status;
	if (!row->complete)
	{
		groups->dropped++;
		return CC_OK;
	}
	groups->flags = cc_comoments_flags_after(groups->flags, k, row);
	if (groups->used == 0)
		memcpy(pivot, x, k * sizeof(double));
	at = reserve(groups, group);
	for (size_t i = 0; i < k; i++)
		x[i] -= pivot[i];
	cc_comoments_add_deviations(at.sum, at.product, x, k, weight);
	at.weights[0] += 1;
	at.weights[1] += weight;
	at.weights[2] += weight * weight;
	return CC_OK;
}

static bool
exact_groups(const cc_comoment_groups *groups)
{
	double weight = 0;

	if ((groups->flags & CC_COMOMENTS_INTEGER) == 0)
		return false;
	/* as of one state: the groups' sum must be exact, too */
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
	{
		cc_comoment_group at = cc_comoment_groups_get(groups, g);

		if (at.weights == NULL)
			continue;
		weight += at.weights[2];
	}
	if (weight > CC_EXACT_LIMIT)
		return false;
	for (size_t i = 0, cell = 0; i < groups->items;
		 cell += groups->items - i, i++)
	{
		double square = 0;

		for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
		{
			cc_comoment_group at = cc_comoment_groups_get(groups, g);

			if (at.weights != NULL)
				square += at.product[cell];
		}
		if (square > CC_EXACT_LIMIT)
			return false;
	}
	return true;
}

/* One group about pivots that are d lower. */
static void
add_moved(cc_comoment_group to, cc_comoment_group from, const double *a,
		  const double *b, size_t k, bool exact)
{
	double weight = from.weights[1];
	size_t cell = 0;

	for (size_t i = 0; i < k; i++)
	{
		double di = b[i] - a[i];

		to.sum[i] += cc_moved_sum(from.sum[i], weight, di, exact);
		for (size_t j = i; j < k; j++, cell++)
			to.product[cell] +=
				cc_moved_product(from.product[cell], from.sum[i], from.sum[j],
								 weight, di, b[j] - a[j], exact);
	}
	for (int i = 0; i < 3; i++)
		to.weights[i] += from.weights[i];
}

static void
merge_moved(cc_comoment_groups *a, const cc_comoment_groups *b, bool exact)
{
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
	{
		if (b->place[g] > 0)
			add_moved(reserve(a, g), cc_comoment_groups_get(b, g),
					  cc_comoment_groups_pivot(a), cc_comoment_groups_pivot(b),
					  a->items, exact);
	}
}

cc_status
cc_comoment_groups_merge(cc_comoment_groups *a, const cc_comoment_groups *b,
						 cc_error *error)
{
	bool exact;

	if (!cc_names_same(cc_comoment_groups_names(a), a->names_length,
					   cc_comoment_groups_names(b), b->names_length))
		return cc_names_differ(error);
	if (b->dropped > INT64_MAX - a->dropped)
		return cc_fail(error, CC_OUT_OF_RANGE, "too many rows to count");
	a->dropped += b->dropped;
	if (b->used == 0)
		return CC_OK;
	if (a->used == 0)
		memcpy(cc_comoment_groups_pivot(a), cc_comoment_groups_pivot(b),
			   a->items * sizeof(double));
	exact = exact_groups(a) && exact_groups(b);
	merge_moved(a, b, exact);
	a->flags &= b->flags;
	if (!exact_groups(a))
		a->flags &= (uint16_t) ~CC_COMOMENTS_INTEGER;
	return CC_OK;
}

int64_t
cc_comoment_groups_n(const cc_comoment_groups *groups, int group)
{
	return groups->place[group] > 0
			   ? (int64_t) held(groups, groups->place[group] - 1u)[0]
			   : 0;
}

void
cc_comoment_groups_sum(const cc_comoment_groups *groups, const uint32_t *times,
					   cc_comoments *total)
{
	size_t k = groups->items;
	double *pivot = cc_comoments_cell(total);
	double *sum = pivot + k;
	size_t cells = cc_comoment_group_cells(groups->items) - 3;

	memcpy(pivot, cc_comoment_groups_pivot(groups), k * sizeof(double));
	memset(sum, 0, cells * sizeof(double));
	total->flags = groups->flags;
	total->dropped = groups->dropped;
	total->n = 0;
	total->weight = total->weight_squares = 0;
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
	{
		cc_comoment_group at = cc_comoment_groups_get(groups, g);
		double factor = times == NULL ? 1 : times[g];

		if (at.weights == NULL || factor == 0)
			continue;
		total->n += (int64_t) (factor * at.weights[0]);
		total->weight += factor * at.weights[1];
		total->weight_squares += factor * at.weights[2];
		for (size_t i = 0; i < cells; i++)
			sum[i] += factor * at.sum[i];
	}
}

void
cc_comoment_groups_normalise(cc_comoment_groups *to,
							 const cc_comoment_groups *from)
{
	double *pivot = cc_comoment_groups_pivot(from);
	double *new_pivot;
	bool exact = exact_groups(from);
	uint32_t host_length = to->host_length;

	cc_comoment_groups_init(to, from->items, cc_comoment_groups_names(from),
							from->names_length, from->used);
	to->host_length = host_length;
	to->dropped = from->dropped;
	to->flags = exact ? CC_COMOMENTS_INTEGER : 0;
	new_pivot = cc_comoment_groups_pivot(to);
	memcpy(new_pivot, pivot, from->items * sizeof(double));
	for (size_t i = 0; i < from->items && exact && from->used > 0; i++)
	{
		double sum = 0;
		double weight = 0;

		for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
		{
			cc_comoment_group at = cc_comoment_groups_get(from, g);

			if (at.weights == NULL)
				continue;
			sum += at.sum[i];
			weight += at.weights[1];
		}
		new_pivot[i] = cc_comoments_nearest_mean(pivot[i], sum, weight);
	}
	/* by group number, so the places are canonical, too */
	merge_moved(to, from, exact);
}

cc_status
cc_comoment_groups_check(const cc_comoment_groups *groups, size_t size,
						 cc_error *error)
{
	uint32_t held_groups = 0;
	bool seen[CC_COMOMENT_GROUPS] = {0};
	bool integer;

	if (size < sizeof(cc_comoment_groups) ||
		groups->kind != CC_COMOMENT_GROUPS_KIND)
		return cc_comoments_refuse(error, "It is not a comoment_groups value.");
	if (groups->version != CC_COMOMENTS_VERSION ||
		(groups->flags & ~CC_COMOMENTS_INTEGER) != 0)
		return cc_comoments_refuse(error, "Its version is unknown.");
	if (groups->items == 0 || groups->items > CC_COMOMENT_GROUPS_MAX_ITEMS ||
		groups->names_length >
			groups->items * (CC_COMOMENTS_MAX_NAME + 1u) + 7 ||
		groups->room > CC_COMOMENT_GROUPS || groups->used > groups->room ||
		size != cc_comoment_groups_size(groups->items, groups->names_length,
										groups->room))
		return cc_comoments_refuse(
			error, "Its size does not fit its number of items.");
	if (cc_names_check(cc_comoment_groups_names(groups), groups->names_length,
					   groups->items, error) != CC_OK)
		return error->status;
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
	{
		uint32_t place = groups->place[g];

		if (place == 0)
			continue;
		if (place > groups->used || seen[place - 1])
			return cc_comoments_refuse(error, "Its groups overlap.");
		seen[place - 1] = true;
		held_groups++;
	}
	if (held_groups != groups->used || groups->dropped < 0)
		return cc_comoments_refuse(error, "Its groups do not add up.");

	integer = (groups->flags & CC_COMOMENTS_INTEGER) != 0;
	if (!cc_comoments_pivots_check(cc_comoment_groups_pivot(groups),
								   groups->items, integer))
		return cc_comoments_refuse(error, "Its sums contradict each other.");
	for (uint32_t place = 0; place < groups->used; place++)
	{
		const double *cell = held(groups, place);
		double n = cell[0];

		if (!(n >= 1 && n <= CC_EXACT_LIMIT && (double) (int64_t) n == n) ||
			!cc_comoments_weights_check((int64_t) n, cell[1], cell[2]) ||
			!cc_comoments_cells_check(cc_comoment_groups_pivot(groups),
									  cell + 3, cell + 3 + groups->items,
									  groups->items, cell[1], integer))
			return cc_comoments_refuse(error,
									   "Its sums contradict each other.");
		for (size_t i = 0;
			 integer && i < cc_comoment_group_cells(groups->items); i++)
		{
			if (!cc_comoments_is_whole(cell[i]))
				return cc_comoments_refuse(error, "Its sums are not integers.");
		}
	}
	return CC_OK;
}
