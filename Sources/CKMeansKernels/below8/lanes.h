// The screen in 8 bits with vectors. The including file chooses the instructions, defines the
// macros of floats.h, and
//
//   vi load_part(const uint8_t *p, ptrdiff_t n)
//                                     the n < 4·KMEANS_LANES bytes at p, and zeros
//   vs signs(vi x)                    what else dot4 needs of x, found once a register
//   vi dot4(vi sum, vi x, vs s, vi m) sum + Σ x·m over the four bytes of each lane
//
// and, where that is faster with coarse centroids, KMEANS_HAS_COARSE as 1 and
//
//   vs unsign(vi x)                   x + 128, without a sign
//   vi dot4_coarse(vi sum, vs x, vi m)
//                                     sum + Σ x·m for |m| ≤ KMEANS_COARSE8
//
// A block of sums stays in registers as it does in `tile`. A step takes four features, so there are
// a quarter as many steps, and the work after them counts four times as much: per register of pairs
// one conversion, one product and three fused multiply-adds, and a comparison in `hold`.

#include "../below/survivors.h"

typedef vi vi_bytes __attribute__((aligned(1), may_alias));

#if !KMEANS_HAS_COARSE
KMEANS_INLINE vs unsign(vi x) { return signs(x); }

KMEANS_INLINE vi dot4_coarse(vi sum, vs x, vi m) {
  (void)x;
  return sum + m;
}
#endif

/// Σ q_x·q_m for `size` centroids, whose block begins at `packed`.
KMEANS_INLINE void dots(const int size, const bool coarse, const uint8_t *panel, ptrdiff_t d,
                        const uint8_t *packed, vi sum[KMEANS_BLOCK][KMEANS_VECTORS]) {
  const int32_t *words = (const int32_t *)(const void *)packed;
#pragma clang loop unroll(full)
  for (int r = 0; r < size; r++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sum[r][v] = words[r];
  }
  for (ptrdiff_t l = 0; l < d; l += 4) {
    words += size;
    vi x[KMEANS_VECTORS];
    vs sign[KMEANS_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      x[v] = *(const vi_bytes *)(panel + l * width + v * KMEANS_LANES * 4);
      sign[v] = coarse ? unsign(x[v]) : signs(x[v]);
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      vi m = words[r];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        sum[r][v] = coarse ? dot4_coarse(sum[r][v], sign[v], m)
                           : dot4(sum[r][v], x[v], sign[v], m);
      }
    }
  }
}

/// The lower bounds of the scores, in the order of operations that the public header gives.
KMEANS_INLINE void bounds(const int size, vi sum[KMEANS_BLOCK][KMEANS_VECTORS],
                          const float *facts, const float *centroid_facts,
                          vf bound[KMEANS_BLOCK][KMEANS_VECTORS]) {
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    // Otherwise the compiler keeps four broadcasts a centroid for all v, and runs out of registers.
    __asm__("" ::: "memory");
    vf step = *(const vf_unaligned *)(facts + v * KMEANS_LANES);
    vf error = *(const vf_unaligned *)(facts + width + v * KMEANS_LANES);
    vf norm = *(const vf_unaligned *)(facts + 2 * width + v * KMEANS_LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < size; r++) {
      const float *fact = centroid_facts + 4 * r;
      vf product = __builtin_convertvector(sum[r][v], vf) * (vf)fact[0];
      vf least = __builtin_elementwise_fma(-error, (vf)fact[2], (vf)fact[3]);
      least = __builtin_elementwise_fma(-norm, (vf)fact[1], least);
      bound[r][v] = __builtin_elementwise_fma(-step, product, least);
    }
  }
}

#define KMEANS_BLOCK_NAMED(name, size, coarse)                                                    \
  static __attribute__((noinline)) void name(                                                     \
      const uint8_t *panel, const float *facts, ptrdiff_t d, const uint8_t *packed,               \
      const float *centroid_facts, ptrdiff_t j, const float *thresholds, held *found) {           \
    vi sum[KMEANS_BLOCK][KMEANS_VECTORS];                                                         \
    vf bound[KMEANS_BLOCK][KMEANS_VECTORS];                                                       \
    dots(size, coarse, panel, d, packed, sum);                                                    \
    bounds(size, sum, facts, centroid_facts + 4 * j, bound);                                      \
    hold(size, bound, thresholds, j, found);                                                      \
  }

