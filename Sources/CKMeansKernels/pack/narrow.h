// Packing points that do not fill a register, d < KMEANS_LANES; a part of lanes.h. Every point is
// read by itself and within its own values, so that given rows cost no more than neighbours: its
// first features and its last, which overlap, fill what they are read into.

enum { half = KMEANS_LANES / 2, quarter = KMEANS_LANES / 4 };

/// Defines a vector of some features, and x̃ of those of a point from the l-th on.
#define KMEANS_MOVED(name, count)                                                                 \
  typedef float name##_f __attribute__((ext_vector_type(count), aligned(4), may_alias));          \
  typedef double name##_d __attribute__((ext_vector_type(count), aligned(8), may_alias));         \
  typedef uint8_t name##_b __attribute__((ext_vector_type(count), aligned(1), may_alias));        \
                                                                                                  \
  KMEANS_INLINE name##_f name(const void *values, int32_t type, ptrdiff_t l,                      \
                              const double *centre, double scale) {                               \
    name##_d x;                                                                                   \
    switch (type) {                                                                               \
      case KMEANS_UINT8:                                                                          \
        x = __builtin_convertvector(*(const name##_b *)((const uint8_t *)values + l), name##_d);  \
        break;                                                                                    \
      case KMEANS_FLOAT:                                                                          \
        x = __builtin_convertvector(*(const name##_f *)((const float *)values + l), name##_d);    \
        break;                                                                                    \
      default: x = *(const name##_d *)((const double *)values + l);                               \
    }                                                                                             \
    return __builtin_convertvector((x - *(const name##_d *)(centre + l)) * scale, name##_f);      \
  }

KMEANS_MOVED(moved_half, KMEANS_LANES / 2)

/// What is the same for all points.
typedef struct move_by {
  int32_t type;
  ptrdiff_t d;
  const double *centre;
  double scale;
} move_by;

/// The i-th feature register goes to feature l of the panel, and into the norms.
KMEANS_INLINE void put(vf value, ptrdiff_t n, ptrdiff_t l, float *panel, vd *norm) {
  value = keep(value, n);
  *(vf_unaligned *)(panel + l * width) = value;
  vd wide = __builtin_convertvector(value, vd);
  *norm += wide * wide;
}

/// The features of points whose first `part` and last `part` features are `turned`, those that
/// come twice once.
KMEANS_INLINE void put_all(const vf *turned, const int part, ptrdiff_t n, ptrdiff_t d,
                           float *panel, double *norms) {
  vd norm = 0;
#pragma clang loop unroll(full)
  for (int i = 0; i < part; i++) put(turned[i], n, i, panel, &norm);
#pragma clang loop unroll(full)
  for (int i = part; i < 2 * part; i++) {
    ptrdiff_t l = d - 2 * part + i;
    if (l >= part) put(turned[i], n, l, panel, &norm);
  }
  store(norms, norm);
}

/// For half < d: a register takes a point.
KMEANS_INLINE void pack_most(const void *const points[lanes], move_by by, ptrdiff_t n,
                             float *panel, double *norms) {
  vf square[lanes];
#pragma clang loop unroll(full)
  for (int p = 0; p < lanes; p++) {
    square[p].lo = moved_half(points[p], by.type, 0, by.centre, by.scale);
    square[p].hi = moved_half(points[p], by.type, by.d - half, by.centre, by.scale);
  }
  transpose(square);
  put_all(square, half, n, by.d, panel, norms);
}

/// For d = half: a register takes two points, half a register apart.
KMEANS_INLINE void pack_half(const void *const points[lanes], move_by by, ptrdiff_t n,
                             float *panel, double *norms) {
  vf pairs[half];
#pragma clang loop unroll(full)
  for (int p = 0; p < half; p++) {
    pairs[p].lo = moved_half(points[p], by.type, 0, by.centre, by.scale);
    pairs[p].hi = moved_half(points[p + half], by.type, 0, by.centre, by.scale);
  }
  transpose_halves(pairs);
  vd norm = 0;
#pragma clang loop unroll(full)
  for (int l = 0; l < half; l++) put(pairs[l], n, l, panel, &norm);
  store(norms, norm);
}

#if KMEANS_LANES >= 8
KMEANS_MOVED(moved_quarter, KMEANS_LANES / 4)

/// For quarter ≤ d < half: likewise.
KMEANS_INLINE void pack_some(const void *const points[lanes], move_by by, ptrdiff_t n,
                             float *panel, double *norms) {
  ptrdiff_t last = by.d - quarter;
  vf pairs[half];
#pragma clang loop unroll(full)
  for (int p = 0; p < half; p++) {
    const void *one = points[p], *other = points[p + half];
    pairs[p].lo.lo = moved_quarter(one, by.type, 0, by.centre, by.scale);
    pairs[p].lo.hi = moved_quarter(one, by.type, last, by.centre, by.scale);
    pairs[p].hi.lo = moved_quarter(other, by.type, 0, by.centre, by.scale);
    pairs[p].hi.hi = moved_quarter(other, by.type, last, by.centre, by.scale);
  }
  transpose_halves(pairs);
  put_all(pairs, quarter, n, by.d, panel, norms);
}
#endif

/// For any d: value by value.
KMEANS_INLINE void pack_few(const void *const points[lanes], move_by by, ptrdiff_t n,
                            float *panel, double *norms) {
  vd norm = 0;
  for (ptrdiff_t l = 0; l < by.d; l++) {
    vd x;
#pragma clang loop unroll(full)
    for (int p = 0; p < lanes; p++) x[p] = kmeans_value(points[p], by.type, l);
    put(__builtin_convertvector((x - by.centre[l]) * by.scale, vf), n, l, panel, &norm);
  }
  store(norms, norm);
}

/// One register's worth of points, n of them given, for d < KMEANS_LANES.
KMEANS_INLINE void pack_narrow(const void *const points[lanes], move_by by, ptrdiff_t n,
                               float *panel, double *norms) {
  if (by.d > half) return pack_most(points, by, n, panel, norms);
  if (by.d == half) return pack_half(points, by, n, panel, norms);
#if KMEANS_LANES >= 8
  if (by.d >= quarter) return pack_some(points, by, n, panel, norms);
#endif
  pack_few(points, by, n, panel, norms);
}
