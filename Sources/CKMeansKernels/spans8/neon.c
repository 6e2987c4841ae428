#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)
#include <arm_neon.h>

#define KMEANS_NAME(function) kmeans_##function##_neon
#define KMEANS_LANES 4
#define KMEANS_VECTORS (KMEANS_WIDTH_NEON / KMEANS_LANES)
#define KMEANS_BLOCK KMEANS_BLOCK8_NEON
#include "../floats.h"

typedef uint32_t vu __attribute__((ext_vector_type(KMEANS_LANES)));

/// The bytes at even and at odd places in 16 bits, where no product is too large.
typedef struct vx {
  int16x8_t even, odd;
} vx;

KMEANS_INLINE vx split(vu x) {
  uint16x8_t pairs = (uint16x8_t)x;
  return (vx){(int16x8_t)vandq_u16(pairs, vdupq_n_u16(0xFF)), (int16x8_t)vshrq_n_u16(pairs, 8)};
}

KMEANS_INLINE vu dot4(vu sum, vx x, vu y) {
  int16x8_t pairs = (int16x8_t)y;
  int16x8_t even = vshrq_n_s16(vshlq_n_s16(pairs, 8), 8), odd = vshrq_n_s16(pairs, 8);
  int32x4_t low = vmull_s16(vget_low_s16(x.even), vget_low_s16(even));
  int32x4_t high = vmull_high_s16(x.even, even);
  low = vmlal_s16(low, vget_low_s16(x.odd), vget_low_s16(odd));
  high = vmlal_high_s16(high, x.odd, odd);
  return sum + (vu)vpaddq_s32(low, high);
}

#include "lanes.h"

#endif
