#ifndef KMEANS_KERNELS_INTERNAL_H
#define KMEANS_KERNELS_INTERNAL_H

#include "include/kmeans_kernels.h"

// What the kernels' files share: the names of their functions, and the way to a point.

/// Declares the functions of one instruction set, such as kmeans_nearest_avx2.
#define KMEANS_DECLARE(isa)                                                                       \
  void kmeans_nearest_##isa(const kmeans_points *, const double *, ptrdiff_t, int32_t *,          \
                            double *);                                                            \
  void kmeans_to_one_##isa(const kmeans_points *, const double *, double *);                      \
  void kmeans_to_assigned_##isa(const kmeans_points *, const double *, const int32_t *,           \
                                double *);                                                        \
  void kmeans_to_all_##isa(const kmeans_points *, const double *, ptrdiff_t, double *,            \
                           ptrdiff_t, ptrdiff_t);                                                 \
  uint64_t kmeans_masses_##isa(const double *, const double *, ptrdiff_t, double, double);        \
  void kmeans_roots_##isa(double *, ptrdiff_t);                                                   \
  void kmeans_pack_##isa(const kmeans_points *, const double *, double, float *, double *);       \
  void kmeans_pack_centroids_##isa(const double *, ptrdiff_t, ptrdiff_t, const double *, double,  \
                                   float *, float *);                                             \
  void kmeans_tile_##isa(const float *, ptrdiff_t, const float *, const float *, ptrdiff_t,       \
                         float *, float *, int32_t *);                                            \
  ptrdiff_t kmeans_certify_##isa(const kmeans_margins *, ptrdiff_t, const double *,               \
                                 const float *, const float *, const int32_t *, float *,          \
                                 float *, int32_t *);                                             \
  ptrdiff_t kmeans_select_##isa(const int32_t *, const float *, const float *, ptrdiff_t,         \
                                ptrdiff_t, int32_t *);                                            \
  ptrdiff_t kmeans_add_##isa(const void *, int32_t, ptrdiff_t, const double *, const double *,    \
                             int64_t *, int32_t, int32_t *);                                      \
  ptrdiff_t kmeans_below_##isa(const float *, ptrdiff_t, const float *, const float *, ptrdiff_t, \
                               const float *, int32_t *);                                         \
  void kmeans_scores_##isa(const float *, ptrdiff_t, const float *, const float *, ptrdiff_t,     \
                           float *);                                                              \
  void kmeans_panel8_##isa(const uint8_t *, const float *, ptrdiff_t, const int32_t *, ptrdiff_t, \
                           uint8_t *, float *);                                                   \
  int32_t kmeans_box_##isa(const void *, int32_t, ptrdiff_t, ptrdiff_t, double *, double *,       \
                           double *, uint64_t *);                                                 \
  ptrdiff_t kmeans_moments_##isa(const void *, int32_t, ptrdiff_t, ptrdiff_t, int32_t,            \
                                 const double *, const double *, ptrdiff_t, int64_t *,            \
                                 int32_t *);                                                      \
  void kmeans_split_##isa(const int64_t *, const double *, ptrdiff_t, double *, double *);        \
  ptrdiff_t kmeans_split_planes_##isa(const int64_t *, const kmeans_grid *, ptrdiff_t, double *,  \
                                      double *, int32_t *);                                       \
  ptrdiff_t kmeans_means_##isa(const double *, const double *, double, ptrdiff_t, double *,       \
                               int32_t *);                                                        \
  void kmeans_term_##isa(const double *, const double *, const double *, const double *, double,  \
                         ptrdiff_t, double *);                                                    \
  ptrdiff_t kmeans_move_##isa(const kmeans_points *, const int32_t *, const int32_t *,            \
                              const ptrdiff_t *, const kmeans_grid *, int64_t *, int32_t *,       \
                              ptrdiff_t, ptrdiff_t *);                                            \
  ptrdiff_t kmeans_filter_##isa(const kmeans_box *, const kmeans_candidates *, double *,          \
                                int32_t *, double *);                                             \
  void kmeans_filter_leaves_##isa(const kmeans_box *, ptrdiff_t, ptrdiff_t,                       \
                                  const kmeans_candidates *, uint64_t *, double *);               \
  ptrdiff_t kmeans_settle_##isa(const kmeans_columns *, const kmeans_candidates *,                \
                                const int32_t *, ptrdiff_t, int32_t *, int32_t *, int32_t *,      \
                                double *);                                                        \
  bool kmeans_survey_##isa(const kmeans_columns *, ptrdiff_t, const double *, const double *,     \
                           ptrdiff_t, double, double *, double *, int64_t *);                     \
  void kmeans_spans_##isa(const double *, const double *, ptrdiff_t, const double *,              \
                          const double *, ptrdiff_t, double *);                                   \
  void kmeans_row_scores_##isa(const kmeans_row *, const double *, ptrdiff_t, const double *,     \
                               double *);                                                         \
  void kmeans_row_narrow_scores_##isa(const kmeans_row *, const float *, ptrdiff_t,               \
                                      const float *, double *);                                   \
  int32_t kmeans_row_least_##isa(const double *, ptrdiff_t, double *);                            \
  double kmeans_row_distance_##isa(const kmeans_row *, const kmeans_tree *, const double *,       \
                                   const double *, double *, double *);                           \
  void kmeans_row_lanes_##isa(const kmeans_tree *, const double *, double *, int8_t *);           \
  double kmeans_row_between_##isa(const kmeans_row *, const kmeans_tree *, const double *,        \
                                  const double *, const int8_t *, double *, double *);            \
  ptrdiff_t kmeans_row_move_##isa(const kmeans_row *, const kmeans_grid *, int64_t *, int64_t *,  \
                                  int32_t *);                                                     \
  KMEANS_DECLARE8(isa)

