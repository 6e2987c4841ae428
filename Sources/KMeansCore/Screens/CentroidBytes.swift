import KMeansMatrices

/// The centroids in 8 bits, one by one: bounds on single distances, from below and above.
///
/// The kernel gives a lower bound L ≤ σ of the real score σ = ½‖m̂‖² − x̂·m̂; and s²δ = ‖x̂‖² + 2σ.
/// L is h − E − s·t·q_x·q_m up to rounding, with E = ex·mh + xh·em of the facts (see `rows8`): E
/// bounds what rounding to 8 bits did to the product, so that also
///
///     σ ≤ ½‖m̂‖² + E − s·t·q_x·q_m ≤ L + 2E + 2^-20·(h + E + xh·mh) + 2^-139,
///
/// where the last terms cover that h is ½‖m̂‖² less 2^-21 of itself, and that L was computed in
/// float with an error below 2^-22·(h + E + s·t·|q_x·q_m|), s·t·|q_x·q_m| ≤ 1.01·xh·mh.
///
/// - Complexity: O(k·d) to make.
struct CentroidBytes: Sendable {
  private let points: BytePoints
  private let kernels: Kernels
  private let packed: AlignedBytes
  private let facts: AlignedFloats
  /// Where each centroid is in the order of the levels.
  private let positions: [Int32]
  /// What turns a reach into a length in the scaled space.
  private let length: Double

  /// - Parameters:
  ///   - unit: the unit of reaches.
  ///   - errorScale: 1; tests shrink the bounds on errors to see the screen fail.
  init(
    _ points: BytePoints, _ m: PointMatrix, _ levels: DriftLevels, unit: Double,
    execution: Execution, errorScale: Double = 1
  ) {
    let (d, k, kernels) = (m.dimensions, m.count, execution.kernels)
    (self.points, self.kernels) = (points, kernels)
    length = points.scale / unit
    var positions = [Int32](repeating: 0, count: k)
    for (position, label) in levels.order.enumerated() { positions[Int(label)] = Int32(position) }
    self.positions = positions
    let packed = AlignedBytes(count: kernels.centroids8Bytes(count: k, dimensions: d) + 64)
    let facts = AlignedFloats(count: 4 * k)
    let order = levels.order
    let step = points.pitch + 4
    m.withDoubles { values in
      nonisolated(unsafe) let values = values
      _ = Chunks.forEach(
        count: k, size: max(1, 1 << 16 / d), threads: execution.threads, makeWorker: {}
      ) { _, range in
        for position in range {
          kernels.centroidRows8(
            values + Int(order[position]) * d, count: 1, dimensions: d, centre: points.centre,
            scale: points.scale, packed: packed.base + position * step,
            facts: facts.base + 4 * position)
        }
      }
    }
    facts.shrinkErrors(by: errorScale)
    (self.packed, self.facts) = (packed, facts)
  }

  /// Of some pairs those that may be within reach, each with a lower bound of its distance.
  ///
  /// - Parameters:
  ///   - start: the first point of the chunk; `lanes` are offsets from it.
  ///   - count: how many pairs there are in `scratch.codes`.
  /// - Returns: how many stay there, with bounds in units in `scratch.distances`.
  func refine(
    _ count: Int, start: Int, lanes: UnsafeBufferPointer<Int32>,
    reaches: UnsafePointer<Double>, scratch: CandidateScratch
  ) -> Int {
    guard count > 0 else { return 0 }
    let width = kernels.panelWidth
    points.thresholds(
      start: start, lanes: lanes, reaches: reaches, length: length, width: width,
      into: scratch.thresholds)
    let left = among(
      count, start: start, index: lanes.baseAddress!, thresholds: scratch.thresholds, scratch)
    let (norms, inverse) = (points.norms + start, 1 / length)
    for pair in 0..<left {
      let norm = norms[Int(lanes[Int(UInt32(bitPattern: scratch.codes[pair]) % UInt32(width))])]
      // The norm is off by 2^-38 of itself; 2^-37 of both terms covers the roundings here.
      let score = 2 * Double(scratch.bounds[pair])
      let square = norm + score - 0x1p-37 * (norm + abs(score))
      scratch.distances[pair] = max(square, 0).squareRoot() * inverse * (1 - 0x1p-50)
    }
    return left
  }

  /// Upper bounds on the distances of points to the centroids of their labels, in units.
  ///
  /// - Parameters:
  ///   - index: `count` offsets from `start`, at most a panel of them; `labels` belong to them.
  ///   - uppers: `count` values, written.
  func own(
    _ index: UnsafePointer<Int32>, labels: UnsafePointer<Int32>, count: Int, start: Int,
    uppers: UnsafeMutablePointer<Double>, scratch: CandidateScratch
  ) {
    let width = kernels.panelWidth
    for lane in 0..<count {
      scratch.codes[lane] = positions[Int(labels[lane])] * Int32(width) + Int32(lane)
      scratch.thresholds[lane] = .infinity
    }
    _ = among(count, start: start, index: index, thresholds: scratch.thresholds, scratch)
    let (norms, inverse) = (points.norms + start, 1 / length)
    for lane in 0..<count {
      let row = Int(index[lane])
      let (own, its) = (
        points.facts + 3 * (start + row), facts.base + 4 * Int(positions[Int(labels[lane])])
      )
      let (ex, xh) = (Double(own[1]), Double(own[2]))
      let (em, mh, h) = (Double(its[1]), Double(its[2]), Double(its[3]))
      let error = ex * mh + xh * em
      let score =
        Double(scratch.bounds[lane]) + 2 * error + 0x1p-20 * (abs(h) + error + xh * mh) + 0x1p-139
      let norm = norms[row]
      let square = norm + 2 * score + 0x1p-37 * (norm + abs(score))
      uppers[lane] = max(square, 0).squareRoot() * inverse * (1 + 0x1p-50)
    }
  }

  private func among(
    _ count: Int, start: Int, index: UnsafePointer<Int32>, thresholds: UnsafePointer<Float>,
    _ scratch: CandidateScratch
  ) -> Int {
    kernels.among8(
      rows: points.rows + start * points.pitch, facts: points.facts + 3 * start, index: index,
      dimensions: points.dimensions, packed: packed.base, centroidFacts: facts.base,
      thresholds: thresholds, count: count, codes: scratch.codes, bounds: scratch.bounds)
  }
}
