#include "input.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t *rest;
static size_t left;

enum { MOST_PIECES = 4096 };
static void *pieces[MOST_PIECES];
static int piece_count;

void input_begin(const uint8_t *bytes, size_t count) {
  rest = bytes;
  left = count;
  piece_count = 0;
}

void input_end(void) {
  for (int piece = 0; piece < piece_count; piece++) free(pieces[piece]);
  piece_count = 0;
}

int input_has_more(void) { return left > 0 && piece_count < MOST_PIECES - 64; }

uint8_t next_byte(void) {
  if (left == 0) return 0;
  left--;
  return *rest++;
}

int64_t next_below(int limit) { return next_byte() % limit; }

int64_t next_size(int usual) {
  static const int64_t absurd[] = {-1, INT64_MIN, INT64_MAX, (int64_t)1 << 60, INT32_MIN};
  int64_t byte = next_byte();
  return byte < 240 ? byte % usual : absurd[byte % 5];
}

double next_double(void) {
  static const double odd[] = {0,     -1,      NAN,    INFINITY, -INFINITY, 1e300, 5e-324, -0.0,
                               1e-4,  0x1p480, 1e-300, 0x1p479,  1e9,       9e18,  1e19,   0.5};
  uint8_t byte = next_byte();
  return byte < 200 ? byte / 4.0 - 20 : odd[byte % 16];
}

void *lent(size_t size) {
  void *memory = malloc(size > 0 ? size : 1);
  if (memory == NULL || piece_count == MOST_PIECES) abort();
  memset(memory, 0, size > 0 ? size : 1);
  return pieces[piece_count++] = memory;
}

double *lent_doubles(int64_t count) {
  double *values = lent((size_t)count * sizeof(double));
  uint8_t kind = next_byte(), step = next_byte();
  for (int64_t i = 0; i < count; i++) values[i] = (double)((i * step + i / 3) % 23);
  // Now and then a value that is none.
  if (kind > 200 && count > 0) values[kind % count] = next_double();
  return values;
}

int32_t *lent_labels(int64_t count, int clusters) {
  int32_t *labels = lent((size_t)count * sizeof(int32_t));
  uint8_t kind = next_byte();
  for (int64_t i = 0; i < count; i++) labels[i] = (int32_t)(i * (kind | 1) % clusters);
  if (kind > 220 && count > 0) labels[kind % count] = (int32_t)next_size(20);
  return labels;
}

const char *next_name(const char *const *names) {
  int count = 0;
  while (names[count] != NULL) count++;
  uint8_t byte = next_byte();
  if (byte < 128) return NULL;
  if (byte == 255) return "";
  if (byte == 254) return "\xff\xfemagic\n";
  return names[byte % count];
}

int32_t next_threads(void) {
  uint8_t byte = next_byte();
  return byte < 220 ? 1 : byte < 250 ? byte % 4 : byte % 2 == 0 ? -byte : 100000;
}

/// A size of a struct, and memory for it: `wanted` bytes or fewer are there for a size that none
/// has.
static void *sized(const void *whole, size_t wanted) {
  uint8_t kind = next_byte();
  size_t size = wanted;
  if (kind >= 200) {
    static const size_t odd[] = {0, 4096, 4088, 4104, SIZE_MAX, SIZE_MAX - 7, (size_t)1 << 40, 8};
    size = kind >= 248 ? odd[kind % 8] : (size_t)(kind - 200) * 4;
  }
  size_t room = size == 0 ? wanted : size <= 4096 ? size : sizeof(size_t);
  if (room < sizeof(size_t)) room = sizeof(size_t);
  uint8_t *memory = lent(room);
  memcpy(memory, whole, room < wanted ? room : wanted);
  memcpy(memory, &size, sizeof size);
  if (size > wanted && size <= 4096 && next_byte() > 200) memory[size - 1] = 1;
  return memory;
}

