#!/usr/bin/env python3
"""Writes oracle.json: whole k-means runs done by NumPy's one line and Python's exact fractions.

Labels are `((X[:, None] - C) ** 2).sum(-1).argmin(1)`, centroids exact rational means rounded once
by `float(Fraction)`, J and the other sums exact sums of the computed distances rounded once. No line
of this shares anything with the Swift code. Doubles are written as 16 hex digits of their bits.

usage: make_oracle.py > oracle.json       (needs numpy)
"""
import json
import struct
import sys
from fractions import Fraction

import numpy as np


def bits(values):
    return " ".join(struct.pack(">d", float(v)).hex() for v in np.ravel(values))


def lloyd(x, w, c, limit):
    """Alternates until no label changes or `limit` iterations are done; returns labels too."""
    labels, iterations = None, 0
    for _ in range(limit):
        iterations += 1
        new = ((x[:, None] - c) ** 2).sum(-1).argmin(1)
        if labels is not None and (new == labels).all():
            return labels, c, iterations
        labels, c = new, c.copy()
        for j in range(len(c)):
            rows = np.flatnonzero((labels == j) & (w > 0))
            if len(rows) == 0:
                raise SystemExit("a cluster is empty: choose another case")
            total = sum(Fraction(float(w[i])) for i in rows)
            for l in range(x.shape[1]):
                s = sum(Fraction(float(w[i])) * Fraction(float(x[i, l])) for i in rows)
                c[j, l] = float(s / total)
    raise SystemExit("the case does not converge")


def case(name, x, k, weights=None, scalar="double"):
    n, d = x.shape
    rng = np.random.default_rng(len(name))
    start = x[rng.choice(n, k, replace=False)].copy()
    w = np.ones(n) if weights is None else weights
    labels, c, iterations = lloyd(x, w, start, 200)
    delta = ((x - c[labels]) ** 2)
    own = ((x[:, None] - c) ** 2).sum(-1)[np.arange(n), labels]
    within = [sum((Fraction(float(w[i])) * Fraction(float(own[i]))
                   for i in np.flatnonzero(labels == j)), Fraction(0)) for j in range(k)]
    W = sum(Fraction(float(v)) for v in w)
    total = Fraction(0)
    for l in range(d):
        column = [Fraction(float(v)) for v in x[:, l]]
        mean = sum(Fraction(float(w[i])) * column[i] for i in range(n)) / W
        total += sum(Fraction(float(w[i])) * (column[i] - mean) ** 2 for i in range(n))
    variance = total / W
    return {
        "name": name, "dimensions": d, "clusters": k, "scalar": scalar, "x": bits(x),
        "weights": None if weights is None else bits(w), "start": bits(start),
        "labels": labels.tolist(), "centroids": bits(c), "iterations": iterations,
        "objective": bits([float(sum(within))]), "within": bits([float(v) for v in within]),
        "totalSumOfSquares": bits([float(total)]), "meanVariance": bits([float(variance / d)]),
    }


def main():
    r = np.random.default_rng(2012)
    f4 = lambda a: a.astype("f4").astype("f8")
    blobs = lambda n, d, k: r.uniform(-9, 9, (k, d))[r.integers(0, k, n)] + r.standard_normal((n, d))
    cases = [
        case("blobs", blobs(200, 2, 4), 4),
        case("thirds", np.round(r.uniform(0, 9, (90, 3))) / 3, 5),
        case("offset", 1e8 + blobs(120, 3, 3), 3),
        case("mixed scales", blobs(80, 4, 3) * np.array([1e-30, 1.0, 1e12, 1e30]) , 3),
        case("one huge", np.where(np.arange(70)[:, None] == 3, 1e12, r.random((70, 2)) / 10), 4),
        case("floats", f4(blobs(150, 9, 5)), 5, scalar="float"),
        case("wide", f4(blobs(60, 130, 3)), 3, scalar="float"),
        case("bytes", r.integers(0, 256, (150, 8)).astype("f8"), 6, scalar="uint8"),
        case("integer weights", blobs(100, 2, 3), 3, r.integers(0, 5, 100).astype("f8")),
        case("real weights", blobs(100, 3, 3), 3, r.random(100) * 10.0 ** r.integers(-9, 9, 100)),
    ]
    json.dump(cases, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
