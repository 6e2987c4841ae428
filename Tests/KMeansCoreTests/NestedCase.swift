@testable import KMeansCore

/// Points and settings that the tests of nested batches share.
enum NestedCase {
  /// Groups of points in d features with noise.
  static func groups(_ count: Int, _ d: Int, seed: UInt64, step: Double = 1) -> PointMatrix {
    var random = SplitMix(state: seed)
    return PointMatrix(dimensions: d, count: count) { values in
      for i in 0..<count {
        for l in 0..<d {
          let value = Double((i * 7 + l * 3) % 11) * 4 + random.normal() * 2
          values[i * d + l] = (value / step).rounded() * step
        }
      }
    }
  }

  static func weights(_ kind: Int, _ count: Int) -> [Double]? {
    switch kind {
    case 1: (0..<count).map { Double($0 % 5) * 0.375 }
    case 2: (0..<count).map { $0 % 3 == 0 ? 1e-9 : 3 }
    default: nil
    }
  }

  static func settings(
    _ k: Int, batch: Int, seed: UInt64 = 5, tolerance: Double = 0, threads: Int = 2
  ) -> Clusterer.Configuration {
    var settings = Clusterer.Configuration(
      clusters: k, variant: .miniBatch, seed: seed, tolerance: tolerance, threads: threads)
    settings.batch = batch
    return settings
  }
}
