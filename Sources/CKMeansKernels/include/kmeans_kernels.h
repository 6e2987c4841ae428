#ifndef KMEANS_KERNELS_H
#define KMEANS_KERNELS_H
#include <stddef.h>
#include <stdint.h>
#endif
