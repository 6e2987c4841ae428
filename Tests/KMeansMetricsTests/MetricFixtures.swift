import Foundation
import KMeansCore

/// Scores that scikit-learn computed; see Scripts/fixtures/sklearn-metrics.py.
enum MetricFixtures {
  /// Labels against known labels.
  static var externalCases: [ExternalCase] {
    get throws { try loaded.get().external }
  }

  /// Labels by the points alone.
  static var internalCases: [InternalCase] {
    get throws { try loaded.get().internal }
  }

  private struct Contents: Decodable {
    let external: [ExternalCase]
    let `internal`: [InternalCase]
  }

  private static let loaded = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/metrics.json")
    return try JSONDecoder().decode(Contents.self, from: Data(contentsOf: file))
  }
}

/// Two labellings of the same points, and what scikit-learn says about them.
struct ExternalCase: Decodable, Sendable {
  let name: String
  let truth: [Int32]
  let labels: [Int32]
  let rand: Double
  let adjustedRand: Double
  /// True negatives, false positives, false negatives, true positives.
  let pairConfusion: [Int]
  let mutualInformation: Double
  let nmi: Averages
  let ami: Averages
  let homogeneity: Double
  let completeness: Double
  let vMeasure: Double
  let vMeasureBetaHalf: Double
  let fowlkesMallows: Double

  /// One value for each way to average two entropies; nil where the value is mere rounding.
  struct Averages: Decodable, Sendable {
    let arithmetic: Double
    let geometric: Double
    let least: Double?
    let greatest: Double
  }
}

/// Labelled points, and how good scikit-learn finds the labels.
struct InternalCase: Sendable {
  let name: String
  /// In the scalar type of the case.
  let points: PointMatrix
  /// Not always 0 ..< k: some numbers may be unused.
  let labels: [Int32]
  /// Of the points in `Double`.
  let scores: Scores
  /// Of the points as they are, for points in `Float` only: these hold about 6 digits.
  let singleScores: Scores?

  /// What scikit-learn computed.
  struct Scores: Sendable {
    let silhouetteSamples: [Double]
    let silhouette: Double
    let calinskiHarabasz: Double
    let daviesBouldin: Double
  }
}

extension InternalCase: Decodable {
  private enum Key: String, CodingKey {
    case name, scalar, dimensions, points, labels
    case silhouetteSamples, silhouette, calinskiHarabasz, daviesBouldin
    case silhouetteSamples32, silhouette32, calinskiHarabasz32, daviesBouldin32
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func number(_ key: Key) throws -> Double { try container.decode(Double.self, forKey: key) }
    func numbers(_ key: Key) throws -> [Double] {
      try container.decode([Double].self, forKey: key)
    }
    name = try container.decode(String.self, forKey: .name)
    labels = try container.decode([Int32].self, forKey: .labels)
    let dimensions = try container.decode(Int.self, forKey: .dimensions)
    let values = try numbers(.points)
    let scalar = try container.decode(String.self, forKey: .scalar)
    points =
      switch scalar {
      case "uint8": try PointMatrix(dimensions: dimensions, values: values.map { UInt8($0) })
      case "float": try PointMatrix(dimensions: dimensions, values: values.map { Float($0) })
      default: try PointMatrix(dimensions: dimensions, values: values)
      }
    scores = Scores(
      silhouetteSamples: try numbers(.silhouetteSamples), silhouette: try number(.silhouette),
      calinskiHarabasz: try number(.calinskiHarabasz), daviesBouldin: try number(.daviesBouldin))
    singleScores =
      if scalar != "float" {
        nil
      } else {
        Scores(
          silhouetteSamples: try numbers(.silhouetteSamples32),
          silhouette: try number(.silhouette32),
          calinskiHarabasz: try number(.calinskiHarabasz32),
          daviesBouldin: try number(.daviesBouldin32))
      }
  }
}

/// Whether two numbers differ by at most a share of the greater, or by at most `absolute`.
///
/// - Parameters:
///   - first: one number.
///   - second: the other.
///   - relative: the share of the greater magnitude.
///   - absolute: for values near 0.
/// - Returns: whether they are that close.
func isClose(
  _ first: Double, _ second: Double, relative: Double = 1e-10, absolute: Double = 0
) -> Bool {
  let difference = abs(first - second)
  return difference <= absolute || difference <= relative * max(abs(first), abs(second))
}
