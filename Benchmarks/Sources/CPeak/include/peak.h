// The processor's float32 peak: fused multiply-adds on registers alone.
#ifndef KMEANS_BENCH_PEAK_H
#define KMEANS_BENCH_PEAK_H

/// A loop of independent fused multiply-adds for one instruction set.
typedef struct {
  /// The instruction set, such as "avx512".
  const char *name;
  /// Floating point operations in a round; a multiply-add counts as two.
  long operations_per_round;
  /// Runs `rounds` rounds; the result depends on all of them, so that none can be left out.
  float (*run)(long rounds);
} peak_kernel;

/// The widest kernel that this processor can run.
peak_kernel peak_kernel_best(void) __attribute__((swift_name("bestPeakKernel()")));

#endif
