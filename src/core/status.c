/*
 * status.c
 *		Statuses, messages and argument domains of the core.
 */
#include "core/status.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What does not fit is cut off, but not within a character of UTF-8. */
__attribute__((format(printf, 3, 0))) static void
format_text(char *text, size_t size, const char *format, va_list args)
{
	size_t end = size - 1;

	if (vsnprintf(text, size, format, args) < (int) size)
		return;
	while (end > 0 && ((unsigned char) text[end - 1] & 0xc0) == 0x80)
		end--;
	/* end is behind the first byte of the last character: is it all there? */
	if (end > 0 && (unsigned char) text[end - 1] >= 0xc0)
	{
		unsigned char first = (unsigned char) text[end - 1];
		size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

		if (end - 1 + length > size - 1)
			text[end - 1] = '\0';
	}
}

cc_status
cc_fail(cc_error *error, cc_status status, const char *format, ...)
{
	va_list args;

	error->status = status;
	error->detail[0] = '\0';
	error->hint[0] = '\0';
	va_start(args, format);
	format_text(error->message, sizeof(error->message), format, args);
	va_end(args);
	return status;
}

void
cc_error_detail(cc_error *error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	format_text(error->detail, sizeof(error->detail), format, args);
	va_end(args);
}

void
cc_error_hint(cc_error *error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	format_text(error->hint, sizeof(error->hint), format, args);
	va_end(args);
}

bool
cc_domain_contains(cc_domain domain, double x)
{
	switch (domain)
	{
		case CC_FINITE:
			return isfinite(x);
		case CC_NONNEGATIVE:
			return x >= 0 && isfinite(x);
		case CC_POSITIVE:
			return x > 0 && isfinite(x);
		case CC_NONNEGATIVE_OR_INF:
			return x >= 0;
		case CC_POSITIVE_OR_INF:
			return x > 0;
		case CC_FRACTION:
			return x >= 0 && x <= 1;
		case CC_FRACTION_BELOW_ONE:
			return x >= 0 && x < 1;
		case CC_FRACTION_ABOVE_ZERO:
			return x > 0 && x <= 1;
		case CC_OPEN_FRACTION:
			return x > 0 && x < 1;
	}
	return false;
}

const char *
cc_domain_description(cc_domain domain)
{
	switch (domain)
	{
		case CC_FINITE:
			return "a finite number";
		case CC_NONNEGATIVE:
			return "zero or a positive finite number";
		case CC_POSITIVE:
			return "a positive finite number";
		case CC_NONNEGATIVE_OR_INF:
			return "zero, a positive number or infinity";
		case CC_POSITIVE_OR_INF:
			return "a positive number or infinity";
		case CC_FRACTION:
			return "a fraction from 0 to 1";
		case CC_FRACTION_BELOW_ONE:
			return "a fraction from 0 to less than 1";
		case CC_FRACTION_ABOVE_ZERO:
			return "a fraction greater than 0, at most 1";
		case CC_OPEN_FRACTION:
			return "a fraction between 0 and 1, both excluded";
	}
	return "something else";
}

int
cc_find_name(const char *const *names, const char *word, size_t length)
{
	for (int i = 0; names[i] != NULL; i++)
	{
		if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
			return i;
	}
	return -1;
}
