#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The JSON object `kmeans.evaluate/1`, as another program would read it.
struct EvaluateAnswer: Decodable, Equatable {
  struct Silhouette: Decodable, Equatable {
    let method: String
    let mean: Double
    let margin: Double?
    let byCluster: [Double]?
    let sampled: Int?
  }

  struct Truth: Decodable, Equatable {
    let points: Int
    let classes: [String]
    let adjustedRand: Double
    let adjustedMutualInformation: Double
    let normalizedMutualInformation: Double
    let homogeneity: Double
    let completeness: Double
    let vMeasure: Double
    let fowlkesMallows: Double
    let rand: Double
    let centroidIndex: Int?
    let contingency: [[Int]]?
  }

  struct Seconds: Decodable, Equatable {
    let read: Double
    let silhouette: Double
    let scores: Double
    let total: Double
  }

  let schema: String
  let points: Int
  let dimensions: Int
  let clusters: Int
  let distance: String
  let names: [String]?
  let sizes: [Int]
  let withinSumOfSquares: [Double]
  let betweenSumOfSquares: [Double]
  let totalSumOfSquares: Double
  let meanDistances: [Double]
  let nearestClusters: [Int?]
  let silhouette: Silhouette?
  let calinskiHarabasz: Double?
  let daviesBouldin: Double?
  let dunn: Number?
  let dunnCentroids: Number?
  let bic: Number?
  let objective: Double?
  let truth: Truth?
  let seconds: Seconds
  let threads: Int
  let warnings: [String]

  /// A number, or "Infinity", which JSON lacks.
  struct Number: Decodable, Equatable {
    let value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        value = Double(text) ?? .nan
      } else {
        value = try container.decode(Double.self)
      }
    }
  }

  init(_ run: CommandRun) throws {
    self = try JSONDecoder().decode(EvaluateAnswer.self, from: Data(run.output.utf8))
  }
}
