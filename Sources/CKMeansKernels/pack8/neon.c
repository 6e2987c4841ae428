#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)

#define KMEANS_NAME(function) kmeans_##function##_neon
#define KMEANS_BLOCK8 KMEANS_BLOCK8_NEON
#define KMEANS_OFFSET 0
#define KMEANS_COARSE_OFFSET 0
#include "lanes.h"

#endif
