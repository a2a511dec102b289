/*
 * erlang_functions.c
 *		I(x,y) and A(x,y) to full precision at any size.
 *
 * Below x = 16 by recursion and series.  From there on by Temme's uniform
 * expansion (DLMF 8.12), which costs the same at any size, and far out, where
 * that one ends, by continued fractions.  What it computes first is the one of
 * I - 1 and A that stays moderate; the other one follows from their sum
 * G = r e^s with r = Gamma(x+1) e^x x^-x and s = x(d - log1p(d)).
 */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/erlang_functions.h"
#include "core/queueing_tables.h"

#define LARGE_X 16.0
#define SERIES_Y 80.0	   /* the series of A serves up to here */
#define TEMME_BELOW -0.698 /* d where eta = -1 */
#define TEMME_ABOVE 1.357  /* d where eta = 1 */
#define TEMME_VANISHES 4.0 /* d from which (I-1)/A is below 1e-16, x >= 16 */
#define TWO_SQRT_PI 3.5449077018110320546
#define TWO_OVER_SQRT_PI 1.1283791670955125739

/* sum of table[i] t^i, in two interleaved chains */
static inline double
polynomial(const double *table, int length, double t)
{
	double t2 = t * t;
	double even = 0;
	double odd = 0;
	int i = length - 1;

	if (i % 2 == 0)
		even = table[i--];
	for (; i > 0; i -= 2)
	{
		odd = odd * t2 + table[i];
		even = even * t2 + table[i - 1];
	}
	return even + odd * t;
}

/* e^(z*z) erfc(z) for z >= 0 */
static inline double
erfcx(double z)
{
	double t = (z - 3.5) / (z + 3.5);
	double t2 = t * t;
	double t4 = t2 * t2;
	double s[4] = {0};

	if (z > 1e8)
		return TWO_OVER_SQRT_PI / (2 * z);
	for (int i = CC_ERFCX_TERMS - 4; i >= 0; i -= 4)
	{
		for (int j = 0; j < 4; j++)
			s[j] = s[j] * t4 + cc_erfcx_table[i + j];
	}
	return (s[0] + s[1] * t + (s[2] + s[3] * t) * t2) / (1 + 2 * z);
}

/* log Gamma*(x), Stirling's series; x >= 16 */
static inline double
log_gamma_star(double x)
{
	static const double b[] = {1.0 / 12,	1.0 / -360,		 1.0 / 1260,
							   1.0 / -1680, 1.0 / 1188,		 -691.0 / 360360,
							   1.0 / 156,	-3617.0 / 122400};
	double v = 1 / x;

	return v * polynomial(b, 8, v * v);
}

/* r = Gamma(x+1) e^x x^-x */
static inline double
stirling_ratio(double x)
{
	if (x < LARGE_X)
		return tgamma(x + 1) * exp(x - x * log(x));
	return TWO_SQRT_PI * sqrt(x / 2) * exp(log_gamma_star(x));
}

/* x(psi(x+1) - log(x)); x >= 16 */
static inline double
digamma_gap(double x)
{
	static const double b[] = {-1.0 / 12, 1.0 / 120,	 -1.0 / 252,
							   1.0 / 240, -1.0 / 132,	 691.0 / 32760,
							   -1.0 / 12, 3617.0 / 8160, -43867.0 / 14364};
	double v = 1 / x;

	return 0.5 + v * polynomial(b, 9, v * v);
}

/* (d - log1p(d))/d^2, by the series of atanh */
static inline double
log_gap(double d)
{
	static const double b[] = {
		1.0 / 3,  1.0 / 5,	1.0 / 7,  1.0 / 9,	1.0 / 11, 1.0 / 13, 1.0 / 15,
		1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25, 1.0 / 27, 1.0 / 29,
		1.0 / 31, 1.0 / 33, 1.0 / 35, 1.0 / 37, 1.0 / 39, 1.0 / 41, 1.0 / 43,
		1.0 / 45, 1.0 / 47, 1.0 / 49, 1.0 / 51, 1.0 / 53, 1.0 / 55, 1.0 / 57};
	double v = 1 / (2 + d);
	double r = d * v;
	double r2 = r * r;
	int length = r2 < 1e-3 ? 6 : r2 < 0.03 ? 11 : 28;

	return v * (1 - 2 * r * v * polynomial(b, length, r2));
}

typedef struct temme
{
	double s;	   /* x(d - log1p(d)) */
	double r;	   /* G = r e^s */
	double low;	   /* I - 1 for d >= 0, A for d < 0 */
	double change; /* x d(low)/dx, when asked for */
} temme;

