@testable import KMeansCore

/// What a panel's tile answers, lane by lane.
struct TileAnswer: Equatable {
  var least: [UInt32]
  var second: [UInt32]
  var index: [Int32]
}

/// A packed panel, taken apart: x̃ as bit patterns point by point, and the norms.
struct PackedPoints: Equatable {
  var values: [[UInt32]]
  var norms: [UInt64]
}

extension Kernels {
  /// One panel of at most `panelWidth` points.
  func packPanel(
    _ points: TestPoints, rows: [Int32], centre: [Double], scale: Double
  ) -> (panel: [Float], norms: [Double]) {
    var panel = [Float](repeating: .nan, count: points.dimensions * panelWidth)
    var norms = [Double](repeating: .nan, count: panelWidth)
    points.withPoints(rows: rows) {
      pack($0, centre: centre, scale: scale, panel: &panel, norms: &norms)
    }
    return (panel, norms)
  }

  /// The same without rows, for the first `count` points.
  func packPanel(
    _ points: TestPoints, count: Int, centre: [Double], scale: Double
  ) -> (panel: [Float], norms: [Double]) {
    var panel = [Float](repeating: .nan, count: points.dimensions * panelWidth)
    var norms = [Double](repeating: .nan, count: panelWidth)
    points.withPoints(count: count) {
      pack($0, centre: centre, scale: scale, panel: &panel, norms: &norms)
    }
    return (panel, norms)
  }

  func packedCentroids(
    _ centroids: [Double], dimensions: Int, centre: [Double], scale: Double
  ) -> (packed: [Float], halfNorms: [Float]) {
    let count = centroids.count / dimensions
    var packed = [Float](repeating: .nan, count: centroids.count)
    var halfNorms = [Float](repeating: .nan, count: count)
    packCentroids(
      centroids, count: count, dimensions: dimensions, centre: centre, scale: scale,
      packed: &packed, halfNorms: &halfNorms)
    return (packed, halfNorms)
  }

  /// The tile's answer for one panel.
  func answer(
    panel: [Float], dimensions: Int, centroids: (packed: [Float], halfNorms: [Float])
  ) -> TileAnswer {
    var least = [Float](repeating: .nan, count: panelWidth)
    var second = least
    var index = [Int32](repeating: -7, count: panelWidth)
    tile(
      panel: panel, dimensions: dimensions, packed: centroids.packed,
      halfNorms: centroids.halfNorms, count: centroids.halfNorms.count, least: &least,
      second: &second, index: &index)
    return TileAnswer(
      least: least.map(\.bitPattern), second: second.map(\.bitPattern), index: index)
  }

  /// The tile's answer for all points, panel by panel.
  func screen(
    _ points: TestPoints, _ centroids: [Double], centre: [Double], scale: Double
  ) -> TileAnswer {
    let d = points.dimensions
    let packed = packedCentroids(centroids, dimensions: d, centre: centre, scale: scale)
    var all = TileAnswer(least: [], second: [], index: [])
    for start in stride(from: 0, to: points.count, by: panelWidth) {
      let rows = (start..<min(start + panelWidth, points.count)).map { Int32($0) }
      let panel = packPanel(points, rows: rows, centre: centre, scale: scale).panel
      let answer = answer(panel: panel, dimensions: d, centroids: packed)
      all.least += answer.least[..<rows.count]
      all.second += answer.second[..<rows.count]
      all.index += answer.index[..<rows.count]
    }
    return all
  }
}

/// The screen by definition: one fused chain a score, then the two least of them.
func definedScreen(
  _ points: TestPoints, _ centroids: [Double], centre: [Double], scale: Double
) -> TileAnswer {
  let d = points.dimensions
  let moved = stride(from: 0, to: centroids.count, by: d).map { j in
    (0..<d).map { (centroids[j + $0] - centre[$0]) * scale }
  }
  let halfNorms = moved.map { Float(0.5 * $0.reduce(0) { $0 + $1 * $1 }) }
  var all = TileAnswer(least: [], second: [], index: [])
  for i in 0..<points.count {
    let x = zip(points.point(i), centre).map { Float(($0 - $1) * scale) }
    let scores = zip(moved, halfNorms).map { m, halfNorm in
      zip(x, m).reduce(halfNorm) { $0.addingProduct(-$1.0, Float($1.1)) }
    }
    let index = scores.firstIndex(of: scores.min()!)!
    var others = scores
    others.remove(at: index)
    all.least.append(scores[index].bitPattern)
    all.second.append((others.min() ?? .infinity).bitPattern)
    all.index.append(Int32(index))
  }
  return all
}
