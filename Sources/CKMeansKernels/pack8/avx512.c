#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx512
#define KMEANS_BLOCK8 KMEANS_BLOCK8_AVX512
#define KMEANS_OFFSET 0
#define KMEANS_COARSE_OFFSET 128
#include "lanes.h"

#pragma clang attribute pop
#endif
