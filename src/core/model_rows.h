/*
 * model_rows.h
 *		Distinct rows of several items with how often each was seen.
 *
 * The stored value is the working state of an aggregate: a flat block that the
 * transition updates in place.  A row is its values and its weight; rows that
 * are the same in both are one, counted.  Counts are integers, so the value does
 * not depend on the order of rows or merges, and what is computed from the rows in
 * their sorted order does not either, to the bit.
 *
 * A row with any value missing is dropped and counted.
 */
#ifndef CC_MODEL_ROWS_H
#define CC_MODEL_ROWS_H

#include "core/comoments.h"

#define CC_MODEL_ROWS_MAX_SIZE ((size_t) 1 << 29) /* bytes */

/*
 * The header of a state; then the names, as in co-moments; then room for rows
 * of items + 2 cells: the count (int64), the values, the weight; then a hash
 * table: 1 + the number of a row, or 0.
 */
typedef struct cc_model_rows
{
	uint32_t host_length; /* the host's length word, not looked at here */
	uint8_t kind;
	uint8_t version;
	uint16_t flags;
	uint32_t items;
	uint32_t names_length; /* padding included */
	int64_t n;			   /* rows used: the sum of the counts */
	int64_t dropped;	   /* rows left out for a missing value */
	uint32_t used;		   /* distinct rows held */
	uint32_t room;		   /* distinct rows there is room for */
} cc_model_rows;

/* Bytes of a whole state. */
extern size_t
cc_model_rows_size(uint32_t items, uint32_t names_length, uint32_t room);

/* The most distinct rows that a state of such items holds. */
extern uint32_t cc_model_rows_most(uint32_t items, uint32_t names_length);

/* An empty state in cc_model_rows_size() bytes; names padded as stored. */
extern void
cc_model_rows_init(cc_model_rows *state, uint32_t items, const char *names,
				   uint32_t names_length, uint32_t room);

/* The same with other (no less than the used) room. */
extern void
cc_model_rows_move(cc_model_rows *to, uint32_t room, const cc_model_rows *from);

/* The decoder: every stored, received and typed-in state passes here. */
extern cc_status cc_model_rows_check(const cc_model_rows *state, size_t size,
									 cc_poll poll, cc_error *error);

/*
 * One row.  *full: nothing was done, because the row is new and there is no
 * room for it.
 */
extern cc_status
cc_model_rows_add(cc_model_rows *state, const cc_comoments_row *row, bool *full,
				  cc_error *error);

/*
 * a += b, b's rows from *next (0 at first) on; b is not changed.  *full: there
 * is no room for row *next; go on from there with more.  The items must be the
 * same.
 */
extern cc_status
cc_model_rows_merge(cc_model_rows *a, const cc_model_rows *b, uint32_t *next,
					bool *full, cc_poll poll, cc_error *error);

/* Reading. */
extern const char *cc_model_rows_names(const cc_model_rows *state);
extern const char *cc_model_rows_name(const cc_model_rows *state, int item);
/* index of a name, or -1 */
extern int
cc_model_rows_find(const cc_model_rows *state, const char *name, size_t length);
extern int64_t cc_model_rows_count(const cc_model_rows *state, uint32_t row);
extern double cc_model_rows_weight(const cc_model_rows *state, uint32_t row);
/* its values, one per item */
extern const double *
cc_model_rows_values(const cc_model_rows *state, uint32_t row);

/* The rows by value, then weight, into order; scratch is as long. */
extern void cc_model_rows_sort(const cc_model_rows *state, uint32_t *order,
							   uint32_t *scratch, cc_poll poll);

/* <0, 0, >0 from their sorted orders; 0 when they hold the same. */
extern int
cc_model_rows_compare(const cc_model_rows *a, const uint32_t *a_order,
					  const cc_model_rows *b, const uint32_t *b_order);

/* The same for values that compare as 0. */
extern uint64_t cc_model_rows_hash(const cc_model_rows *state, uint64_t seed);

/* Text form: JSON, exact, the rows in order. */
extern void
cc_model_rows_print(const cc_model_rows *state, const uint32_t *order,
					cc_printer *printer, cc_poll poll);
extern void
cc_model_rows_write(const cc_model_rows *state, const uint32_t *order,
					cc_writer *writer, cc_poll poll);

/*
 * Back from text and from bytes.  state NULL only finds the size that the
 * state needs; the second call, with that much room, reads and checks it.
 */
extern cc_status
cc_model_rows_parse(const char *text, size_t length, cc_model_rows *state,
					size_t *size, cc_poll poll, cc_error *error);
extern cc_status
cc_model_rows_read(const void *bytes, size_t length, cc_model_rows *state,
				   size_t *size, cc_poll poll, cc_error *error);

#endif
