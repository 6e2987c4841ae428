import KMeansCore

/// The mean distances of points to the others of their group and to the nearest other group: what
/// silhouettes are made of.
///
/// Every distance is that of two points, no distance that counts is left out, and nothing of size N
/// × N is held. Group by group, panels of points are compared with the group's points in blocks.
/// `GroupScreen` tells which points need a group. The sum of a point over a group goes through the
/// group's points in ascending order, in one thread, so it has the same bits for any number of
/// threads.
///
/// - Complexity: O(n·d·(N/k)·(1 + c)) for n points, where c is how many other groups the screen
///   leaves a point, between 1 and k − 1.
struct GroupDistances {
  /// By asked point the mean distance to the others of its group; 0 where there is none.
  private(set) var own: [Double]
  /// By asked point the mean distance to the nearest other group.
  private(set) var other: [Double]
  /// Which group that is; the lowest among equals.
  private(set) var nearest: [Int32]

  /// How points are compared with groups.
  struct Settings {
    var kernels = Kernels.current
    var threads = Chunks.processors
    /// Whether groups that a screen rules out are left out.
    var isScreened = true
    /// Whether bytes are taken as bytes.
    var mayUseBytes = true
    /// How many values of asked points are written out at a time, where points have weights.
    var mostValues = 1 << 23
    /// 1; tests shrink the screen's bound to see it fail.
    var looseness = 1.0
    /// Ends the work early, if it is urgent.
    var stop: StopSignal?
  }

  /// Distances that were found in another way.
  init(own: [Double], other: [Double], nearest: [Int32]) {
    (self.own, self.other, self.nearest) = (own, other, nearest)
  }

  /// The mean distances of the points `asked`.
  init(_ x: Observations, _ groups: SortedGroups, asked: [Int32], settings: Settings = Settings()) {
    own = Array(repeating: 0, count: asked.count)
    other = Array(repeating: .infinity, count: asked.count)
    nearest = Array(repeating: -1, count: asked.count)
    let screen = GroupScreen(
      x, groups, kernels: settings.kernels, threads: settings.threads,
      looseness: settings.looseness)
    // With one other group, none can be ruled out; the screen takes whole points.
    let limits =
      settings.isScreened && groups.count > 2 && !x.points.isCompressed
      ? screen.limits(asked, groups) : nil
    let everyone = asked.indices.map { Int32($0) }
    let bytes =
      settings.mayUseBytes
      ? ByteSpans(x, kernels: settings.kernels, threads: settings.threads) : nil
    let doubles = DoubleSpans(x, kernels: settings.kernels)
    for group in 0..<groups.count where settings.stop?.isAbandoning != true {
      let positions =
        limits.map { screen.positions(asked, near: group, groups, within: $0) } ?? everyone
      let points = positions.map { asked[Int($0)] }
      let sums =
        if let bytes {
          SpanSums(space: bytes, centre: screen.centres[group], settings: settings)
            .sums(of: points, to: groups.members(group))
        } else {
          SpanSums(space: doubles, centre: screen.centres[group], settings: settings)
            .sums(of: points, to: groups.members(group))
        }
      take(sums, of: positions, group, groups, asked)
    }
  }

  /// Makes sums over a group means, of its own points and of others.
  private mutating func take(
    _ sums: [Double], of positions: [Int32], _ group: Int, _ groups: SortedGroups, _ asked: [Int32]
  ) {
    let size = groups.size(group)
    for (index, position) in positions.enumerated() {
      let position = Int(position)
      if groups.ofPoint[Int(asked[position])] == Int32(group) {
        own[position] = size > 1 ? sums[index] / Double(size - 1) : 0
      } else {
        let mean = sums[index] / Double(size)
        if mean < other[position] { (other[position], nearest[position]) = (mean, Int32(group)) }
      }
    }
  }
}

/// Sums of the distances from some points to others.
private struct SpanSums<Space: SpanSpace> {
  let space: Space
  /// What is subtracted from points.
  let centre: [Double]
  let settings: GroupDistances.Settings

