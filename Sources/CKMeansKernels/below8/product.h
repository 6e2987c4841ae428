#ifndef KMEANS_BELOW8_PRODUCT_H
#define KMEANS_BELOW8_PRODUCT_H

#include "../kernels.h"

/// The product of s·q + s′·r and t·p + t′·u without that of the rests, from q·p, q·u and r·p.
KMEANS_INLINE double product8(double s, double s_rest, double t, double t_rest,
                              const int32_t dots[3]) {
  return s * t * dots[0] + (s * t_rest * dots[1] + s_rest * t * dots[2]);
}

#endif
