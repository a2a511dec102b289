/*
 * volume_history.h
 *		A stored volume_history as the core's entries.
 */
#ifndef CC_PG_VOLUME_HISTORY_H
#define CC_PG_VOLUME_HISTORY_H

#include "pg/interval.h"

#include "core/volume_history.h"

/* Decoded and checked; grid and entries point into the (detoasted) value. */
extern const cc_volume_entry *
cc_volume_history_entries(Datum datum, cc_volume_grid *grid, size_t *count);

#endif