/*
 * Temme's expansion: low = r erfcx(z)/2 +- Gamma*(x) sum c_k(eta) x^-k, where
 * eta^2/2 = d - log1p(d), eta has the sign of d, and z = |eta| sqrt(x/2).
 */
static inline void
temme_expansion(double x, double d, bool with_change, temme *result)
{
	double g = d > TEMME_ABOVE ? (d - log1p(d)) / (d * d) : log_gap(d);
	double root = sqrt(2 * g);
	double eta = d * root;
	double scale = sqrt(x / 2);
	double z = fabs(eta) * scale;
	double star = exp(log_gamma_star(x));
	double half = 0.5 * erfcx(z);
	double v = 1 / x;
	double power = 1;
	double sum = 0;
	double slope = 0;  /* sum c_k'(eta) x^-k */
	double weight = 0; /* sum k c_k(eta) x^-k */
	double sign = d < 0 ? -1 : 1;
	const unsigned char *terms;
	int from = 0;
	int upto = 0;

	while (from + 1 < CC_TEMME_X_STEPS && x >= cc_temme_x[from + 1])
		from++;
	while (upto + 1 < CC_TEMME_ETA_STEPS && fabs(eta) > cc_temme_eta[upto])
		upto++;
	terms = cc_temme_terms[from][upto];
	result->s = x * d * d * g;
	result->r = TWO_SQRT_PI * scale * star;
	for (int k = 0; k < CC_TEMME_ROWS && terms[k] > 0; k++)
	{
		const double *row = &cc_temme_table[cc_temme_start[k]];
		double c = polynomial(row, terms[k], eta);

		sum += power * c;
		if (with_change)
		{
			double derivative = 0;

			for (int i = terms[k] - 1; i > 0; i--)
				derivative = derivative * eta + i * row[i];
			slope += power * derivative;
			weight += k * power * c;
		}
		power *= v;
	}
	result->low = result->r * half + sign * star * sum;
	if (with_change)
	{
		double gap = digamma_gap(x);
		double z_change = -sign * scale * (1 - d * g) / root;

		result->change =
			result->r * (gap * half +
						 (z * 2 * half - TWO_OVER_SQRT_PI / 2) * z_change) +
			sign * star * ((gap - 0.5) * sum - slope / root - weight);
	}
}

/* I(x,y) - 1 for x from 0 to less than 1 */
static double
erlang_i1_fraction(double x, double y)
{
	double tail = 0;

	if (x == 0)
		return 0;
	if (y < 1.5)
	{
		/* (G - 1) - (A - 1) */
		double w = 1;
		double a1 = 0;

		for (int k = 1; w > 1e-18; k++)
		{
			w *= y / (x + k);
			a1 += w;
		}
		return fmax(expm1(lgamma(x + 1) + y - x * log(y)) - a1, 0);
	}
	/* x times Legendre's continued fraction of e^y y^-x Gamma(x, y) */
	for (int k = 12 + (int) (360 / y); k > 0; k--)
		tail = k * (k - x) / (y - x + 2 * k + 1 - tail);
	return x / (y - x + 1 - tail);
}

/* D/A = y/(x+1-y + 2y/(x+2-y + 3y/...)) and x d(D/A)/dx, for y well below x */
static inline double
queue_fraction(double x, double y, double gap, double *change)
{
	double ratio = y / (gap * gap);
	/* measured: enough for every ratio up to 1/16 */
	int terms = 6 + (int) (80 * sqrt(ratio) + 250 * ratio);
	double q = 0;
	double dq = 0;

	for (int k = terms; k > 0; k--)
	{
		double v = 1 / (gap + k + q);

		q = k * y * v;
		if (change != NULL)
			dq = -q * v * (1 + dq);
	}
	if (change != NULL)
		*change = x * dq;
	return q;
}

/* s far out, where d says less than y/x does; long double keeps e^s exact */
static inline double
far_exponent(double x, double y)
{
	return (double) ((long double) y - x - x * logl((long double) y / x));
}

double
cc_erlang_i1(double x, double y, double d)
{
	temme t;

	if (x < LARGE_X)
	{
		double k = x - floor(x);
		double i = erlang_i1_fraction(k, y);
		double v = 1 / y;

		if (x < 1)
			return i;
		i += 1;
		for (k += 1; k < x - 0.5; k += 1)
			i = 1 + k * v * i;
		return x * v * i;
	}
	if (d < TEMME_BELOW)
	{
		double q = queue_fraction(x, y, x - y, NULL);

		return stirling_ratio(x) * exp(far_exponent(x, y)) - x / (x - y + q);
	}
	if (d > TEMME_ABOVE)
	{
		double c = 0;

		/* Legendre: I = y/(y-x + x/(y-x+2 + 2(x-1)/(y-x+4 + ...))) */
		for (int k = 40; k > 0; k--)
			c = k * (x + 1 - k) / (y - x + 2 * k + c);
		return (x - c) / (y - x + c);
	}
	temme_expansion(x, d, false, &t);
	return d < 0 ? t.r * exp(t.s) - t.low : t.low;
}

