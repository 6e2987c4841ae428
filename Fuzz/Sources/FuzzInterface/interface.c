// What libFuzzer calls with every input: calls of the C interface in any order, with structs of any
// size, pointers that are NULL, and handles that were freed or are none. The library must do what
// its header says, and never follow what it is not given.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../FuzzCosts/include/fuzz_costs.h"
#include "calls.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

/// Writes inputs to begin with: every call once, and a fit in the usual order.
static void write_seeds(const char *folder) {
  uint8_t input[256];
  for (int number = 0; number < 40; number++) {
    for (int i = 0; i < 256; i++) input[i] = (uint8_t)((i * 37 + number * 11) % 251);
    for (int i = 0; i < 256; i += 16) input[i] = (uint8_t)(number + i / 16);
    char path[4096];
    snprintf(path, sizeof path, "%s/seed%d", folder, number);
    FILE *file = fopen(path, "wb");
    if (file == NULL) exit(73);
    fwrite(input, 1, sizeof input, file);
    fclose(file);
  }
}

int LLVMFuzzerInitialize(int *count, char ***arguments) {
  if (*count == 3 && strcmp((*arguments)[1], "--seeds") == 0) {
    write_seeds((*arguments)[2]);
    exit(0);
  }
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  enum { MOST_CALLS = 40 };
  fuzz_costs_begin();
  input_begin(bytes, count);
  for (int number = 0; number < MOST_CALLS && input_has_more(); number++) {
    int which = next_byte() % (fit_call_count + point_call_count + shard_call_count);
    if (which < fit_call_count) {
      fit_calls[which]();
    } else if (which < fit_call_count + point_call_count) {
      point_calls[which - fit_call_count]();
    } else {
      shard_calls[which - fit_call_count - point_call_count]();
    }
  }
  free_all();
  input_end();
  kmeans_set_memory_limit(0);
  fuzz_costs_end();
  return 0;
}
