// Packing points that do not fill a register, d < KMEANS_LANES; a part of lanes.h. Every point is
// read by itself and within its own values, so that given rows cost no more than neighbours: its
// first and last features, which overlap, fill a register or a part of one.

enum { half = KMEANS_LANES / 2, quarter = KMEANS_LANES / 4 };

/// Defines a vector of some features; a function that reads those of a point from the l-th on,
/// shifted and scaled already unless that is done in floats; and −(centre·scale), for floats.
#define KMEANS_PART(name, count)                                                                  \
  typedef float name##_f __attribute__((ext_vector_type(count), aligned(4), may_alias));          \
  typedef double name##_d __attribute__((ext_vector_type(count), aligned(8), may_alias));         \
  typedef uint8_t name##_b __attribute__((ext_vector_type(count), aligned(1), may_alias));        \
                                                                                                  \
  KMEANS_INLINE name##_f read_##name(const void *values, move_by by, ptrdiff_t l) {               \
    const name##_b *bytes = (const name##_b *)((const uint8_t *)values + l);                      \
    const name##_f *floats = (const name##_f *)((const float *)values + l);                       \
    if (by.in_floats) {                                                                           \
      return by.type == KMEANS_UINT8 ? __builtin_convertvector(*bytes, name##_f) : *floats;       \
    }                                                                                             \
    name##_d x = by.type == KMEANS_UINT8   ? __builtin_convertvector(*bytes, name##_d)            \
                 : by.type == KMEANS_FLOAT ? __builtin_convertvector(*floats, name##_d)           \
                                           : *(const name##_d *)((const double *)values + l);     \
    x = (x - *(const name##_d *)(by.centre + l)) * by.scale;                                      \
    return __builtin_convertvector(x, name##_f);                                                  \
  }                                                                                               \
                                                                                                  \
  KMEANS_INLINE name##_f shift_##name(move_by by, ptrdiff_t l) {                                  \
    return __builtin_convertvector(*(const name##_d *)(by.centre + l) * -by.scale, name##_f);     \
  }

KMEANS_PART(half, KMEANS_LANES / 2)

/// Shifts and scales what was read, where that is done in floats.
KMEANS_INLINE vf moved(vf x, vf shift, move_by by) {
  return by.in_floats ? __builtin_elementwise_fma(x, (vf)(float)by.scale, shift) : x;
}

/// A register with feature l of all points goes to the panel, and into the norms.
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
  ptrdiff_t last = by.d - half;
  vf square[lanes], shift;
  shift.lo = shift_half(by, 0);
  shift.hi = shift_half(by, last);
#pragma clang loop unroll(full)
  for (int p = 0; p < lanes; p++) {
    square[p].lo = read_half(points[p], by, 0);
    square[p].hi = read_half(points[p], by, last);
    square[p] = moved(square[p], shift, by);
  }
  transpose(square);
  put_all(square, half, n, by.d, panel, norms);
}

/// For d = half: a register takes two points, half a register apart.
KMEANS_INLINE void pack_half(const void *const points[lanes], move_by by, ptrdiff_t n,
                             float *panel, double *norms) {
  vf pairs[half], shift;
  shift.lo = shift.hi = shift_half(by, 0);
#pragma clang loop unroll(full)
  for (int p = 0; p < half; p++) {
    pairs[p].lo = read_half(points[p], by, 0);
    pairs[p].hi = read_half(points[p + half], by, 0);
    pairs[p] = moved(pairs[p], shift, by);
  }
  transpose_halves(pairs);
  vd norm = 0;
#pragma clang loop unroll(full)
  for (int l = 0; l < half; l++) put(pairs[l], n, l, panel, &norm);
  store(norms, norm);
}

#if KMEANS_LANES >= 8
KMEANS_PART(quarter, KMEANS_LANES / 4)

/// For quarter ≤ d < half: likewise.
KMEANS_INLINE void pack_some(const void *const points[lanes], move_by by, ptrdiff_t n,
                             float *panel, double *norms) {
  ptrdiff_t last = by.d - quarter;
  vf pairs[half], shift;
  shift.lo.lo = shift.hi.lo = shift_quarter(by, 0);
  shift.lo.hi = shift.hi.hi = shift_quarter(by, last);
#pragma clang loop unroll(full)
  for (int p = 0; p < half; p++) {
    pairs[p].lo.lo = read_quarter(points[p], by, 0);
    pairs[p].lo.hi = read_quarter(points[p], by, last);
    pairs[p].hi.lo = read_quarter(points[p + half], by, 0);
    pairs[p].hi.hi = read_quarter(points[p + half], by, last);
    pairs[p] = moved(pairs[p], shift, by);
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
    if (!by.in_floats) x = (x - by.centre[l]) * by.scale;
    vf shift = (float)(by.centre[l] * -by.scale);
    put(moved(__builtin_convertvector(x, vf), shift, by), n, l, panel, &norm);
  }
  store(norms, norm);
}

/// Prefetches points that follow these. Some are left out, so a processor cannot predict which are
/// next.
KMEANS_INLINE void foresee(const void *const points[lanes], move_by by) {
  for (int p = 0; p < lanes; p++) {
    __builtin_prefetch((const void *)((uintptr_t)points[p] + read_ahead(by)));
  }
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
