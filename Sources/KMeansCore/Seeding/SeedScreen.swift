/// Which points can a new seed be nearer to than the seeds so far?
///
/// Every point reaches as far as its nearest seed (`SeedSpace.Reach`), and only seeds that may lie
/// within reach go to the truth. Points are ordered along Morton's curve, so that a panel of them
/// lies in a small ball. The balls' centres are points in panels in turn; each reaches as far as
/// its ball's radius and the points' greatest reach together. So most pairs of a seed and a point
/// are ruled out a panel of panels at a time: G. Hamerly's and C. Elkan's use of the triangle
/// inequality, and a shallow ball tree (S. M. Omohundro, "Five balltree construction algorithms",
/// 1989).
///
/// Positions are places in that order; rows are places in X.
final class SeedScreen: Sendable {
  /// The row of every position, and the position of every row.
  let order: [Int32]
  let positions: [Int32]
  private let space: SeedSpace
  private let points: ReachScreen
  private let balls: ReachScreen
  private let radii: Slab<Float>
  private let reaches: Slab<Float>
  /// δ to the nearest seed, by position.
  private let known: Slab<Double>
  private let reach: SeedSpace.Reach
  private let rows: Observations.Rows
  private let bytes: ByteRows?
  private let kernels: Kernels

  /// - Complexity: O(N·m·d) for heads of m values.
  init(_ x: Observations, execution: Execution) {
    let (kernels, errorScale) = (execution.kernels, execution.errorScale)
    let space = SeedSpace(x, kernels: kernels)
    let order = Self.order(x, space, execution: execution)
    var positions = [Int32](repeating: 0, count: order.count)
    for (position, row) in order.enumerated() { positions[Int(row)] = Int32(position) }
    var points = ReachScreen(count: x.count, dimensions: space.dimensions, kernels: kernels)
    var balls = ReachScreen(count: points.panels, dimensions: space.dimensions, kernels: kernels)
    let radii = Slab<Float>(repeating: 0, count: points.panels)
    let norms = Self.fill(
      points, balls: balls, radii: radii, space, x.rows, order: order, execution: execution)
    let norm = norms.map(\.head).max() ?? 0
    points.seal(greatestNorm: norm, errorScale: errorScale)
    balls.seal(greatestNorm: norm, errorScale: errorScale)
    reach = space.reach(greatest: norms.map(\.point).max() ?? 0, errorScale: errorScale)
    known = Slab(uninitialized: x.count)
    reaches = Slab<Float>(repeating: 0, count: points.panels * points.width)
    rows = x.rows
    bytes =
      x.dimensions > SeedSpace.few
      ? ByteRows(
        x, order: order, scale: space.scale, execution: execution) : nil
    (self.space, self.kernels, self.order, self.positions) = (space, kernels, order, positions)
    (self.points, self.balls, self.radii) = (points, balls, radii)
  }

  /// Panels of panels: what one worker takes at a time.
  private var groups: Int { balls.panels }

  // MARK: What is known of the points

  /// Sets how far every point lies from its nearest seed.
  ///
  /// - Complexity: O(N).
  func set(_ distances: UnsafePointer<Double>, threads: Int) {
    _ = Chunks.forEach(count: groups, size: 1, threads: threads, makeWorker: { () }) { _, group in
      for panel in self.balls.range(group.lowerBound) {
        for position in self.points.range(panel) {
          self.set(position, distance: distances[Int(self.order[position])])
        }
        self.tighten(panel)
      }
    }
  }

  /// Sets how far a point lies from its nearest seed; its panel must be tightened then.
  @inline(__always)
  func set(_ position: Int, distance: Double) {
    known.base[position] = distance
    let reach = reach(distance)
    points.set(position, reach: reach)
    reaches.base[position] = Float(reach).nextUp
  }

  /// Lets a panel's ball reach no farther than its points do.
  @inline(__always)
  func tighten(_ panel: Int) {
    var greatest: Float = 0
    for position in points.range(panel) { greatest = max(greatest, reaches.base[position]) }
    balls.set(panel, reach: (Double(radii.base[panel]) + Double(greatest)) * (1 + 0x1p-50))
  }

  /// The panel of a position.
  @inline(__always)
  func panel(of position: Int) -> Int { position / points.width }

  /// The row of a position.
  @inline(__always)
  func row(_ position: Int) -> Int { Int(order[position]) }

