#include "include/kmeans_kernels.h"