/// Compressed rows whose last offset is within what is there; the others are as they come.
static void compress(kmeans_matrix *x, int64_t entries) {
  int is_wide = next_byte() % 2, size = is_wide ? 8 : 4;
  x->index_bits = is_wide ? 64 : 32;
  uint8_t kind = next_byte();
  // None that is known: with 0 or another of them there would have to be more values.
  if (kind == 255) x->index_bits = (int32_t)(1 + next_below(31));
  int64_t count = x->count < 0 || x->count > 1000 ? 0 : x->count;
  uint8_t *offsets = lent((size_t)(count + 1) * (size_t)size);
  uint8_t *columns = lent((size_t)entries * (size_t)size);
  for (int64_t i = 0; i <= count; i++) {
    int64_t offset = count == 0 ? 0 : entries * i / count;
    if (kind > 200 && next_byte() > 200) offset = next_size(60);
    // The caller says by the last one how much there is.
    if (i == count && (offset > entries || kind == 254)) offset = entries;
    memcpy(offsets + i * size, &offset, (size_t)size);
  }
  int64_t d = x->dimensions < 1 ? 1 : x->dimensions, run = count > 0 ? entries / count : 1;
  for (int64_t i = 0; i < entries; i++) {
    int64_t column = run > 0 ? i % run * d / run : 0;
    if (kind > 180 && next_byte() > 220) column = next_size(60);
    memcpy(columns + i * size, &column, (size_t)size);
  }
  x->values = lent_doubles(entries);
  x->offsets = next_byte() > 250 ? NULL : offsets;
  x->columns = next_byte() > 250 ? NULL : columns;
}

kmeans_matrix *next_matrix(int64_t *count, int64_t *dimensions) {
  if (next_byte() > 250) return NULL;
  kmeans_matrix x;
  memset(&x, 0, sizeof x);
  x.count = *count = next_size(40);
  x.dimensions = *dimensions = next_size(7);
  x.scalar = (int32_t)(next_byte() > 250 ? next_size(9) : KMEANS_UINT8 + next_below(3));
  x.storage = (int32_t)(next_byte() > 250 ? next_size(9) : KMEANS_IN_MEMORY);
  int is_small = *count >= 0 && *count < 1000 && *dimensions >= 0 && *dimensions < 1000;
  int64_t values = is_small ? *count * *dimensions : 0;
  uint8_t kind = next_byte();
  if (kind < 50 && is_small) {
    compress(&x, next_below(60));
  } else if (kind < 250 && is_small) {
    size_t size = x.scalar == KMEANS_UINT8 ? 1 : x.scalar == KMEANS_FLOAT ? 4 : 8;
    double *doubles = lent_doubles(values);
    uint8_t *own = lent((size_t)values * size);
    for (int64_t i = 0; i < values; i++) {
      if (size == 8) memcpy(own + 8 * i, &doubles[i], 8);
      if (size == 4) ((float *)(void *)own)[i] = (float)doubles[i];
      if (size == 1) own[i] = (uint8_t)(i * 7 + kind);
    }
    x.values = own;
  }
  return sized(&x, sizeof x);
}

kmeans_settings *next_settings(int64_t dimensions) {
  if (next_byte() > 250) return NULL;
  kmeans_settings s;
  MUST(kmeans_settings_init(&s, sizeof s) == KMEANS_OK);
  s.clusters = next_size(8);
  s.threads = next_threads();
  uint8_t kind = next_byte();
  if (kind & 1) s.initialization = (int32_t)next_below(9) - 1;
  if (kind & 2) s.order = (int32_t)next_below(5) - 1;
  if (kind & 4) s.distance = next_name(kmeans_distance_names());
  if (kind & 8) s.variant = next_name(kmeans_variants());
  if (kind & 16) s.algorithm = next_name(kmeans_algorithms());
  if (kind & 32) s.quality = next_name(kmeans_qualities());
  s.seed = next_byte();
  uint8_t more = next_byte();
  if (more & 1) s.restarts = next_size(4);
  if (more & 2) s.iteration_limit = next_size(20);
  if (more & 4) s.tolerance = next_double();
  if (more & 8) s.time_limit = next_double();
  if (more & 16) s.epochs = next_double();
  if (more & 32) s.batch = next_size(50);
  if (more & 64) s.least_size = next_size(9), s.most_size = next_size(30);
  if (more & 128) s.least_weight = next_double(), s.most_weight = next_double();
  // A search that is asked for too much has no end.
  s.effort = next_below(5) - 2;
  int64_t d = dimensions < 0 || dimensions > 100 ? 0 : dimensions;
  int64_t given = next_below(12) - 2;
  if (kind & 64) s.given = given, s.frozen = next_below(12) - 2;
  int64_t room = s.given > s.clusters && s.given < 100 ? s.given : s.clusters;
  if (room >= 0 && room < 100 && next_byte() < 200) s.centroids = lent_doubles(room * d);
  if (kind & 128) {
    s.reference_count = next_below(12) - 1;
    s.reference = lent_doubles(s.reference_count < 0 ? 0 : s.reference_count * d);
  }
  return sized(&s, sizeof s);
}

void fail(const char *condition, const char *file, int line) {
  fprintf(stderr, "%s:%d: it does not hold that %s\n", file, line, condition);
  abort();
}
