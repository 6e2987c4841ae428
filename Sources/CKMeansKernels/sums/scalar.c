#pragma STDC FP_CONTRACT OFF
#include "../kernels.h"

// Fixed-point sums: the specification. t is exact unless it falls below the normal range, where
// q is 0 and only x = 0 passes the test. q is a double's integral part, so converting it back is
// exact, and q·unit is exact for the same reason as t.

ptrdiff_t kmeans_add_scalar(const void *point, int32_t type, ptrdiff_t d, const double *scale,
                            const double *unit, int64_t *sums, int32_t sign, int32_t *spilled) {
  ptrdiff_t count = 0;
  for (ptrdiff_t l = 0; l < d; l++) {
    double x = kmeans_value(point, type, l);
    int64_t q = kmeans_integral(x * scale[l]);
    if ((double)q * unit[l] == x) {
      // Unsigned, because sums may wrap: a column's true sum fits, whatever the order.
      sums[l] = (int64_t)((uint64_t)sums[l] + (uint64_t)sign * (uint64_t)q);
    } else {
      spilled[count++] = (int32_t)l;
    }
  }
  return count;
}
