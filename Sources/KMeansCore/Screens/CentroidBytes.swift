import CKMeansKernels

/// The centroids in 8 bits, one by one: bounds on single distances, from below and above.
///
/// s²δ = ‖x̂‖² + 2σ with the score σ = ½‖m̂‖² − x̂·m̂. Points and centroids come in two parts:
/// x̂ = a + b + c with a = s·q, b = s′·r and a remainder c, and m̂ = a′ + b′ + c′ likewise. The
/// facts bound ‖a‖ ≤ xh, ‖b + c‖ ≤ ex and ‖c‖ ≤ fx of the point, ‖m̂‖ ≤ mh, ‖b′ + c′‖ ≤ em and
/// ‖c′‖ ≤ fm of the centroid. So ‖b‖ ≤ ex + fx, ‖b′‖ ≤ em + fm, and by Cauchy–Schwarz x̂·m̂ is off
/// from the kernel's product P = a·a′ + a·b′ + b·a′ by at most
///
///     E = fx·mh + (xh + ex + fx)·fm + (ex + fx)·(em + fm),
///
/// and by what Double rounds, in P and in x̂ and m̂ themselves: less than 2^-45 of the products of
/// lengths that enter, (xh + 2ex)·(mh + 2em) at most, as fx ≤ ex and fm ≤ em. With h of the facts,
/// which is ½‖m̂‖² less 2^-21 of itself and 2^-139,
///
///     h − P − E ≤ σ ≤ h·(1 + 2^-20) + 2^-139 − P + E.
///
/// Points with one part alone have fx = ex and fm = em, b = b′ = 0, and the kernel's bound
/// L ≤ σ is h − E − P up to rounding with E = ex·mh + xh·em, so that also
///
///     σ ≤ ½‖m̂‖² + E − s·t·q_x·q_m ≤ L + 2E + 2^-20·(h + E + xh·mh) + 2^-139,
///
/// where the last terms cover that L was computed in float with an error below
/// 2^-22·(h + E + s·t·|q_x·q_m|), s·t·|q_x·q_m| ≤ 1.01·xh·mh.
///
/// - Complexity: O(k·d) to make.
struct CentroidBytes: Sendable {
  private let points: BytePoints
  private let kernels: Kernels
  private let pairCodes: PairCodes
  private let packed: Slab<UInt8>
  private let facts: Slab<Float>
  /// The second part; nil where points have one alone.
  private let rests: (rows: Slab<UInt8>, fine: Slab<Float>)?
  /// Where each centroid is in the order of the levels.
  private let positions: [Int32]
  /// What turns a reach into a length in the scaled space.
  private let length: Double
  /// Shrinks E in tests that must fail.
  private let errorScale: Double

  /// - Parameters:
  ///   - points: X in 8 bits.
  ///   - m: M.
  ///   - levels: the order of the centroids.
  ///   - unit: the unit of reaches.
  ///   - execution: kernels, threads and stop.
  init(
    _ points: BytePoints, _ m: PointMatrix, _ levels: DriftLevels, unit: Double,
    execution: Execution
  ) {
    let (d, k, kernels) = (m.dimensions, m.count, execution.kernels)
    (self.points, self.kernels, errorScale) = (points, kernels, execution.errorScale)
    length = points.scale / unit
    pairCodes = PairCodes(width: kernels.panelWidth)
    var positions = [Int32](repeating: 0, count: k)
    for (position, label) in levels.order.enumerated() { positions[Int(label)] = Int32(position) }
    self.positions = positions
    let size = kernels.centroids8Bytes(count: k, dimensions: d) + 64
    let (packed, facts) = (
      Slab<UInt8>(uninitialized: size), Slab<Float>(repeating: 0, count: 4 * k)
    )
    let rests =
      points.rests == nil
      ? nil : (Slab<UInt8>(uninitialized: size), Slab<Float>(repeating: 0, count: 2 * k))
    let order = levels.order
    let step = points.pitch + 4
    m.withDoubles { values in
      nonisolated(unsafe) let values = values
      _ = Chunks.forEach(
        count: k, size: max(1, 1 << 16 / d), threads: execution.threads, makeWorker: {}
      ) { _, range in
        for position in range {
          let (centroid, its) = (values + Int(order[position]) * d, facts.base + 4 * position)
          kernels.centroidRows8(
            centroid, count: 1, dimensions: d, centre: points.centre, scale: points.scale,
            packed: packed.base + position * step, facts: its)
          guard let rests else { continue }
          kernels.restCentroids(
            centroid, count: 1, dimensions: d, centre: points.centre, scale: points.scale,
            facts: its, rests: rests.0.base + position * step, fine: rests.1.base + 2 * position)
        }
      }
    }
    facts.shrinkErrors(by: errorScale)
    (self.packed, self.facts, self.rests) = (packed, facts, rests)
  }