/// Those that instructions for bytes have of their own.
#define KMEANS_DECLARE8(isa)                                                                      \
  void kmeans_pack_centroids8_##isa(const double *, ptrdiff_t, ptrdiff_t, const double *, double, \
                                    int32_t, uint8_t *, float *);                                 \
  ptrdiff_t kmeans_below8_##isa(const uint8_t *, const float *, ptrdiff_t, const uint8_t *,       \
                                const float *, ptrdiff_t, int32_t, const float *, int32_t *);     \
  void kmeans_rows8_##isa(const kmeans_points *, const double *, double, uint8_t *, float *,      \
                          double *);                                                              \
  void kmeans_centroid_rows8_##isa(const double *, ptrdiff_t, ptrdiff_t, const double *, double,  \
                                   uint8_t *, float *);                                           \
  ptrdiff_t kmeans_among8_##isa(const uint8_t *, const float *, const int32_t *, ptrdiff_t,       \
                                const uint8_t *, const float *, const float *, ptrdiff_t,         \
                                int32_t *, float *);                                              \
  void kmeans_rest_points_##isa(const kmeans_points *, const double *, double, const float *,     \
                                uint8_t *, float *);                                              \
  void kmeans_rest_centroids_##isa(const double *, ptrdiff_t, ptrdiff_t, const double *, double,  \
                                   const float *, uint8_t *, float *);                            \
  void kmeans_products8_##isa(const kmeans_rests *, const int32_t *, ptrdiff_t,                   \
                              const kmeans_rests *, const int32_t *, ptrdiff_t, double *);        \
  void kmeans_dots8_##isa(const uint8_t *, ptrdiff_t, const int32_t *, ptrdiff_t, const int8_t *, \
                          int32_t *);                                                             \
  void kmeans_spans8_##isa(const uint8_t *, const uint32_t *, ptrdiff_t, const int8_t *,          \
                           const uint32_t *, ptrdiff_t, double *);

KMEANS_DECLARE(scalar)
KMEANS_DECLARE(avx2)
KMEANS_DECLARE(avx512)
KMEANS_DECLARE(neon)
KMEANS_DECLARE8(avx512vnni)
KMEANS_DECLARE8(neondot)

/// Panel widths, in points: the registers that hold one feature of a panel are its vectors.
enum {
  KMEANS_WIDTH_SCALAR = 8,
  KMEANS_WIDTH_AVX2 = 16,
  KMEANS_WIDTH_AVX512 = 48,
  KMEANS_WIDTH_NEON = 16,
};

/// Points in a panel of `spans`.
enum {
  KMEANS_SPAN_SCALAR = 8,
  KMEANS_SPAN_AVX2 = 12,
  KMEANS_SPAN_AVX512 = 24,
  KMEANS_SPAN_NEON = 8,
};

/// How large numbers of centroids in 8 bits are best.
enum {
  KMEANS_MOST8_scalar = KMEANS_FINE8,
  KMEANS_MOST8_avx2 = KMEANS_COARSE8,
  KMEANS_MOST8_avx512 = KMEANS_COARSE8,
  KMEANS_MOST8_avx512vnni = KMEANS_FINE8,
  KMEANS_MOST8_neon = KMEANS_FINE8,
  KMEANS_MOST8_neondot = KMEANS_FINE8,
};

/// Centroids that `below8` takes at a time.
#define KMEANS_BLOCK8_AVX2 4
#define KMEANS_BLOCK8_AVX512 8
#define KMEANS_BLOCK8_NEON 4

// Vectors wider than the registers change how functions pass them. That does not matter here,
// because vectors only pass between functions of one file.
#pragma clang diagnostic ignored "-Wpsabi"

#define KMEANS_INLINE static inline __attribute__((always_inline))

/// Bytes of one value.
KMEANS_INLINE size_t kmeans_size(int32_t type) {
  return type == KMEANS_UINT8 ? 1 : type == KMEANS_FLOAT ? 4 : 8;
}

/// Where the i-th of the points begins.
KMEANS_INLINE const void *kmeans_point(const kmeans_points *x, ptrdiff_t i) {
  ptrdiff_t row = x->rows ? x->rows[i] : i;
  return (const char *)x->values + (size_t)(row * x->dimensions) * kmeans_size(x->type);
}

/// x_l of a point, converted exactly.
KMEANS_INLINE double kmeans_value(const void *point, int32_t type, ptrdiff_t l) {
  switch (type) {
    case KMEANS_UINT8: return ((const uint8_t *)point)[l];
    case KMEANS_FLOAT: return ((const float *)point)[l];
    default: return ((const double *)point)[l];
  }
}

/// The integral part of a value that 64 bits hold; of any other value, which a point has only while
/// another thread writes to it, some number. In C that would not be defined.
KMEANS_INLINE int64_t kmeans_integral(double value) {
#if defined(__x86_64__)
  typedef double pair __attribute__((vector_size(16)));
  return __builtin_ia32_cvttsd2si64((pair){value, 0});
#elif defined(__aarch64__)
  return __builtin_neon_vcvtd_s64_f64(value);
#else
  return value >= -0x1p63 && value < 0x1p63 ? (int64_t)value : INT64_MIN;
#endif
}

/// Bytes of a vector of d values in 8 bits: d up to a multiple of four.
KMEANS_INLINE ptrdiff_t kmeans_padded(ptrdiff_t d) { return (d + 3) / 4 * 4; }

#endif
