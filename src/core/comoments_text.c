/*
 * comoments_text.c
 *		Text and wire forms of co-moments.
 *
 * Tested in test/unit/test_comoments.c.
 */
#include "core/comoment_groups_private.h"
#include "core/comoments_private.h"

#include <string.h>

/* ---- printing ---- */

void
cc_items_print(cc_printer *printer, const char *names, uint32_t items)
{
	cc_print(printer, "{\"items\":[");
	for (uint32_t i = 0; i < items; i++)
	{
		size_t length = strlen(names);

		cc_print(printer, "%s", i > 0 ? "," : "");
		cc_print_string(printer, names, length);
		names += length + 1;
	}
	cc_print(printer, "]");
}

static void
print_integer(cc_printer *printer, uint16_t flags)
{
	cc_print(printer, ",\"integer\":%s",
			 flags & CC_COMOMENTS_INTEGER ? "true" : "false");
}

static void
print_number(cc_printer *printer, const char *key, double value)
{
	cc_print(printer, ",\"%s\":", key);
	cc_print_double(printer, value);
}

static void
print_numbers(cc_printer *printer, const char *key, const double *value,
			  size_t count, cc_poll poll)
{
	cc_print(printer, ",\"%s\":[", key);
	for (size_t i = 0; i < count; i++)
	{
		if (i > 0)
			cc_print(printer, ",");
		if (i % CC_NUMBERS_PER_POLL == 0 && poll != NULL)
			poll();
		cc_print_double(printer, value[i]);
	}
	cc_print(printer, "]");
}

/* ---- parsing ---- */

cc_status
cc_bad_text(const cc_scanner *scanner, const char *type, const char *expected,
			cc_error *error)
{
	cc_fail(error, CC_BAD_TEXT, "invalid input syntax for type %s", type);
	cc_error_detail(error, "Expected %s at column %d.", expected,
					cc_scan_column(scanner));
	return CC_BAD_TEXT;
}

static bool
scan_bool(cc_scanner *scanner, const char *key, bool *value)
{
	return cc_scan_member(scanner, ",", key) && cc_scan_bool(scanner, value);
}

static bool
scan_count(cc_scanner *scanner, const char *key, int64_t *value)
{
	return cc_scan_member(scanner, ",", key) && cc_scan_int64(scanner, value);
}

static bool
scan_number(cc_scanner *scanner, const char *key, double *value)
{
	return cc_scan_member(scanner, ",", key) && cc_scan_double(scanner, value);
}

static bool
scan_numbers(cc_scanner *scanner, const char *key, double *value, size_t count,
			 cc_poll poll)
{
	return cc_scan_member(scanner, ",", key) &&
		   cc_scan_numbers(scanner, value, count, poll);
}

cc_status
cc_items_scan(cc_scanner *scanner, const char *type, uint32_t limit,
			  char *names, size_t capacity, uint32_t *items,
			  uint32_t *names_length, cc_error *error)
{
	size_t used = 0;

	*items = 0;
	if (!cc_scan_member(scanner, "{", "items") || !cc_scan_token(scanner, "["))
		return cc_bad_text(scanner, type, "{\"items\":[", error);
	do
	{
		char name[CC_COMOMENTS_MAX_NAME];
		size_t length;

		if (!cc_scan_string(scanner, name, sizeof(name), &length))
			return cc_bad_text(scanner, type, "the name of an item", error);
		if (++*items > limit)
			return cc_fail(error, CC_TOO_LARGE, "more than %u items", limit);
		if (names == NULL)
			used += length + 1;
		else if (cc_names_add(names, capacity, &used, name, length, error) !=
				 CC_OK)
		{
			error->status = CC_BAD_TEXT;
			return CC_TOO_LARGE;
		}
	} while (cc_scan_token(scanner, ","));
	if (!cc_scan_token(scanner, "]"))
		return cc_bad_text(scanner, type, "the end of the items", error);
	*names_length = names == NULL ? (uint32_t) ((used + 7) / 8 * 8)
								  : cc_names_finish(names, capacity, used);
	return CC_OK;
}

