// Moments of every column with vectors of 8 columns. The including file chooses the instructions
// and defines KMEANS_NAME.

#include "../columns.h"
#include "../eight.h"
#include "../moments.h"

typedef int32_t s8 __attribute__((ext_vector_type(8)));
typedef uint32_t u16 __attribute__((ext_vector_type(16)));
typedef int64_t l16 __attribute__((ext_vector_type(16)));
typedef uint8_t b16_unaligned __attribute__((ext_vector_type(16), aligned(1), may_alias));
typedef int64_t l16_unaligned __attribute__((ext_vector_type(16), aligned(8), may_alias));

/// The product of numbers that fit 32 bits, for which there is an instruction.
KMEANS_INLINE i8 times(i8 a, i8 b) {
  return __builtin_convertvector(__builtin_convertvector(a, s8), i8) *
         __builtin_convertvector(__builtin_convertvector(b, s8), i8);
}

/// The whole numbers next to t, and as integers in `q`.
KMEANS_INLINE v8 whole8(v8 t, i8 *q) {
  v8 shifted = t + KMEANS_WHOLE, zero = KMEANS_WHOLE;
  *q = (i8)shifted - (i8)zero;
  return shifted - KMEANS_WHOLE;
}

KMEANS_INLINE void increase(int64_t *sums, i8 terms) { *(i8_unaligned *)sums += terms; }

/// The columns l … l+7 of a tile, whose first value is number `first` of all.
KMEANS_INLINE ptrdiff_t columns8(const char *tile, int32_t type, ptrdiff_t n, ptrdiff_t d,
                                 ptrdiff_t l, ptrdiff_t first, int32_t pieces,
                                 const double *scale, const double *unit, ptrdiff_t stride,
                                 int64_t *sums, int32_t *spilled) {
  v8 s = *(const v8_unaligned *)(scale + l), u = *(const v8_unaligned *)(unit + l);
  v8 finer = s / KMEANS_FINER, fine = u * KMEANS_FINER;
  const int64_t mask = ((int64_t)1 << kmeans_piece) - 1;
  i8 terms[9] = {0};
  ptrdiff_t count = 0, row = d * (ptrdiff_t)kmeans_size(type);
  for (ptrdiff_t i = 0; i < n; i++) {
    v8 x = load8(tile + i * row, type, l);
    i8 q, r = 0;
    v8 rest = x - whole8(x * s, &q) * u;
    if (pieces == 4) rest -= whole8(rest * finer, &r) * fine;
    i8 held = rest == 0;
    q &= held;
    r &= held;
    i8 a = q >> kmeans_piece, b = q & mask, c = r >> kmeans_piece, e = r & mask;
    terms[0] += q;
    if (pieces == 4) {
      i8 two = 2;
      terms[1] += r;
      terms[2] += times(a, a);
      terms[3] += times(a, b);
      terms[4] += times(a, c) * two + times(b, b);
      terms[5] += times(a, e) + times(b, c);
      terms[6] += times(b, e) * two + times(c, c);
      terms[7] += times(c, e);
      terms[8] += times(e, e);
    } else {
      terms[1] += times(a, a);
      terms[2] += times(a, b);
      terms[3] += times(b, b);
    }
    if (__builtin_expect(__builtin_reduce_and(held) == 0, 0)) {
      for (int lane = 0; lane < 8; lane++) {
        if (!held[lane]) spilled[count++] = (int32_t)(first + i * d + l + lane);
      }
    }
  }
  for (int term = 0; term < (pieces == 4 ? 9 : 4); term++) {
    increase(sums + term * stride + l, terms[term]);
  }
  return count;
}

KMEANS_INLINE ptrdiff_t moments(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d,
                                int32_t pieces, const double *scale, const double *unit,
                                ptrdiff_t stride, int64_t *sums, int32_t *spilled) {
  ptrdiff_t count = 0, rows = kmeans_tile_rows(n, d, type);
  for (ptrdiff_t i = 0; i < n; i += rows) {
    const char *tile = (const char *)values + i * d * (ptrdiff_t)kmeans_size(type);
    ptrdiff_t height = n - i < rows ? n - i : rows, l = 0;
    for (; l + 8 <= d; l += 8) {
      count += columns8(tile, type, height, d, l, i * d, pieces, scale, unit, stride, sums,
                        spilled + count);
    }
    for (; l < d; l++) {
      for (ptrdiff_t j = 0; j < height; j++) {
        double x = kmeans_value(tile, type, j * d + l);
        if (!kmeans_moment(x, pieces, scale[l], unit[l], stride, sums + l)) {
          spilled[count++] = (int32_t)((i + j) * d + l);
        }
      }
    }
  }
  return count;
}

/// Bytes whose unit is 1: x² is the last piece, and 2^14 of them fit 32 bits.
KMEANS_INLINE void moments_of_bytes(const uint8_t *values, ptrdiff_t n, ptrdiff_t d,
                                    ptrdiff_t stride, int64_t *sums) {
  ptrdiff_t rows = kmeans_tile_rows(n, d, KMEANS_UINT8);
  for (ptrdiff_t i = 0; i < n; i += rows) {
    const uint8_t *tile = values + i * d;
    ptrdiff_t height = n - i < rows ? n - i : rows, l = 0;
    for (; l + 16 <= d; l += 16) {
      u16 first = 0, second = 0;
      for (ptrdiff_t j = 0; j < height; j++) {
        u16 x = __builtin_convertvector(*(const b16_unaligned *)(tile + j * d + l), u16);
        first += x;
        second += x * x;
      }
      *(l16_unaligned *)(sums + l) += __builtin_convertvector(first, l16);
      *(l16_unaligned *)(sums + 3 * stride + l) += __builtin_convertvector(second, l16);
    }
    for (; l < d; l++) {
      for (ptrdiff_t j = 0; j < height; j++) {
        int64_t x = tile[j * d + l];
        sums[l] += x;
        sums[3 * stride + l] += x * x;
      }
    }
  }
}

ptrdiff_t KMEANS_NAME(moments)(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d,
                               int32_t pieces, const double *scale, const double *unit,
                               ptrdiff_t stride, int64_t *sums, int32_t *spilled) {
  if (pieces == 4) {
    switch (type) {
      case KMEANS_UINT8:
        return moments(values, KMEANS_UINT8, n, d, 4, scale, unit, stride, sums, spilled);
      case KMEANS_FLOAT:
        return moments(values, KMEANS_FLOAT, n, d, 4, scale, unit, stride, sums, spilled);
      default: return moments(values, KMEANS_DOUBLE, n, d, 4, scale, unit, stride, sums, spilled);
    }
  }
  switch (type) {
    case KMEANS_UINT8: moments_of_bytes(values, n, d, stride, sums); return 0;
    case KMEANS_FLOAT:
      return moments(values, KMEANS_FLOAT, n, d, 2, scale, unit, stride, sums, spilled);
    default: return moments(values, KMEANS_DOUBLE, n, d, 2, scale, unit, stride, sums, spilled);
  }
}
