/* Volume histories: any order of rows, one grid, text and bytes. */
#include "core/volume_history.h"
#include "unit/unit.h"

#define MOST 4000

static uint32_t state = 7;

static int64_t
next(void)
{
	state = state * 1664525 + 1013904223;
	return (int64_t) (state >> 8);
}

static cc_volume_entry
entry_of(int64_t slot, int64_t volume, int64_t handle)
{
	cc_volume_entry entry = {0, volume, handle};
	cc_error error;

	cc_interval_make(800000200 + slot * 1800, 800002000 + slot * 1800,
					 &entry.bucket, &error);
	return entry;
}

/* Add rows in an order of their own; how they end up. */
static size_t
gather(const cc_volume_entry *rows, size_t n, int order,
	   cc_volume_entry *entries)
{
	static cc_volume_entry memory[MOST];
	static size_t at[MOST];
	cc_volumes volumes = {memory, 8, 0, 0};
	cc_error error;

	for (size_t i = 0; i < n; i++)
		at[i] = order == 1 ? n - 1 - i : i;
	for (size_t i = n; order > 1 && i-- > 1;)
	{
		size_t j = (size_t) next() % (i + 1);
		size_t other = at[j];

		at[j] = at[i];
		at[i] = other;
	}
	for (size_t i = 0; i < n; i++)
	{
		if (cc_volumes_is_full(&volumes))
		{
			cc_volumes_settle(&volumes, NULL, &error);
			if (volumes.count * 2 > volumes.capacity)
				volumes.capacity *= 2;
		}
		if (cc_volumes_add(&volumes, &rows[at[i]], &error) != CC_OK)
			return 0;
	}
	cc_volumes_settle(&volumes, NULL, &error);
	memcpy(entries, memory, volumes.count * sizeof(memory[0]));
	return volumes.count;
}

static void
check_orders(void)
{
	static cc_volume_entry rows[1000], want[MOST], got[MOST];
	size_t n;

	for (int i = 0; i < 1000; i++)
		rows[i] = entry_of(next() % 300, next() % 50 == 0 ? -1 : next() % 9,
						   next() % 30 == 0 ? -1 : next() % 900);
	for (int i = 0; i < 1000; i++)
		if (rows[i].volume < 0)
			rows[i].handle = -1;
	n = gather(rows, 1000, 0, want);
	ok(n > 250 && n <= 300, "%zu intervals of 1000 rows", n);
	for (int order = 1; order < 8; order++)
		ok(gather(rows, 1000, order, got) == n &&
			   memcmp(got, want, n * sizeof(got[0])) == 0,
		   "order %d", order);
}

static void
check_values(void)
{
	cc_volume_entry memory[4];
	cc_volumes volumes = {memory, 4, 0, 0};
	cc_volume_entry entry = entry_of(0, INT64_MAX - 1, 5);
	int64_t number;
	cc_error error;

	cc_volumes_add(&volumes, &entry, &error);
	ok(cc_volumes_add(&volumes, &entry, &error) == CC_OUT_OF_RANGE,
	   "too much: %s", error.message);
	ok(cc_volume_of(1.5, &number) && number == 1500000, "one and a half");
	ok(cc_volume_of(NAN, &number) && number == CC_VOLUME_UNKNOWN, "not known");
	ok(!cc_volume_of(-1, &number) && !cc_volume_of(1e13, &number) &&
		   !cc_volume_of(INFINITY, &number),
	   "nor negative or too much");
	ok(cc_volume_width_of(82800) == CC_DAY &&
		   cc_volume_width_of(90000) == CC_DAY &&
		   cc_volume_width_of(7200) == 7200,
	   "local days are a day");
}

static bool
refused(const char *text)
{
	cc_volume_grid grid;
	size_t count;
	cc_error error;
	cc_status status = cc_volumes_parse(text, strlen(text), &grid, NULL, 0,
										&count, NULL, &error);

	return status == CC_BAD_TEXT || status == CC_BAD_DATETIME;
}

