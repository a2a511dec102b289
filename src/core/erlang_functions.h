/*
 * erlang_functions.h
 *		The two special functions that carry the Erlang formulas.
 *
 *		I(x,y) = e^y y^-x Gamma(x+1, y)		1/I(n,a) is Erlang B for real n
 *											(Jagerman 1974; Fortet's integral)
 *		A(x,y) = 1F1(1; x+1; y)				Palm's function (Mandelbaum &
 *											Zeltyn, "The Palm/Erlang-A
 *											queue", 2005)
 *
 * and (I - 1) + A = G = Gamma(x+1) e^y y^-x.  Every function takes, besides x
 * and y, the distance d = (y - x)/x, which its caller knows more exactly than
 * x and y tell: near saturation all accuracy is in d.
 */
#ifndef CC_ERLANG_FUNCTIONS_H
#define CC_ERLANG_FUNCTIONS_H

#include <stdbool.h>

/* I(x,y) - 1, y > 0, x >= 0; infinity when it overflows. */
extern double cc_erlang_i1(double x, double y, double d);

/*
 * Palm's function and its companions, with w_j = y^j/((x+1)...(x+j)):
 *	  a = sum w_j (j >= 0) = A		a1 = sum w_j (j >= 1) = A - 1
 *	  queue = sum j w_j = x - (x-y)A
 *	  delay = x sum w_j (1/(x+1) + ... + 1/(x+j)) = -x dA/dx
 * all times e^-shift.  The shift is zero until A could overflow, from then on
 * it is x(d - log1p(d)).
 */
typedef struct cc_palm
{
	double shift;
	double a;
	double a1;
	double queue;
	double delay;
} cc_palm;

extern void cc_palm_sums(double x, double y, double d, cc_palm *palm);

/*
 * A(x,y) - 1 for a y at most the one cc_palm_sums was given.  When that one had
 * a shift, shifted is true and the result carries e^-(x(d - log1p(d))) of its
 * own x and d.  *one receives what the number 1 becomes at the same scale.
 */
extern double
cc_palm_tail(double x, double y, double d, bool shifted, double *one);

#endif
