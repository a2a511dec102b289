/*
 * queueing.c
 *		Erlang B, C and A: load, waits, service levels, staffing.
 */
#include "core/queueing.h"

double
cc_offered_load(double calls, double period, double aht)
{
	return calls / period * aht;
}