  /// δ of a position to its nearest seed.
  @inline(__always)
  func distance(_ position: Int) -> Double { known.base[position] }

  // MARK: The search

  /// Points that may be nearer to a seed than to all before it.
  struct Found {
    /// Which of the new seeds.
    let seed: Int
    let positions: UnsafeBufferPointer<Int32>
    /// δ to the new seed, by position.
    let distances: UnsafePointer<Double>
  }

  /// Calls `visit` with the points that a seed may be nearest to, once for a seed and a group.
  ///
  /// - Parameters:
  ///   - seeds: rows of X, at most 64.
  ///   - threads: how many work side by side.
  ///   - makeWorker: what `visit` keeps for one thread.
  ///   - visit: may set distances and tighten panels of the points it is given.
  /// - Returns: the workers, in no particular order.
  func search<Worker>(
    _ seeds: [Int], threads: Int, makeWorker: () -> Worker,
    visit: (inout Worker, Found) -> Void
  ) -> [Worker] {
    let heads = seeds.map { points.point(Int(positions[$0])) }
    let all = pack(heads)
    let single = heads.map { pack([$0]) }
    let values = seeds.map { rows.points.point($0) }
    let byBytes = seeds.map { bytes?.seed(Int(positions[$0])) }
    return Chunks.forEach(
      count: groups, size: 1, threads: threads,
      makeWorker: { (makeWorker(), SeedScratch(seeds: seeds.count, width: points.width)) }
    ) { worker, group in
      let scratch = worker.1
      self.gather(group.lowerBound, all, single, scratch)
      for seed in seeds.indices where scratch.counts[seed] > 0 {
        let found = self.measured(
          scratch.positions(of: seed), to: values[seed], byBytes[seed], scratch)
        visit(
          &worker.0, Found(seed: seed, positions: found, distances: UnsafePointer(scratch.new)))
      }
    }.map(\.0)
  }

  private func pack(_ heads: [[Double]]) -> PackedCentroids {
    PackedCentroids(
      heads.flatMap { $0 }, count: heads.count,
      centre: [Double](repeating: 0, count: space.dimensions), scale: 1, kernels: kernels)
  }

  /// The positions that bytes leave, with δ in `scratch.new`.
  private func measured(
    _ found: UnsafeMutableBufferPointer<Int32>, to seed: [Double], _ byBytes: ByteRows.Seed?,
    _ scratch: SeedScratch
  ) -> UnsafeBufferPointer<Int32> {
    var left = UnsafeBufferPointer(found)
    if let bytes, let byBytes {
      bytes.distances(left, to: byBytes, dots: scratch.rows, scratch.new)
      if bytes.isExact { return left }
      var count = 0
      for index in left.indices {
        let position = found[index]
        // Twice the truth's own rounding, and more.
        let known = known.base[Int(position)] * (1 + 0x1p-30) + 0x1p-1050
        found[count] = position
        count += scratch.new[index] <= known ? 1 : 0
      }
      left = UnsafeBufferPointer(rebasing: left[..<count])
    }
    for index in left.indices { scratch.rows[index] = order[Int(left[index])] }
    let all = 0..<rows.points.count
    kernels.distances(
      rows.points(all, rows: UnsafeBufferPointer(start: scratch.rows, count: left.count)),
      toOne: seed, distancesSquared: scratch.new)
    return left
  }

  /// Lists the positions in a group that each seed may lie within reach of.
  private func gather(
    _ group: Int, _ all: PackedCentroids, _ single: [PackedCentroids], _ scratch: SeedScratch
  ) {
    let width = points.width
    for seed in 0..<all.count { scratch.counts[seed] = 0 }
    for lane in 0..<width { scratch.masks[lane] = 0 }
    let reached = balls.within(group, of: all, scratch.codes)
    for index in 0..<reached {
      let code = Int(scratch.codes[index])
      scratch.masks[code % width] |= 1 << UInt64(code / width)
    }
    for (lane, panel) in balls.range(group).enumerated() where scratch.masks[lane] != 0 {
      let mask = scratch.masks[lane]
      let alone = mask & (mask - 1) == 0
      let first = alone ? mask.trailingZeroBitCount : 0
      let count = points.within(panel, of: alone ? single[first] : all, scratch.codes)
      for index in 0..<count {
        let code = Int(scratch.codes[index])
        let seed = first + code / width
        scratch.add(Int32(panel * width + code % width), to: seed)
      }
    }
  }
}
