/*
 * unit.h
 *		The whole test framework of the core: TAP on standard output.
 */
#ifndef CC_UNIT_H
#define CC_UNIT_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int unit_tests = 0;
static int unit_failures = 0;

#define ok(condition, ...) \
	unit_ok((condition), __FILE__, __LINE__, #condition, __VA_ARGS__)

__attribute__((format(printf, 5, 6))) static inline bool
unit_ok(bool passed, const char *file, int line, const char *condition,
		const char *format, ...)
{
	va_list args;

	unit_tests++;
	printf("%sok %d - ", passed ? "" : "not ", unit_tests);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	if (!passed)
	{
		unit_failures++;
		printf("# %s:%d: %s\n", file, line, condition);
	}
	return passed;
}

/* |got - want| <= tolerance * |want| */
static inline bool
unit_close(double got, double want, double tolerance)
{
	return got == want || fabs(got - want) <= tolerance * fabs(want);
}

static inline int
unit_done(void)
{
	printf("1..%d\n", unit_tests);
	return unit_failures > 0;
}

#endif
