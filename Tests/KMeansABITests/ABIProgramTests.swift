import ABIProgram
import KMeansABI
import Testing

/// The interface as a program in C sees it: compiled against the header alone, and run.
///
/// Each part returns 0, or the line of `Tests/ABIProgram` whose check failed.
@Suite(.serialized) struct ABIProgramTests {
  @Test func versions() { #expect(abi_versions() == 0) }

  @Test func namesOfEveryRegistry() { #expect(abi_names() == 0) }

  @Test func initializationsByTheirNames() { #expect(abi_initializations() == 0) }

  @Test func aFitAndItsResult() { #expect(abi_fit() == 0) }

  @Test func progressAndStop() { #expect(abi_progress_and_stop() == 0) }

  @Test func aSignalIsMindedForAWhile() { #expect(abi_watch() == 0) }

  @Test func assignmentsDistancesAndSeeds() { #expect(abi_without_fit() == 0) }

  @Test func compressedRows() { #expect(abi_compressed_rows() == 0) }

  @Test func errorsSayWhatAndWhere() { #expect(abi_errors() == 0) }

  @Test func nothingIsReadThroughNull() { #expect(abi_null() == 0) }

  @Test func absurdNumbersOfPointsAndFeatures() { #expect(abi_absurd_points() == 0) }

  @Test func absurdCompressedRows() { #expect(abi_absurd_rows() == 0) }

  @Test func absurdNumbersOfCentroids() { #expect(abi_absurd_centroids() == 0) }

  @Test func absurdSettings() { #expect(abi_absurd_settings() == 0) }

  @Test func absurdNumbersOfTrials() { #expect(abi_absurd_seeds() == 0) }

  @Test func everyWatchTellsItsOwnSignal() { #expect(abi_watches_of_two_signals() == 0) }

  @Test func aWatchLeavesWhatOthersSet() { #expect(abi_watch_leaves_what_others_set() == 0) }

  @Test func aFitPausesAndGoesOn() { #expect(abi_interludes() == 0) }

  @Test func anglesToMeanDirections() { #expect(abi_cosine() == 0) }

  @Test func lengthsThatDoNotMatter() { #expect(abi_any_length() == 0) }

  @Test func splitsAndLabelsByThem() { #expect(abi_splits() == 0) }

  @Test func stopsOfWorkThatIsNoFit() { #expect(abi_stops_without_fit() == 0) }

  @Test func splitsThatCannotBe() { #expect(abi_bad_splits() == 0) }

  @Test func silhouettesByBothDistances() { #expect(abi_silhouettes() == 0) }

  @Test func pointsOfOlderAndNewerCallers() { #expect(abi_sizes_of_matrices() == 0) }

  @Test func settingsOfOlderAndNewerCallers() { #expect(abi_sizes_of_settings() == 0) }

  @Test func factsForOlderAndNewerCallers() { #expect(abi_sizes_of_facts() == 0) }

  @Test func whatIsNoHandle() { #expect(abi_no_handles() == 0) }

  @Test func handlesThatWereFreed() { #expect(abi_freed_handles() == 0) }

  @Test func handlesOfAnotherKind() { #expect(abi_handles_of_other_kinds() == 0) }

  @Test func manyHandlesAtOnce() { #expect(abi_many_handles() == 0) }

  @Test func theSecondCentroidAndQuartiles() { #expect(abi_certainty() == 0) }

  @Test func centroidsAndNumbersThatStay() { #expect(abi_continuing() == 0) }

  @Test func sumsOfAClustering() { #expect(abi_dispersion() == 0) }

  @Test func scoresOfPointsAndCentroids() { #expect(abi_scores() == 0) }

  @Test func agreementOfLabels() { #expect(abi_agreement() == 0) }

  @Test func aSweepItsTableAndItsVerdict() { #expect(abi_sweep() == 0) }

  @Test func sweepsThatCannotBeOrEnd() { #expect(abi_sweep_ends() == 0) }
}
