/* Business hours: text and stored forms; counting against each second. */
#include "core/business_hours.h"
#include "unit/unit.h"

static cc_opening openings[1000];
static cc_exception exceptions[CC_MAX_EXCEPTIONS + 2];

static cc_status
parse(const char *text, cc_calendar *calendar, cc_error *error)
{
	cc_calendar_room room;
	cc_status status = cc_calendar_text_room(strlen(text), &room, error);

	if (status != CC_OK || room.n_openings > 1000)
		return status;
	room.openings = openings;
	room.exceptions = exceptions;
	return cc_calendar_parse(text, strlen(text), &room, calendar, error);
}

static void
print(const cc_calendar *calendar, char *text, size_t size)
{
	cc_printer printer;

	cc_printer_init(&printer, text, size);
	cc_calendar_print(&printer, calendar);
}

static void
text(void)
{
	static const struct
	{
		const char *text;
		const char *canonical; /* NULL: as it is */
	} good[] = {
		{"Mo-Fr 08:00-20:00; Sa 09:00-13:00; 2026-12-25 off; zone "
		 "America/New_York",
		 NULL},
		{"Mo-Su off; zone UTC", NULL},
		{"Mo-Su 00:00-24:00; zone UTC", NULL},
		{"Mo,We,Fr-Sa 08:00-12:00,13:00-17:00:30; zone UTC", NULL},
		{"Mo-Fr 22:00-06:00; Sa-Su 00:00-04:00; zone UTC", NULL},
		{"0001-01-01/9999-12-31 08:00-12:00; zone X",
		 "Mo-Su off; 0001-01-01/9999-12-31 08:00-12:00; zone X"},
		{" MO-fr 8:00 - 20:00 ,  6:00-7:00;zone UTC ; ",
		 "Mo-Fr 06:00-07:00,08:00-20:00; zone UTC"},
		{"Fr-Mo 22:00-00:00", "Mo,Fr-Su 22:00-24:00; zone UTC"},
		{"Mo-Su 08:00-18:00; Su off; We 08:00-12:00",
		 "Mo-Tu,Th-Sa 08:00-18:00; We 08:00-12:00; zone UTC"},
		{"Mo 08:00-12:00; We 08:00-12:00; Tu 09:00-12:00",
		 "Mo,We 08:00-12:00; Tu 09:00-12:00; zone UTC"},
		{"Mo 1:00-2:00;2026-01-01/2026-01-31 off;2026-01-10 01:00-02:00",
		 "Mo 01:00-02:00; 2026-01-01/2026-01-09 off; 2026-01-10 01:00-02:00; "
		 "2026-01-11/2026-01-31 off; zone UTC"},
		{"Mo 1:00-2:00;2026-01-10,2026-01-12 01:00-02:00;2026-01-01/"
		 "2026-01-31 off",
		 "Mo 01:00-02:00; 2026-01-01/2026-01-31 off; zone UTC"},
		{"Mo 1:00-2:00;2026-01-03 off;2026-01-01 off;2026-01-02 off",
		 "Mo 01:00-02:00; 2026-01-01/2026-01-03 off; zone UTC"},
		{"zone A; 2026-01-01/2026-01-05 off; 2026-01-04/2026-01-08 "
		 "01:00-02:00; 2025-12-30/2026-01-01 03:00-04:00",
		 "Mo-Su off; 2025-12-30/2026-01-01 03:00-04:00; 2026-01-02/2026-01-03 "
		 "off; 2026-01-04/2026-01-08 01:00-02:00; zone A"}};
	static const struct
	{
		const char *text;
		int column;
	} bad[] = {{"", 1},
			   {"  ", 3},
			   {";", 1},
			   {"Mo-Fr", 6},
			   {"Mo-Fr 08:00", 12},
			   {"Mo-Xx 08:00-09:00", 4},
			   {"Mo, 08:00-09:00", 5},
			   {"Montag 08:00-09:00", 3},
			   {"Mo 08:00-25:00", 10},
			   {"Mo 08:60-09:00", 4},
			   {"Mo 24:00-09:00", 4},
			   {"Mo 08:00-08:00", 4},
			   {"Mo 08:00-12:00,11:00-13:00", 16},
			   {"Mo 11:00-13:00,08:00-12:00", 16},
			   {"Mo 22:00-06:00,23:00-24:00", 16},
			   {"Mo 08:00-20:00 Tu 08:00-20:00", 16},
			   {"Mo off; 2026-02-29 off", 9},
			   {"Mo off; 2026-12-26/2026-12-24 off", 9},
			   {"Mo off; 26-12-24 off", 9},
			   {"Mo off; zone", 13},
			   {"Mo off; zone UTC; zone UTC", 24},
			   {"Mo off; zone Europe/Par\xc3\xads", 24}};
	cc_calendar calendar;
	cc_error error;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
	{
		const char *want =
			good[i].canonical != NULL ? good[i].canonical : good[i].text;
		char shown[400];
		char again[400];
		unsigned char bytes[400];
		unsigned char same[400];
		cc_writer writer;
		cc_reader reader;
		cc_calendar_room room = {0};
		bool refused = true;

		ok(parse(good[i].text, &calendar, &error) == CC_OK, "%s is read",
		   good[i].text);
		print(&calendar, shown, sizeof(shown));
		ok(strcmp(shown, want) == 0, "as %s", shown);
		cc_writer_init(&writer, bytes, sizeof(bytes));
		cc_calendar_encode(&writer, &calendar);

		ok(parse(shown, &calendar, &error) == CC_OK, "is read again");
		cc_writer_init(&writer, same, sizeof(same));
		cc_calendar_encode(&writer, &calendar);
		ok(cc_writer_fits(&writer) && memcmp(bytes, same, writer.length) == 0,
		   "and is stored alike");

		cc_reader_init(&reader, bytes, writer.length);
		ok(cc_calendar_decode(&reader, &room, &calendar, &error) == CC_OK &&
			   room.n_openings < 1000,
		   "the stored form is accepted");
		room.openings = openings;
		room.exceptions = exceptions;
		cc_reader_init(&reader, bytes, writer.length);
		if (cc_calendar_decode(&reader, &room, &calendar, &error) == CC_OK)
			print(&calendar, again, sizeof(again));
		ok(strcmp(again, want) == 0, "and is the same calendar");
		for (size_t cut = 0; cut < writer.length; cut++)
		{
			cc_reader_init(&reader, bytes, cut);
			refused &= cc_calendar_decode(&reader, &room, &calendar, &error) ==
					   CC_BAD_BINARY;
		}
		ok(refused, "no beginning of it is");
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
	{
		char want[100];

		snprintf(want, sizeof(want),
				 "invalid input syntax for type business_hours at column %d",
				 bad[i].column);
		ok(parse(bad[i].text, &calendar, &error) == CC_BAD_TEXT &&
			   strcmp(error.message, want) == 0 && error.detail[0] != '\0',
		   "\"%s\": %s (%s)", bad[i].text, error.message, error.detail);
	}
}

/* So many openings of a day, or dates, as bytes. */
static bool
decodes(int n_openings, int n_exceptions)
{
	static unsigned char bytes[100000];
	cc_calendar_room room = {0};
	cc_calendar calendar;
	cc_reader reader;
	cc_writer writer;
	cc_error error;

	cc_writer_init(&writer, bytes, sizeof(bytes));
	cc_write_u8(&writer, 3);
	cc_write_bytes(&writer, "UTC", 3);
	for (int day = 0; day < 7; day++)
	{
		cc_write_u8(&writer, (uint8_t) (day == 0 ? n_openings : 0));
		for (int i = 0; day == 0 && i < n_openings; i++)
		{
			cc_write_u32(&writer, (uint32_t) i * 60);
			cc_write_u32(&writer, (uint32_t) i * 60 + 30);
		}
	}
	cc_write_u16(&writer, (uint16_t) n_exceptions);
	for (int i = 0; i < n_exceptions; i++)
	{
		cc_write_u32(&writer, (uint32_t) i * 2);
		cc_write_u32(&writer, (uint32_t) i * 2);
		cc_write_u8(&writer, 0);
	}
	cc_reader_init(&reader, bytes, writer.length);
	return cc_writer_fits(&writer) &&
		   cc_calendar_decode(&reader, &room, &calendar, &error) == CC_OK;
}

/* Whatever a changed byte decodes to has a text form that reads back. */
static void
damaged_bytes(void)
{
	unsigned char bytes[200];
	cc_calendar calendar;
	cc_writer writer;
	cc_error error;
	bool sound = true;
	int accepted = 0;

	parse("Mo-Fr 08:00-12:00,13:00-06:00; 2026-12-24/2026-12-26 off; "
		  "2026-12-27 10:00-11:00; zone Asia/Tokyo",
		  &calendar, &error);
	cc_writer_init(&writer, bytes, sizeof(bytes));
	cc_calendar_encode(&writer, &calendar);
	for (size_t at = 0; at < writer.length; at++)
	{
		unsigned char kept = bytes[at];

		for (int value = 0; value < 256; value++)
		{
			cc_opening more[100];
			cc_exception dates[10];
			cc_calendar_room room = {0};
			cc_reader reader;
			char shown[500];
			unsigned char again[200];
			cc_writer second;

			bytes[at] = (unsigned char) value;
			cc_reader_init(&reader, bytes, writer.length);
			if (cc_calendar_decode(&reader, &room, &calendar, &error) != CC_OK)
				continue;
			accepted++;
			room.openings = more;
			room.exceptions = dates;
			cc_reader_init(&reader, bytes, writer.length);
			cc_calendar_decode(&reader, &room, &calendar, &error);
			print(&calendar, shown, sizeof(shown));
			sound &= parse(shown, &calendar, &error) == CC_OK;
			cc_writer_init(&second, again, sizeof(again));
			cc_calendar_encode(&second, &calendar);
			sound &= second.length == writer.length &&
					 memcmp(again, bytes, writer.length) == 0;
		}
		bytes[at] = kept;
	}
	ok(sound && accepted > 200, "%d changed values are sound calendars",
	   accepted);
}

/* A zone that goes back one hour at 3600000 and forward two at 7200000. */
static void
jumps(const void *source, int64_t instant, cc_stretch *stretch)
{
	(void) source;
	if (instant < 3600000)
		*stretch = (cc_stretch){-(INT64_C(1) << 40), 3600000, 7200};
	else if (instant < 7200000)
		*stretch = (cc_stretch){3600000, 7200000, 3600};
	else
		*stretch = (cc_stretch){7200000, INT64_C(1) << 43, 10800};
}

static void
counting(void)
{
	/* 2000-02-11 and 2000-03-24 */
	static const char *const texts[] = {
		"Mo-Fr 08:00-20:00",
		"Mo-Su 22:00-06:00,06:30-07:00; 2000-02-11 off; 2000-02-12/2000-02-20 "
		"00:00-24:00",
		"Mo-Su off; 2000-02-11/2000-02-13 20:00-19:59:59; 2000-02-14 off",
		"Fr 09:00:07-17:00:09; 2000-02-10/2000-02-12 off; 2000-02-13 "
		"23:00-22:00; 2000-03-25 01:00-02:00"};
	cc_calendar calendar;
	cc_error error;
	cc_zone zone;

	cc_zone_init(&zone, jumps, NULL);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		int64_t from = 3600000 - 2 * CC_DAY;
		int64_t until = 7200000 + 2 * CC_DAY;
		int64_t count = 0;
		bool same = true;
		bool found = true;

		parse(texts[i], &calendar, &error);
		for (int64_t at = from; at < until; at++)
		{
			bool open = cc_calendar_is_open(&calendar, &zone, at);
			int64_t second;

			if (at % 997 == 0)
				same &= cc_calendar_open_seconds(&calendar, &zone, from, at,
												 NULL) == count;
			count += open;
			if (open && at % 491 == 0)
				found &= cc_calendar_find(&calendar, &zone, from, until, count,
										  true, &second, NULL) &&
						 second == at;
			if (!open && at % 491 == 0)
				found &= cc_calendar_find(&calendar, &zone, from, until,
										  at + 1 - from - count, false, &second,
										  NULL) &&
						 second == at;
			if (open && at % 1499 == 0)
				found &= cc_calendar_find_back(
							 &calendar, &zone, until, from,
							 cc_calendar_open_seconds(&calendar, &zone, at,
													  until, NULL),
							 &second, NULL) &&
						 second == at;
		}
		ok(same && count > 0, "%s: %lld seconds, one by one", texts[i],
		   (long long) count);
		ok(found, "and each is found again");
		ok(!cc_calendar_find(&calendar, &zone, from, until, count + 1, true,
							 &from, NULL),
		   "but no more than these");
	}
}