  /// How many centroids there are.
  var count: Int { positions.count }

  /// Calls `body` with where each centroid is in the order of the levels.
  @inline(__always)
  func withPositions(_ body: (UnsafePointer<Int32>) -> Void) {
    positions.withUnsafeBufferPointer { if let base = $0.baseAddress { body(base) } }
  }

  /// Whether there is a second part, so that the first alone only filters.
  var hasRests: Bool { rests != nil }

  /// Of some pairs those that may be within reach by their first part.
  ///
  /// - Parameters:
  ///   - count: how many pairs there are in `scratch.codes`.
  ///   - start: the first point of the chunk.
  ///   - lanes: the points, as offsets from `start`.
  ///   - reaches: a bound for every lane, in units.
  ///   - scratch: the thread's own.
  /// - Returns: how many stay there, with bounds of their scores in `scratch.bounds`.
  func filter(
    _ count: Int, start: Int, lanes: UnsafeBufferPointer<Int32>,
    reaches: UnsafePointer<Double>, scratch: CandidateScratch
  ) -> Int {
    guard count > 0, let index = lanes.baseAddress else { return 0 }
    points.thresholds(
      start: start, lanes: lanes, reaches: reaches, length: length, width: kernels.panelWidth,
      into: scratch.thresholds)
    return among(count, start: start, index: index, scratch)
  }

  /// Bounds of some pairs' distances. Pairs in one part alone have gone through `filter`.
  ///
  /// - Parameters:
  ///   - count: how many pairs there are in `scratch.codes`.
  ///   - start: the first point of the chunk.
  ///   - lanes: the points, as offsets from `start`.
  ///   - reaches: a bound for every lane, in units.
  ///   - scratch: the thread's own.
  /// - Returns: how many may be within reach by these bounds, which stay in `scratch.codes`, with
  ///   the bounds in units in `scratch.distances` and `.uppers`.
  func bound(
    _ count: Int, start: Int, lanes: UnsafeBufferPointer<Int32>,
    reaches: UnsafePointer<Double>, scratch: CandidateScratch
  ) -> Int {
    guard count > 0, let index = lanes.baseAddress else { return 0 }
    bound(count, start: start, index: index, scratch)
    guard rests != nil else { return count }
    let (codes, lowers, uppers) = (scratch.codes, scratch.distances, scratch.uppers)
    let pairCodes = pairCodes
    var stay = 0
    for pair in 0..<count {
      (codes[stay], lowers[stay], uppers[stay]) = (codes[pair], lowers[pair], uppers[pair])
      stay += lowers[pair] <= reaches[pairCodes.lane(codes[pair])] ? 1 : 0
    }
    return stay
  }

  /// Bounds on the distances of points to the centroids of their labels, in units.
  ///
  /// - Parameters:
  ///   - index: the points, as offsets from `start`.
  ///   - labels: theirs.
  ///   - count: how many points, at most a panel.
  ///   - start: the first point of the chunk.
  ///   - lowers: `count` values, written.
  ///   - uppers: `count` values, written.
  ///   - scratch: the thread's own.
  func own(
    _ index: UnsafePointer<Int32>, labels: UnsafePointer<Int32>, count: Int, start: Int,
    lowers: UnsafeMutablePointer<Double>, uppers: UnsafeMutablePointer<Double>,
    scratch: CandidateScratch
  ) {
    let width = kernels.panelWidth
    for lane in 0..<count {
      scratch.codes[lane] = positions[Int(labels[lane])] * Int32(width) + Int32(lane)
      scratch.thresholds[lane] = .infinity
    }
    if rests == nil { _ = among(count, start: start, index: index, scratch) }
    bound(count, start: start, index: index, scratch)
    lowers.update(from: scratch.distances, count: count)
    uppers.update(from: scratch.uppers, count: count)
  }