cc_status
cc_checked_text(cc_status status, const char *type, cc_error *error)
{
	char why[sizeof(error->detail)];

	if (status != CC_BAD_BINARY)
		return status;
	memcpy(why, error->detail, sizeof(why));
	cc_fail(error, CC_BAD_TEXT, "invalid input syntax for type %s", type);
	cc_error_detail(error, "%s", why);
	return CC_BAD_TEXT;
}

/* ---- wire ---- */

void
cc_items_write(cc_writer *writer, uint16_t flags, const char *names,
			   uint32_t items)
{
	cc_write_u16(writer, CC_COMOMENTS_VERSION);
	cc_write_u16(writer, flags);
	cc_write_u32(writer, items);
	for (uint32_t i = 0; i < items; i++)
	{
		size_t length = strlen(names);

		cc_write_u8(writer, (uint8_t) length);
		cc_write_bytes(writer, names, length);
		names += length + 1;
	}
}

cc_status
cc_items_read(cc_reader *reader, uint32_t limit, uint16_t *flags, char *names,
			  size_t capacity, uint32_t *items, uint32_t *names_length,
			  cc_error *error)
{
	size_t used = 0;
	uint16_t version = cc_read_u16(reader);

	*flags = cc_read_u16(reader);
	*items = cc_read_u32(reader);
	if (reader->failed || version != CC_COMOMENTS_VERSION)
		return cc_comoments_refuse(error, "Its version is unknown.");
	if (*items == 0 || *items > limit)
		return cc_comoments_refuse(error, "It has no or too many items.");
	for (uint32_t i = 0; i < *items; i++)
	{
		size_t length = cc_read_u8(reader);
		const char *name = cc_read_bytes(reader, length);

		if (name == NULL || memchr(name, '\0', length) != NULL)
			return cc_comoments_refuse(error, "A name is cut short.");
		if (names == NULL)
			used += length + 1;
		else if (cc_names_add(names, capacity, &used, name, length, error) !=
				 CC_OK)
		{
			error->status = CC_BAD_BINARY;
			return error->status;
		}
	}
	*names_length = names == NULL ? (uint32_t) ((used + 7) / 8 * 8)
								  : cc_names_finish(names, capacity, used);
	return CC_OK;
}

static void
write_numbers(cc_writer *writer, const double *value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cc_write_double(writer, value[i]);
}

static void
read_numbers(cc_reader *reader, double *value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		value[i] = cc_read_double(reader);
}

/* ---- comoments ---- */

static const char comoments_type[] = "comoments";

/* The arrays of cells in their order. */
typedef struct section
{
	const char *key;
	size_t count;
} section;

static int
sections_of(uint32_t items, bool pairwise, section *list)
{
	size_t k = items;
	size_t pairs = k * (k + 1) / 2;
	int count = 0;

	list[count++] = (section){"pivot", k};
	list[count++] = (section){"sum", pairwise ? k * k : k};
	if (pairwise)
		list[count++] = (section){"square", k * k};
	list[count++] = (section){"product", pairs};
	if (pairwise)
	{
		list[count++] = (section){"pair_weight", pairs};
		list[count++] = (section){"pair_n", pairs};
	}
	return count;
}

void
cc_comoments_print(const cc_comoments *state, cc_comoments *scratch,
				   cc_printer *printer, cc_poll poll)
{
	bool pairwise = cc_comoments_pairwise(state);
	const double *cell;
	section list[6];
	int sections = sections_of(state->items, pairwise, list);

	cc_comoments_normalise(scratch, state);
	cell = cc_comoments_cell(scratch);
	cc_items_print(printer, cc_comoments_names(state), state->items);
	cc_print(printer, ",\"pairwise\":%s", pairwise ? "true" : "false");
	print_integer(printer, scratch->flags);
	cc_print(printer, ",\"n\":%lld,\"dropped\":%lld", (long long) state->n,
			 (long long) state->dropped);
	print_number(printer, "weight", state->weight);
	print_number(printer, "weight_squares", state->weight_squares);
	for (int i = 0; i < sections; cell += list[i++].count)
		print_numbers(printer, list[i].key, cell, list[i].count, poll);
	cc_print(printer, "}");
}

