#!/usr/bin/python3
"""The paths of test/pgtap/path-model-coverage.sql, from the population itself.

Its surveys are drawn from three factors with known correlations and loadings,
so the correlations of all answers are known; numpy solves the fixed point of
partial least squares on them (an eigenvector problem would need one construct).
"""
import numpy as np

loading = np.array([.85, .8, .7, .9, .8, .75, .8, .7, .65])
block = np.repeat([0, 1, 2], 3)
factors = np.array([[1, .6, .5], [.6, 1, .62], [.5, .62, 1]])  # S = .6 Q; L = .5 S + .2 Q
R = np.outer(loading, loading) * factors[np.ix_(block, block)]
np.fill_diagonal(R, 1)

member = (block[:, None] == np.arange(3)).astype(float)
weight = np.ones(9)
for _ in range(1000):
    W = member * weight[:, None]
    W /= np.sqrt(np.diag(W.T @ R @ W))
    C = W.T @ R @ W
    on = np.linalg.solve(C[:2, :2], C[:2, 2])
    E = np.array([[0, C[0, 1], C[0, 2]], [C[0, 1], 0, C[1, 2]], [on[0], on[1], 0]])
    weight = (R @ W @ E.T)[np.arange(9), block]
print("S ~ Q", C[0, 1])
print("L ~ Q", on[0])
print("L ~ S", on[1])
