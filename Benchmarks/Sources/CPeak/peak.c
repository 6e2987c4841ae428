#include "peak.h"

// a·b + c below is one instruction wherever the target has it.
#pragma STDC FP_CONTRACT ON

// A multiply-add takes about 4 cycles, and a core begins up to 4 of them a cycle: as many sums as
// that product keep every unit busy, if the registers hold them all. Every sum begins
// elsewhere, so that no two can be merged, and tends to 1, so that none overflows or vanishes.
#define DEFINE_PEAK(NAME, LANES, SUMS, TARGET)                                          \
  TARGET static float NAME(long rounds) {                                               \
    typedef float lanes __attribute__((vector_size(4 * (LANES))));                      \
    volatile float half = 0.5f;                                                         \
    const lanes factor = (lanes){0} + half;                                             \
    lanes sums[SUMS];                                                                   \
    for (int i = 0; i < (SUMS); ++i) sums[i] = factor * (float)(i + 1);                 \
    for (long round = 0; round < rounds; ++round) {                                     \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < (SUMS); ++i) {             \
        sums[i] = sums[i] * factor + factor;                                            \
      }                                                                                 \
    }                                                                                   \
    float total = 0;                                                                    \
    for (int i = 0; i < (SUMS); ++i) total += sums[i][0];                               \
    return total;                                                                       \
  }

#if defined(__x86_64__)

DEFINE_PEAK(sse, 4, 12, )
DEFINE_PEAK(avx2, 8, 12, __attribute__((target("avx2,fma"))))
DEFINE_PEAK(avx512, 16, 12, __attribute__((target("avx512f"))))

peak_kernel peak_kernel_best(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return (peak_kernel){"avx512", 2 * 16 * 12, avx512};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return (peak_kernel){"avx2", 2 * 8 * 12, avx2};
  }
  return (peak_kernel){"sse", 2 * 4 * 12, sse};
}

#else

DEFINE_PEAK(neon, 4, 24, )

peak_kernel peak_kernel_best(void) { return (peak_kernel){"neon", 2 * 4 * 24, neon}; }

#endif
