import TestSupport
import Testing

@testable import KMeansCore

/// Bounds of single distances in 8 bits: on both sides of the exact ones, in one part and in two.
struct CentroidBytesTests {
  /// Data that are hard for bytes.
  enum Data: CaseIterable {
    case normal, offset, oneHuge, constantColumns, bytes, wholeFloats, zero, tiny, mixed
    case farCentroids, duplicates

    func shape(_ d: Int) -> Shape {
      let scalar: PointMatrix.Scalar =
        switch self {
        case .bytes: .uint8
        case .wholeFloats, .normal: .float
        default: .double
        }
      return Shape(
        name: "", seeds: 1, count: 130, dimensions: d, clusters: 9, scalar: scalar
      ) { random, point, feature in
        switch self {
        case .normal, .farCentroids: random.normal()
        case .offset: 1e8 + random.normal()
        case .oneHuge: point == 7 && feature == d / 2 ? 1e12 : random.normal()
        case .constantColumns: feature % 2 == 0 ? 0.7 : random.normal()
        case .bytes, .wholeFloats: (random.unit() * 256).rounded(.down)
        case .zero: 0
        case .tiny: random.normal() * 0x1p-400
        case .mixed: random.normal() * (point % 3 == 0 ? 0x1p-200 : 1)
        case .duplicates: Double((point % 7) * (feature + 1)) * 0.3
        }
      }
    }

    /// Means of a few points each, so that centroids are no points, and one that is.
    func centroids(_ x: Observations) -> PointMatrix {
      let (d, far) = (x.dimensions, self == .farCentroids ? 1e6 : 1.0)
      return PointMatrix(dimensions: d, count: 9) { values in
        for j in 0..<9 {
          for l in 0..<d {
            let sum = (0...j).reduce(0.0) { $0 + x.points[l, ($1 * 13 + j) % x.count] }
            values[j * d + l] = sum / Double(j + 1) * (j == 3 ? far : 1)
          }
        }
      }
    }
  }

  /// One case: what is bounded, and with what.
  private struct Case {
    let x: Observations
    let m: PointMatrix
    let bytes: CentroidBytes
    let levels: DriftLevels
    let scratch: CandidateScratch
    let kernels: Kernels
    let drifts: DriftSums

    init(_ data: Data, dimensions d: Int, kernels: Kernels, errorScale: Double = 1) throws {
      x = try Observations(data.shape(d).points(seed: UInt64(d)))
      m = data.centroids(x)
      self.kernels = kernels
      let execution = Execution(
        kernels: kernels, threads: 2, control: .free, errorScale: errorScale)
      // Drifts in no order, so that positions are no labels.
      levels = DriftLevels(steps: (0..<m.count).map { Double($0 * 5 % 9) }, cost: 10)
      drifts = DriftSums(x, clusters: m.count)
      let points = BytePoints(
        x.points, MovedSpace(bytesOf: x) ?? MovedSpace(x), execution: execution)
      bytes = CentroidBytes(
        points, m, levels, unit: drifts.unit, execution: execution)
      scratch = CandidateScratch(kernels: kernels, dimensions: d, clusters: m.count)
    }

    /// Exact squared distances by point and centroid.
    func truths(_ points: [Int]) -> [[Dyadic]] {
      points.map { point in
        (0..<m.count).map { j in
          zip(x.points.point(point), m.point(j)).reduce(Dyadic.zero) {
            let difference = Dyadic($1.0) - Dyadic($1.1)
            return $0 + difference * difference
          }
        }
      }
    }

    /// What a bound in units is in the units of X, exactly.
    func length(_ bound: Double) -> Dyadic { Dyadic(bound) * Dyadic(1 / drifts.unit) }

    /// Whether bounds in units lie on both sides of a squared distance.
    func holds(_ lower: Double, _ upper: Double, _ truth: Dyadic) -> Bool {
      let (lower, upper) = (length(lower), length(upper))
      return !(truth < lower * lower) && !(upper * upper < truth)
    }

    /// The bounds of some pairs, after `filter` where there is one part.
    func bounds(
      start: Int, lanes: [Int32], reaches: [Double], codes: [Int32]
    ) -> [(lane: Int, label: Int, lower: Double, upper: Double)] {
      for (index, code) in codes.enumerated() { scratch.codes[index] = code }
      let count = lanes.withUnsafeBufferPointer { lanes in
        let stay =
          bytes.hasRests
          ? codes.count
          : bytes.filter(
            codes.count, start: start, lanes: lanes, reaches: reaches, scratch: scratch)
        return bytes.bound(stay, start: start, lanes: lanes, reaches: reaches, scratch: scratch)
      }
      return (0..<count).map { index in
        let (position, lane) = Int(scratch.codes[index]).quotientAndRemainder(
          dividingBy: kernels.panelWidth)
        return (
          lane, Int(levels.order[position]), scratch.distances[index], scratch.uppers[index]
        )
      }
    }

    /// All pairs of some lanes.
    func codes(_ lanes: Int) -> [Int32] {
      (0..<Int32(m.count)).flatMap { j in
        (0..<Int32(lanes)).map { j * Int32(kernels.panelWidth) + $0 }
      }
    }
  }

  private static let start = 40
  /// Offsets from there, in no order, one of them twice.
  private static let lanes: [Int32] = [3, 0, 17, 89, 60, 3]

