// Boxes against centroids, eight candidates, boxes or points at a time. The including file chooses
// the instructions and defines KMEANS_NAME.

#include "../eight.h"

typedef int32_t i8_short __attribute__((ext_vector_type(8)));
typedef int32_t i8_short_unaligned
    __attribute__((ext_vector_type(8), aligned(4), may_alias));
typedef _Bool m8 __attribute__((ext_vector_type(8)));

static const i8 numbers = {0, 1, 2, 3, 4, 5, 6, 7};

/// Bit p is set where lane p is.
KMEANS_INLINE unsigned bits8(i8 lanes) {
  m8 mask = __builtin_convertvector(lanes, m8);
  unsigned char bits = 0;
  __builtin_memcpy(&bits, &mask, 1);
  return bits;
}

/// The lanes of candidates or points from `i` on that exist.
KMEANS_INLINE i8 present(ptrdiff_t i, ptrdiff_t count) { return numbers < (i8)(count - i); }

#include "filter.h"
#include "settle.h"
#include "survey.h"
