#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "fuzz_costs.h"

// Of the sanitizer, which allocates for the program.
int __sanitizer_install_malloc_and_free_hooks(void (*allocated)(const volatile void *, size_t),
                                              void (*freed)(const volatile void *));
size_t __sanitizer_get_allocated_size(const volatile void *memory);

static _Atomic int64_t held, most;
static atomic_bool is_counting;
static int64_t greatest;
static double slowest, began;

static void allocated(const volatile void *memory, size_t size) {
  (void)memory;
  if (!is_counting) return;
  int64_t now = atomic_fetch_add(&held, (int64_t)size) + (int64_t)size;
  int64_t before = most;
  while (now > before && !atomic_compare_exchange_weak(&most, &before, now)) {
  }
}

static void freed(const volatile void *memory) {
  if (is_counting && memory) held -= (int64_t)__sanitizer_get_allocated_size(memory);
}

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double limit(const char *name, double usual) {
  const char *text = getenv(name);
  return text ? atof(text) : usual;
}

static void tell(void) {
  fprintf(stderr, "stat::greatest_heap_bytes: %lld\nstat::slowest_milliseconds: %.0f\n",
          (long long)greatest, 1000 * slowest);
}

void fuzz_costs_begin(void) {
  static int is_installed = 0;
  if (!is_installed) {
    is_installed = 1;
    __sanitizer_install_malloc_and_free_hooks(allocated, freed);
    atexit(tell);
  }
  held = most = 0;
  began = seconds();
  is_counting = 1;
}

void fuzz_costs_end(void) {
  is_counting = 0;
  double spent = seconds() - began;
  if (most > greatest) greatest = most;
  if (spent > slowest) slowest = spent;
  if ((double)most > 1048576 * limit("KMEANS_FUZZ_MEGABYTES", 64)) {
    fprintf(stderr, "an input of some kilobytes takes %lld bytes\n", (long long)most);
    abort();
  }
  if (spent > limit("KMEANS_FUZZ_SECONDS", 1)) {
    fprintf(stderr, "an input of some kilobytes takes %.2f s\n", spent);
    abort();
  }
}
