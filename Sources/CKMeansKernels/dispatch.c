#pragma STDC FP_CONTRACT OFF
#include <string.h>
#if defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

#include "include/kmeans_sets.h"
#include "kernels.h"

// The tables, and the only place that asks the processor what it can do.

/// A table: the functions of `isa`, those of single bytes from `bytes`, and below8, among8 and
/// products8 by themselves, because instructions for dot products of bytes change only these.
#define KMEANS_TABLE(table, isa, bytes, set)                                                      \
  {                                                                                               \
    .name = #table, .panel_width = KMEANS_WIDTH_##set,                                            \
    .truth = {.nearest = kmeans_nearest_##isa, .to_one = kmeans_to_one_##isa,                     \
              .to_assigned = kmeans_to_assigned_##isa, .to_all = kmeans_to_all_##isa,             \
              .masses = kmeans_masses_##isa, .roots = kmeans_roots_##isa},                        \
    .pack = kmeans_pack_##isa, .pack_centroids = kmeans_pack_centroids_##isa,                     \
    .tile = kmeans_tile_##isa, .below = kmeans_below_##isa,                                       \
    .most8 = KMEANS_MOST8_##table,                                                                \
    .pack_centroids8 = kmeans_pack_centroids8_##bytes, .below8 = kmeans_below8_##table,           \
    .scores = kmeans_scores_##isa, .rows8 = kmeans_rows8_##bytes,                                 \
    .panel8 = kmeans_panel8_##isa, .centroid_rows8 = kmeans_centroid_rows8_##bytes,               \
    .among8 = kmeans_among8_##table,                                                              \
    .rests = {.points = kmeans_rest_points_##bytes, .centroids = kmeans_rest_centroids_##bytes,   \
              .products = kmeans_products8_##table},                                              \
    .spans = {.width = KMEANS_SPAN_##set, .sums = kmeans_spans_##isa,                             \
              .sums8 = kmeans_spans8_##bytes},                                                    \
    .columns = {.box = kmeans_box_##isa, .moments = kmeans_moments_##isa},                        \
    .rows = {.scores = kmeans_row_scores_##isa,                                                   \
             .narrow_scores = kmeans_row_narrow_scores_##isa, .least = kmeans_row_least_##isa,    \
             .distance = kmeans_row_distance_##isa, .lanes = kmeans_row_lanes_##isa,              \
             .between = kmeans_row_between_##isa, .move = kmeans_row_move_##isa},                 \
    .split = kmeans_split_##isa, .split_planes = kmeans_split_planes_##isa,                       \
    .means = kmeans_means_##isa, .term = kmeans_term_##isa,                                       \
    .certify = kmeans_certify_##isa, .select = kmeans_select_##isa,                               \
    .add = kmeans_add_##isa, .filter = kmeans_filter_##isa,                                       \
    .filter_leaves = kmeans_filter_leaves_##isa, .settle = kmeans_settle_##isa,                   \
    .survey = kmeans_survey_##isa, .move = kmeans_move_##isa, .dots8 = kmeans_dots8_##bytes,      \
  }

static const kmeans_kernels scalar = KMEANS_TABLE(scalar, scalar, scalar, SCALAR);

#if defined(__x86_64__)
static const kmeans_kernels avx2 = KMEANS_TABLE(avx2, avx2, avx2, AVX2);
static const kmeans_kernels avx512 = KMEANS_TABLE(avx512, avx512, avx512, AVX512);
static const kmeans_kernels avx512vnni =
    KMEANS_TABLE(avx512vnni, avx512, avx512vnni, AVX512);

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

static bool has_avx512vnni(void) {
  return has_avx512() && __builtin_cpu_supports("avx512vnni");
}
#endif

#if defined(__aarch64__)
static const kmeans_kernels neon = KMEANS_TABLE(neon, neon, neon, NEON);
static const kmeans_kernels neondot = KMEANS_TABLE(neondot, neon, neon, NEON);

static bool has_neondot(void) {
#if defined(__APPLE__)
  // Every Mac with such a processor.
  return true;
#elif defined(__linux__)
  return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
#else
  return false;
#endif
}
#endif

kmeans_instruction_set kmeans_kernels_at(ptrdiff_t i) {
  switch (i) {
    case 0: return (kmeans_instruction_set){"scalar", &scalar, true};
#if defined(__x86_64__)
    case 1: return (kmeans_instruction_set){"avx2", &avx2, has_avx2()};
    case 2: return (kmeans_instruction_set){"avx512", &avx512, has_avx512()};
    case 3: return (kmeans_instruction_set){"avx512vnni", &avx512vnni, has_avx512vnni()};
#else
    case 1: return (kmeans_instruction_set){"avx2", NULL, false};
    case 2: return (kmeans_instruction_set){"avx512", NULL, false};
    case 3: return (kmeans_instruction_set){"avx512vnni", NULL, false};
#endif
#if defined(__aarch64__)
    // Every 64-bit ARM processor has NEON.
    case 4: return (kmeans_instruction_set){"neon", &neon, true};
    case 5: return (kmeans_instruction_set){"neondot", &neondot, has_neondot()};
#else
    case 4: return (kmeans_instruction_set){"neon", NULL, false};
    case 5: return (kmeans_instruction_set){"neondot", NULL, false};
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
