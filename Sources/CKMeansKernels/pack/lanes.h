// Packing with vectors: rows of the matrix become columns of the panel. The including file
// chooses the instructions and defines KMEANS_LANES, KMEANS_VECTORS, KMEANS_NAME and
// `transpose(vf rows[KMEANS_LANES])`, in place, and
// `transpose_halves(vf rows[KMEANS_LANES / 2])`, which does so in each half of the registers.
//
// Squares of floats are exact in double, so the norms may use any multiply-add.

#include "in_floats.h"

typedef double vd __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));
typedef double vd_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(8), may_alias));
typedef float vf_bytes __attribute__((ext_vector_type(KMEANS_LANES), aligned(1), may_alias));
typedef uint8_t vb_unaligned
    __attribute__((ext_vector_type(KMEANS_LANES), aligned(1), may_alias));

enum { lanes = KMEANS_LANES, width = KMEANS_LANES * KMEANS_VECTORS };

/// Feature by feature, the values of KMEANS_LANES neighbours in memory.
KMEANS_INLINE vd load(const void *values, int32_t type, ptrdiff_t l) {
  switch (type) {
    case KMEANS_UINT8:
      return __builtin_convertvector(*(const vb_unaligned *)((const uint8_t *)values + l), vd);
    case KMEANS_FLOAT:
      return __builtin_convertvector(*(const vf_unaligned *)((const float *)values + l), vd);
    default: return *(const vd_unaligned *)((const double *)values + l);
  }
}

KMEANS_INLINE void store(double *norms, vd norm) { *(vd_unaligned *)norms = norm; }

/// Lanes from the n-th on become zero.
KMEANS_INLINE vf keep(vf value, ptrdiff_t n) {
  vi lane;
#pragma clang loop unroll(full)
  for (int i = 0; i < lanes; i++) lane[i] = i;
  return lane < (vi)(int32_t)n ? value : (vf)0;
}

/// How points are shifted and scaled: what is the same for all of them.
typedef struct move_by {
  int32_t type;
  ptrdiff_t d;
  const double *centre;
  double scale;
  /// Whether that is one multiply-add of floats.
  bool in_floats;
  /// Whether points are given by rows, some of which are left out.
  bool by_rows;
} move_by;

/// How far after a value others are prefetched. For neighbouring points that is the next group of
/// points. For points given by rows, some of which are left out, it is far enough for the memory to
/// answer in time. Where these are long, the next point is unknown, and later values of the same
/// point are prefetched. Prefetching memory that does not exist does no harm.
KMEANS_INLINE size_t read_ahead(move_by by) {
  size_t point = (size_t)by.d * kmeans_size(by.type);
  if (by.by_rows && point >= 2048) return 512;
  return lanes * point < 8192 ? 8192 : lanes * point;
}

#include "narrow.h"

/// One register's worth of points, the first n of them given, for d ≥ KMEANS_LANES: squares of
/// lanes × lanes values are transposed. The last square overlaps the one before it, and adds only
/// its new features to the norms.
KMEANS_INLINE void pack_wide(const void *const points[lanes], move_by by, ptrdiff_t n,
                             float *panel, double *norms) {
  ptrdiff_t d = by.d;
  size_t size = kmeans_size(by.type);
  // A stream for every lane is more than a processor predicts, so what follows is prefetched.
  size_t ahead = read_ahead(by);
  vd norm = 0;
  for (ptrdiff_t l = 0; l < d; l += lanes) {
    ptrdiff_t from = l + lanes <= d ? l : d - lanes;
    vd c = *(const vd_unaligned *)(by.centre + from);
    vf shift = __builtin_convertvector(c * -by.scale, vf);
    vf square[lanes];
#pragma clang loop unroll(full)
    for (int p = 0; p < lanes; p++) {
      const char *values = (const char *)points[p] + (size_t)from * size;
#pragma clang loop unroll(full)
      for (size_t line = 0; line < lanes * size; line += 64) {
        __builtin_prefetch((const void *)((uintptr_t)values + ahead + line), 0, 2);
      }
      vd x = load(points[p], by.type, from);
      if (!by.in_floats) x = (x - c) * by.scale;
      // To double and back changes no float.
      square[p] = moved(__builtin_convertvector(x, vf), shift, by);
    }
    transpose(square);
#pragma clang loop unroll(full)
    for (int i = 0; i < lanes; i++) {
      vf value = keep(square[i], n);
      *(vf_unaligned *)(panel + (from + i) * width) = value;
      vd wide = __builtin_convertvector(value, vd);
      if (from + i >= l) norm += wide * wide;
    }
  }
  store(norms, norm);
}

