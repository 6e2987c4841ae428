import KMeansCore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The JSON object `kmeans.fit/1`, as another program would read it.
struct FitAnswer: Decodable, Equatable {
  struct Work: Decodable, Equatable {
    let distances: Int
    let truths: Int
    let pointsSkipped: Int
  }

  struct Seconds: Decodable, Equatable {
    let read: Double
    let initialize: Double
    let iterate: Double
    let write: Double
    let total: Double
  }

  let schema: String
  let points: Int
  let dimensions: Int
  let clusters: Int
  let seed: UInt64
  let algorithm: String
  let initialization: String
  let iterations: Int
  let converged: Bool
  let stopReason: String
  let objective: Double
  let totalSumOfSquares: Double
  let sizes: [Int]
  let withinSumOfSquares: [Double]
  let centroids: [[Double]]
  let history: [Double]
  let work: Work
  let seconds: Seconds
  let peakMemoryBytes: Int
  let threads: Int
  let instructionSet: String
  let warnings: [String]

  init(_ run: CommandRun) throws {
    self = try JSONDecoder().decode(FitAnswer.self, from: Data(run.output.utf8))
  }

  /// Everything that must be the same from run to run, whatever computed it.
  var result: [String] {
    [
      "\(iterations) \(stopReason) \(objective.bitPattern) \(totalSumOfSquares.bitPattern)",
      "\(sizes)", "\(withinSumOfSquares.map(\.bitPattern))",
      "\(centroids.map { $0.map(\.bitPattern) })", "\(history.map(\.bitPattern))",
    ]
  }
}
