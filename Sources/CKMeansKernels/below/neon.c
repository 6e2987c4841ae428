#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)

#define KMEANS_NAME(function) kmeans_##function##_neon
#define KMEANS_LANES 4
#define KMEANS_VECTORS (KMEANS_WIDTH_NEON / KMEANS_LANES)
#define KMEANS_BLOCK 4
#include "lanes.h"

#endif
