#ifndef INPUT_H
#define INPUT_H

#include "../../../Sources/KMeansABI/include/kmeans.h"

// An input is a list of bytes that say which calls are made, with what. Where it ends, all further
// bytes are 0.

/// Begins an input.
void input_begin(const uint8_t *bytes, size_t count);

/// Frees what was lent.
void input_end(void);

int input_has_more(void);
uint8_t next_byte(void);
/// Less than `limit`.
int64_t next_below(int limit);
/// A small number, or one that no size can be.
int64_t next_size(int usual);
/// A number, or what is hardly one.
double next_double(void);

/// Memory of exactly `size` bytes, so that the sanitizer sees the first that is too far. It is
/// kept until the input ends.
void *lent(size_t size);
/// `count` values, most of them plain.
double *lent_doubles(int64_t count);
int32_t *lent_labels(int64_t count, int clusters);

/// NULL, one of `names`, or what is none of them.
const char *next_name(const char *const *names);
int32_t next_threads(void);

/// A struct of a size that some version may have, or that none has; nothing lies behind it.
kmeans_matrix *next_matrix(int64_t *count, int64_t *dimensions);
/// Settings for points of `dimensions` features.
kmeans_settings *next_settings(int64_t dimensions);

/// Ends the program where the library did what its header does not say.
#define MUST(condition) \
  do {                  \
    if (!(condition)) fail(#condition, __FILE__, __LINE__); \
  } while (0)
void fail(const char *condition, const char *file, int line);

#endif
