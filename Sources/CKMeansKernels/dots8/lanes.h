// Products of bytes, for the instruction set that the including file chooses. It defines
// KMEANS_NAME; KMEANS_SUM, a type that holds sums; and
//
//   void add64(KMEANS_SUM *sum, const uint8_t *x, const int8_t *m)   adds 64 products
//   int32_t total(const KMEANS_SUM *sum)
//
// Rows lie far apart and none is read twice, so memory takes most of the time. While one row is
// multiplied, others are prefetched.

#include "../kernels.h"

/// How many rows ahead of its use one is fetched.
enum { ahead = 3, line = 64 };

void KMEANS_NAME(dots8)(const uint8_t *rows, ptrdiff_t bytes, const int32_t *which, ptrdiff_t n,
                        const int8_t *m, int32_t *dots) {
  for (ptrdiff_t i = 0; i < n; i++) {
    const uint8_t *x = rows + which[i] * bytes;
    const uint8_t *next = rows + which[i + ahead < n ? i + ahead : n - 1] * bytes;
    KMEANS_SUM sum = {0};
    for (ptrdiff_t l = 0; l < bytes; l += line) {
      __builtin_prefetch(next + l);
      add64(&sum, x + l, m + l);
    }
    dots[i] = total(&sum);
  }
}
