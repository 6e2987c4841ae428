import Foundation
import Testing

@testable import KMeansCore

/// Textbook and Lloyd against runs that NumPy's one line and Python's fractions did; see
/// Fixtures/make_oracle.py.
struct OracleTests {
  @Test(arguments: try! OracleCase.all())
  func equalsNumPyAndFractions(_ oracle: OracleCase) throws {
    let x = try Observations(oracle.points, weights: oracle.weightValues)
    for algorithm in [Clusterer.Algorithm.textbook, .lloyd] {
      let configuration = try Clusterer.Configuration(
        clusters: oracle.clusters, initialization: .centroids(oracle.startMatrix), tolerance: 0,
        algorithm: algorithm)
      let clustering = try Clusterer(configuration).fit(x)
      #expect(clustering.labels.values == oracle.labels)
      #expect(hex(clustering.centroids) == oracle.centroids)
      #expect(clustering.iterations == oracle.iterations)
      #expect(hex([clustering.objective]) == oracle.objective)
      #expect(hex(clustering.withinSumOfSquares) == oracle.within)
      #expect(hex([clustering.totalSumOfSquares]) == oracle.totalSumOfSquares)
      #expect(clustering.stopReason == .labelsUnchanged)
    }
    #expect(hex([x.meanVariance]) == oracle.meanVariance)
  }
}

struct OracleCase: Decodable, CustomTestStringConvertible {
  let name: String
  let dimensions: Int
  let clusters: Int
  let scalar: String
  let x: String
  let weights: String?
  let start: String
  let labels: [Int32]
  let centroids: String
  let iterations: Int
  let objective: String
  let within: String
  let totalSumOfSquares: String
  let meanVariance: String

  var testDescription: String { name }

  static func all() throws -> [OracleCase] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/oracle.json")
    return try JSONDecoder().decode([OracleCase].self, from: Data(contentsOf: file))
  }

  var points: PointMatrix {
    get throws {
      let values = numbers(x)
      switch scalar {
      case "float": return try PointMatrix(dimensions: dimensions, values: values.map { Float($0) })
      case "uint8": return try PointMatrix(dimensions: dimensions, values: values.map { UInt8($0) })
      default: return try PointMatrix(dimensions: dimensions, values: values)
      }
    }
  }

  var weightValues: [Double]? { weights.map(numbers) }

  var startMatrix: PointMatrix {
    get throws { try PointMatrix(dimensions: dimensions, values: numbers(start)) }
  }
}

/// Doubles from 16 hex digits of their bits each.
private func numbers(_ text: String) -> [Double] {
  text.split(separator: " ").map { Double(bitPattern: UInt64($0, radix: 16) ?? 0) }
}

private func hex(_ values: [Double]) -> String {
  values.map { value in
    let digits = String(value.bitPattern, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }.joined(separator: " ")
}

private func hex(_ m: PointMatrix) -> String {
  hex((0..<m.count).flatMap { m.point($0) })
}