  /// Panels that a thread takes at a time, and bytes of rows that they meet before the next.
  private static var panels: Int { 4 }
  private static var blockBytes: Int { 1 << 18 }
  /// Bytes of rows held at a time.
  private static var slabBytes: Int { 1 << 26 }

  /// By point the sum of its distances to `others`, in their order.
  func sums(of points: [Int32], to others: ArraySlice<Int32>) -> [Double] {
    let width = space.panelWidth
    var sums = [Double](repeating: 0, count: (points.count + width - 1) / width * width)
    let rowBytes = space.length * MemoryLayout<Space.RowValue>.stride
    let slab = max(1, Self.slabBytes / rowBytes)
    let block = max(8, Self.blockBytes / rowBytes / 8 * 8)
    for start in stride(from: others.startIndex, to: others.endIndex, by: slab) {
      let rows = pack(others[start..<min(start + slab, others.endIndex)])
      sums.withUnsafeMutableBufferPointer { sums in
        nonisolated(unsafe) let sums = sums
        _ = Chunks.run(
          count: points.count, size: width * Self.panels, threads: settings.threads,
          makeWorker: { Panels<Space>(space, count: Self.panels) }
        ) { panels, range in
          panels.pack(points[range], space, centre)
          for first in stride(from: 0, to: rows.count, by: block) {
            panels.add(
              rows, first..<min(rows.count, first + block), space,
              to: UnsafeMutableBufferPointer(rebasing: sums[range.lowerBound...]),
              points: range.count)
          }
          return settings.stop?.isAbandoning != true
        }
      }
    }
    sums.removeLast(sums.count - points.count)
    return sums
  }

  private func pack(_ others: ArraySlice<Int32>) -> SpanRows<Space> {
    let rows = SpanRows<Space>(count: others.count, length: space.length)
    let first = others.startIndex
    centre.withUnsafeBufferPointer { centre in
      nonisolated(unsafe) let centre = centre.baseAddress!
      _ = Chunks.forEach(count: others.count, size: 64, threads: settings.threads, makeWorker: {}) {
        _, range in
        for row in range {
          rows.norms.base[row] = space.packRow(
            Int(others[first + row]), centre: centre, row: rows.values.base + row * space.length)
        }
      }
    }
    return rows
  }
}

/// Rows that panels meet.
private struct SpanRows<Space: SpanSpace>: Sendable {
  let count: Int
  let values: Slab<Space.RowValue>
  let norms: Slab<Space.Norm>

  init(count: Int, length: Int) {
    self.count = count
    values = Slab(uninitialized: count * length)
    norms = Slab(uninitialized: count)
  }
}

/// The panels of one thread.
private struct Panels<Space: SpanSpace> {
  private let length: Int
  private let width: Int
  private let values: Slab<Space.PanelValue>
  private let norms: Slab<Space.Norm>

  init(_ space: Space, count: Int) {
    (length, width) = (space.length, space.panelWidth)
    values = Slab(zeros: count * width * length)
    norms = Slab(zeros: count * width)
  }

  /// Packs points, panel by panel. Lanes past the last keep what they held, and are not read.
  func pack(_ points: ArraySlice<Int32>, _ space: Space, _ centre: [Double]) {
    centre.withUnsafeBufferPointer { centre in
      for (index, point) in points.enumerated() {
        let panel = index / width
        norms.base[index] = space.packLane(
          Int(point), centre: centre.baseAddress!, lane: index % width,
          panel: values.base + panel * width * length)
      }
    }
  }

  /// Adds the distances from the packed points to some rows.
  func add(
    _ rows: SpanRows<Space>, _ range: Range<Int>, _ space: Space,
    to sums: UnsafeMutableBufferPointer<Double>, points: Int
  ) {
    for first in stride(from: 0, to: points, by: width) {
      space.add(
        panel: values.base + first * length, norms: norms.base + first,
        rows: rows.values.base + range.lowerBound * length,
        rowNorms: rows.norms.base + range.lowerBound, count: range.count,
        to: sums.baseAddress! + first)
    }
  }
}
