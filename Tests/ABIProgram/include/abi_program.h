#ifndef ABI_PROGRAM_H
#define ABI_PROGRAM_H

// A program in C that uses the library by its header alone. Each function tries one part of the
// interface, and returns 0, or the line of the first check that failed.

int abi_versions(void);
int abi_fit(void);
int abi_progress_and_stop(void);
int abi_watch(void);
int abi_without_fit(void);
int abi_compressed_rows(void);
int abi_errors(void);
int abi_null(void);
int abi_absurd_points(void);
int abi_absurd_rows(void);
int abi_absurd_centroids(void);
int abi_absurd_settings(void);
int abi_absurd_seeds(void);
int abi_watches_of_two_signals(void);
int abi_watch_leaves_what_others_set(void);
int abi_interludes(void);
int abi_cosine(void);
int abi_splits(void);
int abi_any_length(void);
int abi_bad_splits(void);
int abi_names(void);
int abi_initializations(void);
int abi_stops_without_fit(void);
int abi_silhouettes(void);
int abi_sizes_of_matrices(void);
int abi_sizes_of_settings(void);
int abi_sizes_of_facts(void);
int abi_no_handles(void);
int abi_freed_handles(void);
int abi_handles_of_other_kinds(void);
int abi_many_handles(void);
int abi_certainty(void);
int abi_continuing(void);
int abi_absurd_shards(void);
/// Makes `fits` small fits, after which no more memory may be held than before; in a program of its
/// own.
int abi_flat_memory(int fits);
int abi_shards(void);
int abi_rounds(void);
int abi_stops_of_shards(void);
int abi_bad_shards(void);
int abi_dispersion(void);
int abi_scores(void);
int abi_agreement(void);
int abi_sweep(void);
int abi_sweep_ends(void);

#endif