cc_status
cc_comoments_parse(const char *text, size_t length, cc_comoments *state,
				   size_t *size, cc_poll poll, cc_error *error)
{
	cc_scanner scanner;
	uint32_t items;
	uint32_t names_length;
	bool pairwise;
	bool integer;
	double *cell;
	section list[6];
	int sections;
	char *names = state == NULL ? NULL : (char *) (state + 1);
	size_t capacity = state == NULL ? 0 : *size - sizeof(cc_comoments);

	cc_scanner_init(&scanner, text, length);
	if (cc_items_scan(&scanner, comoments_type, CC_COMOMENTS_MAX_ITEMS, names,
					  capacity, &items, &names_length, error) != CC_OK)
		return error->status;
	if (!scan_bool(&scanner, "pairwise", &pairwise))
		return cc_bad_text(&scanner, comoments_type, ",\"pairwise\":", error);
	if (state == NULL)
	{
		if (2 * cc_comoments_cells(items, pairwise) > length)
			return cc_bad_text(&scanner, comoments_type,
							   "more numbers, for so many items,", error);
		*size = cc_comoments_size(items, names_length, pairwise);
		return CC_OK;
	}
	state->kind = CC_COMOMENTS_KIND;
	state->version = CC_COMOMENTS_VERSION;
	state->items = items;
	state->names_length = names_length;
	if (!scan_bool(&scanner, "integer", &integer) ||
		!scan_count(&scanner, "n", &state->n) ||
		!scan_count(&scanner, "dropped", &state->dropped) ||
		!scan_number(&scanner, "weight", &state->weight) ||
		!scan_number(&scanner, "weight_squares", &state->weight_squares))
		return cc_bad_text(&scanner, comoments_type,
						   "integer, n, dropped, weight or weight_squares",
						   error);
	state->flags = (uint16_t) ((pairwise ? CC_COMOMENTS_PAIRWISE : 0) |
							   (integer ? CC_COMOMENTS_INTEGER : 0));
	cell = cc_comoments_cell(state);
	sections = sections_of(items, pairwise, list);
	for (int i = 0; i < sections; cell += list[i++].count)
	{
		if (!scan_numbers(&scanner, list[i].key, cell, list[i].count, poll))
			return cc_bad_text(&scanner, comoments_type, list[i].key, error);
	}
	if (!cc_scan_token(&scanner, "}"))
		return cc_bad_text(&scanner, comoments_type, "}", error);
	cc_scan_spaces(&scanner);
	if (!cc_scan_end(&scanner))
		return cc_bad_text(&scanner, comoments_type, "the end", error);
	return cc_checked_text(cc_comoments_check(state, *size, error),
						   comoments_type, error);
}

void
cc_comoments_write(const cc_comoments *state, cc_comoments *scratch,
				   cc_writer *writer)
{
	cc_comoments_normalise(scratch, state);
	cc_items_write(writer, scratch->flags, cc_comoments_names(state),
				   state->items);
	cc_write_i64(writer, state->n);
	cc_write_i64(writer, state->dropped);
	cc_write_double(writer, state->weight);
	cc_write_double(writer, state->weight_squares);
	write_numbers(
		writer, cc_comoments_cell(scratch),
		cc_comoments_cells(state->items, cc_comoments_pairwise(state)));
}

cc_status
cc_comoments_read(const void *bytes, size_t length, cc_comoments *state,
				  size_t *size, cc_error *error)
{
	cc_reader reader;
	uint16_t flags;
	uint32_t items;
	uint32_t names_length;
	bool pairwise;
	char *names = state == NULL ? NULL : (char *) (state + 1);
	size_t capacity = state == NULL ? 0 : *size - sizeof(cc_comoments);

	cc_reader_init(&reader, bytes, length);
	if (cc_items_read(&reader, CC_COMOMENTS_MAX_ITEMS, &flags, names, capacity,
					  &items, &names_length, error) != CC_OK)
		return error->status;
	pairwise = (flags & CC_COMOMENTS_PAIRWISE) != 0;
	if (cc_reader_left(&reader) !=
		8 * (4 + cc_comoments_cells(items, pairwise)))
		return cc_comoments_refuse(error, "Its size does not fit its items.");
	if (state == NULL)
	{
		*size = cc_comoments_size(items, names_length, pairwise);
		return CC_OK;
	}
	state->kind = CC_COMOMENTS_KIND;
	state->version = CC_COMOMENTS_VERSION;
	state->flags = flags;
	state->items = items;
	state->names_length = names_length;
	state->n = cc_read_i64(&reader);
	state->dropped = cc_read_i64(&reader);
	state->weight = cc_read_double(&reader);
	state->weight_squares = cc_read_double(&reader);
	read_numbers(&reader, cc_comoments_cell(state),
				 cc_comoments_cells(items, pairwise));
	return cc_comoments_check(state, *size, error);
}

