/*
 * roots.h
 *		Where a function of one variable is zero.
 */
#ifndef CC_ROOTS_H
#define CC_ROOTS_H

/*
 * The root of an increasing f between low and high, or the nearer end when it
 * is not between them.  f has the unit of x: where it is less than a rounding
 * of x, x is a root.  Regula falsi with the Illinois rule (Dowell & Jarratt
 * 1971), and bisection should that not settle.
 */
extern double cc_increasing_root(double (*f)(double x, const void *context),
								 const void *context, double low, double high);

#endif