  /// The pairs whose score may be at most the threshold of their lane.
  private func among(
    _ count: Int, start: Int, index: UnsafePointer<Int32>, _ scratch: CandidateScratch
  ) -> Int {
    kernels.among8(
      rows: points.rows.base + start * points.pitch, facts: points.facts.base + 3 * start,
      index: index, dimensions: points.dimensions, packed: packed.base, centroidFacts: facts.base,
      thresholds: scratch.thresholds, count: count, codes: scratch.codes, bounds: scratch.bounds)
  }

  private func bound(
    _ count: Int, start: Int, index: UnsafePointer<Int32>, _ scratch: CandidateScratch
  ) {
    let (codes, inverse, pairCodes) = (scratch.codes, 1 / length, pairCodes)
    let rows = points.rests(from: start)
    if let rests, let rows {
      kernels.products(
        rows, index: index, dimensions: points.dimensions,
        Kernels.Rests(
          rows: packed.base, rests: rests.rows.base, facts: facts.base, fine: rests.fine.base),
        codes: codes, count: count, products: scratch.distances)
    }
    for pair in 0..<count {
      let (position, lane) = pairCodes.pair(codes[pair])
      let row = Int(index[lane])
      let norm = points.norms[start + row]
      let (least, greatest) =
        if let rests, let rows {
          scores(
            product: scratch.distances[pair], rows.facts + 3 * row, rows.fine + 2 * row,
            facts.base + 4 * position, rests.fine.base + 2 * position)
        } else {
          scores(
            least: scratch.bounds[pair], points.facts.base + 3 * (start + row),
            facts.base + 4 * position)
        }
      // The norm is off by 2^-38 of itself; 2^-37 of both terms covers the roundings here.
      let low = norm + 2 * least - 0x1p-37 * (norm + 2 * abs(least))
      let high = norm + 2 * greatest + 0x1p-37 * (norm + 2 * abs(greatest))
      scratch.distances[pair] = max(low, 0).squareRoot() * inverse * (1 - 0x1p-50)
      scratch.uppers[pair] = max(high, 0).squareRoot() * inverse * (1 + 0x1p-50)
    }
  }

  /// Bounds of a score from the kernel's bound.
  @inline(__always)
  private func scores(
    least: Float, _ own: UnsafePointer<Float>, _ its: UnsafePointer<Float>
  ) -> (Double, Double) {
    let (ex, xh) = (Double(own[1]), Double(own[2]))
    let (em, mh, h) = (Double(its[1]), Double(its[2]), Double(its[3]))
    let error = ex * mh + xh * em
    let least = Double(least)
    return (least, least + 2 * error + 0x1p-20 * (abs(h) + error + xh * mh) + 0x1p-139)
  }

  /// Bounds of a score from the product of both parts.
  @inline(__always)
  private func scores(
    product: Double, _ own: UnsafePointer<Float>, _ ownFine: UnsafePointer<Float>,
    _ its: UnsafePointer<Float>, _ itsFine: UnsafePointer<Float>
  ) -> (Double, Double) {
    let (ex, xh, fx) = (Double(own[1]), Double(own[2]), Double(ownFine[1]))
    let (em, mh, h, fm) = (Double(its[1]), Double(its[2]), Double(its[3]), Double(itsFine[1]))
    let error =
      errorScale * (fx * mh + (xh + ex + fx) * fm + (ex + fx) * (em + fm))
      + 0x1p-44 * ((xh + 2 * ex) * (mh + 2 * em))
    return (h - product - error, h + 0x1p-20 * abs(h) + 0x1p-139 - product + error)
  }
}
