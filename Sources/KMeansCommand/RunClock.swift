import KMeansReports

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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

  /// The most memory that this process held so far, in bytes.
  static var peakMemoryBytes: Int {
    var usage = rusage()
    #if canImport(Darwin)
      // Darwin counts in bytes where others count in kibibytes.
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      // Imported as an enumeration by Glibc and as a number by Musl; it is 0 for both.
      getrusage(0, &usage)
      return Int(usage.ru_maxrss) * 1024
    #endif
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
