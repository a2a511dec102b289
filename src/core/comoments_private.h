/*
 * comoments_private.h
 *		What the files of co-moments share among themselves.
 */
#ifndef CC_COMOMENTS_PRIVATE_H
#define CC_COMOMENTS_PRIVATE_H

#include "core/comoments.h"

/* Integers up to this have no gaps among doubles. */
#define CC_EXACT_LIMIT 0x1p53

/* What kind of state the bytes are. */
#define CC_COMOMENTS_KIND 1
#define CC_COMOMENT_GROUPS_KIND 2
#define CC_MODEL_ROWS_KIND 3
#define CC_COMOMENTS_VERSION 1

/* Number of cells, and the first of them. */
extern size_t cc_comoments_cells(uint32_t items, bool pairwise);
extern double *cc_comoments_cell(const cc_comoments *state);

extern const char *cc_names_get(const char *names, int item);
/* index of a name, or -1 */
extern int cc_names_find(const char *names, uint32_t items, const char *name,
						 size_t length);
extern bool cc_names_same(const char *a, uint32_t a_length, const char *b,
						  uint32_t b_length);

/* Refuse what is not finite or too large. */
extern cc_status
cc_comoments_check_row(const char *names, size_t items,
					   const cc_comoments_row *row, cc_error *error);
/* flags after that row */
extern uint16_t cc_comoments_flags_after(uint16_t flags, size_t items,
										 const cc_comoments_row *row);
/* s += w d, Q += w d d' */
extern void
cc_comoments_add_deviations(double *sum, double *product, const double *d,
							size_t k, double weight);
extern bool cc_comoments_exact(const cc_comoments *state);

/* One sum, one sum of products, about pivots that are d lower. */
extern double cc_moved_sum(double s, double w, double d, bool exact);
extern double cc_moved_product(double q, double si, double sj, double w,
							   double di, double dj, bool exact);
/* the integer nearest the mean, halves up, of exact parts */
extern double
cc_comoments_nearest_mean(double pivot, double sum, double weight);
/*
 * to := from in the form that is written out: about the integers nearest the
 * means when exact, so that equal data have equal text.
 */
extern void cc_comoments_normalise(cc_comoments *to, const cc_comoments *from);

/* Pieces of the decoders. */
extern cc_status cc_comoments_refuse(cc_error *error, const char *why);
extern cc_status cc_names_differ(cc_error *error);
extern cc_status cc_names_check(const char *names, uint32_t length,
								uint32_t items, cc_error *error);
extern bool cc_comoments_is_whole(double x);
extern bool
cc_comoments_weights_check(int64_t n, double weight, double squares);
extern bool
cc_comoments_pivots_check(const double *pivot, size_t k, bool integer);
extern bool cc_comoments_cells_check(const double *pivot, const double *sum,
									 const double *product, size_t k,
									 double weight, bool integer);

/* Pieces of the text and wire forms: of every type that names its items. */
extern void
cc_items_print(cc_printer *printer, const char *names, uint32_t items);
/* {"items":[...]; names NULL only measures.  capacity is that of names. */
extern cc_status
cc_items_scan(cc_scanner *scanner, const char *type, uint32_t limit,
			  char *names, size_t capacity, uint32_t *items,
			  uint32_t *names_length, cc_error *error);
extern void cc_items_write(cc_writer *writer, uint16_t flags, const char *names,
						   uint32_t items);
extern cc_status
cc_items_read(cc_reader *reader, uint32_t limit, uint16_t *flags, char *names,
			  size_t capacity, uint32_t *items, uint32_t *names_length,
			  cc_error *error);
extern cc_status cc_bad_text(const cc_scanner *scanner, const char *type,
							 const char *expected, cc_error *error);
/* What the decoder refuses is, here, text that is not a value. */
extern cc_status
cc_checked_text(cc_status status, const char *type, cc_error *error);

#endif
