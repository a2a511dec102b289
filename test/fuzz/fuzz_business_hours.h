/*
 * What must hold for business hours that were accepted: there is one text and
 * one sequence of bytes for them, and either gives them back.
 */
#include "core/business_hours.h"
#include "fuzz/fuzz.h"

typedef struct calendar_memory
{
	cc_opening *openings;
	cc_season *seasons;
	cc_exception *exceptions;
} calendar_memory;

static void
reserve(cc_calendar_room *room, calendar_memory *memory)
{
	/* one more, so that none is not NULL, which means: only check */
	memory->openings = malloc((room->n_openings + 1) * sizeof(cc_opening));
	memory->seasons = malloc((room->n_seasons + 1) * sizeof(cc_season));
	memory->exceptions =
		malloc((room->n_exceptions + 1) * sizeof(cc_exception));
	room->openings = memory->openings;
	room->seasons = memory->seasons;
	room->exceptions = memory->exceptions;
}

static void
release(calendar_memory *memory)
{
	free(memory->openings);
	free(memory->seasons);
	free(memory->exceptions);
}

static cc_status
parse(const char *text, size_t length, cc_calendar *calendar,
	  calendar_memory *memory, cc_error *error)
{
	cc_calendar_room room = {0};

	*memory = (calendar_memory){0};
	if (cc_calendar_text_room(length, &room, error) != CC_OK)
		return error->status;
	reserve(&room, memory);
	return cc_calendar_parse(text, length, &room, calendar, error);
}

static bool
decode(int version, const void *bytes, size_t length, cc_calendar *calendar,
	   calendar_memory *memory)
{
	cc_calendar_room room = {0};
	cc_reader reader;
	cc_error error;

	*memory = (calendar_memory){0};
	cc_reader_init(&reader, bytes, length);
	if (cc_calendar_decode(&reader, version, &room, calendar, &error) != CC_OK)
		return false;
	reserve(&room, memory);
	cc_reader_init(&reader, bytes, length);
	must(cc_calendar_decode(&reader, version, &room, calendar, &error) ==
		 CC_OK);
	return true;
}

static size_t
bytes_of(const cc_calendar *calendar, unsigned char **bytes)
{
	cc_writer writer;
	size_t length;

	cc_writer_init(&writer, NULL, 0);
	cc_calendar_encode(&writer, calendar);
	length = writer.length;
	*bytes = malloc(length);
	cc_writer_init(&writer, *bytes, length);
	cc_calendar_encode(&writer, calendar);
	must(writer.length == length);
	return length;
}

static void
must_come_back(const cc_calendar *calendar)
{
	cc_calendar again;
	calendar_memory memory;
	cc_printer printer;
	cc_error error;
	unsigned char *bytes;
	unsigned char *bytes_again;
	size_t length = bytes_of(calendar, &bytes);
	size_t text_length;
	char *text;

	must(decode(cc_calendar_version(calendar), bytes, length, &again, &memory));
	must(bytes_of(&again, &bytes_again) == length &&
		 memcmp(bytes, bytes_again, length) == 0);
	free(bytes_again);
	release(&memory);

	cc_printer_init(&printer, NULL, 0);
	cc_calendar_print(&printer, calendar);
	text_length = printer.length;
	text = malloc(text_length + 1);
	cc_printer_init(&printer, text, text_length + 1);
	cc_calendar_print(&printer, calendar);
	must(parse(text, text_length, &again, &memory, &error) == CC_OK);
	must(bytes_of(&again, &bytes_again) == length &&
		 memcmp(bytes, bytes_again, length) == 0);
	free(bytes_again);
	release(&memory);
	free(text);
	free(bytes);
}