  @Test(arguments: Data.allCases, Shapes.sampled([1, 2, 16, 33, 127, 128, 130, 257], most: 3))
  func distancesLieWithin(_ data: Data, _ d: Int) throws {
    for kernels in Shapes.sampled(Kernels.all, most: 2) {
      let example = try Case(data, dimensions: d, kernels: kernels)
      #expect(example.bytes.hasRests == (d >= 128))
      let points = Self.lanes.map { Self.start + Int($0) }
      let truths = example.truths(points)
      let what: Comment = "\(kernels.name), \(data), d = \(d)"
      let codes = example.codes(points.count)
      let all = example.bounds(
        start: Self.start, lanes: Self.lanes,
        reaches: [Double](repeating: .infinity, count: points.count), codes: codes)
      #expect(all.count == codes.count, what)
      for (lane, label, lower, upper) in all {
        #expect(example.holds(lower, upper, truths[lane][label]), what)
        var position: Int32?
        example.bytes.withPositions { position = $0[label] }
        #expect(position == example.levels.order.firstIndex(of: Int32(label)).map(Int32.init))
      }
      // The own ones, lane by lane.
      let labels = points.indices.map { Int32($0 * 4 % 9) }
      var lowers = [Double](repeating: .nan, count: points.count)
      var uppers = lowers
      example.bytes.own(
        Self.lanes, labels: labels, count: points.count, start: Self.start, lowers: &lowers,
        uppers: &uppers, scratch: example.scratch)
      for (lane, label) in labels.enumerated() {
        #expect(example.holds(lowers[lane], uppers[lane], truths[lane][Int(label)]), what)
        let same = all.first { $0.lane == lane && $0.label == Int(label) }
        #expect(same?.lower == lowers[lane] && same?.upper == uppers[lane], what)
      }
    }
  }

  /// Whatever is dropped is certainly out of reach; and some is dropped.
  @Test(arguments: Data.allCases, Shapes.sampled([16, 127, 128, 257], most: 2))
  func nothingWithinReachIsDropped(_ data: Data, _ d: Int) throws {
    let example = try Case(data, dimensions: d, kernels: .best)
    let points = Self.lanes.map { Self.start + Int($0) }
    let truths = example.truths(points)
    var dropped = 0
    for other in 0..<9 {
      // As far as one of the centroids is, rounded up a little.
      let reaches = truths.map {
        $0[other].rounded.squareRoot() * example.drifts.unit * (1 + 0x1p-50)
      }
      let codes = example.codes(points.count)
      let stay = example.bounds(
        start: Self.start, lanes: Self.lanes, reaches: reaches, codes: codes)
      let pairs = Set(stay.map { Pair(lane: $0.lane, label: $0.label) })
      dropped += codes.count - stay.count
      for (lane, truths) in truths.enumerated() {
        let reach = example.length(reaches[lane])
        for (label, truth) in truths.enumerated() where !(reach * reach < truth) {
          #expect(pairs.contains(Pair(lane: lane, label: label)), "\(data), d = \(d)")
        }
      }
      for (lane, label, lower, upper) in stay {
        #expect(example.holds(lower, upper, truths[lane][label]), "\(data), d = \(d)")
      }
    }
    if [.normal, .bytes, .wholeFloats].contains(data) { #expect(dropped > 0, "\(data), d = \(d)") }
  }

  private struct Pair: Hashable {
    var lane: Int
    var label: Int
  }

  /// In two parts the interval is narrow, much narrower than in one.
  @Test(arguments: [Data.normal, .constantColumns, .bytes, .wholeFloats])
  func twoPartsAreNarrow(_ data: Data) throws {
    var widths: [Double] = []
    for d in [127, 128, 257] {
      let example = try Case(data, dimensions: d, kernels: .best)
      let all = example.bounds(
        start: Self.start, lanes: Self.lanes,
        reaches: [Double](repeating: .infinity, count: Self.lanes.count),
        codes: example.codes(Self.lanes.count))
      // One of the centroids is one of the points; there no interval is narrow.
      let relative = all.filter { $0.upper > 0.5 * example.drifts.unit }.map {
        ($0.upper - $0.lower) / $0.upper
      }
      #expect(relative.count > 40)
      widths.append(relative.max() ?? 1)
    }
    #expect(widths[1] < 1e-2 && widths[2] < 1e-2, "\(data): \(widths)")
    #expect(widths[0] > 2 * widths[1], "\(data): \(widths)")
  }

  /// These tests can fail: without its errors, some distance lies outside.
  @Test(arguments: Shapes.sampled([16, 127, 128, 257], most: 2))
  func boundsWithoutErrorAreCaught(_ d: Int) throws {
    for (errorScale, mayFail) in [(1.0, false), (0.0, true)] {
      let example = try Case(.normal, dimensions: d, kernels: .best, errorScale: errorScale)
      let truths = example.truths(Self.lanes.map { Self.start + Int($0) })
      let all = example.bounds(
        start: Self.start, lanes: Self.lanes,
        reaches: [Double](repeating: .infinity, count: Self.lanes.count),
        codes: example.codes(Self.lanes.count))
      let outside = all.filter { !example.holds($0.lower, $0.upper, truths[$0.lane][$0.label]) }
      #expect(outside.isEmpty != mayFail, "d = \(d), scale \(errorScale)")
    }
  }
}
