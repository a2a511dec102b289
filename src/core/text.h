/*
 * text.h
 *		Bounded reading and writing of text.
 *
 * A scanner walks over bytes that need no terminating zero and knows its
 * column; a printer only counts once its buffer is full, so a first pass with
 * no buffer measures.
 */
#ifndef CC_TEXT_H
#define CC_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

typedef struct cc_scanner
{
	const char *start;
	const char *at;
	const char *end;
} cc_scanner;

extern void
cc_scanner_init(cc_scanner *scanner, const char *text, size_t length);
extern bool cc_scan_end(const cc_scanner *scanner);
/* 1-based, in bytes */
extern int cc_scan_column(const cc_scanner *scanner);
/* the next byte, or '\0' at the end */
extern char cc_scan_peek(const cc_scanner *scanner);
extern void cc_scan_spaces(cc_scanner *scanner);
/* take the literal when it comes next (byte by byte, case counts) */
extern bool cc_scan_literal(cc_scanner *scanner, const char *literal);
/* false, and nothing taken, when none comes next or it does not fit */
extern bool cc_scan_int64(cc_scanner *scanner, int64_t *value);
/* decimal or exponent form; infinity and NaN are not numbers here */
extern bool cc_scan_double(cc_scanner *scanner, double *value);

/* JSON: what comes next, spaces before it skipped */
extern bool cc_scan_token(cc_scanner *scanner, const char *token);
/* the punctuation before a member, its key, colon and spaces; or nothing */
extern bool
cc_scan_member(cc_scanner *scanner, const char *before, const char *key);
extern bool cc_scan_bool(cc_scanner *scanner, bool *value);
/* a string of at most capacity bytes; \u escapes are for control characters */
extern bool cc_scan_string(cc_scanner *scanner, char *buffer, size_t capacity,
						   size_t *length);
/* an array of so many numbers, which may be millions */
#define CC_NUMBERS_PER_POLL 256
extern bool
cc_scan_numbers(cc_scanner *scanner, double *value, size_t count, cc_poll poll);

typedef struct cc_printer
{
	char *buffer;	 /* NULL: measure only */
	size_t capacity; /* room for the text and one zero byte */
	size_t length;	 /* what was (or would have been) written, no zero */
} cc_printer;

extern void cc_printer_init(cc_printer *printer, char *buffer, size_t capacity);
extern void cc_print(cc_printer *printer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* the shortest decimal form that reads back as the same double */
extern void cc_print_double(cc_printer *printer, double value);
/* JSON */
extern void
cc_print_string(cc_printer *printer, const char *text, size_t length);

#endif
