#pragma STDC FP_CONTRACT OFF
#if defined(__aarch64__)

#define KMEANS_NAME(function) kmeans_##function##_neon
#include "lanes.h"

#endif
