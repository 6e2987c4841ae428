#pragma STDC FP_CONTRACT OFF
#include "../kernels.h"

// The points whose gap does not prove their label: the specification.

ptrdiff_t kmeans_select_scalar(const int32_t *labels, const float *gaps, const float *thresholds,
                               ptrdiff_t k, ptrdiff_t n, int32_t *offsets) {
  (void)k;
  ptrdiff_t count = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    // Written so that NaN proves nothing.
    int stands = labels[i] >= 0 && gaps[i] > thresholds[labels[i]];
    if (!stands) offsets[count++] = (int32_t)i;
  }
  return count;
}
