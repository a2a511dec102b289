/* Business hours: text and stored forms; counting against each second. */
#include "core/business_hours.h"
#include "unit/unit.h"

static cc_opening openings[1000];
static cc_season seasons[CC_MAX_SEASONS + 3];
static cc_exception exceptions[CC_MAX_EXCEPTIONS + 2];

static cc_status
parse(const char *text, cc_calendar *calendar, cc_error *error)
{
	cc_calendar_room room;
	cc_status status = cc_calendar_text_room(strlen(text), &room, error);

	if (status != CC_OK || room.n_openings > 1000)
		return status;
	room.openings = openings;
	room.seasons = seasons;
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

/* Seasons are dates and a weekday, fractions have a point. */
static bool
wants_version_2(const char *text)
{
	for (; *text != '\0'; text++)
	{
		if (text[0] == '.' || (text[0] >= '0' && text[0] <= '9' &&
							   text[1] == ' ' && strchr("MTWFS", text[2])))
			return true;
	}
	return false;
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
		 "off; 2026-01-04/2026-01-08 01:00-02:00; zone A"},
		/* finer than minutes, and the end of the day */
		{"Mo 00:00-23:59:59; Tu 00:00:00.000001-23:59:59.999999; We "
		 "08:00:00.5-24:00; Th 22:00:30.25-06:00:00.1; zone UTC",
		 NULL},
		{"Mo 0:00:00-24:00:00.000; Tu 8:00:00.50-9:00:00.000000",
		 "Mo 00:00-24:00; Tu 08:00:00.5-09:00; zone UTC"},
		/* weeks that follow each other: what holds in the end has no dates */
		{"../2021-12-31 Mo-Fr 09:00-18:00; 2022-01-01/.. Mo-Fr 10:00-18:00; "
		 "Sa 10:00-15:00; 2021-12-31 10:00-13:00",
		 "Mo-Fr 10:00-18:00; Sa 10:00-15:00; ../2021-12-31 Mo-Fr 09:00-18:00; "
		 "2021-12-31 10:00-13:00; zone UTC"},
		{"Mo-Fr 10:00-18:00; Sa 10:00-15:00; ../2021-12-31 Mo-Fr 09:00-18:00; "
		 "zone UTC",
		 NULL},
		{"2022-01-01/2022-12-31 mo-fr 9:00-17:00",
		 "Mo-Su off; 2022-01-01/2022-12-31 Mo-Fr 09:00-17:00; zone UTC"},
		{"2024-07-01/2024-08-31,2025-07-01/2025-08-31 Mo-We,Su 10:00-16:00; "
		 "Mo-Fr 09:00-17:00",
		 "Mo-Fr 09:00-17:00; 2024-07-01/2024-08-31 Mo-We,Su 10:00-16:00; "
		 "2025-07-01/2025-08-31 Mo-We,Su 10:00-16:00; zone UTC"},
		/* the later of two that have dates, and neighbours that agree */
		{"2020-01-01/.. Mo 09:00-17:00; 2022-01-01/.. Mo 10:00-17:00; "
		 "2021-01-01/2021-06-30 Mo,Tu off",
		 "Mo 10:00-17:00; ../2019-12-31 Mo off; 2020-01-01/2020-12-31 Mo "
		 "09:00-17:00; 2021-01-01/2021-06-30 Mo off; 2021-07-01/2021-12-31 Mo "
		 "09:00-17:00; zone UTC"},
		{"../2021-12-31 Mo 09:00-17:00; 2022-01-01/.. Mo 09:00-17:00",
		 "Mo 09:00-17:00; zone UTC"},
		{"../.. Mo 09:00-17:00; Mo-Tu 10:00-17:00",
		 "Mo 09:00-17:00; Tu 10:00-17:00; zone UTC"},
		{"0001-01-01/9999-12-31 Mo 09:00-17:00; 2026-03-02 Mo off",
		 "Mo 09:00-17:00; 2026-03-02 Mo off; zone UTC"},
		/* without an end dates are of a week too */
		{"Mo 09:00-17:00; 2027-01-01/.. off; 2027-05-03 09:00-10:00",
		 "Mo-Su off; ../2026-12-31 Mo 09:00-17:00; 2027-05-03 09:00-10:00; "
		 "zone UTC"}};
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
			   {"Mo 08:00:00.-09:00", 4},
			   {"Mo 08:00-23:59:59.9999999", 10},
			   {"Mo 08:00.5-09:00", 9},
			   {"Mo 08:00-24:00:00.000001", 10},
			   {"Mo off; .. Mo off", 11},
			   {"Mo off; ./2026-12-24 Mo off", 9},
			   {"Mo off; 2026-12-24/... Mo off", 22},
			   {"Mo off; 2026-12-24/.. Mo", 25},
			   {"Mo off; 2026-12-26/2026-12-24 Mo off", 9},
			   {"Mo off; zone", 13},
			   {"Mo off; zone UTC; zone UTC", 24},
			   {"Mo off; zone Europe/Par\xc3\xads", 24}};
	cc_calendar calendar;
	cc_error error;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
	{
		const char *want =
			good[i].canonical != NULL ? good[i].canonical : good[i].text;
		char shown[600];
		char again[600];
		unsigned char bytes[900];
		unsigned char same[900];
		cc_writer writer;
		cc_reader reader;
		cc_calendar_room room = {0};
		int version;
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

		version = cc_calendar_version(&calendar);
		ok(version == (wants_version_2(want) ? 2 : 1),
		   "in the lowest version that holds it, %d", version);
		cc_reader_init(&reader, bytes, writer.length);
		ok(cc_calendar_decode(&reader, version, &room, &calendar, &error) ==
				   CC_OK &&
			   room.n_openings < 1000,
		   "the stored form is accepted");
		room.openings = openings;
		room.seasons = seasons;
		room.exceptions = exceptions;
		cc_reader_init(&reader, bytes, writer.length);
		if (cc_calendar_decode(&reader, version, &room, &calendar, &error) ==
			CC_OK)
			print(&calendar, again, sizeof(again));
		ok(strcmp(again, want) == 0, "and is the same calendar");
		for (size_t cut = 0; cut < writer.length; cut++)
		{
			cc_reader_init(&reader, bytes, cut);
			refused &= cc_calendar_decode(&reader, version, &room, &calendar,
										  &error) == CC_BAD_BINARY;
		}
		ok(refused, "no beginning of it is");
		cc_reader_init(&reader, bytes, writer.length);
		ok(cc_calendar_decode(&reader, 3 - version, &room, &calendar, &error) ==
			   CC_BAD_BINARY,
		   "nor as of the other version");
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

/* So many openings of a day, seasons, or dates, as bytes. */
static bool
decodes(int n_openings, int n_seasons, int n_exceptions)
{
	static unsigned char bytes[100000];
	int version = n_seasons > 1 ? 2 : 1;
	cc_calendar_room room = {0};
	cc_calendar calendar;
	cc_reader reader;
	cc_writer writer;
	cc_error error;

	cc_writer_init(&writer, bytes, sizeof(bytes));
	cc_write_u8(&writer, 3);
	cc_write_bytes(&writer, "UTC", 3);
	if (version > 1)
		cc_write_u16(&writer, (uint16_t) n_seasons);
	for (int season = 0; season < n_seasons; season++)
	{
		if (season > 0)
			cc_write_u32(&writer, (uint32_t) season);
		for (int day = 0; day < 7; day++)
		{
			int n = day != 0 ? 0 : version == 1 ? n_openings : season % 2;

			cc_write_u8(&writer, (uint8_t) n);
			for (int i = 0; i < n; i++)
			{
				if (version > 1)
				{
					cc_write_u64(&writer, 1);
					cc_write_u64(&writer, 2);
					continue;
				}
				cc_write_u32(&writer, (uint32_t) i * 60);
				cc_write_u32(&writer, (uint32_t) i * 60 + 30);
			}
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
		   cc_calendar_decode(&reader, version, &room, &calendar, &error) ==
			   CC_OK;
}

/* Whatever a changed byte decodes to has a text form that reads back. */
static void
damaged_bytes(const char *text, int least)
{
	unsigned char bytes[600];
	cc_calendar calendar;
	cc_writer writer;
	cc_error error;
	int version;
	bool sound = true;
	int accepted = 0;

	parse(text, &calendar, &error);
	version = cc_calendar_version(&calendar);
	cc_writer_init(&writer, bytes, sizeof(bytes));
	cc_calendar_encode(&writer, &calendar);
	for (size_t at = 0; at < writer.length; at++)
	{
		unsigned char kept = bytes[at];

		for (int value = 0; value < 256; value++)
		{
			cc_opening more[100];
			cc_season weeks[10];
			cc_exception dates[10];
			cc_calendar_room room = {0};
			cc_reader reader;
			char shown[900];
			unsigned char again[600];
			cc_writer second;

			bytes[at] = (unsigned char) value;
			cc_reader_init(&reader, bytes, writer.length);
			if (cc_calendar_decode(&reader, version, &room, &calendar,
								   &error) != CC_OK)
				continue;
			accepted++;
			room.openings = more;
			room.seasons = weeks;
			room.exceptions = dates;
			cc_reader_init(&reader, bytes, writer.length);
			cc_calendar_decode(&reader, version, &room, &calendar, &error);
			print(&calendar, shown, sizeof(shown));
			sound &= parse(shown, &calendar, &error) == CC_OK;
			cc_writer_init(&second, again, sizeof(again));
			cc_calendar_encode(&second, &calendar);
			sound &= second.length == writer.length &&
					 memcmp(again, bytes, writer.length) == 0;
		}
		bytes[at] = kept;
	}
	ok(sound && accepted > least, "%d changed values are sound calendars",
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
counting(const char *text, int64_t from, int64_t until, int64_t grain)
{
	cc_calendar calendar;
	cc_error error;
	cc_zone zone;
	int64_t count = 0;
	int64_t at;
	bool same = true;
	bool found = true;

	cc_zone_init(&zone, jumps, NULL);
	parse(text, &calendar, &error);
	for (at = from; at < until; at += grain)
	{
		bool open = cc_calendar_is_open(&calendar, &zone, at);
		int64_t tick = at / grain;
		int64_t instant;

		if (tick % 997 == 0)
			same &= cc_calendar_open_time(&calendar, &zone, from, at, NULL) ==
					count;
		count += open ? grain : 0;
		if (open && tick % 491 == 0)
			found &=
				cc_calendar_find(&calendar, &zone, from, until, count, true,
								 &instant, NULL) &&
				instant == at + grain - 1 &&
				cc_calendar_find(&calendar, &zone, from, until,
								 count - grain + 1, true, &instant, NULL) &&
				instant == at;
		if (!open && tick % 491 == 0)
			found &= cc_calendar_find(&calendar, &zone, from, until,
									  at + 1 - from - count, false, &instant,
									  NULL) &&
					 instant == at;
		if (open && tick % 1499 == 0)
			found &=
				cc_calendar_find_back(
					&calendar, &zone, until, from,
					cc_calendar_open_time(&calendar, &zone, at, until, NULL),
					&instant, NULL) &&
				instant == at;
	}
	ok(same && count > 0, "%s: %lld microseconds, one by one", text,
	   (long long) count);
	ok(found, "and each is found again");
	ok(!cc_calendar_find(&calendar, &zone, from, until, count + 1, true, &at,
						 NULL),
	   "but no more than these");
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
	const int64_t first = -(INT64_C(1) << 37) * second;
	const int64_t end = (INT64_C(1) << 42) * second;
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
	/* nothing is lost at the end of a day */
	parse("Mo-Su 00:00-23:59:59.999999", &calendar, &error);
	ok(cc_calendar_open_time(&calendar, &zone, monday,
							 monday + 10 * CC_DAY * second,
							 NULL) == 10 * (CC_DAY * second - 1),
	   "ten days are ten microseconds short");
	/* the week before has no end, the one after no hours, and the reverse */
	parse("../2000-01-05 Mo-Fr 08:00-20:00", &calendar, &error);
	ok(cc_calendar_add(&calendar, &zone, monday, 3 * 12 * 3600, first, end,
					   &found, &at, NULL, &error) == CC_OK &&
		   found && at == monday + (2 * CC_DAY + 12 * 3600) * second &&
		   cc_calendar_add(&calendar, &zone, monday, 3 * 12 * 3600 + 1e-6,
						   first, end, &found, &at, NULL, &error) == CC_OK &&
		   !found &&
		   cc_calendar_add(&calendar, &zone, monday, 1e300, first, end, &found,
						   &at, NULL, &error) == CC_OK &&
		   !found &&
		   cc_calendar_add(&calendar, &zone, monday, -5 * 12 * 3600, first, end,
						   &found, &at, NULL, &error) == CC_OK &&
		   found && at == monday - 7 * CC_DAY * second,
	   "weeks that end");
	parse("2000-01-05/.. Mo-Fr 08:00-20:00", &calendar, &error);
	ok(cc_calendar_add(&calendar, &zone, monday, 3600, first, end, &found, &at,
					   NULL, &error) == CC_OK &&
		   found && at == monday + (2 * CC_DAY + 3600) * second &&
		   cc_calendar_add(&calendar, &zone, at, -3600, first, end, &found, &at,
						   NULL, &error) == CC_OK &&
		   found && at == monday + 2 * CC_DAY * second &&
		   cc_calendar_add(&calendar, &zone, at, -1e-6, first, end, &found, &at,
						   NULL, &error) == CC_OK &&
		   !found,
	   "weeks that begin");
	parse("Mo-Fr 08:00-20:00", &calendar, &error);
	ok(unit_close(cc_calendar_open_share(&calendar), 60.0 / 168, 1e-15),
	   "60 of 168 hours");
}

int
main(void)
{
	/* the clock jumps on 2000-02-11 and 2000-03-24 */
	static const char *const by_seconds[] = {
		"Mo-Fr 08:00-20:00",
		"Mo-Su 22:00-06:00,06:30-07:00; 2000-02-11 off; 2000-02-12/2000-02-20 "
		"00:00-24:00",
		"Mo-Su off; 2000-02-11/2000-02-13 20:00-19:59:59; 2000-02-14 off",
		"Fr 09:00:07-17:00:09; 2000-02-10/2000-02-12 off; 2000-02-13 "
		"23:00-22:00; 2000-03-25 01:00-02:00",
		"../2000-02-10 Mo-Su 22:00-21:00; 2000-02-11/2000-03-23 Mo-Fr "
		"09:00-17:00; Sa-Su 10:00-12:00; 2000-02-20/2000-02-22,2000-03-01 off; "
		"2000-03-24/.. Th-Fr 23:00-04:00"};
	static const char *const by_quarters[] = {
		"Mo-Su 00:00-23:59:59.75",
		"Mo-Su 22:00:00.25-06:00:00.5; ../2000-02-10 Tu-Fr 01:00:00.75-01:30; "
		"2000-03-24/.. Fr-Sa off"};
	const int64_t second = 1000000;
	const int64_t jump[2] = {3600000 * second, 7200000 * second};

	text();
	damaged_bytes("Mo-Fr 08:00-12:00,13:00-06:00; 2026-12-24/2026-12-26 off; "
				  "2026-12-27 10:00-11:00; zone Asia/Tokyo",
				  200);
	damaged_bytes("Mo-Fr 08:00-12:00; ../2021-12-31 Mo 13:00-06:00; "
				  "2022-01-01/2022-06-30 Sa 10:00:00.5-11:00; 2026-12-27 off; "
				  "zone Asia/Tokyo",
				  200);
	ok(decodes(CC_MAX_OPENINGS, 1, CC_MAX_EXCEPTIONS),
	   "as much as there may be");
	ok(!decodes(CC_MAX_OPENINGS + 1, 1, 0), "an opening more");
	ok(!decodes(0, 1, CC_MAX_EXCEPTIONS + 1), "an exception more");
	ok(decodes(0, CC_MAX_SEASONS, 0), "so many seasons");
	ok(!decodes(0, CC_MAX_SEASONS + 1, 0), "a season more");
	for (size_t i = 0; i < sizeof(by_seconds) / sizeof(by_seconds[0]); i++)
		counting(by_seconds[i], jump[0] - 2 * CC_DAY * second,
				 jump[1] + 2 * CC_DAY * second, second);
	for (size_t i = 0; i < 4; i++)
		counting(by_quarters[i / 2], jump[i % 2] - CC_DAY * second,
				 jump[i % 2] + 2 * CC_DAY * second, second / 4);
	microseconds();
	return unit_done();
}
