/*
 * linalg.c
 *		Small dense linear algebra on caller-owned buffers.
 */
#include "core/linalg.h"

#include <float.h>
#include <math.h>

int
cc_cholesky(double *a, int n)
{
	for (int j = 0; j < n; j++)
	{
		double diagonal = a[j * n + j];
		double pivot = diagonal;

		for (int k = 0; k < j; k++)
			pivot -= a[j * n + k] * a[j * n + k];
		if (!(pivot > CC_COLLINEAR * diagonal))
			return j;
		a[j * n + j] = sqrt(pivot);
		for (int i = j + 1; i < n; i++)
		{
			double sum = a[i * n + j];

			for (int k = 0; k < j; k++)
				sum -= a[i * n + k] * a[j * n + k];
			a[i * n + j] = sum / a[j * n + j];
		}
	}
	return -1;
}

/* Far above CC_COLLINEAR, which cc_cholesky() asks of the smallest pivot. */
#define CONTRADICTION 1e-9

bool
cc_contradictory(double *a, int n)
{
	bool positive;

	for (int i = 0; i < n; i++)
		a[i * n + i] = 1 + CONTRADICTION;
	positive = cc_cholesky(a, n) < 0;
	for (int i = 0; i < n; i++)
	{
		a[i * n + i] = 1;
		for (int j = 0; j < i; j++)
			a[i * n + j] = a[j * n + i];
	}
	return !positive;
}

void
cc_cholesky_solve(const double *l, int n, double *b)
{
	for (int i = 0; i < n; i++)
	{
		for (int k = 0; k < i; k++)
			b[i] -= l[i * n + k] * b[k];
		b[i] /= l[i * n + i];
	}
	for (int i = n - 1; i >= 0; i--)
	{
		for (int k = i + 1; k < n; k++)
			b[i] -= l[k * n + i] * b[k];
		b[i] /= l[i * n + i];
	}
}

void
cc_cholesky_inverse(const double *l, int n, double *inverse)
{
	/* row j first holds column j of A^-1; A^-1 is symmetric */
	for (int j = 0; j < n; j++)
	{
		for (int i = 0; i < n; i++)
			inverse[j * n + i] = i == j;
		cc_cholesky_solve(l, n, inverse + j * n);
	}
	for (int j = 0; j < n; j++)
		for (int i = 0; i < j; i++)
			inverse[j * n + i] = inverse[i * n + j];
}

/* Rotate rows and columns p, q of a so that a[p][q] becomes zero. */
static void
rotate(double *a, int n, double *vectors, int p, int q)
{
	double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
	double t = (theta >= 0 ? 1 : -1) / (fabs(theta) + hypot(theta, 1));
	double c = 1 / hypot(t, 1);
	double s = t * c;

	for (int k = 0; k < n; k++)
	{
		double kp = a[k * n + p];
		double kq = a[k * n + q];

		a[k * n + p] = c * kp - s * kq;
		a[k * n + q] = s * kp + c * kq;
	}
	for (int k = 0; k < n; k++)
	{
		double pk = a[p * n + k];
		double qk = a[q * n + k];

		a[p * n + k] = c * pk - s * qk;
		a[q * n + k] = s * pk + c * qk;
	}
	a[p * n + q] = a[q * n + p] = 0;
	for (int k = 0; k < n; k++)
	{
		double kp = vectors[k * n + p];
		double kq = vectors[k * n + q];

		vectors[k * n + p] = c * kp - s * kq;
		vectors[k * n + q] = s * kp + c * kq;
	}
}

void
cc_symmetric_eigen(double *a, int n, double *values, double *vectors,
				   cc_poll poll)
{
	bool rotated = true;

	for (int i = 0; i < n * n; i++)
		vectors[i] = i / n == i % n;

	/* convergence is quadratic; a hundred sweeps never come */
	for (int sweep = 0; sweep < 100 && rotated; sweep++)
	{
		rotated = false;
		for (int p = 0; p < n - 1; p++)
		{
			if (poll != NULL)
				poll();
			for (int q = p + 1; q < n; q++)
			{
				double scale = hypot(a[p * n + p], a[q * n + q]);

				if (fabs(a[p * n + q]) <= DBL_EPSILON * 0x1p-3 * scale ||
					fabs(a[p * n + q]) < DBL_MIN)
					continue;
				rotate(a, n, vectors, p, q);
				rotated = true;
			}
		}
	}

	for (int i = 0; i < n; i++)
		values[i] = a[i * n + i];
	for (int i = 0; i < n; i++)
	{
		int largest = i;
		int peak = 0;

		for (int j = i + 1; j < n; j++)
		{
			if (values[j] > values[largest])
				largest = j;
		}
		if (largest != i)
		{
			double value = values[i];

			values[i] = values[largest];
			values[largest] = value;
			for (int k = 0; k < n; k++)
			{
				double component = vectors[k * n + i];

				vectors[k * n + i] = vectors[k * n + largest];
				vectors[k * n + largest] = component;
			}
		}
		for (int k = 1; k < n; k++)
		{
			if (fabs(vectors[k * n + i]) > fabs(vectors[peak * n + i]))
				peak = k;
		}
		if (vectors[peak * n + i] < 0)
		{
			for (int k = 0; k < n; k++)
				vectors[k * n + i] = -vectors[k * n + i];
		}
	}
}
