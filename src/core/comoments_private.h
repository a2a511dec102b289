/*
 * comoments_private.h
 *		What the files of co-moments share among themselves.
 */
#ifndef CC_COMOMENTS_PRIVATE_H
#define CC_COMOMENTS_PRIVATE_H

#include "core/comoments.h"

#define CC_COMOMENTS_KIND 1
#define CC_COMOMENT_GROUPS_KIND 2
#define CC_COMOMENTS_VERSION 1

/* Number of cells, and the first of them. */
extern size_t cc_comoments_cells(uint32_t items, bool pairwise);
extern double *cc_comoments_cell(const cc_comoments *state);

extern const char *cc_names_get(const char *names, int item);
extern bool cc_names_same(const char *a, uint32_t a_length, const char *b,
						  uint32_t b_length);

/* Refuse what is not finite or too large. */
extern cc_status
cc_comoments_check_row(const char *names, double *x, const bool *null, size_t k,
					   double weight, cc_error *error);
extern bool cc_comoments_integers(const double *x, const bool *null, size_t k,
								  double weight);
/* s += w d, Q += w d d' */
extern void
cc_comoments_add_deviations(double *sum, double *product, const double *d,
							size_t k, double weight);
extern bool cc_comoments_exact(const cc_comoments *state);

#endif
