/*
 * linalg.h
 *		Small dense linear algebra on caller-owned buffers.
 *
 * Matrices are square, row-major, order n; nothing here allocates.  Symmetric
 * input is read from (and written to) both triangles unless said otherwise.
 */
#ifndef CC_LINALG_H
#define CC_LINALG_H

#include "core/status.h"

/*
 * A column whose part that the columns before it do not explain is below this
 * fraction of its variance counts as a combination of them: a variance
 * inflation of 1e12, which leaves no digit worth printing in its coefficient.
 */
#define CC_COLLINEAR 1e-12

/*
 * Cholesky factor L (A = L L', lower triangle) in place of A; only the lower
 * triangle is read and written.  Returns -1, or the index of the first column
 * that is a linear combination of those before it: whose remaining pivot is
 * not above CC_COLLINEAR times its diagonal element (so a zero diagonal too).
 */
extern int cc_cholesky(double *a, int n);

/*
 * Whether a symmetric matrix with ones on its diagonal is not the correlation
 * matrix of any rows: an eigenvalue is negative by more than rounding makes of
 * zero.  The matrix is left as it was.
 */
extern bool cc_contradictory(double *a, int n);

/* b := A^-1 b, L from cc_cholesky. */
extern void cc_cholesky_solve(const double *l, int n, double *b);

/* inverse := A^-1, both triangles, L from cc_cholesky; not in place. */
extern void cc_cholesky_inverse(const double *l, int n, double *inverse);

/*
 * Eigenvalues (descending) and orthonormal eigenvectors (column i of vectors
 * belongs to values[i]) of symmetric a, by cyclic Jacobi rotations (Golub & Van
 * Loan 8.5).  Destroys a.  The largest component of each vector is positive.
 */
extern void cc_symmetric_eigen(double *a, int n, double *values,
							   double *vectors, cc_poll poll);

#endif
