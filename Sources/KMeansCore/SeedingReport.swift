/// Tells how many points an initialization has drawn, at most ten times a second.
///
/// One report belongs to one draw, which notes every point on the calling thread. A note that is
/// not told reads a clock and does nothing else.
final class SeedingReport {
  private let pace: Duration
  private let told: (Clusterer.Progress.Seeding) -> Void
  private let begin = ContinuousClock.now
  private var due: ContinuousClock.Instant

  /// - Parameters:
  ///   - pace: how much time lies between two calls at least, and before the first one.
  ///   - told: called with the newest.
  init(
    pace: Duration = .milliseconds(100), _ told: @escaping (Clusterer.Progress.Seeding) -> Void
  ) {
    (self.pace, self.told) = (pace, told)
    due = begin + pace
  }

  /// Notes how many points are drawn.
  ///
  /// - Parameters:
  ///   - drawn: the number so far.
  ///   - expected: how many there will be, as far as is known.
  func note(_ drawn: Int, of expected: Int) {
    let now = ContinuousClock.now
    guard now >= due else { return }
    due = now + pace
    tell(drawn, of: expected, at: now)
  }

  /// Notes that all points are drawn, while centroids are still to be made of them.
  ///
  /// - Parameter drawn: how many there are.
  func noteAll(_ drawn: Int) {
    let now = ContinuousClock.now
    if now >= begin + pace { tell(drawn, of: drawn, at: now) }
  }

  private func tell(_ drawn: Int, of expected: Int, at now: ContinuousClock.Instant) {
    told(Clusterer.Progress.Seeding(drawn: drawn, expected: expected, elapsed: now - begin))
  }
}

extension SearchTask {
  /// Tells `progress` of the draw of a start's centroids.
  ///
  /// - Parameter restart: the number of the start, from 0.
  /// - Returns: a report that begins now.
  func seedingReport(restart: Int) -> SeedingReport {
    SeedingReport { [progress, configuration] seeding in
      progress(
        Clusterer.Progress(
          restart: restart, restarts: configuration.starts, iteration: 0, objective: nil,
          centroidShift: nil, seeding: seeding))
    }
  }
}
