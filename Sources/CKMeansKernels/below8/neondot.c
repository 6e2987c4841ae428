#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_neondot
#define KMEANS_LANES 4
#define KMEANS_VECTORS (KMEANS_WIDTH_NEON / KMEANS_LANES)
#define KMEANS_BLOCK KMEANS_BLOCK8_NEON
#define KMEANS_HAS_COARSE 0
#include "../floats.h"

KMEANS_INLINE vi load_part(const uint8_t *p, ptrdiff_t n) {
  vi v = 0;
  __builtin_memcpy(&v, p, (size_t)n);
  return v;
}

typedef struct vs {
} vs;

KMEANS_INLINE vs signs(vi x) {
  (void)x;
  return (vs){};
}

KMEANS_INLINE vi dot4(vi sum, vi x, vs none, vi m) {
  (void)none;
  return (vi)vdotq_s32((int32x4_t)sum, (int8x16_t)x, (int8x16_t)m);
}

#include "lanes.h"

#pragma clang attribute pop
#endif
