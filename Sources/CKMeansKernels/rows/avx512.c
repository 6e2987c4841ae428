#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)

#define KMEANS_NAME(function) kmeans_##function##_avx512
#include "lanes.h"

#pragma clang attribute pop
#endif
