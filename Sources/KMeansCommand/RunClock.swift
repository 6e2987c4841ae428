import KMeansReports

/// Measures the parts of a run, from when it is made.
struct RunClock {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var lap: ContinuousClock.Instant

  /// Starts now.
  init() {
    start = clock.now
    lap = start
  }

  /// Seconds since the last call, or since the start.
  mutating func seconds() -> Double {
    let now = clock.now
    defer { lap = now }
    return (now - lap).seconds
  }

  /// Seconds since the start.
  var total: Double { (clock.now - start).seconds }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
