#ifndef SLOTS_H
#define SLOTS_H

#include "input.h"

/// What a handle stands for.
enum kind { NOTHING, STOP, WATCH, DATA, CLUSTERING, BYTES, SHARD, SHARDED, ERROR, KIND_COUNT };

/// A handle that the program has, or had.
struct slot {
  void *handle;
  enum kind kind;
  int is_freed;
  /// Of the points that it is about.
  int64_t count, dimensions;
};

/// Keeps a handle; one that has no place is freed.
void keep(void *handle, enum kind kind, int64_t count, int64_t dimensions);

/// A slot, most often of the kind that is wanted; never NULL. Its handle may be NULL, freed,
/// foreign or no handle at all.
struct slot *next_slot(enum kind wanted);

/// Whether the handle may be used as one of a kind.
int is_good(const struct slot *slot, enum kind kind);

/// Frees a handle as what it is or, by mistake, as something else.
void free_as(struct slot *slot, enum kind kind);
void free_all(void);

/// A call has ended with `code`: looks whether the error is as the header says, and keeps it.
void reported(kmeans_code code, kmeans_error *error);

#endif
