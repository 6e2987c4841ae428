import KMeans
import Synchronization
import Testing

import KMeansCore
@testable import KMeansSelection

/// Sweeps that are stopped keep what is done, and begin nothing else.
struct SweepStopTests {
  /// A sweep over k = 2 … 7 that is stopped when this number of its steps is done: 11 of fits, 6 of
  /// scores, 3 of references.
  private func sweep(stoppedAfter steps: Int) throws -> ClusterCountSweep {
    let x = try Samples.blobs(120, around: [[0, 0], [9, 0], [0, 9]])
    let stop = StopSignal(patience: .seconds(1))
    let settings = try ClusterCountSweep.Settings(
      clusterCounts: 2...7, references: 3, stabilityPairs: 1, threads: 1)
    return try ClusterCountSweep(
      x, settings: settings, progress: { if $0.done == steps { stop.stop() } }, stop: stop)
  }

  @Test("before the first clustering there is nothing")
  func atOnce() throws {
    let x = try Samples.blobs(120, around: [[0, 0], [9, 0]])
    let stop = StopSignal(patience: .seconds(1))
    stop.stop()
    let found = try ClusterCountSweep(
      x, settings: ClusterCountSweep.Settings(clusterCounts: 2...4), stop: stop)
    #expect(found.entries.isEmpty && !found.isComplete)
  }

  @Test("in the fits: what was fitted, with the scores that take no time")
  func inFits() throws {
    let found = try sweep(stoppedAfter: 3)
    #expect(found.entries.map(\.clusters) == [2, 3, 4])
    for entry in found.entries {
      #expect(!entry.isComplete && entry.clustering.objective > 0)
      #expect(entry.scores.silhouette == nil && entry.scores.stability == nil)
      #expect(entry.scores.calinskiHarabasz != nil && entry.scores.gap == nil)
    }
    #expect(found.baseline == nil && !found.isComplete)
    #expect(!found.recommendation.choices.contains { $0.criterion == .silhouette })
  }

  @Test("in the second pass: the numbers whose starts were all tried say so")
  func inTheSecondPass() throws {
    let found = try sweep(stoppedAfter: 8)
    #expect(found.entries.map(\.clusters) == Array(2...7))
    #expect(found.entries.allSatisfy { !$0.isComplete && $0.scores.silhouette == nil })
  }

  @Test("in the scores: those that were found")
  func inScores() throws {
    let found = try sweep(stoppedAfter: 13)
    #expect(found.entries.map(\.isComplete) == [true, true, false, false, false, false])
    #expect(
      found.entries.map { $0.scores.silhouette != nil } == [true, true, false, false, false, false])
    #expect(found.entries.allSatisfy { $0.scores.calinskiHarabasz != nil })
  }

  @Test("in the references: all but the gap")
  func inReferences() throws {
    let found = try sweep(stoppedAfter: 18)
    #expect(found.entries.allSatisfy { $0.isComplete && $0.scores.silhouette != nil })
    #expect(found.entries.allSatisfy { $0.scores.gap == nil })
    #expect(!found.isComplete && found.baseline == nil)
    #expect(found.recommendation.verdict == .clear(clusters: 3))
  }
}