/* log(y) - psi(x+1), y > x */
static inline double
digamma_distance(double x, double y)
{
	double sum = 0;

	for (; x < LARGE_X; x += 1)
		sum += 1 / (x + 1);
	return log(y / x) + sum - digamma_gap(x) / x;
}

/* y beyond which G stands for A: I - 1 is below its rounding */
static inline bool
palm_is_full(double x, double y, double d)
{
	return x < LARGE_X ? y > SERIES_Y : d > TEMME_VANISHES;
}

/* the fraction D/A serves: A, D and their derivative without cancellation */
static inline bool
fraction_serves(double y, double gap)
{
	return gap > 0 && gap * gap > 16 * y;
}

void
cc_palm_sums(double x, double y, double d, cc_palm *palm)
{
	double gap = -x * d;

	palm->shift = 0;
	if (palm_is_full(x, y, d))
	{
		double r = stirling_ratio(x);

		palm->shift = y - x - x * log(y / x);
		palm->a = r;
		palm->a1 = r - exp(-palm->shift);
		palm->queue = (y - x) * r + x * exp(-palm->shift);
		palm->delay = x * r * digamma_distance(x, y);
	}
	else if (x < LARGE_X)
	{
		double w = 1;
		double h = 0;
		double a1 = 0;
		double queue = 0;
		double delay = 0;
		double j = 1;

		/* all terms positive; what is left is below twice the next one */
		do
		{
			double v = 1 / (x + j);

			w *= y * v;
			h += v;
			a1 += w;
			queue += j * w;
			delay += h * w;
			j += 1;
		} while (x + j < 2 * y || j * w > 1e-17 * queue);
		palm->a = 1 + a1;
		palm->a1 = a1;
		palm->queue = queue;
		palm->delay = x * delay;
	}
	else if (fraction_serves(y, gap))
	{
		double change;
		double q = queue_fraction(x, y, gap, &change);
		double a = x / (gap + q);
		double rho = d > -0.5 ? 1 + d : y / x;

		palm->a = a;
		palm->a1 = (y - q) / (gap + q);
		palm->queue = q * a;
		palm->delay = a * a * (rho - q / x + change / x);
	}
	else
	{
		temme t;

		temme_expansion(x, d, true, &t);
		if (d < 0)
		{
			palm->a = t.low;
			palm->a1 = t.low - 1;
			palm->queue = x + x * d * t.low;
			palm->delay = -t.change;
		}
		else
		{
			double one = exp(-t.s);

			palm->shift = t.s;
			palm->a = t.r - t.low * one;
			palm->a1 = palm->a - one;
			palm->queue = x * one + x * d * palm->a;
			palm->delay =
				t.r * (x * log1p(d) - digamma_gap(x)) + t.change * one;
		}
	}
}

double
cc_palm_tail(double x, double y, double d, bool shifted, double *one)
{
	double gap = -x * d;
	double a1;

	if (palm_is_full(x, y, d))
	{
		/* so the sums were shifted: y has only fallen since */
		*one = exp(x * log(y / x) - (y - x));
		return stirling_ratio(x) - *one;
	}
	if (x < LARGE_X)
	{
		double w = 1;
		double j = 1;

		a1 = 0;
		do
		{
			w *= y / (x + j);
			a1 += w;
			j += 1;
		} while (x + j < 2 * y || w > 1e-17 * a1);
		*one = shifted ? exp(x * log(y / x) - (y - x)) : 1;
	}
	else if (fraction_serves(y, gap))
	{
		double q = queue_fraction(x, y, gap, NULL);

		a1 = (y - q) / (gap + q);
		if (!shifted)
			*one = 1;
		else if (d < TEMME_BELOW)
			*one = exp(-far_exponent(x, y));
		else
			*one = exp(-x * d * d * log_gap(d));
	}
	else
	{
		temme t;

		temme_expansion(x, d, false, &t);
		*one = shifted ? exp(-t.s) : 1;
		if (d >= 0)
			return t.r - (t.low + 1) * *one;
		a1 = t.low - 1;
	}
	return a1 * *one;
}
