// Products of single pairs with both their parts: part of lanes.h.

#include "product.h"

/// q·p, q·u and r·p over `bytes` bytes, a multiple of four, added to what `dots` holds.
KMEANS_INLINE void dots_of(const uint8_t *q, const uint8_t *r, const uint8_t *p, const uint8_t *u,
                           ptrdiff_t bytes, int32_t dots[3]) {
  enum { step = KMEANS_LANES * 4 };
  vi sum[2][3] = {0};
  ptrdiff_t l = 0;
  for (; l + 2 * step <= bytes; l += 2 * step) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 2; i++) {
      vi a = *(const vi_bytes *)(q + l + i * step), b = *(const vi_bytes *)(r + l + i * step);
      vi c = *(const vi_bytes *)(p + l + i * step), e = *(const vi_bytes *)(u + l + i * step);
      sum[i][0] = dot4(sum[i][0], a, signs(a), c);
      sum[i][1] = dot4(sum[i][1], a, signs(a), e);
      sum[i][2] = dot4(sum[i][2], b, signs(b), c);
    }
  }
  for (; l < bytes; l += step) {
    ptrdiff_t left = bytes - l;
    bool whole = left >= step;
    vi a = whole ? *(const vi_bytes *)(q + l) : load_part(q + l, left);
    vi b = whole ? *(const vi_bytes *)(r + l) : load_part(r + l, left);
    vi c = whole ? *(const vi_bytes *)(p + l) : load_part(p + l, left);
    vi e = whole ? *(const vi_bytes *)(u + l) : load_part(u + l, left);
    sum[0][0] = dot4(sum[0][0], a, signs(a), c);
    sum[0][1] = dot4(sum[0][1], a, signs(a), e);
    sum[0][2] = dot4(sum[0][2], b, signs(b), c);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 3; i++) dots[i] += __builtin_reduce_add(sum[0][i] + sum[1][i]);
}

void KMEANS_NAME(products8)(const kmeans_rests *x, const int32_t *index, ptrdiff_t d,
                            const kmeans_rests *m, const int32_t *codes, ptrdiff_t n,
                            double *products) {
  ptrdiff_t bytes = kmeans_padded(d);
  for (ptrdiff_t i = 0; i < n; i++) {
    ptrdiff_t row = index[codes[i] % width], j = codes[i] / width;
    const uint8_t *q = x->rows + row * bytes;
    const uint8_t *p = m->rows + j * (bytes + 4), *u = m->rests + j * (bytes + 4);
    const float *fine = x->fine + 2 * row, *fine_m = m->fine + 2 * j;
    int32_t dots[3] = {0};
    __builtin_memcpy(&dots[0], p, 4);
    __builtin_memcpy(&dots[1], u, 4);
    dots[2] = dots[0];
    if (fine[0] > 0 && fine_m[0] > 0) {
      dots_of(q, x->rests + row * bytes, p + 4, u + 4, bytes, dots);
    } else {
      dots[0] = dot_of(q, p + 4, bytes, dots[0]);
      dots[1] = fine_m[0] > 0 ? dot_of(q, u + 4, bytes, dots[1]) : 0;
      dots[2] = fine[0] > 0 ? dot_of(x->rests + row * bytes, p + 4, bytes, dots[2]) : 0;
    }
    products[i] = product8(x->facts[3 * row], fine[0], m->facts[4 * j], fine_m[0], dots);
  }
}
