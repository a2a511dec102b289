/*
 * status.h
 *		How the core says what went wrong.
 *
 * The core knows nothing of PostgreSQL: it returns a status and, where a person
 * must be told, fills a cc_error.  src/pg turns both into ereport().
 */
#ifndef CC_STATUS_H
#define CC_STATUS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Each status stands for one SQLSTATE; pg/bind.c holds the map. */
typedef enum cc_status
{
	CC_OK = 0,
	CC_BAD_TEXT,	 /* 22P02 text that is not a value */
	CC_BAD_BINARY,	 /* 22P03 bytes that are not a value */
	CC_BAD_ARGUMENT, /* 22023 a parameter outside its domain */
	CC_OUT_OF_RANGE, /* 22003 the result does not fit */
	CC_BAD_DATETIME, /* 22008 an instant outside the calendar */
	CC_TOO_LARGE,	 /* 54000 a limit of ours */
	CC_UNSUPPORTED	 /* 0A000 */
} cc_status;

/*
 * A message in PostgreSQL's own style: lower-case primary message, full
 * sentences in detail and hint (empty when there is none).
 */
typedef struct cc_error
{
	cc_status status;
	char message[200];
	char detail[200];
	char hint[200];
} cc_error;

/* Set the primary message and clear the rest; returns status. */
extern cc_status cc_fail(cc_error *error, cc_status status, const char *format,
						 ...) __attribute__((format(printf, 3, 4)));
extern void cc_error_detail(cc_error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
extern void cc_error_hint(cc_error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Long loops call this now and then.  It may not return (the binding's leaves
 * by longjmp), which is safe because the core owns nothing.  NULL: no polling.
 */
typedef void (*cc_poll)(void);

/* The domains of arguments, so that every function words them alike. */
typedef enum cc_domain
{
	CC_FINITE,				/* any finite number */
	CC_NONNEGATIVE,			/* 0 <= x < infinity */
	CC_POSITIVE,			/* 0 < x < infinity */
	CC_NONNEGATIVE_OR_INF,	/* 0 <= x <= infinity */
	CC_POSITIVE_OR_INF,		/* 0 < x <= infinity */
	CC_FRACTION,			/* 0 <= x <= 1 */
	CC_FRACTION_BELOW_ONE,	/* 0 <= x < 1 */
	CC_FRACTION_ABOVE_ZERO, /* 0 < x <= 1 */
	CC_OPEN_FRACTION		/* 0 < x < 1 */
} cc_domain;

extern bool cc_domain_contains(cc_domain domain, double x);

/* "a positive finite number" and the like, to follow "must be". */
extern const char *cc_domain_description(cc_domain domain);

/*
 * What has no value is NaN, everywhere in the core; infinity is a value.  A
 * formula that tells nothing once it overflows passes its result through this.
 */
static inline double
cc_number_or_none(double x)
{
	return isfinite(x) ? x : (double) NAN;
}

/* Index of word[0..length) among the NULL-terminated names, or -1. */
extern int
cc_find_name(const char *const *names, const char *word, size_t length);

#endif
