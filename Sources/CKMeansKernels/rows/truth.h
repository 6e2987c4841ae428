// δ of a sparse point, for every instruction set. The including file defines leaf_sum and joined.
//
// NumPy's sum over d features is a tree whose leaves have at most 128 terms. Where a point is 0,
// a term is (0 − m)² = m², so the sum of a leaf in which the point has no value is that of m alone.
// Only the other leaves are summed up, each in its order, and all are joined in that of the tree.
// Every number is one of the whole sum, so the bits are the same, and no rounding
// needs a bound.

#ifndef KMEANS_ROWS_TRUTH_H
#define KMEANS_ROWS_TRUTH_H

#include "../kernels.h"

/// A row's values at their places among d zeros.
KMEANS_INLINE void scatter(const kmeans_row *x, int32_t type, double *point) {
  for (ptrdiff_t e = 0; e < x->count; e++) {
    point[x->columns[e]] = kmeans_value(x->values, type, e);
  }
}

static void write_out(const kmeans_row *x, double *point) {
  switch (x->type) {
    case KMEANS_UINT8: scatter(x, KMEANS_UINT8, point); break;
    case KMEANS_FLOAT: scatter(x, KMEANS_FLOAT, point); break;
    default: scatter(x, KMEANS_DOUBLE, point);
  }
}

static void clear(const kmeans_row *x, double *point) {
  for (ptrdiff_t e = 0; e < x->count; e++) point[x->columns[e]] = 0;
}

/// The sums of the leaves, joined.
KMEANS_INLINE double joined_leaves(const kmeans_tree *tree, double *sums) {
  for (ptrdiff_t i = 0; i < 2 * (tree->leaves - 1); i += 2) {
    sums[tree->pairs[i]] += sums[tree->pairs[i + 1]];
  }
  return sums[0];
}

double KMEANS_NAME(row_distance)(const kmeans_row *x, const kmeans_tree *tree, const double *m,
                                 const double *sums, double *point, double *room) {
  ptrdiff_t leaves = tree->leaves, touched = 0;
  double *leaf_sums = room;
  int32_t *list = (int32_t *)(room + leaves + 1), last = -1;
  for (ptrdiff_t i = 0; i < leaves; i++) leaf_sums[i] = sums[tree->nodes[i]];
  for (ptrdiff_t e = 0; e < x->count; e++) {
    int32_t leaf = tree->leaf_of[x->columns[e] >> 3];
    leaf = leaf < leaves ? leaf : (int32_t)leaves - 1;
    list[touched] = leaf;
    touched += leaf != last;
    last = leaf;
  }
  write_out(x, point);
  for (ptrdiff_t i = 0; i < touched; i++) {
    ptrdiff_t first = tree->starts[list[i]], end = tree->starts[list[i] + 1];
    leaf_sums[list[i]] = leaf_sum(point + first, m + first, end - first);
  }
  clear(x, point);
  return joined_leaves(tree, leaf_sums);
}

#endif
