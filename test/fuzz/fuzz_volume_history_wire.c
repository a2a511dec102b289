/*
 * The wire form of a volume history: what is taken is valid and writes back; a
 * forecast of it is never negative, and never NaN once there is a volume.
 */
#include "core/forecast.h"
#include "fuzz_volume_history.h"

#include <math.h>

#define SLOTS 1440

static void
utc(const void *source, int64_t instant, cc_stretch *stretch)
{
	(void) source;
	stretch->from = instant - ((int64_t) 1 << 40);
	stretch->until = instant + ((int64_t) 1 << 40);
	stretch->offset = 0;
}

static void
try_forecast(const cc_volume_grid *grid, const cc_volume_entry *entries,
			 size_t n)
{
	static double room[200 * SLOTS];
	static cc_forecaster forecaster;
	int64_t end = cc_interval_end(entries[n - 1].bucket);
	cc_zone zone;
	cc_forecast_problem problem = {.entries = entries,
								   .count = n,
								   .width = grid->width,
								   .zone = &zone,
								   .level = 0.8};
	cc_error error;

	/* what takes the fuzzer too long */
	if (grid->width < 60 || cc_forecast_room(grid->width) > 200 * SLOTS ||
		end - cc_interval_start(entries[0].bucket) > 4000 * CC_DAY)
		return;
	cc_zone_init(&zone, utc, NULL);
	for (int method = 0; cc_forecast_methods[method] != NULL; method++)
	{
		problem.method = (cc_forecast_method) method;
		cc_forecaster_init(&forecaster, &problem, room);
		if (cc_forecast_fit(&forecaster, end, &error) != CC_OK)
			return;
		for (int i = 0; i < 100; i++)
		{
			int64_t start = end + 977 * i * grid->width / 7;
			cc_interval bucket;
			cc_forecast_row row;

			if (cc_interval_make(start, start + grid->width, &bucket, &error) !=
					CC_OK ||
				cc_forecast_bucket(&forecaster, bucket, &row, &error) != CC_OK)
				continue;
			must(isnan(row.volume) == isnan(row.lower));
			must(isnan(row.volume) ||
				 (row.volume >= 0 && row.lower >= 0 && row.upper >= row.lower));
			must(isnan(row.aht) || row.aht >= 0);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_volume_entry entries[ROOM];
	static unsigned char wire[ROOM * 32];
	cc_volume_grid grid;
	size_t n;
	cc_reader reader;
	cc_writer writer;
	cc_error error;

	cc_reader_init(&reader, data, size);
	if (cc_volumes_read_header(&reader, &grid, &n, &error) != CC_OK ||
		n > ROOM ||
		cc_volumes_read(&reader, &grid, entries, n, &error) != CC_OK)
		return 0;
	must_be_history(data, size);
	cc_writer_init(&writer, wire, sizeof(wire));
	cc_volumes_write(&writer, &grid, entries, n);
	must(writer.length == size && memcmp(wire, data, size) == 0);
	try_forecast(&grid, entries, n);
	return 0;
}
