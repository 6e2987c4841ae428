// Registers of floats whose lanes are points. The including file chooses the instructions and
// defines KMEANS_LANES, floats in a register; KMEANS_VECTORS, registers that hold a feature of a
// panel; KMEANS_BLOCK, centroids at a time (4, 6 or 8); and KMEANS_NAME.

#ifndef KMEANS_FLOATS_H
#define KMEANS_FLOATS_H

#include "blocks.h"

typedef float vf __attribute__((ext_vector_type(KMEANS_LANES)));
typedef int32_t vi __attribute__((ext_vector_type(KMEANS_LANES)));
typedef float vf_unaligned __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));
typedef int32_t vi_unaligned
    __attribute__((ext_vector_type(KMEANS_LANES), aligned(4), may_alias));

enum { vectors = KMEANS_VECTORS, width = KMEANS_LANES * KMEANS_VECTORS };

/// `each` for every size of a block: a function for each size, so that each has the registers to
/// itself, and a table of them.
#if KMEANS_BLOCK == 4
#define KMEANS_EACH_SIZE(each) each(1) each(2) each(3) each(4)
#elif KMEANS_BLOCK == 6
#define KMEANS_EACH_SIZE(each) each(1) each(2) each(3) each(4) each(5) each(6)
#elif KMEANS_BLOCK == 8
#define KMEANS_EACH_SIZE(each) each(1) each(2) each(3) each(4) each(5) each(6) each(7) each(8)
#endif

#define KMEANS_TABLE_ENTRY(size) block##size,

#endif
