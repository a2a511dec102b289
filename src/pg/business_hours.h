/*
 * business_hours.h
 *		A stored business_hours as the core's calendar.
 */
#ifndef CC_PG_BUSINESS_HOURS_H
#define CC_PG_BUSINESS_HOURS_H

#include "postgres.h"

#include "core/business_hours.h"

/* Decoded into memory of the current context; it points into the value. */
extern void
cc_business_hours_calendar(const struct varlena *value, cc_calendar *calendar);

#endif
