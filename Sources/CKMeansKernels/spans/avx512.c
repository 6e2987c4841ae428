#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx512
#define KMEANS_LANES 8
#define KMEANS_VECTORS (KMEANS_SPAN_AVX512 / KMEANS_LANES)
#define KMEANS_BLOCK 8
#include "lanes.h"

#pragma clang attribute pop
#endif
