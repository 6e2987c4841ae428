#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)
#define KMEANS_NAME(function) kmeans_##function##_neon
#define KMEANS_LANES 4
#include "plain.h"
#include "lanes.h"
#endif
