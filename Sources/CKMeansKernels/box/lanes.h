// The box of every column with vectors of 16 columns. The including file chooses the instructions
// and defines KMEANS_NAME.

#include "../columns.h"

typedef uint8_t b16 __attribute__((ext_vector_type(16)));
typedef float f16 __attribute__((ext_vector_type(16)));
typedef int32_t i16 __attribute__((ext_vector_type(16)));
typedef double d16 __attribute__((ext_vector_type(16)));
typedef int64_t l16 __attribute__((ext_vector_type(16)));
typedef uint8_t b16_unaligned __attribute__((ext_vector_type(16), aligned(1), may_alias));
typedef float f16_unaligned __attribute__((ext_vector_type(16), aligned(4), may_alias));
typedef double d16_unaligned __attribute__((ext_vector_type(16), aligned(8), may_alias));

/// A tile of floats or doubles: each in its own type, whose order is that of double. The values are
/// not in the caches yet, so those of the next tile are prefetched.
#define KMEANS_BOX_TILE(name, type, value, wide, mask, unaligned)                                 \
  KMEANS_INLINE int32_t name(const value *values, ptrdiff_t n, ptrdiff_t d, double *least,        \
                             double *greatest, double *magnitude, uint64_t *fractions) {          \
    wide infinity = (value)__builtin_inf();                                                       \
    wide low = infinity, high = -infinity, small = infinity;                                      \
    mask odd = 0, bits = 0;                                                                       \
    for (ptrdiff_t i = 0; i < n; i++) {                                                           \
      wide x = *(const unaligned *)(values + i * d);                                              \
      kmeans_read_ahead(values, (i + n) * d * (ptrdiff_t)sizeof(value));                           \
      wide size = x == 0 ? infinity : __builtin_elementwise_abs(x);                               \
      low = x < low ? x : low;                                                                    \
      high = x > high ? x : high;                                                                 \
      small = size < small ? size : small;                                                        \
      odd |= x != x;                                                                              \
      bits |= (mask)x;                                                                            \
    }                                                                                             \
    *fractions |= kmeans_fraction((uint64_t)__builtin_reduce_or(bits), type);                     \
    join(__builtin_convertvector(low, d16), __builtin_convertvector(high, d16),                   \
         __builtin_convertvector(small, d16), least, greatest, magnitude);                        \
    return __builtin_reduce_or(odd) != 0;                                                         \
  }

/// What a tile found, and what came before it.
KMEANS_INLINE void join(d16 low, d16 high, d16 small, double *least, double *greatest,
                        double *magnitude) {
  d16 l = *(d16_unaligned *)least, g = *(d16_unaligned *)greatest;
  d16 m = *(d16_unaligned *)magnitude;
  *(d16_unaligned *)least = low < l ? low : l;
  *(d16_unaligned *)greatest = high > g ? high : g;
  *(d16_unaligned *)magnitude = small < m ? small : m;
}

KMEANS_BOX_TILE(box_float, KMEANS_FLOAT, float, f16, i16, f16_unaligned)
KMEANS_BOX_TILE(box_double, KMEANS_DOUBLE, double, d16, l16, d16_unaligned)

/// A tile of bytes: 0 − 1 wraps to the greatest byte, so the least of x − 1 is that of the values
/// but 0.
KMEANS_INLINE int32_t box_uint8(const uint8_t *values, ptrdiff_t n, ptrdiff_t d, double *least,
                                double *greatest, double *magnitude) {
  b16 low = 255, high = 0, small = 255;
  for (ptrdiff_t i = 0; i < n; i++) {
    b16 x = *(const b16_unaligned *)(values + i * d);
    kmeans_read_ahead(values, (i + n) * d);
    low = __builtin_elementwise_min(low, x);
    high = __builtin_elementwise_max(high, x);
    small = __builtin_elementwise_min(small, (b16)(x - 1));
  }
  d16 infinity = __builtin_inf();
  d16 size = __builtin_convertvector(small, d16);
  join(__builtin_convertvector(low, d16), __builtin_convertvector(high, d16),
       size == 255 ? infinity : size + 1, least, greatest, magnitude);
  return 0;
}

/// One column after whole vectors.
KMEANS_INLINE int32_t box_column(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d,
                                 double *least, double *greatest, double *magnitude,
                                 uint64_t *fractions) {
  int32_t found = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    double x = kmeans_value(values, type, i * d);
    double size = x == 0 ? __builtin_inf() : __builtin_fabs(x);
    *least = x < *least ? x : *least;
    *greatest = x > *greatest ? x : *greatest;
    *magnitude = size < *magnitude ? size : *magnitude;
    *fractions |= kmeans_fraction_at(values, type, i * d);
    found |= x != x;
  }
  return found;
}

KMEANS_INLINE int32_t box(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d,
                          double *least, double *greatest, double *magnitude,
                          uint64_t *fractions) {
  int32_t found = 0;
  ptrdiff_t size = (ptrdiff_t)kmeans_size(type), rows = kmeans_tile_rows(n, d, type);
  for (ptrdiff_t i = 0; i < n; i += rows) {
    const char *tile = (const char *)values + i * d * size;
    ptrdiff_t count = n - i < rows ? n - i : rows, l = 0;
    for (; l + 16 <= d; l += 16) {
      const void *first = tile + l * size;
      double *low = least + l, *high = greatest + l, *small = magnitude + l;
      found |= type == KMEANS_UINT8   ? box_uint8(first, count, d, low, high, small)
               : type == KMEANS_FLOAT ? box_float(first, count, d, low, high, small, fractions)
                                      : box_double(first, count, d, low, high, small, fractions);
    }
    for (; l < d; l++) {
      found |= box_column(tile + l * size, type, count, d, least + l, greatest + l, magnitude + l,
                          fractions);
    }
  }
  return found;
}

int32_t KMEANS_NAME(box)(const void *values, int32_t type, ptrdiff_t n, ptrdiff_t d,
                         double *least, double *greatest, double *magnitude, uint64_t *fractions) {
#define KMEANS_BOX(type) box(values, type, n, d, least, greatest, magnitude, fractions)
  switch (type) {
    case KMEANS_UINT8: return KMEANS_BOX(KMEANS_UINT8);
    case KMEANS_FLOAT: return KMEANS_BOX(KMEANS_FLOAT);
    default: return KMEANS_BOX(KMEANS_DOUBLE);
  }
#undef KMEANS_BOX
}
