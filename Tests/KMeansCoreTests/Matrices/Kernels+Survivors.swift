@testable import KMeansCore

/// A point and a centroid that stay.
struct Pair: Hashable, Comparable {
  var point: Int
  var centroid: Int

  static func < (a: Pair, b: Pair) -> Bool { (a.point, a.centroid) < (b.point, b.centroid) }
}

/// What rounding to 8 bits says of one point, or of one centroid with its h at the end of `facts`.
struct Rounded8: Equatable {
  var step: Float
  var values: [Int]
  /// Bounds: of the error, of the length, and for centroids the lower one of half the square.
  var facts: [Float]
  /// Σ x̂² of points.
  var norm: UInt64?

  static func == (a: Rounded8, b: Rounded8) -> Bool {
    a.step.bitPattern == b.step.bitPattern && a.values == b.values && a.norm == b.norm
      && a.facts.map(\.bitPattern) == b.facts.map(\.bitPattern)
  }
}

extension Kernels {
  /// Pairs from codes of the panel that begins at point `start`; nil where codes do not ascend or
  /// name a lane without a point.
  func pairs(_ codes: ArraySlice<Int32>, start: Int, rows: Int) -> [Pair]? {
    guard zip(codes, codes.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    let pairs = codes.map {
      Pair(point: start + Int($0) % panelWidth, centroid: Int($0) / panelWidth)
    }
    return pairs.allSatisfy { $0.point < start + rows } ? pairs : nil
  }

  /// The thresholds of a panel's lanes: those of its points, and −∞.
  func lanes(_ thresholds: ArraySlice<Float>) -> [Float] {
    thresholds + [Float](repeating: -.infinity, count: panelWidth - thresholds.count)
  }

  /// The float32 screen of all points against their thresholds, panel by panel.
  func survivors(
    _ points: TestPoints, _ centroids: [Double], centre: [Double], scale: Double,
    thresholds: [Float]
  ) -> [Pair]? {
    let d = points.dimensions
    let packed = packedCentroids(centroids, dimensions: d, centre: centre, scale: scale)
    let k = packed.halfNorms.count
    var all: [Pair] = []
    for start in stride(from: 0, to: points.count, by: panelWidth) {
      let end = min(start + panelWidth, points.count)
      let panel = packPanel(
        points, rows: (start..<end).map { Int32($0) }, centre: centre, scale: scale
      ).panel
      var codes = [Int32](repeating: -7, count: k * panelWidth)
      let count = below(
        panel: panel, dimensions: d, packed: packed.packed, halfNorms: packed.halfNorms, count: k,
        thresholds: lanes(thresholds[start..<end]), codes: &codes)
      guard let pairs = pairs(codes[..<count], start: start, rows: end - start) else { return nil }
      all += pairs
    }
    return all.sorted()
  }

  /// A panel's points in 8 bits as rows, and which of them each lane has.
  struct Rows8 {
    var bytes: [UInt8]
    var facts: [Float]
    var norms: [Double]
    var index: [Int32] = []

    init(_ kernels: Kernels, _ count: Int, _ dimensions: Int) {
      bytes = Array(repeating: 77, count: count * Kernels.row8Bytes(dimensions: dimensions) + 64)
      facts = Array(repeating: .nan, count: 3 * count)
      norms = Array(repeating: .nan, count: count)
    }
  }

  /// Points and centroids rounded to 8 bits, as this set's bytes and as their meaning.
  struct Screen8 {
    let kernels: Kernels
    let dimensions: Int
    let count: Int
    let digits: Kernels.Digits8
    var panels: [(bytes: [UInt8], facts: [Float])] = []
    var rows: [Rows8] = []
    var packed: [UInt8]
    var centroidFacts: [Float]
    var points: [Rounded8] = []
    var centroids: [Rounded8] = []
  }

  func screen8(
    _ points: TestPoints, _ m: [Double], centre: [Double], scale: Double, rows: [Int32]? = nil,
    digits: Kernels.Digits8 = .fine
  ) -> Screen8 {
    let d = points.dimensions
    let k = m.count / d
    var screen = Screen8(
      kernels: self, dimensions: d, count: k, digits: digits,
      packed: [UInt8](repeating: 77, count: centroids8Bytes(count: k, dimensions: d)),
      centroidFacts: [Float](repeating: .nan, count: 4 * k))
    packCentroids8(
      m, count: k, dimensions: d, centre: centre, scale: scale, digits: digits,
      packed: &screen.packed, facts: &screen.centroidFacts)
    for j in 0..<k {
      let facts = screen.centroidFacts[(4 * j)..<(4 * j + 4)]
      screen.centroids.append(
        Rounded8(step: facts.first!, values: [], facts: Array(facts.dropFirst())))
    }
    let rows = rows ?? (0..<points.count).map { Int32($0) }
    for start in stride(from: 0, to: rows.count, by: panelWidth) {
      let part = Array(rows[start..<min(start + panelWidth, rows.count)])
      var bytes = [UInt8](repeating: 77, count: panel8Bytes(dimensions: d))
      var facts = [Float](repeating: .nan, count: 3 * panelWidth)
      var rounded8 = Rows8(self, part.count, d)
      // The rows lie in reverse, so that a panel is more than a copy.
      points.withPoints(rows: part.reversed()) {
        rows8(
          $0, centre: centre, scale: scale, rows: &rounded8.bytes, facts: &rounded8.facts,
          norms: &rounded8.norms)
      }
      rounded8.index = (0..<part.count).map { Int32(part.count - 1 - $0) }
      panel8(
        rows: rounded8.bytes, facts: rounded8.facts, dimensions: d, index: rounded8.index,
        count: part.count, panel: &bytes, panelFacts: &facts)
      let norms = Array(rounded8.norms.reversed())
      for p in 0..<part.count {
        screen.points.append(rounded(bytes, facts, norms, lane: p, dimensions: d))
      }
      // Lanes without a point repeat the last.
      for p in part.count..<panelWidth {
        let again = rounded(bytes, facts, norms, lane: p, norm: part.count - 1, dimensions: d)
        precondition(again == screen.points.last)
      }
      screen.rows.append(rounded8)
      screen.panels.append((bytes, facts))
    }
    return screen
  }

  /// One lane of a panel, taken apart: the sign bit is turned where bytes have no sign.
  private func rounded(
    _ bytes: [UInt8], _ facts: [Float], _ norms: [Double], lane p: Int, norm: Int? = nil,
    dimensions d: Int
  ) -> Rounded8 {
    let turned: UInt8 = name == "avx512vnni" ? 0x80 : 0
    let values = (0..<(d + 3) / 4 * 4).map { l in
      Int(Int8(bitPattern: bytes[(l / 4 * panelWidth + p) * 4 + l % 4] ^ turned))
    }
    precondition(values[d...].allSatisfy { $0 == 0 })
    return Rounded8(
      step: facts[p], values: Array(values[..<d]),
      facts: [facts[panelWidth + p], facts[2 * panelWidth + p]], norm: norms[norm ?? p].bitPattern)
  }
}

extension Kernels.Screen8 {
  /// The pairs that stay; nil where codes do not ascend or name a lane without a point.
  func survivors(thresholds: [Float]) -> [Pair]? {
    var all: [Pair] = []
    let width = kernels.panelWidth
    for (i, panel) in panels.enumerated() {
      let start = i * width
      let end = min(start + width, points.count)
      var codes = [Int32](repeating: -7, count: count * width)
      let found = kernels.below8(
        panel: panel.bytes, facts: panel.facts, dimensions: dimensions, packed: packed,
        centroidFacts: centroidFacts, count: count, digits: digits,
        thresholds: kernels.lanes(thresholds[start..<end]), codes: &codes)
      guard let pairs = kernels.pairs(codes[..<found], start: start, rows: end - start) else {
        return nil
      }
      all += pairs
    }
    return all.sorted()
  }
}

/// The nearest whole number, ties to the even one; values to 8 bits by definition.
func definedRounding(
  _ v: [Double], mayBeExact: Bool, digits: Kernels.Digits8 = .fine
) -> (step: Float, values: [Int]) {
  let largest = v.map(abs).max() ?? 0
  if largest == 0 { return (1, v.map { _ in 0 }) }
  if mayBeExact, (0x1p-90...0x1p90).contains(largest) {
    var unit = 0x1p-110
    while !v.allSatisfy({ $0 >= -128 * unit && $0 <= 127 * unit }) { unit *= 2 }
    if v.allSatisfy({ ($0 / unit).rounded() == $0 / unit }) {
      return (Float(unit), v.map { Int($0 / unit) })
    }
  }
  let most = Double(digits.rawValue)
  var step = Float(largest / most)
  while Double(step) < largest / most || Double(step) * most < largest { step = step.nextUp }
  return (step, v.map { Int(($0 * (1 / Double(step))).rounded(.toNearestOrEven)) })
}

/// The lower bound of a score by its definition, from the facts that a table has found.
func definedBound(_ x: Rounded8, _ m: Rounded8, dot: Int) -> Float {
  let product = Float(Int32(dot)) * m.step
  return m.facts[2].addingProduct(-x.facts[0], m.facts[1])
    .addingProduct(-x.facts[1], m.facts[0]).addingProduct(-x.step, product)
}

/// The score ½‖m̂‖² − x̂·m̂ of the real (x − centre)·scale and (m − centre)·scale, exactly.
func exactScore(
  _ x: ArraySlice<Double>, _ m: ArraySlice<Double>, centre: [Double], scale: Double
) -> Dyadic {
  var sum = Dyadic(0)
  let half = Dyadic(0.5)
  for ((x, m), c) in zip(zip(x, m), centre) {
    let moved = (Dyadic(m) - Dyadic(c)) * Dyadic(scale)
    sum += (half * moved - (Dyadic(x) - Dyadic(c)) * Dyadic(scale)) * moved
  }
  return sum
}

/// The least float that is not below an exact number.
func floatUp(_ value: Dyadic) -> Float {
  var result = Float(value.rounded)
  while Dyadic(Double(result)) < value { result = result.nextUp }
  while !(Dyadic(Double(result.nextDown)) < value) { result = result.nextDown }
  return result
}
