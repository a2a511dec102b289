/* Cholesky and Jacobi on matrices whose answers are known. */
#include "core/linalg.h"
#include "unit/unit.h"

#define N 6

static double
difference(const double *a, const double *b, int count)
{
	double worst = 0;

	for (int i = 0; i < count; i++)
		worst = fmax(worst, fabs(a[i] - b[i]));
	return worst;
}

/* The Hilbert matrix: its inverse has integer elements. */
static void
hilbert(double *a)
{
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			a[i * N + j] = 1.0 / (i + j + 1);
}

static void
multiply(const double *a, const double *b, double *product)
{
	for (int i = 0; i < N; i++)
	{
		for (int j = 0; j < N; j++)
		{
			product[i * N + j] = 0;
			for (int k = 0; k < N; k++)
				product[i * N + j] += a[i * N + k] * b[k * N + j];
		}
	}
}

int
main(void)
{
	double a[N * N];
	double l[N * N];
	double inverse[N * N];
	double product[N * N];
	double one[N * N];
	double b[N] = {1, 2, 3, 4, 5, 6};
	double x[N];
	double values[N];
	double vectors[N * N];
	double scaled[N * N];

	for (int i = 0; i < N * N; i++)
		one[i] = i / N == i % N;

	hilbert(a);
	memcpy(l, a, sizeof(l));
	ok(cc_cholesky(l, N) == -1, "the Hilbert matrix is positive definite");
	cc_cholesky_inverse(l, N, inverse);
	ok(unit_close(inverse[0], 36, 1e-9) &&
		   unit_close(inverse[N + 1], 14700, 1e-9) &&
		   unit_close(inverse[N * N - 1], 698544, 1e-9),
	   "its inverse is the known one");
	ok(inverse[1] == inverse[N], "and symmetric to the bit");
	multiply(a, inverse, product);
	ok(difference(product, one, N * N) < 1e-8, "and an inverse");
	memcpy(x, b, sizeof(x));
	cc_cholesky_solve(l, N, x);
	for (int i = 0; i < N; i++)
	{
		double sum = 0;

		for (int j = 0; j < N; j++)
			sum += a[i * N + j] * x[j];
		ok(unit_close(sum, b[i], 1e-9), "equation %d is solved", i);
	}

	/* column 3 := column 0 + column 2 */
	memcpy(l, one, sizeof(l));
	l[3 * N + 0] = l[0 * N + 3] = l[3 * N + 2] = l[2 * N + 3] = 1;
	l[3 * N + 3] = 2;
	ok(cc_cholesky(l, N) == 3, "a combination of columns is named");
	memcpy(l, one, sizeof(l));
	l[4 * N + 4] = 0;
	ok(cc_cholesky(l, N) == 4, "so is a column of zeros");
	l[0] = (double) NAN;
	ok(cc_cholesky(l, N) == 0, "so is one that is no number");

	{
		/* eigenvalues 1 + r (n - 1) and 1 - r: none, one and all but one
		 * below zero; and twice the same item */
		double even[9] = {1, -0.4, -0.4, -0.4, 1, -0.4, -0.4, -0.4, 1};
		double odd[9] = {1, -0.6, -0.6, -0.6, 1, -0.6, -0.6, -0.6, 1};
		double same[9] = {1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1};
		double kept[9];

		memcpy(kept, odd, sizeof(odd));
		ok(!cc_contradictory(even, 3) && cc_contradictory(odd, 3) &&
			   !cc_contradictory(same, 3),
		   "a negative eigenvalue is told from one of zero");
		ok(memcmp(kept, odd, sizeof(odd)) == 0, "the matrix is left as it was");
	}

	memcpy(l, a, sizeof(l));
	cc_symmetric_eigen(l, N, values, vectors, NULL);
	/* published: Fettis & Caslin (1967), the largest and the smallest */
	ok(unit_close(values[0], 1.618899858924339, 1e-14),
	   "largest eigenvalue of the Hilbert matrix");
	ok(fabs(values[N - 1] - 1.082799484565550e-7) < 1e-15,
	   "smallest eigenvalue of the Hilbert matrix");
	for (int i = 1; i < N; i++)
		ok(values[i] <= values[i - 1], "eigenvalue %d is in order", i);
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			scaled[j * N + i] = vectors[i * N + j];
	multiply(scaled, vectors, product);
	ok(difference(product, one, N * N) < 1e-14, "eigenvectors are orthonormal");
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			scaled[i * N + j] = vectors[j * N + i] * values[i];
	multiply(vectors, scaled, product);
	ok(difference(product, a, N * N) < 1e-15, "V D V' is the matrix again");

	memset(l, 0, sizeof(l));
	cc_symmetric_eigen(l, N, values, vectors, NULL);
	ok(values[0] == 0 && values[N - 1] == 0, "a matrix of zeros ends");
	return unit_done();
}
