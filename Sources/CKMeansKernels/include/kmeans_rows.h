#ifndef KMEANS_ROWS_H
#define KMEANS_ROWS_H

#include "kmeans_types.h"

// Points of which only some values are kept, the others being 0: compressed sparse rows.

/// One point: `count` values of `type`, and the features that they belong to, ascending.
typedef struct kmeans_row {
  const void *values;
  const int32_t *columns;
  ptrdiff_t count;
  int32_t type;
} kmeans_row;

/// NumPy's pairwise sum over d features as a tree: leaves of at most 128 terms, and the additions
/// that join them. A leaf begins at a multiple of 8, so feature l belongs to the strided sum
/// l mod 8 of its leaf; the d mod 8 features after the last whole 8 are added to the last leaf's
/// sum one by one, as if they were a leaf more.
typedef struct kmeans_tree {
  /// Where each leaf begins, and d.
  const int32_t *starts;
  /// The leaf of features 8i … 8i + 7, by i; `leaves` for those after the last whole 8.
  const int32_t *leaf_of;
  /// Where the sum of a leaf lies among the sums of all nodes.
  const int32_t *nodes;
  /// Two leaves for each addition: the sum at the second is added to that at the first. Additions
  /// stand after those that they need; the last leaves the whole sum at leaf 0.
  const int32_t *pairs;
  ptrdiff_t leaves, dimensions;
} kmeans_tree;

/// The functions of one instruction set; see kmeans_kernels.h for what holds of all.
///
/// `room` has 14·(leaves + 1) doubles of any value, and `point` d zeros, which are zeros again
/// afterwards.
typedef struct __attribute__((swift_attr("@Sendable"))) kmeans_row_kernels {
  /// scores[j] = half_norms[j] − x·m_j for the columns m_j of a table of d rows of `width` values;
  /// width is 4 or a multiple of 8. x·m_j is two chains of fused multiply-adds, over the values at
  /// even places of the row and over those at odd places, each from 0, and their sum. O(n·width)
  /// for n values.
  void (*scores)(const kmeans_row *x, const double *table, ptrdiff_t width,
                 const double *half_norms, double *scores);

  /// The same in float: values of the row are rounded to it, width is a multiple of 8, and every
  /// score is converted to double at the end. O(n·width).
  void (*narrow_scores)(const kmeans_row *x, const float *table, ptrdiff_t width,
                        const float *half_norms, double *scores);

  /// The lowest j with the least of k scores, which goes to values[0]; the least of all others goes
  /// to values[1], +∞ where k = 1. Scores that are no numbers are passed over as the least, and
  /// make values[1] at most the least before them. O(k).
  int32_t (*least)(const double *scores, ptrdiff_t k, double *values);

  /// δ(x, m) in the order of the truth: leaves where x has no value are taken from `sums`, which
  /// has the sums Σ m² of all nodes of the tree. O(leaves + n + 128·t) for n values in t leaves.
  double (*distance)(const kmeans_row *x, const kmeans_tree *tree, const double *m,
                     const double *sums, double *point, double *room);

  /// What `between` needs of m: its strided sums Σ m², eight a leaf and those of the leaf more, and
  /// for each whether none (−100), one (0) or several (1) of its terms are not 0:
  /// 8·(leaves + 1) of both. O(d).
  void (*lanes)(const kmeans_tree *tree, const double *m, double *lanes, int8_t *busy);

  /// δ(x, m) in the order of the truth, fast where few of m's values are not 0. O(leaves + n) for n
  /// values, and 16 terms for every strided sum with values of both and more than two in all.
  double (*between)(const kmeans_row *x, const kmeans_tree *tree, const double *m,
                    const double *lanes, const int8_t *busy, double *point, double *room);

  /// Takes a row out of sums and adds it to others, unless they are NULL, as `move` of whole points
  /// does. The numbers of the values that two planes do not hold, counted in the row, go to
  /// `spilled`, ascending; no sum changes by these. Returns how many. O(n).
  ptrdiff_t (*move)(const kmeans_row *x, const kmeans_grid *grid, int64_t *from, int64_t *to,
                    int32_t *spilled);
} kmeans_row_kernels;

#endif
