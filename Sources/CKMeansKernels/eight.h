// Vectors of eight, in as many registers as the chosen instructions need for them.

#ifndef KMEANS_EIGHT_H
#define KMEANS_EIGHT_H

#include "kernels.h"

typedef double v8 __attribute__((ext_vector_type(8)));
typedef int64_t i8 __attribute__((ext_vector_type(8)));
typedef double v8_unaligned __attribute__((ext_vector_type(8), aligned(8), may_alias));
typedef int64_t i8_unaligned __attribute__((ext_vector_type(8), aligned(8), may_alias));
typedef float f8_unaligned __attribute__((ext_vector_type(8), aligned(4), may_alias));
typedef uint8_t b8_unaligned __attribute__((ext_vector_type(8), aligned(1), may_alias));

/// x_l … x_l+7 of a point, converted exactly.
KMEANS_INLINE v8 load8(const void *point, int32_t type, ptrdiff_t l) {
  switch (type) {
    case KMEANS_UINT8:
      return __builtin_convertvector(*(const b8_unaligned *)((const uint8_t *)point + l), v8);
    case KMEANS_FLOAT:
      return __builtin_convertvector(*(const f8_unaligned *)((const float *)point + l), v8);
    default: return *(const v8_unaligned *)((const double *)point + l);
  }
}

#endif
