/*
 * comoments.h
 *		Co-moments as arguments and results of other bindings.
 */
#ifndef CC_PG_COMOMENTS_H
#define CC_PG_COMOMENTS_H

#include "pg/bind.h"

#include <math.h>

#include "utils/array.h"

#include "core/comoment_groups.h"
#include "core/comoments.h"

/* Detoasted and checked, so that every reading function is safe on them. */
extern const cc_comoments *cc_datum_comoments(Datum value);
extern const cc_comoment_groups *cc_datum_comoment_groups(Datum value);

#define CC_ARG_COMOMENTS(n) cc_datum_comoments(PG_GETARG_DATUM(n))
#define CC_ARG_COMOMENT_GROUPS(n) cc_datum_comoment_groups(PG_GETARG_DATUM(n))

/* An empty state, allocated in the current context. */
extern cc_comoments *cc_new_comoments(uint32 items, const char *names,
									  uint32 names_length, bool pairwise);

/* Index of an item, or 22023 that says which items there are. */
extern int
cc_item_argument(const char *argument, const cc_comoments *state, text *name);

/* Items of a text array (palloc'd), their count; unknown or NULL: 22023. */
extern int cc_items_argument(const char *argument, const cc_comoments *state,
							 ArrayType *names, int **items);

#endif
