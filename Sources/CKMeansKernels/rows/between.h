// δ of two sparse points, for every instruction set; after truth.h.
//
// The strided sums of m alone are known. A value x_l of the point changes one of them, which most
// often has no other term but 0: the sum is then x_l². Where it has one term m_l'² more, it is
// (x_l − m_l)² for l = l' and x_l² + m_l'² otherwise, in any order, because a sum of two does not
// depend on it. Terms that are 0 change no bit, for squares are never −0. Only strided sums with
// terms of both points and more than two in all depend on the order; these are summed up anew.

#ifndef KMEANS_ROWS_BETWEEN_H
#define KMEANS_ROWS_BETWEEN_H

#include <string.h>

#include "truth.h"

/// What `busy` says of a strided sum without terms of m, with one, and with several. A value of the
/// point adds 1, and a sum has at most 16 terms; who finds `several` is the first to depend on the
/// order of the terms.
enum { none = -100, one = 0, several = 1 };

void KMEANS_NAME(row_lanes)(const kmeans_tree *tree, const double *m, double *lanes,
                            int8_t *busy) {
  ptrdiff_t d = tree->dimensions, lane_count = 8 * (tree->leaves + 1);
  memset(lanes, 0, (size_t)lane_count * sizeof *lanes);
  memset(busy, none, (size_t)lane_count);
  for (ptrdiff_t l = 0; l < d; l++) {
    if (m[l] == 0) continue;
    ptrdiff_t lane = 8 * (ptrdiff_t)tree->leaf_of[l >> 3] + (l & 7);
    lanes[lane] += m[l] * m[l];
    busy[lane] = busy[lane] == none ? one : several;
  }
}

/// Enters a row's values into strided sums. Those that depend on the order of their terms go to
/// `list`; returns how many.
KMEANS_INLINE ptrdiff_t enter(const kmeans_row *x, int32_t type, const int32_t *leaf_of,
                              const double *m, double *lanes, int8_t *busy, int32_t *list) {
  ptrdiff_t open = 0;
  for (ptrdiff_t e = 0; e < x->count; e++) {
    int32_t l = x->columns[e], lane = 8 * leaf_of[l >> 3] + (l & 7);
    double own = m[l], t = kmeans_value(x->values, type, e) - own;
    int8_t state = busy[lane];
    busy[lane] = (int8_t)(state + 1);
    list[open] = lane;
    open += state == several;
    // The one term of m is the one that changes, unless `state` says otherwise.
    lanes[lane] = (own != 0 ? 0 : lanes[lane]) + t * t;
  }
  return open;
}

/// Sums up anew what `list` names.
static void sum_lanes(const kmeans_row *x, const kmeans_tree *tree, const double *m, double *lanes,
                      const int32_t *list, ptrdiff_t open, double *point) {
  write_out(x, point);
  for (ptrdiff_t i = 0; i < open; i++) {
    ptrdiff_t leaf = list[i] >> 3, first = tree->starts[leaf], end = tree->starts[leaf + 1];
    double sum = 0;
    end -= (end - first) & 7;
    for (ptrdiff_t l = first + (list[i] & 7); l < end; l += 8) {
      double t = point[l] - m[l];
      sum += t * t;
    }
    lanes[list[i]] = sum;
  }
  clear(x, point);
}

double KMEANS_NAME(row_between)(const kmeans_row *x, const kmeans_tree *tree, const double *m,
                                const double *lanes, const int8_t *busy, double *point,
                                double *room) {
  ptrdiff_t leaves = tree->leaves, lane_count = 8 * (leaves + 1), open;
  double *sums = room, *leaf_sums = sums + lane_count;
  int8_t *states = (int8_t *)(leaf_sums + leaves + 1);
  int32_t *list = (int32_t *)(states + lane_count);
  memcpy(sums, lanes, (size_t)lane_count * sizeof *sums);
  memcpy(states, busy, (size_t)lane_count);
  switch (x->type) {
    case KMEANS_UINT8: open = enter(x, KMEANS_UINT8, tree->leaf_of, m, sums, states, list); break;
    case KMEANS_FLOAT: open = enter(x, KMEANS_FLOAT, tree->leaf_of, m, sums, states, list); break;
    default: open = enter(x, KMEANS_DOUBLE, tree->leaf_of, m, sums, states, list);
  }
  if (open > 0) sum_lanes(x, tree, m, sums, list, open, point);
  for (ptrdiff_t i = 0; i < leaves; i++) leaf_sums[i] = joined(sums + 8 * i);
  for (ptrdiff_t i = 0; i < (tree->dimensions & 7); i++) {
    leaf_sums[leaves - 1] += sums[8 * leaves + i];
  }
  return joined_leaves(tree, leaf_sums);
}

#endif