static void
microseconds(void)
{
	cc_calendar calendar;
	cc_error error;
	cc_zone zone;
	int64_t at;
	bool found;
	bool inverse = true;
	const int64_t second = 1000000;
	const int64_t first = -(INT64_C(1) << 37);
	const int64_t end = INT64_C(1) << 42;
	/* Monday, 2000-01-03 06:00 UTC, when the clock shows 08:00 */
	const int64_t monday = (2 * CC_DAY + 6 * 3600) * second;

	cc_zone_init(&zone, jumps, NULL);
	parse("Mo-Fr 08:00-20:00", &calendar, &error);
	ok(cc_calendar_elapsed(&calendar, &zone, monday - 700000, monday + 300000,
						   NULL) == 0.3 &&
		   cc_calendar_elapsed(&calendar, &zone, monday + 100000,
							   monday + 400000, NULL) == 0.3 &&
		   cc_calendar_elapsed(&calendar, &zone, monday + 400000,
							   monday + 100000, NULL) == -0.3,
	   "fractions of a second");
	ok(!signbit(cc_calendar_elapsed(&calendar, &zone, monday - second,
									monday - 2 * second, NULL)),
	   "no negative zero");
	for (int i = 0; i < 3000; i++)
	{
		int64_t from = monday + (int64_t) i * 7919 * 777777;
		double seconds = (i % 100 - 50) * 1234.567891;
		int64_t back;

		inverse &= cc_calendar_add(&calendar, &zone, from, seconds, first, end,
								   &found, &at, NULL, &error) == CC_OK &&
				   found &&
				   fabs(cc_calendar_elapsed(&calendar, &zone, from, at, NULL) -
						seconds) < 1e-6;
		/* nothing nearer does */
		back = seconds > 0 ? at - 1 : at + 1;
		inverse &= seconds == 0 || cc_calendar_elapsed(&calendar, &zone, from,
													   back, NULL) != seconds;
	}
	ok(inverse, "adding is the inverse of counting");

	ok(cc_calendar_add(&calendar, &zone, monday, 1e300, first, end, &found, &at,
					   NULL, &error) == CC_BAD_DATETIME &&
		   cc_calendar_add(&calendar, &zone, monday, 9e12, first, end, &found,
						   &at, NULL, &error) == CC_BAD_DATETIME &&
		   cc_calendar_add(&calendar, &zone, monday, -9e12, first, end, &found,
						   &at, NULL, &error) == CC_BAD_DATETIME,
	   "beyond the end of the calendar");
	parse("Mo-Su off", &calendar, &error);
	ok(cc_calendar_add(&calendar, &zone, monday, 1, first, end, &found, &at,
					   NULL, &error) == CC_OK &&
		   !found,
	   "never open");
	ok(cc_calendar_add(&calendar, &zone, monday, 0, first, end, &found, &at,
					   NULL, &error) == CC_OK &&
		   found && at == monday,
	   "but no time at all elapses at once");
	parse("Mo-Su off; 2000-01-05 08:00-09:00", &calendar, &error);
	ok(cc_calendar_add(&calendar, &zone, monday, 3600, first, end, &found, &at,
					   NULL, &error) == CC_OK &&
		   found &&
		   cc_calendar_add(&calendar, &zone, monday, 3600.5, first, end, &found,
						   &at, NULL, &error) == CC_OK &&
		   !found &&
		   cc_calendar_add(&calendar, &zone, at, -1, first, end, &found, &at,
						   NULL, &error) == CC_OK &&
		   !found,
	   "open on a date only");
	parse("Mo-Fr 08:00-20:00", &calendar, &error);
	ok(unit_close(cc_calendar_open_share(&calendar), 60.0 / 168, 1e-15),
	   "60 of 168 hours");
}

int
main(void)
{
	text();
	damaged_bytes();
	ok(decodes(CC_MAX_OPENINGS, CC_MAX_EXCEPTIONS), "as much as there may be");
	ok(!decodes(CC_MAX_OPENINGS + 1, 0), "an opening more");
	ok(!decodes(0, CC_MAX_EXCEPTIONS + 1), "an exception more");
	counting();
	microseconds();
	return unit_done();
}
