#pragma STDC FP_CONTRACT OFF
#include <string.h>

#include "kernels.h"

// The tables, and the only place that asks the processor what it can do.

#define KMEANS_TABLE(isa, width)                                                                  \
  {                                                                                               \
    .name = #isa, .panel_width = width, .nearest = kmeans_nearest_##isa,                          \
    .to_one = kmeans_to_one_##isa, .to_assigned = kmeans_to_assigned_##isa,                       \
    .pack = kmeans_pack_##isa, .pack_centroids = kmeans_pack_centroids_##isa,                     \
    .tile = kmeans_tile_##isa, .judge = kmeans_judge_##isa, .add = kmeans_add_##isa,              \
  }

static const kmeans_kernels scalar = KMEANS_TABLE(scalar, KMEANS_WIDTH_SCALAR);

#if defined(__x86_64__)
static const kmeans_kernels avx2 = KMEANS_TABLE(avx2, KMEANS_WIDTH_AVX2);
static const kmeans_kernels avx512 = KMEANS_TABLE(avx512, KMEANS_WIDTH_AVX512);

// The builtin also asks whether the system saves the wide registers.
static bool has_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_avx512(void) {
  __builtin_cpu_init();
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}
#endif

#if defined(__aarch64__)
static const kmeans_kernels neon = KMEANS_TABLE(neon, KMEANS_WIDTH_NEON);
#endif

kmeans_instruction_set kmeans_kernels_at(ptrdiff_t i) {
  switch (i) {
    case 0: return (kmeans_instruction_set){"scalar", &scalar, true};
#if defined(__x86_64__)
    case 1: return (kmeans_instruction_set){"avx2", &avx2, has_avx2()};
    case 2: return (kmeans_instruction_set){"avx512", &avx512, has_avx512()};
    case 3: return (kmeans_instruction_set){"neon", NULL, false};
#elif defined(__aarch64__)
    // Every 64-bit ARM processor has NEON.
    case 1: return (kmeans_instruction_set){"neon", &neon, true};
    case 2: return (kmeans_instruction_set){"avx2", NULL, false};
    case 3: return (kmeans_instruction_set){"avx512", NULL, false};
#else
    case 1: return (kmeans_instruction_set){"avx2", NULL, false};
    case 2: return (kmeans_instruction_set){"avx512", NULL, false};
    case 3: return (kmeans_instruction_set){"neon", NULL, false};
#endif
    default: return (kmeans_instruction_set){NULL, NULL, false};
  }
}

const kmeans_kernels *kmeans_kernels_named(const char *name) {
  for (ptrdiff_t i = 0;; i++) {
    kmeans_instruction_set set = kmeans_kernels_at(i);
    if (!set.name) return NULL;
    if (strcmp(set.name, name) == 0) return set.supported ? set.kernels : NULL;
  }
}

const kmeans_kernels *kmeans_kernels_best(void) {
  const kmeans_kernels *best = &scalar;
  for (ptrdiff_t i = 0;; i++) {
    kmeans_instruction_set set = kmeans_kernels_at(i);
    if (!set.name) return best;
    if (set.supported) best = set.kernels;
  }
}
