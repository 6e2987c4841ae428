// Which labels are proven, and bounds, for eight lanes of a panel at a time. The including file
// chooses the instructions and defines KMEANS_NAME.

#include "../eight.h"

typedef float f8 __attribute__((ext_vector_type(8)));

KMEANS_INLINE f8 rounded_down(v8 value) {
  v8 lowered = value - (__builtin_elementwise_abs(value) * 0x1p-23 + 0x1p-140);
  v8 most = 0x1p126;
  v8 fitting = lowered < most ? lowered : most;
  v8 none = -__builtin_inf();
  return __builtin_convertvector(value == value ? fitting : none, f8);
}

KMEANS_INLINE v8 root(v8 value) {
  f8 rounded = __builtin_convertvector(value, f8);
  return __builtin_convertvector(__builtin_elementwise_sqrt(rounded), v8);
}

KMEANS_INLINE v8 root_above(v8 value) { return root(value + 0x1p-120) * (1 + 0x1p-22); }

KMEANS_INLINE v8 root_below(v8 value) {
  v8 rest = value - 0x1p-120, zero = 0;
  return root(rest > zero ? rest : zero) * (1 - 0x1p-22);
}

ptrdiff_t KMEANS_NAME(certify)(const kmeans_margins *by, ptrdiff_t n, const double *norms,
                               const float *least, const float *second, const int32_t *index,
                               float *gaps, float *lowers, int32_t *open) {
  ptrdiff_t count = 0;
  v8 zero = 0;
  for (ptrdiff_t p = 0; p < n; p += 8) {
    v8 first = __builtin_convertvector(*(const f8_unaligned *)(least + p), v8);
    v8 next = __builtin_convertvector(*(const f8_unaligned *)(second + p), v8);
    v8 square = *(const v8_unaligned *)(norms + p);
    v8 norm = root_above(square) * (1 + 0x1p-20) + by->lost;
    v8 margin = by->constant + (by->linear + by->square * norm) * norm;
    i8 proven = next - first > margin;
    if (__builtin_expect(__builtin_reduce_and(proven) == 0, 0)) {
      ptrdiff_t lanes = n - p < 8 ? n - p : 8;
      for (ptrdiff_t lane = 0; lane < lanes; lane++) {
        open[count] = (int32_t)(p + lane);
        count += !proven[lane];
      }
    }
    if (!gaps) continue;
    v8 own, others;
#pragma clang loop unroll(full)
    for (int lane = 0; lane < 8; lane++) {
      own[lane] = by->own[index[p + lane]];
      others[lane] = by->others[index[p + lane]];
    }
    v8 slack = margin + (0x1p-22 * norm + 2 * by->lost) * norm;
    v8 far = square + 2 * first + slack, near = square + 2 * next - slack;
    v8 upper = root_above(far > zero ? far : zero) * by->unit;
    v8 lower = root_below(near) * by->unit * (1 - 0x1p-29) - by->least;
    v8 rounding = 0x1p-50 * (upper + __builtin_elementwise_abs(lower) + own + others);
    v8 none = -__builtin_inf();
    v8 gap = lower - upper + own + others - rounding;
    *(f8_unaligned *)(gaps + p) = rounded_down(proven ? gap : none);
    if (!lowers) continue;
    v8 low = lower + others - rounding;
    *(f8_unaligned *)(lowers + p) = rounded_down(proven ? low : none);
  }
  return count;
}