static void
check_forms(void)
{
	static const char text[] =
		"PT30M Europe/Paris {2025-05-08T06:30:00Z/PT30M 12.000001 3600.5, "
		"2025-05-08T07:30:00Z/PT30M -, 2025-05-08T08:00:00Z/PT30M 0}";
	static unsigned char wire[400];
	char printed[300];
	cc_volume_grid grid, same;
	cc_volume_entry entries[4], again[4];
	size_t count, length;
	cc_printer printer;
	cc_writer writer;
	cc_reader reader;
	cc_error error;

	ok(cc_volumes_parse(text, strlen(text), &grid, entries, 4, &count, NULL,
						&error) == CC_OK &&
		   count == 3,
	   "text reads");
	cc_printer_init(&printer, printed, sizeof(printed));
	cc_volumes_print(&printer, &grid, entries, count, NULL);
	ok(strcmp(printed, text) == 0, "and prints: %s", printed);
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_volumes_write(&writer, &grid, entries, count);
	length = writer.length;
	cc_reader_init(&reader, wire, length);
	ok(cc_volumes_read_header(&reader, &same, &count, &error) == CC_OK &&
		   cc_volume_same_grid(&grid, &same) &&
		   cc_volumes_read(&reader, &same, again, count, &error) == CC_OK &&
		   memcmp(entries, again, count * sizeof(again[0])) == 0,
	   "bytes read back");
	for (size_t cut = 0; cut < length; cut++)
	{
		cc_reader_init(&reader, wire, cut);
		if (cc_volumes_read_header(&reader, &same, &count, &error) == CC_OK)
			ok(false, "%zu bytes are taken for all", cut);
	}
	for (size_t i = 0; i < length; i++)
		for (int bit = 0; bit < 8; bit++)
		{
			wire[i] ^= (unsigned char) (1 << bit);
			cc_reader_init(&reader, wire, length);
			if (cc_volumes_read_header(&reader, &same, &count, &error) ==
					CC_OK &&
				count <= 4 &&
				cc_volumes_read(&reader, &same, again, count, &error) ==
					CC_OK &&
				!cc_volumes_is_valid(&same, again, count, NULL))
				ok(false, "byte %zu, bit %d: not valid, and taken", i, bit);
			wire[i] ^= (unsigned char) (1 << bit);
		}
	ok(refused("PT30M {}"), "nothing");
	ok(refused("PT30M {2025-05-08T06:30:00Z/PT15M 1}"), "another width");
	ok(refused("PT30M {2025-05-08T06:30:00Z/PT30M 1, "
			   "2025-05-08T06:45:00Z/PT30M 1}"),
	   "one over the other");
	ok(refused("PT30M {2025-05-08T06:30:00Z/PT30M 1, "
			   "2025-05-08T07:15:00Z/PT30M 1}"),
	   "another phase");
	ok(refused("PT30M {2025-05-08T06:30:00Z/PT30M 1, "
			   "2025-05-08T05:30:00Z/PT30M 1}"),
	   "not in order");
	ok(refused("PT25H {2025-05-08T06:30:00Z/PT25H 1}"), "more than a day");
	ok(refused("PT30M {2025-05-08T06:30:00Z/PT30M - 1}"), "time of no volume");
}

static void
paris(const void *source, int64_t instant, cc_stretch *stretch)
{
	(void) source;
	stretch->from = instant - ((int64_t) 1 << 40);
	stretch->until = instant + ((int64_t) 1 << 40);
	stretch->offset = 3600;
}

static void
check_grid(void)
{
	cc_volume_grid grid = {7200, "Europe/Paris", 12};
	cc_volume_entry entry = {0, 1000000, -1};
	cc_zone zone;
	cc_error error;

	cc_zone_init(&zone, paris, NULL);
	cc_interval_make(800060400, 800067600, &entry.bucket, &error);
	ok(cc_volumes_check_zone(&grid, &zone, &entry, 1, NULL, &error) == CC_OK,
	   "of the grid");
	cc_interval_make(800064000, 800071200, &entry.bucket, &error);
	ok(cc_volumes_check_zone(&grid, &zone, &entry, 1, NULL, &error) ==
		   CC_BAD_ARGUMENT,
	   "not of the grid: %s", error.message);
}

int
main(void)
{
	check_orders();
	check_values();
	check_forms();
	check_grid();
	return unit_done();
}