#define KMEANS_BLOCK_OF(size) KMEANS_BLOCK_NAMED(block##size, size, false)
KMEANS_EACH_SIZE(KMEANS_BLOCK_OF)

typedef void block_function(const uint8_t *, const float *, ptrdiff_t, const uint8_t *,
                            const float *, ptrdiff_t, const float *, held *);

static block_function *const blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_TABLE_ENTRY)};

#if KMEANS_HAS_COARSE
#define KMEANS_COARSE_OF(size) KMEANS_BLOCK_NAMED(coarse##size, size, true)
KMEANS_EACH_SIZE(KMEANS_COARSE_OF)
#define KMEANS_COARSE_ENTRY(size) coarse##size,
static block_function *const coarse_blocks[] = {NULL, KMEANS_EACH_SIZE(KMEANS_COARSE_ENTRY)};
#else
static block_function *const *const coarse_blocks = blocks;
#endif

ptrdiff_t KMEANS_NAME(below8)(const uint8_t *panel, const float *facts, ptrdiff_t d,
                              const uint8_t *packed, const float *centroid_facts, ptrdiff_t k,
                              int32_t most, const float *thresholds, int32_t *codes) {
  block_function *const *of = most == KMEANS_COARSE8 ? coarse_blocks : blocks;
  held found;
  found.count = 0;
  found.any = 0;
  int32_t *end = codes;
  for (ptrdiff_t j = 0; j < k;) {
    ptrdiff_t size = block_size(KMEANS_BLOCK, k, j);
    const uint8_t *block = packed + j * (kmeans_padded(d) + 4);
    of[size](panel, facts, d, block, centroid_facts, j, thresholds, &found);
    if (found.count == held_blocks) end = release(&found, end);
    j += size;
  }
  return release(&found, end) - codes;
}

/// Σ q_x·q_m of one pair over `bytes` bytes, a multiple of four, from `start` on. Four sums, so
/// that none waits for the one before.
KMEANS_INLINE int32_t dot_of(const uint8_t *x, const uint8_t *m, ptrdiff_t bytes, int32_t start) {
  enum { step = KMEANS_LANES * 4 };
  vi sum[4] = {0};
  ptrdiff_t l = 0;
  for (; l + 4 * step <= bytes; l += 4 * step) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 4; i++) {
      vi a = *(const vi_bytes *)(x + l + i * step);
      sum[i] = dot4(sum[i], a, signs(a), *(const vi_bytes *)(m + l + i * step));
    }
  }
  for (; l + step <= bytes; l += step) {
    vi a = *(const vi_bytes *)(x + l);
    sum[0] = dot4(sum[0], a, signs(a), *(const vi_bytes *)(m + l));
  }
  if (l < bytes) {
    vi a = load_part(x + l, bytes - l);
    sum[1] = dot4(sum[1], a, signs(a), load_part(m + l, bytes - l));
  }
  return start + __builtin_reduce_add((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

ptrdiff_t KMEANS_NAME(among8)(const uint8_t *rows, const float *facts, const int32_t *index,
                              ptrdiff_t d, const uint8_t *packed, const float *centroid_facts,
                              const float *thresholds, ptrdiff_t n, int32_t *codes,
                              float *bounds) {
  ptrdiff_t bytes = kmeans_padded(d), count = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t j = codes[i] / width, p = codes[i] % width;
    const uint8_t *m = packed + j * (bytes + 4);
    int32_t start;
    __builtin_memcpy(&start, m, 4);
    int32_t dot = dot_of(rows + index[p] * bytes, m + 4, bytes, start);
    const float *own = facts + 3 * index[p], *fact = centroid_facts + 4 * j;
    float bound = __builtin_fmaf(-own[1], fact[2], fact[3]);
    bound = __builtin_fmaf(-own[2], fact[1], bound);
    bound = __builtin_fmaf(-own[0], (float)dot * fact[0], bound);
    codes[count] = codes[i];
    bounds[count] = bound;
    count += bound <= thresholds[p];
  }
  return count;
}

#include "products.h"