/// `pack` of the public header for one type, as a constant, and one way to move points.
KMEANS_INLINE void pack(const kmeans_points *x, move_by by, float *panel, double *norms) {
  ptrdiff_t d = by.d;
  for (ptrdiff_t group = 0; group < width; group += lanes) {
    ptrdiff_t n = x->count - group;
    if (n <= 0) {
      for (ptrdiff_t l = 0; l < d; l++) *(vf_unaligned *)(panel + l * width + group) = 0;
      store(norms + group, 0);
      continue;
    }
    const void *points[lanes];
    // Lanes without a point read the last one, and become zero.
    for (ptrdiff_t p = 0; p < lanes; p++) {
      points[p] = kmeans_point(x, group + (p < n ? p : n - 1));
    }
    if (d >= lanes) {
      pack_wide(points, by, n, panel + group, norms + group);
    } else {
      if (x->rows) foresee(points, by);
      pack_narrow(points, by, n, panel + group, norms + group);
    }
  }
}

#define KMEANS_PACK(type, in_floats)                                                              \
  pack(x, (move_by){type, x->dimensions, centre, scale, in_floats, x->rows != NULL}, panel, norms)

void KMEANS_NAME(pack)(const kmeans_points *x, const double *centre, double scale, float *panel,
                       double *norms) {
  bool in_floats = kmeans_moves_in_floats(x, centre, scale);
  switch (x->type) {
    case KMEANS_UINT8:
      if (in_floats) KMEANS_PACK(KMEANS_UINT8, true); else KMEANS_PACK(KMEANS_UINT8, false);
      return;
    case KMEANS_FLOAT:
      if (in_floats) KMEANS_PACK(KMEANS_FLOAT, true); else KMEANS_PACK(KMEANS_FLOAT, false);
      return;
    default: KMEANS_PACK(KMEANS_DOUBLE, false);
  }
}

/// One register's worth of rows of bytes, four of which are handled as one float: squares of lanes
/// × lanes are transposed, the last one overlapping the one before it.
KMEANS_INLINE void turn(const uint8_t *const from[lanes], ptrdiff_t words, uint8_t *panel) {
  for (ptrdiff_t l = 0; l < words; l += lanes) {
    ptrdiff_t at = l + lanes <= words ? l : words - lanes;
    vf square[lanes];
#pragma clang loop unroll(full)
    for (int p = 0; p < lanes; p++) square[p] = *(const vf_bytes *)(from[p] + 4 * at);
    transpose(square);
#pragma clang loop unroll(full)
    for (int i = 0; i < lanes; i++) *(vf_bytes *)(panel + (at + i) * width * 4) = square[i];
  }
}

void KMEANS_NAME(panel8)(const uint8_t *rows, const float *facts, ptrdiff_t d,
                         const int32_t *index, ptrdiff_t n, uint8_t *panel, float *panel_facts) {
  ptrdiff_t words = kmeans_padded(d) / 4;
  for (ptrdiff_t group = 0; group < width; group += lanes) {
    const uint8_t *from[lanes];
    for (ptrdiff_t p = 0; p < lanes; p++) {
      ptrdiff_t row = index[group + p < n ? group + p : n - 1];
      from[p] = rows + row * words * 4;
      for (ptrdiff_t i = 0; i < 3; i++) {
        panel_facts[i * width + group + p] = facts[3 * row + i];
      }
    }
    if (words >= lanes) {
      turn(from, words, panel + 4 * group);
      continue;
    }
    for (ptrdiff_t l = 0; l < words; l++) {
      for (ptrdiff_t p = 0; p < lanes; p++) {
        __builtin_memcpy(panel + (l * width + group + p) * 4, from[p] + 4 * l, 4);
      }
    }
  }
}
