#include "slots.h"

#include <string.h>

enum { SLOT_COUNT = 24 };
static struct slot slots[SLOT_COUNT];
static struct slot foreign;

void keep(void *handle, enum kind kind, int64_t count, int64_t dimensions) {
  if (handle == NULL) return;
  struct slot new = {handle, kind, 0, count, dimensions};
  for (int i = 0; i < SLOT_COUNT; i++) {
    if (slots[i].kind == NOTHING) {
      slots[i] = new;
      return;
    }
  }
  // Those that were freed are of use, too, but not for ever.
  for (int i = 0; i < SLOT_COUNT; i++) {
    if (slots[i].is_freed) {
      slots[i] = new;
      return;
    }
  }
  free_as(&new, kind);
}

struct slot *next_slot(enum kind wanted) {
  uint8_t byte = next_byte();
  if (byte < 200) {
    for (int i = 0; i < SLOT_COUNT; i++) {
      struct slot *slot = &slots[(i + byte) % SLOT_COUNT];
      if (is_good(slot, wanted)) return slot;
    }
  }
  if (byte < 240) return &slots[byte % SLOT_COUNT];
  memset(&foreign, 0, sizeof foreign);
  uintptr_t number = (uintptr_t)slots[byte % SLOT_COUNT].handle;
  switch (byte % 5) {
    case 0: number = 0; break;
    case 1: number ^= (uintptr_t)1 << next_below(64); break;
    case 2: number = UINTPTR_MAX; break;
    case 3: number = (uintptr_t)&foreign; break;
    default: number = next_byte(); break;
  }
  // It may by chance be one that is in use.
  for (int i = 0; i < SLOT_COUNT; i++) {
    if ((uintptr_t)slots[i].handle == number && number != 0) return &slots[i];
  }
  foreign.handle = (void *)number;
  return &foreign;
}

int is_good(const struct slot *slot, enum kind kind) {
  return slot->kind == kind && !slot->is_freed && slot->handle != NULL;
}

void free_as(struct slot *slot, enum kind kind) {
  switch (kind) {
    case STOP: kmeans_stop_free(slot->handle); break;
    case WATCH: kmeans_watch_end(slot->handle); break;
    case DATA: kmeans_data_free(slot->handle); break;
    case CLUSTERING: kmeans_clustering_free(slot->handle); break;
    case BYTES: kmeans_bytes_free(slot->handle); break;
    case SHARD: kmeans_shard_free(slot->handle); break;
    case SHARDED: kmeans_sharded_free(slot->handle); break;
    case ERROR: kmeans_error_free(slot->handle); break;
    case NOTHING: case KIND_COUNT: return;
  }
  if (slot->kind == kind) slot->is_freed = 1;
}

void free_all(void) {
  for (int i = 0; i < SLOT_COUNT; i++) {
    if (!slots[i].is_freed) free_as(&slots[i], slots[i].kind);
  }
  memset(slots, 0, sizeof slots);
}

void reported(kmeans_code code, kmeans_error *error) {
  MUST((code == KMEANS_OK) == (error == NULL));
  MUST(code >= KMEANS_OK && code <= KMEANS_BAD_BYTES);
  if (error == NULL) return;
  int64_t point = 0, feature = 0;
  kmeans_error_place(error, &point, &feature);
  MUST(kmeans_error_code(error) == code && point >= -1 && feature >= -1);
  MUST(kmeans_error_message(error) != NULL && strlen(kmeans_error_message(error)) > 8);
  keep(error, ERROR, 0, 0);
}
