/*
 * queueing.h
 *		Erlang B, C and A: load, waits, service levels, staffing.
 *
 * Units: seconds for durations, Erlang for loads, fractions for ratios.
 */
#ifndef CC_QUEUEING_H
#define CC_QUEUEING_H

#include "core/status.h"

/*
 * Offered load in Erlang: calls offered in period seconds, each occupying an
 * agent for aht seconds (Erlang 1917).
 */
extern double cc_offered_load(double calls, double period, double aht);

#endif
