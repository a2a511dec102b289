/*
 * text.c
 *		Bounded reading and writing of text.
 */
#include "core/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
cc_scanner_init(cc_scanner *scanner, const char *text, size_t length)
{
	scanner->start = text;
	scanner->at = text;
	scanner->end = text + length;
}

bool
cc_scan_end(const cc_scanner *scanner)
{
	return scanner->at == scanner->end;
}

int
cc_scan_column(const cc_scanner *scanner)
{
	return (int) (scanner->at - scanner->start) + 1;
}

char
cc_scan_peek(const cc_scanner *scanner)
{
	return cc_scan_end(scanner) ? '\0' : *scanner->at;
}

void
cc_scan_spaces(cc_scanner *scanner)
{
	while (scanner->at < scanner->end &&
		   (*scanner->at == ' ' || *scanner->at == '\t' ||
			*scanner->at == '\r' || *scanner->at == '\n'))
		scanner->at++;
}

bool
cc_scan_literal(cc_scanner *scanner, const char *literal)
{
	size_t length = strlen(literal);

	if ((size_t) (scanner->end - scanner->at) < length ||
		memcmp(scanner->at, literal, length) != 0)
		return false;
	scanner->at += length;
	return true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
cc_scan_int64(cc_scanner *scanner, int64_t *value)
{
	const char *at = scanner->at;
	bool negative = false;
	uint64_t magnitude = 0;
	uint64_t limit;

	if (at < scanner->end && (*at == '-' || *at == '+'))
		negative = *at++ == '-';
	limit = (uint64_t) INT64_MAX + (negative ? 1 : 0);
	if (at == scanner->end || !is_digit(*at))
		return false;
	for (; at < scanner->end && is_digit(*at); at++)
	{
		uint64_t digit = (uint64_t) (*at - '0');

		if (magnitude > (limit - digit) / 10)
			return false;
		magnitude = magnitude * 10 + digit;
	}
	if (!negative)
		*value = (int64_t) magnitude;
	else
		*value =
			magnitude > (uint64_t) INT64_MAX ? INT64_MIN : -(int64_t) magnitude;
	scanner->at = at;
	return true;
}

bool
cc_scan_double(cc_scanner *scanner, double *value)
{
	char copy[64];
	size_t length = 0;
	char *end;
	double result;

	/* strtod() wants a terminating zero and knows words we do not take */
	while (scanner->at + length < scanner->end && length < sizeof(copy) - 1 &&
		   scanner->at[length] != '\0' &&
		   strchr("+-.0123456789eE", scanner->at[length]) != NULL)
	{
		copy[length] = scanner->at[length];
		length++;
	}
	copy[length] = '\0';
	result = strtod(copy, &end);
	if (end == copy || !isfinite(result))
		return false;
	*value = result;
	scanner->at += end - copy;
	return true;
}

bool
cc_scan_token(cc_scanner *scanner, const char *token)
{
	cc_scan_spaces(scanner);
	return cc_scan_literal(scanner, token);
}

bool
cc_scan_member(cc_scanner *scanner, const char *before, const char *key)
{
	cc_scanner ahead = *scanner;

	if (!cc_scan_token(&ahead, before) || !cc_scan_token(&ahead, "\"") ||
		!cc_scan_literal(&ahead, key) || !cc_scan_literal(&ahead, "\"") ||
		!cc_scan_token(&ahead, ":"))
		return false;
	cc_scan_spaces(&ahead);
	*scanner = ahead;
	return true;
}

bool
cc_scan_bool(cc_scanner *scanner, bool *value)
{
	*value = cc_scan_token(scanner, "true");
	return *value || cc_scan_token(scanner, "false");
}

/* What follows a backslash: '\0' when it is no character of ours. */
static char
scan_escape(cc_scanner *scanner)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	static const char digits[] = "0123456789abcdef";
	const char *letter;
	const char *high;
	const char *low;

	if (cc_scan_literal(scanner, "u00"))
	{
		if (scanner->end - scanner->at < 2)
			return '\0';
		high = memchr(digits, scanner->at[0], 2);
		low = memchr(digits, scanner->at[1], 16);
		if (high == NULL || low == NULL)
			return '\0';
		scanner->at += 2;
		return (char) ((high - digits) * 16 + (low - digits));
	}
	if (cc_scan_end(scanner))
		return '\0';
	letter = memchr(letters, *scanner->at, sizeof(letters) - 1);
	if (letter == NULL)
		return '\0';
	scanner->at++;
	return meanings[letter - letters];
}

bool
cc_scan_string(cc_scanner *scanner, char *buffer, size_t capacity,
			   size_t *length)
{
	*length = 0;
	if (!cc_scan_token(scanner, "\""))
		return false;
	while (!cc_scan_literal(scanner, "\""))
	{
		char c;

		if (cc_scan_end(scanner) || *length == capacity)
			return false;
		c = *scanner->at++;
		if ((unsigned char) c < ' ')
			return false;
		if (c == '\\' && (c = scan_escape(scanner)) == '\0')
			return false;
		buffer[(*length)++] = c;
	}
	return true;
}

bool
cc_scan_numbers(cc_scanner *scanner, double *value, size_t count, cc_poll poll)
{
	if (!cc_scan_token(scanner, "["))
		return false;
	for (size_t i = 0; i < count; i++)
	{
		if (i > 0 && !cc_scan_token(scanner, ","))
			return false;
		if (i % CC_NUMBERS_PER_POLL == 0 && poll != NULL)
			poll();
		cc_scan_spaces(scanner);
		if (!cc_scan_double(scanner, &value[i]))
			return false;
	}
	return cc_scan_token(scanner, "]");
}

void
cc_printer_init(cc_printer *printer, char *buffer, size_t capacity)
{
	printer->buffer = buffer;
	printer->capacity = buffer == NULL ? 0 : capacity;
	printer->length = 0;
}

void
cc_print(cc_printer *printer, const char *format, ...)
{
	va_list args;
	size_t room = printer->length < printer->capacity
					  ? printer->capacity - printer->length
					  : 0;
	int written;

	va_start(args, format);
	written = vsnprintf(room > 0 ? printer->buffer + printer->length : NULL,
						room, format, args);
	va_end(args);
	if (written > 0)
		printer->length += (size_t) written;
}

void
cc_print_double(cc_printer *printer, double value)
{
	char text[32];

	for (int digits = 15; digits <= 17; digits++)
	{
		snprintf(text, sizeof(text), "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	cc_print(printer, "%s", text);
}

void
cc_print_string(cc_printer *printer, const char *text, size_t length)
{
	cc_print(printer, "\"");
	for (size_t i = 0; i < length; i++)
	{
		if (text[i] == '"' || text[i] == '\\')
			cc_print(printer, "\\%c", text[i]);
		else if (text[i] == '\n')
			cc_print(printer, "\\n");
		else if ((unsigned char) text[i] < 0x20)
			cc_print(printer, "\\u%04x", (unsigned int) text[i]);
		else
			cc_print(printer, "%c", text[i]);
	}
	cc_print(printer, "\"");
}
