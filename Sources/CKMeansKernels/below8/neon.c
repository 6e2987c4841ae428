#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)
#include <arm_neon.h>

#define KMEANS_NAME(function) kmeans_##function##_neon
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

/// With |x| ≤ 128 and |m| ≤ 127 the sum of two products fits 16 bits.
KMEANS_INLINE vi dot4(vi sum, vi x, vs none, vi m) {
  (void)none;
  int8x16_t a = (int8x16_t)x, b = (int8x16_t)m;
  int16x8_t low = vmull_s8(vget_low_s8(a), vget_low_s8(b));
  return (vi)vpadalq_s16((int32x4_t)sum, vpaddq_s16(low, vmull_high_s8(a, b)));
}

#include "lanes.h"

#endif
