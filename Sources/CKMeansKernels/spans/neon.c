#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)

#define KMEANS_NAME(function) kmeans_##function##_neon
#define KMEANS_LANES 2
#define KMEANS_VECTORS (KMEANS_SPAN_NEON / KMEANS_LANES)
#define KMEANS_BLOCK 6
#include "lanes.h"

#endif
