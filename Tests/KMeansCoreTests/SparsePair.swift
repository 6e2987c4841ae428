@testable import KMeansCore

/// The same matrix as compressed rows and written out.
struct SparsePair {
  let compressed: PointMatrix
  let whole: PointMatrix

  /// - Parameters:
  ///   - rows: for every point, its features, ascending, and their values.
  ///   - dimensions: d.
  ///   - asFloat: whether values are stored as `Float`.
  /// - Throws: `MatrixError` for features out of order or beyond d.
  init(_ rows: [[(Int, Double)]], dimensions: Int, asFloat: Bool = false) throws {
    let values = rows.flatMap { $0.map(\.1) }
    let columns = rows.flatMap { $0.map(\.0) }
    var offsets = [0]
    for row in rows { offsets.append((offsets.last ?? 0) + row.count) }
    var all = [Double](repeating: 0, count: rows.count * dimensions)
    for (point, row) in rows.enumerated() {
      for (feature, value) in row { all[point * dimensions + feature] = value }
    }
    if asFloat {
      compressed = try PointMatrix(
        compressedRows: values.map { Float($0) }, columns: columns, offsets: offsets,
        dimensions: dimensions)
      whole = try PointMatrix(dimensions: dimensions, values: all.map { Float($0) })
    } else {
      compressed = try PointMatrix(
        compressedRows: values, columns: columns, offsets: offsets, dimensions: dimensions)
      whole = try PointMatrix(dimensions: dimensions, values: all)
    }
  }

  /// Random rows: each feature is kept with the given chance.
  static func random(
    _ count: Int, _ dimensions: Int, density: Double, seed: UInt64, asFloat: Bool = false,
    normalised: Bool = false, value: (inout Dice) -> Double = { $0.signed() }
  ) throws -> SparsePair {
    var dice = Dice(seed: seed)
    var rows: [[(Int, Double)]] = []
    for _ in 0..<count {
      // Some rows repeat an earlier one, some are empty.
      if let some = rows.first, dice.unit() < 0.1 {
        rows.append(dice.unit() < 0.5 ? some : rows[Int(dice.unit() * Double(rows.count))])
        continue
      }
      var row: [(Int, Double)] = []
      if dice.unit() >= 0.03 {
        for feature in 0..<dimensions where dice.unit() < density {
          row.append((feature, value(&dice)))
        }
      }
      if normalised {
        let norm = row.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
        row = row.map { ($0.0, norm > 0 ? $0.1 / norm : 0) }
      }
      rows.append(row)
    }
    return try SparsePair(rows, dimensions: dimensions, asFloat: asFloat)
  }
}

/// Numbers for tests: xorshift64*.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func bits() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// 0 ..< 1.
  mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// 0 ..< `bound`.
  mutating func below(_ bound: Int) -> Int { Int(unit() * Double(bound)) }

  /// −1 ..< 1.
  mutating func signed() -> Double { 2 * unit() - 1 }
}

extension Clustering {
  /// Where two fits differ; nil where they have the same bits.
  func difference(_ other: Clustering) -> String? {
    if labels != other.labels { return "labels" }
    if centroids.bits != other.centroids.bits { return "centroids" }
    if objective.bitPattern != other.objective.bitPattern { return "objective" }
    if history.map(\.bitPattern) != other.history.map(\.bitPattern) { return "history" }
    if restartHistories != other.restartHistories { return "restart histories" }
    if sizes != other.sizes { return "sizes" }
    if withinSumOfSquares != other.withinSumOfSquares { return "within" }
    if totalSumOfSquares != other.totalSumOfSquares { return "total" }
    if stopReason != other.stopReason || restart != other.restart { return "end" }
    return warnings != other.warnings ? "warnings" : nil
  }
}

extension PointMatrix {
  fileprivate var bits: [UInt64] { (0..<count).flatMap { point($0).map(\.bitPattern) } }
}
