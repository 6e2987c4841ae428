#ifndef FUZZ_COSTS_H
#define FUZZ_COSTS_H

// What an input costs: memory of the heap and processor time. One that costs more than is allowed
// ends the program, so that libFuzzer keeps it.

/// Counts from here on.
void fuzz_costs_begin(void);

/// Ends the count. Aborts where more was held at once than KMEANS_FUZZ_MEGABYTES, 64 where it is
/// not set, or more processor time was spent than KMEANS_FUZZ_SECONDS, 1 where it is not set.
///
/// The most of all inputs is printed when the program ends.
void fuzz_costs_end(void);

#endif
