#ifndef KMEANS_KERNELS_H
#define KMEANS_KERNELS_H

#include <stdbool.h>

#include "kmeans_rests.h"
#include "kmeans_rows.h"
#include "kmeans_spans.h"
#include "kmeans_truth.h"
#include "kmeans_types.h"

// The arithmetic of k-means in C: one table of functions for each instruction set, and every
// table gives the same bits for the same input. scalar.c in each kernel's folder specifies what
// the others must equal.
//
// d features a point, n points, k centroids. d, k ≥ 1 and n ≥ 0 throughout. Input is finite; no
// function allocates, keeps anything between calls, or fails.

/// The functions of one instruction set.
///
/// The truth δ(x, m) = Σ (x_l − m_l)² is a sum of direct differences in double without fused
/// multiply-add, in the order of NumPy's pairwise sum: d < 8 one after the other; d ≤ 128 eight
/// strided sums r over whole groups of eight, ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)), then what
/// remains one by one; above that δ of the first ⌊d/16⌋·8 features plus δ of the rest.
typedef struct __attribute__((swift_attr("@Sendable"))) kmeans_kernels {
  /// "scalar", "avx2", "avx512", "avx512vnni", "neon" or "neondot". The last of each family also
  /// has instructions for dot products of bytes, which is its only difference from the one before.
  const char *name;
  /// Points in a panel, of `pack` and of `panel8`.
  ptrdiff_t panel_width;

  kmeans_truth_kernels truth;

  /// A panel for `tile` from at most `panel_width` points: value l of point p, shifted and scaled,
  /// x̃ = (float)((x_l − centre_l)·scale) computed in double, at panel[l·panel_width + p], zeros in
  /// lanes without a point; norms[p] = Σ_l x̃² in double, l ascending, for every lane. Where values
  /// are no doubles, all centre_l·scale are floats, and scale is one from 2⁻¹²⁶ to 2¹²⁶, x̃ is the
  /// float nearest to the exact (x_l − centre_l)·scale instead, and computed faster. `panel` has
  /// d·panel_width floats. O(d·panel_width).
  void (*pack)(const kmeans_points *x, const double *centre, double scale, float *panel,
               double *norms);

  /// Centroids for `tile`: with t = (m_jl − centre_l)·scale in double, the values (float)t, k·d
  /// floats in an order (and with a sign) of the table's own, and half_norms[j] = (float)(½Σ t²),
  /// the sum in double, l ascending. O(k·d).
  void (*pack_centroids)(const double *centroids, ptrdiff_t k, ptrdiff_t d, const double *centre,
                         double scale, float *packed, float *half_norms);

  /// For every lane of a panel, over the scores s_j = ½‖m̃_j‖² − x̃·m̃_j (which order centroids as
  /// distance does): least = min_j s_j, index the lowest j that attains it, and second = the min
  /// over all other j (equal to least in a tie; +∞ when k = 1).
  ///
  /// A score is one chain of fused multiply-adds, s = half_norm; s = fma(−x̃_l, m̃_jl, s) for l
  /// ascending, so it has the same bits everywhere, and its distance from the exact value is at
  /// most Σ_l 2⁻²⁴|s after step l| plus d·2⁻¹⁵⁰. Scores must not overflow. O(k·d·panel_width).
  void (*tile)(const float *panel, ptrdiff_t d, const float *packed, const float *half_norms,
               ptrdiff_t k, float *least, float *second, int32_t *index);

  /// The pairs of a lane and a centroid with s_j ≤ thresholds[lane], where s_j is the score of
  /// `tile`, bit for bit: writes j·panel_width + lane for each, j ascending and then lane
  /// ascending, into `codes` (room for k·panel_width < 2³¹), and returns how many. A threshold of
  /// −∞ or NaN has no pairs. O(k·d·panel_width).
  ptrdiff_t (*below)(const float *panel, ptrdiff_t d, const float *packed, const float *half_norms,
                     ptrdiff_t k, const float *thresholds, int32_t *codes);

  /// The scores of `tile` themselves, bit for bit: that of centroid j and a lane at
  /// out[j·panel_width + lane]. O(k·d·panel_width).
  void (*scores)(const float *panel, ptrdiff_t d, const float *packed, const float *half_norms,
                 ptrdiff_t k, float *out);

  /// Points for the screens in 8 bits. With x̂ = (x − centre)·scale in double, scale a power of two,
  /// |x̂| < 2⁵⁰ and d ≤ 2¹⁷, each becomes a step s and whole numbers q of 8 bits, x̂ ≈ s·q.
  ///
  /// `rows` has ⌈d/4⌉·4 bytes a point, in an order of the table's own. `facts` has three floats a
  /// point: s; an upper bound of ‖x̂ − s·q‖, which is 0 where all of a point's x̂ are multiples of a
  /// power of two that is large enough for 8 bits (bytes, with a whole centre that none differs
  /// from by more than 127, and scale 1); and one of ‖s·q‖. norms[i] = Σ x̂² in double, off by at
  /// most 2⁻³⁸ of itself. O(n·d).
  void (*rows8)(const kmeans_points *x, const double *centre, double scale, uint8_t *rows,
                float *facts, double *norms);

  /// Centroids for `below8`, shifted, scaled and bounded (|m̂| < 2⁵⁰) as its points are, each with a
  /// step t: k·(⌈d/4⌉·4 + 4) bytes, aligned to 4, in an order of the table's own. `facts` has four
  /// floats a centroid: t; upper bounds of ‖m̂ − t·q‖ and of ‖m̂‖; and a lower bound of ½‖m̂‖². They
  /// are widened by what `below8` can lose in rounding. O(k·d).
  void (*pack_centroids8)(const double *centroids, ptrdiff_t k, ptrdiff_t d, const double *centre,
                          double scale, uint8_t *packed, float *facts);

  /// The pairs of a lane and a centroid whose score ½‖m̂_j‖² − x̂·m̂_j may be at most
  /// thresholds[lane], in the codes and the order of `below`. Returns how many.
  ///
  /// A pair stays where L ≤ thresholds[lane], with L = h − (s·t·(q_x·q_m) + ex·mh + xh·em) of the
  /// facts in their order, s ex xh of the lane and t em mh h of the centroid: q_x·q_m exactly in
  /// 32 bits, then in float u = t·(float)(q_x·q_m), L = fma(−s, u, fma(−xh, em, fma(−ex, mh, h))).
  ///
  /// L is never above the real score of the real (x − centre)·scale and (m − centre)·scale: by
  /// x̂·m̂ = s·q_x·t·q_m + (x̂ − s·q_x)·m̂ + s·q_x·(m̂ − t·q_m) and Cauchy–Schwarz, and because the
  /// facts cover every rounding, in L and in x̂ and m̂. So a threshold that is rigorous for real
  /// scores needs nothing added. O(k·d·panel_width).
  ptrdiff_t (*below8)(const uint8_t *panel, const float *facts, ptrdiff_t d,
                      const uint8_t *packed, const float *centroid_facts, ptrdiff_t k,
                      const float *thresholds, int32_t *codes);

  /// The panel for `below8` of the n ≥ 1 rows that `index` names, ⌈d/4⌉·4·panel_width bytes, and
  /// its facts, the first of all lanes first. Lanes past the n-th repeat it. O(d·panel_width).
  void (*panel8)(const uint8_t *rows, const float *facts, ptrdiff_t d, const int32_t *index,
                 ptrdiff_t n, uint8_t *panel, float *panel_facts);

  /// What `pack_centroids8` makes of the centroids, each by itself, for `among8`. O(k·d).
  void (*centroid_rows8)(const double *centroids, ptrdiff_t k, ptrdiff_t d, const double *centre,
                         double scale, uint8_t *packed, float *facts);

  /// Of n codes of a panel whose lane p is row index[p], those that `below8` would write too stay,
  /// in their order, each with its L in `bounds` (room for n). Returns how many. O(n·d).
  ptrdiff_t (*among8)(const uint8_t *rows, const float *facts, const int32_t *index, ptrdiff_t d,
                      const uint8_t *packed, const float *centroid_facts, const float *thresholds,
                      ptrdiff_t n, int32_t *codes, float *bounds);

  kmeans_rest_kernels rests;

  /// Sums of distances.
  kmeans_span_kernels spans;

  /// Compressed rows.
  kmeans_row_kernels rows;

  /// Certifies n lanes of a panel by what `pack` and `tile` wrote: lanes whose label is not proven
  /// go to `open` (room for n), ascending; returns how many did. Unless `gaps` is NULL also
  /// the bounds of every lane: `lowers`, unless NULL, at most the distance to every centroid but
  /// the nearest plus others, `gaps` at most that less the distance to the nearest plus own; −∞ for
  /// open lanes. All arrays but `open` have `panel_width` values, and values past n are read and
  /// written. O(n).
  ptrdiff_t (*certify)(const kmeans_margins *by, ptrdiff_t n, const double *norms,
                       const float *least, const float *second, const int32_t *index, float *gaps,
                       float *lowers, int32_t *open);

  /// The points whose label their gap does not prove: every i of n with labels[i] < 0, or where
  /// gaps[i] does not exceed thresholds[labels[i]], goes to `offsets` (room for n), ascending. NaN
  /// exceeds nothing and is not exceeded. Returns how many did. O(n).
  ptrdiff_t (*select)(const int32_t *labels, const float *gaps, const float *thresholds,
                      ptrdiff_t n, int32_t *offsets);

  /// Adds one point to fixed-point sums, or takes it out: with t = x_l·scale_l and q = t rounded
  /// towards zero, sums[l] += sign·q where q·unit_l = x_l exactly. Where not, sums[l] stays as it
  /// is and l goes to `spilled` (room for d), ascending; returns how many did.
  ///
  /// scale_l is a power of two and unit_l its inverse; |t| < 2⁶²; sign is 1 or −1; sums wrap on
  /// overflow. O(d).
  ptrdiff_t (*add)(const void *point, int32_t type, ptrdiff_t d, const double *scale,
                   const double *unit, int64_t *sums, int32_t sign, int32_t *spilled);

  /// The least and the greatest value of every column of n rows of d values, and the least of its
  /// magnitudes but 0, joined with what the arrays hold: d numbers each. Returns whether there was
  /// a NaN, which leaves the arrays as they are. O(n·d).
  int32_t (*box)(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d, double *least,
                 double *greatest, double *magnitude);

  /// Adds Σx and Σx² of every column of n ≤ 2¹⁴ rows of d values, in fixed point. scale_l is a
  /// power of two, unit_l its inverse, and |x|·scale_l ≤ 2⁴⁶.
  ///
  /// Two pieces: x = q·unit, q = a·2²³ + b with 0 ≤ b < 2²³; the sums of a column are Σq, Σaa, Σab
  /// and Σbb. Four: x = (q·2⁴⁶ + r)·unit·2⁻⁴⁶ with r likewise in pieces c and e, unit ≥ 2⁻⁹⁶⁰, and
  /// the sums are Σq, Σr, and those of aa, ab, 2ac + bb, ae + bc, 2be + cc, ce and ee. The sums of
  /// column l lie at sums[l], sums[stride + l] and so on. q and r are rounded to the nearest whole
  /// number, halves to the even one. For two pieces of bytes, scale is taken as 1.
  ///
  /// A value that is not held exactly is added to no sum; its number i·d + l goes to `spilled`
  /// (room for n·d), in any order. Returns how many did. O(n·d).
  ptrdiff_t (*moments)(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d, int32_t pieces,
                       const double *scale, const double *unit, ptrdiff_t stride, int64_t *sums,
                       int32_t *spilled);

  /// high[l] + low[l] = units[l]·unit_l exactly, high the nearest double to it. |units| < 2⁶², and
  /// unit_l is a power of two of at least 2⁻⁹⁶⁰. O(d).
  void (*split)(const int64_t *units, const double *unit, ptrdiff_t d, double *high, double *low);

  /// The same for sums in two planes, in units of the grid: with the real sum
  /// s = (units[l] + units[plane + l]·lower)·unit_l, high[l] is the double nearest to s, and low[l]
  /// the double nearest to s − high[l], where that is proven; the other l go to `open` (room for
  /// d), ascending. Returns how many did. lower is from 2⁻⁶² to ½. O(d).
  ptrdiff_t (*split_planes)(const int64_t *units, const kmeans_grid *grid, ptrdiff_t d,
                            double *high, double *low, int32_t *open);

  /// means[l] = (high[l] + low[l])/count, rounded once, where that is proven; the other l go to
  /// `open` (room for d), ascending. Returns how many did. high is the nearest double to a sum,
  /// low the rest, off by at most 2⁻¹⁰⁵ of high; count is a whole number below 2⁵³. O(d).
  ptrdiff_t (*means)(const double *high, const double *low, double count, ptrdiff_t d,
                     double *means, int32_t *open);

  /// Σ_l (W·m_l − 2S_l)·(m_l·scale) as a sum of two doubles, term[0] + term[1], with
  /// W = weight[0] + weight[1] and S_l = high[l] + low[l]: eight strided sums, joined in twos, in
  /// the operations of pairs.h. O(d).
  void (*term)(const double *high, const double *low, const double *weight, const double *m,
               double scale, ptrdiff_t d, double *term);

  /// Takes points out of one cluster's fixed-point sums and adds them to another's: with q and r of
  /// the grid, sums[places[to[i]] + l] += q and the sum of plane 1 += r; the same with −= for
  /// from[i], unless `from` is NULL or from[i] < 0. For a value that the planes do not hold, no sum
  /// changes, and i·d + l goes to `spilled`, ascending. Values have |x_l·scale_l| < 2⁶². Ends
  /// before a point for whose d values `spilled`, with `room` for numbers, could be too short;
  /// `moved` says how many points were moved. Returns how many values spilled. O(n·d).
  ptrdiff_t (*move)(const kmeans_points *x, const int32_t *from, const int32_t *to,
                    const ptrdiff_t *places, const kmeans_grid *grid, int64_t *sums,
                    int32_t *spilled, ptrdiff_t room, ptrdiff_t *moved);

  /// Which candidates can be the nearest to a point of a box. With s the candidate nearest to the
  /// box's middle (the lowest among equals), bounds[c] is a lower bound of
  /// min_x d(x, c) − d(x, s) over the box, computed as (h − slack·r)/√(2r) − slack·√(2r) − least:
  /// h = min_x δ(x, c) − δ(x, s), which a corner attains because it is linear in x, and
  /// r ≥ max_x δ(x, c) + δ(x, s). Candidates whose bound is positive are out; the others, s among
  /// them, go to `left` (room for count), ascending. *least is the least positive bound, +∞ without
  /// any. `bounds` has room for count up to a multiple of eight. Returns how many are left.
  /// O(count·d).
  ptrdiff_t (*filter)(const kmeans_box *box, const kmeans_candidates *of, double *bounds,
                      int32_t *left, double *least);

  /// The same for n boxes that lie side by side, d ≤ 8 and at most 64 candidates: value l of the
  /// i-th box is at box->low[l·stride + i], and so with box->high; up to seven more values can be
  /// read after the n of every feature. Bit c of left[i] is set where candidate c is left, and
  /// least[i] is the least positive bound. Both have room for n up to a multiple of eight.
  /// O(n·count·d).
  void (*filter_leaves)(const kmeans_box *box, ptrdiff_t stride, ptrdiff_t n,
                        const kmeans_candidates *of, uint64_t *left, double *least);

  /// Labels the points of a leaf, d ≤ 8: labels[i] becomes the cluster of the nearest by δ of the n
  /// candidates in `list`, the first among equals. Points whose label changes go to `changed`,
  /// ascending, and their old labels to `from` (room for all points). facts[0] is the least
  /// difference of the second least δ of a point and its least, and facts[1] the greatest of their
  /// sums. n ≥ 2. Returns how many labels changed. O(count·n·d).
  ptrdiff_t (*settle)(const kmeans_columns *x, const kmeans_candidates *of, const int32_t *list,
                      ptrdiff_t n, int32_t *labels, int32_t *changed, int32_t *from,
                      double *facts);

  /// The least and greatest value of each of d features, and their sums in fixed point, in one or
  /// two planes: sums[l] in units of unit_l, and sums[d + l] in units of unit_l / step, to which a
  /// value's remainder goes that is below a unit. Returns whether nothing of any value was left;
  /// otherwise `sums` are of no use. scale_l is the inverse of unit_l, step a power of two, and
  /// values in units are below 2⁶². O(count·d).
  bool (*survey)(const kmeans_columns *x, ptrdiff_t d, const double *scale, const double *unit,
                 ptrdiff_t planes, double step, double *low, double *high, int64_t *sums);

  /// dots[i] = Σ_l x_l·m_l, exactly, with x the row which[i] of `rows`, of n rows. A row has
  /// `bytes` bytes, a multiple of 64 and at most 2¹⁶; m likewise. O(n·bytes).
  void (*dots8)(const uint8_t *rows, ptrdiff_t bytes, const int32_t *which, ptrdiff_t n,
                const int8_t *m, int32_t *dots);
} kmeans_kernels;

#endif
