#ifndef KMEANS_SETS_H
#define KMEANS_SETS_H

#include "kmeans_kernels.h"

// Which tables of kernels there are, and which of them can run here.

/// One instruction set that this source knows.
typedef struct kmeans_instruction_set {
  const char *name;
  /// NULL when not compiled for this architecture.
  const kmeans_kernels *kernels;
  /// Whether this processor and system can run it.
  bool supported;
} kmeans_instruction_set;

/// The i-th instruction set, from the plainest to the fastest; name is NULL past the last.
kmeans_instruction_set kmeans_kernels_at(ptrdiff_t i);

/// The table of that name; NULL when it is unknown or not supported here.
const kmeans_kernels *kmeans_kernels_named(const char *name);

/// The fastest table that this processor and system can run; never NULL.
const kmeans_kernels *kmeans_kernels_best(void);

#endif
