#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)

#include "../kernels.h"

#define KMEANS_NAME(function) kmeans_##function##_neon
#define KMEANS_LANES 4
#define KMEANS_VECTORS (KMEANS_WIDTH_NEON / KMEANS_LANES)

typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));
typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));

/// Pairs of rows exchange single floats, then pairs of floats.
KMEANS_INLINE void transpose(vf r[4]) {
  vf a = __builtin_shufflevector(r[0], r[1], 0, 4, 2, 6);
  vf b = __builtin_shufflevector(r[0], r[1], 1, 5, 3, 7);
  vf c = __builtin_shufflevector(r[2], r[3], 0, 4, 2, 6);
  vf d = __builtin_shufflevector(r[2], r[3], 1, 5, 3, 7);
  r[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
  r[1] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
  r[2] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
  r[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

KMEANS_INLINE void transpose_halves(vf r[2]) {
  vf first = r[0];
  r[0] = __builtin_shufflevector(first, r[1], 0, 4, 2, 6);
  r[1] = __builtin_shufflevector(first, r[1], 1, 5, 3, 7);
}

#include "lanes.h"

#endif
