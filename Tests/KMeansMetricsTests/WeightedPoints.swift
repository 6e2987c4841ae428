import Testing

@testable import KMeansCore

/// Points of which some are equal, in clusters of which one is empty, with weights 0 to 4.
struct WeightedPoints {
  let x: PointMatrix
  let y: LabelMatrix
  let truth: [Int32]
  let weights: [Double]
  /// Which row every copy is of.
  let copies: [Int]
  let copied: PointMatrix
  let labels: LabelMatrix

  init(_ seed: UInt64) throws {
    let random = CounterRandom(seed: seed)
    let rows = (0..<90).map { row -> [Double] in
      let source = row % 5 == 4 ? row - 1 : row
      let middle = Double(source % 4) * 2 + 0.5
      return (0..<3).map { middle + 3 * random.uniform(3 * source + $0) }
    }
    let values = (0..<90).map { (row: Int) -> Int32 in
      let cluster = row * 11 % 4
      return cluster == 2 ? 4 : Int32(cluster)
    }
    (x, y) = (try PointMatrix(rows), try LabelMatrix(clusters: 5, labels: values))
    truth = (0..<90).map { Int32($0 % 3) }
    weights = (0..<90).map { Double(random.below(5, 1000 + $0)) }
    let weights = weights
    copies = (0..<90).flatMap { Array(repeating: $0, count: Int(weights[$0])) }
    copied = try PointMatrix(copies.map { rows[$0] })
    labels = try LabelMatrix(clusters: 5, labels: copies.map { values[$0] })
  }
}

func expectNear(
  _ found: [Double], _ wanted: [Double], _ location: SourceLocation = #_sourceLocation
) {
  #expect(found.count == wanted.count, sourceLocation: location)
  #expect(
    zip(found, wanted).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) },
    sourceLocation: location)
}
