#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx2
#include "lanes.h"

#pragma clang attribute pop
#endif
