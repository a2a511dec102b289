/*
 * model_rows.h
 *		Distinct rows as arguments of other bindings.
 */
#ifndef CC_PG_MODEL_ROWS_H
#define CC_PG_MODEL_ROWS_H

#include "pg/bind.h"

#include "core/model_rows.h"

/* Detoasted and checked, so that every reading function is safe on it. */
extern const cc_model_rows *cc_datum_model_rows(Datum value);

#define CC_ARG_MODEL_ROWS(n) cc_datum_model_rows(PG_GETARG_DATUM(n))

/* palloc for what may be larger than a value */
extern void *cc_alloc_huge(Size size);

/* The rows in their order, palloc'd. */
extern uint32 *cc_sorted_model_rows(const cc_model_rows *state);

#endif