/* ---- comoment_groups ---- */

static const char groups_type[] = "comoment_groups";

void
cc_comoment_groups_print(const cc_comoment_groups *groups,
						 cc_comoment_groups *scratch, cc_printer *printer,
						 cc_poll poll)
{
	size_t k = groups->items;
	const char *comma = "";

	cc_comoment_groups_normalise(scratch, groups);
	cc_items_print(printer, cc_comoment_groups_names(groups), groups->items);
	print_integer(printer, scratch->flags);
	cc_print(printer, ",\"dropped\":%lld,\"used\":%u",
			 (long long) groups->dropped, groups->used);
	print_numbers(printer, "pivot", cc_comoment_groups_pivot(scratch), k, poll);
	cc_print(printer, ",\"groups\":[");
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
	{
		cc_comoment_group at = cc_comoment_groups_get(scratch, g);

		if (at.weights == NULL)
			continue;
		cc_print(printer, "%s{\"group\":%d", comma, g);
		comma = ",";
		print_number(printer, "n", at.weights[0]);
		print_number(printer, "weight", at.weights[1]);
		print_number(printer, "weight_squares", at.weights[2]);
		print_numbers(printer, "sum", at.sum, k, poll);
		print_numbers(printer, "product", at.product, k * (k + 1) / 2, poll);
		cc_print(printer, "}");
	}
	cc_print(printer, "]}");
}

cc_status
cc_comoment_groups_parse(const char *text, size_t length,
						 cc_comoment_groups *groups, size_t *size, cc_poll poll,
						 cc_error *error)
{
	cc_scanner scanner;
	uint32_t items;
	uint32_t names_length;
	int64_t dropped;
	int64_t used;
	bool integer;
	char *names = groups == NULL ? NULL : (char *) (groups + 1);
	size_t capacity = groups == NULL ? 0 : *size - sizeof(cc_comoment_groups);
	size_t k;

	cc_scanner_init(&scanner, text, length);
	if (cc_items_scan(&scanner, groups_type, CC_COMOMENT_GROUPS_MAX_ITEMS,
					  names, capacity, &items, &names_length, error) != CC_OK)
		return error->status;
	k = items;
	if (!scan_bool(&scanner, "integer", &integer) ||
		!scan_count(&scanner, "dropped", &dropped) ||
		!scan_count(&scanner, "used", &used) || used < 0 ||
		used > CC_COMOMENT_GROUPS)
		return cc_bad_text(&scanner, groups_type, "integer, dropped or used",
						   error);
	if (groups == NULL)
	{
		if (2 * (size_t) used * cc_comoment_group_cells(items) > length)
			return cc_bad_text(&scanner, groups_type,
							   "more numbers, for so many items,", error);
		*size = cc_comoment_groups_size(items, names_length, (uint32_t) used);
		return CC_OK;
	}
	groups->kind = CC_COMOMENT_GROUPS_KIND;
	groups->version = CC_COMOMENTS_VERSION;
	groups->flags = integer ? CC_COMOMENTS_INTEGER : 0;
	groups->items = items;
	groups->names_length = names_length;
	groups->dropped = dropped;
	groups->used = groups->room = (uint32_t) used;
	memset(groups->place, 0, sizeof(groups->place));
	if (!scan_numbers(&scanner, "pivot", cc_comoment_groups_pivot(groups), k,
					  poll) ||
		!cc_scan_member(&scanner, ",", "groups") ||
		!cc_scan_token(&scanner, "["))
		return cc_bad_text(&scanner, groups_type, "pivot and groups", error);
	for (uint16_t place = 1; place <= (uint16_t) used; place++)
	{
		cc_comoment_group at;
		int64_t group;

		if ((place > 1 && !cc_scan_token(&scanner, ",")) ||
			!cc_scan_token(&scanner, "{\"group\":") ||
			!cc_scan_int64(&scanner, &group) || group < 0 ||
			group >= CC_COMOMENT_GROUPS || groups->place[group] != 0)
			return cc_bad_text(&scanner, groups_type, "the next group", error);
		groups->place[group] = place;
		at = cc_comoment_groups_get(groups, (int) group);
		if (!scan_number(&scanner, "n", &at.weights[0]) ||
			!scan_number(&scanner, "weight", &at.weights[1]) ||
			!scan_number(&scanner, "weight_squares", &at.weights[2]) ||
			!scan_numbers(&scanner, "sum", at.sum, k, poll) ||
			!scan_numbers(&scanner, "product", at.product, k * (k + 1) / 2,
						  poll) ||
			!cc_scan_token(&scanner, "}"))
			return cc_bad_text(&scanner, groups_type, "the rest of a group",
							   error);
	}
	if (!cc_scan_token(&scanner, "]") || !cc_scan_token(&scanner, "}"))
		return cc_bad_text(&scanner, groups_type, "]}", error);
	cc_scan_spaces(&scanner);
	if (!cc_scan_end(&scanner))
		return cc_bad_text(&scanner, groups_type, "the end", error);
	return cc_checked_text(cc_comoment_groups_check(groups, *size, error),
						   groups_type, error);
}

void
cc_comoment_groups_write(const cc_comoment_groups *groups,
						 cc_comoment_groups *scratch, cc_writer *writer)
{
	cc_comoment_groups_normalise(scratch, groups);
	cc_items_write(writer, scratch->flags, cc_comoment_groups_names(groups),
				   groups->items);
	cc_write_i64(writer, groups->dropped);
	cc_write_u16(writer, (uint16_t) groups->used);
	write_numbers(writer, cc_comoment_groups_pivot(scratch), groups->items);
	for (int g = 0; g < CC_COMOMENT_GROUPS; g++)
	{
		cc_comoment_group at = cc_comoment_groups_get(scratch, g);

		if (at.weights == NULL)
			continue;
		cc_write_u8(writer, (uint8_t) g);
		write_numbers(writer, at.weights,
					  cc_comoment_group_cells(groups->items));
	}
}

cc_status
cc_comoment_groups_read(const void *bytes, size_t length,
						cc_comoment_groups *groups, size_t *size,
						cc_error *error)
{
	cc_reader reader;
	uint16_t flags;
	uint32_t items = 0;
	uint32_t names_length = 0;
	uint16_t used;
	int64_t dropped;
	char *names = groups == NULL ? NULL : (char *) (groups + 1);
	size_t capacity = groups == NULL ? 0 : *size - sizeof(cc_comoment_groups);

	cc_reader_init(&reader, bytes, length);
	if (cc_items_read(&reader, CC_COMOMENT_GROUPS_MAX_ITEMS, &flags, names,
					  capacity, &items, &names_length, error) != CC_OK)
		return error->status;
	dropped = cc_read_i64(&reader);
	used = cc_read_u16(&reader);
	if (used > CC_COMOMENT_GROUPS ||
		cc_reader_left(&reader) !=
			8 * (size_t) items +
				used * (1 + 8 * cc_comoment_group_cells(items)))
		return cc_comoments_refuse(error, "Its size does not fit its items.");
	if (groups == NULL)
	{
		*size = cc_comoment_groups_size(items, names_length, used);
		return CC_OK;
	}
	groups->kind = CC_COMOMENT_GROUPS_KIND;
	groups->version = CC_COMOMENTS_VERSION;
	groups->flags = flags;
	groups->items = items;
	groups->names_length = names_length;
	groups->dropped = dropped;
	groups->used = groups->room = used;
	memset(groups->place, 0, sizeof(groups->place));
	read_numbers(&reader, cc_comoment_groups_pivot(groups), items);
	for (uint16_t place = 1; place <= used; place++)
	{
		uint8_t group = cc_read_u8(&reader);

		if (groups->place[group] != 0)
			return cc_comoments_refuse(error, "Its groups overlap.");
		groups->place[group] = place;
		read_numbers(&reader, cc_comoment_groups_get(groups, group).weights,
					 cc_comoment_group_cells(items));
	}
	return cc_comoment_groups_check(groups, *size, error);
}
