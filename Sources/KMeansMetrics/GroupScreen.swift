import KMeansCore

/// Which groups can be the nearest to a point by mean distance, from their middles alone.
///
/// Let m be the mean of a group of n points y, V = Σ‖y − m‖²/n, and r = ‖x − m‖. The mean distance
/// D = Σ‖x − y‖/n then lies between r and √(r² + V): a norm is convex, so the mean of norms is not
/// below the norm of the mean; and a root is concave, while Σ‖x − y‖²/n = r² + V (both are
/// J. L. W. V. Jensen's inequality, Acta Mathematica 30, 1906). A group whose r exceeds another's
/// √(r² + V) is not the nearest.
///
/// Computed, with u = 2^-53: the middle m̂ is off by at most e = √d·u·((n + 4)·R + 2A), where R is
/// the longest side of the points' box and A the greatest |value|, because every feature is a sum
/// of n values below R, then shifted back to where the box lies. About m̂ the bounds are r − e and
/// √((r + e)² + V̂). The mean distances are off by less than 2^-21 of themselves for n ≤ 2^31 and
/// d ≤ 2^22: each distance by (d + 5)·2^-46, their sum by n·u, and by 3u for points from which m̂
/// was subtracted before, since ‖x − m̂‖ is at most about D and the mean of ‖y − m̂‖ at most twice
/// that. The bounds are off by less still, so bounds that differ by more than a factor of 1 + 2^-19
/// decide.
struct GroupScreen {
  /// The middles of the groups, d values each.
  let centres: [[Double]]
  private let spreads: [Double]
  private let errors: [Double]
  private let rows: Observations.Rows
  private let kernels: Kernels
  private let threads: Int
  /// 1; tests shrink the greater bound to see the screen fail.
  private let looseness: Double

  /// The middles and spreads of the groups.
  ///
  /// - Complexity: O(N·d).
  init(
    _ x: Observations, _ groups: SortedGroups, kernels: Kernels, threads: Int, looseness: Double = 1
  ) {
    rows = x.rows
    (self.kernels, self.threads, self.looseness) = (kernels, threads, looseness)
    let longest = zip(x.box.greatest, x.box.least).map { $0 - $1 }.max() ?? 0
    let origin = zip(x.box.greatest, x.box.least).map { $1 + ($0 - $1) / 2 }
    let rows = x.rows
    let found = Chunks.forEach(
      count: groups.count, size: 1, threads: threads, makeWorker: { [Int: Middle]() }
    ) { middles, range in
      for group in range { middles[group] = Middle(groups.members(group), of: rows, near: origin) }
    }.reduce(into: [Int: Middle]()) { $0.merge($1) { first, _ in first } }
    let middles = (0..<groups.count).compactMap { found[$0] }
    centres = middles.map(\.centre)
    spreads = middles.map(\.spread)
    let farthest = (0..<x.dimensions).map { x.box.magnitude($0) }.max() ?? 0
    errors = (0..<groups.count).map {
      Double(x.dimensions).squareRoot() * 0x1p-53
        * (Double(groups.size($0) + 4) * longest + 2 * farthest)
    }
  }

  /// A group's mean, and its points' mean squared distance to it.
  private struct Middle {
    var centre: [Double]
    var spread = 0.0

    init(_ members: ArraySlice<Int32>, of rows: Observations.Rows, near origin: [Double]) {
      var sums = [Double](repeating: 0, count: origin.count)
      sums.withUnsafeMutableBufferPointer { sums in
        for point in members {
          rows.forEachValue(Int(point)) { sums[$0] += $1 - origin[$0] }
        }
      }
      let count = Double(members.count)
      let centre = zip(origin, sums).map { $0 + $1 / count }
      self.centre = centre
      var total = 0.0
      for point in members {
        rows.forEachValue(Int(point)) { total += ($1 - centre[$0]) * ($1 - centre[$0]) }
      }
      spread = total / count
    }
  }

  /// By asked point, what the mean distance to the nearest other group does not exceed.
  ///
  /// - Complexity: O(n·k·d).
  func limits(_ asked: [Int32], _ groups: SortedGroups) -> [Double] {
    var limits = [Double](repeating: .infinity, count: asked.count)
    limits.withUnsafeMutableBufferPointer { limits in
      nonisolated(unsafe) let limits = limits
      for group in 0..<groups.count {
        distances(asked, to: group) { position, distance in
          guard groups.ofPoint[Int(asked[position])] != Int32(group) else { return }
          let far = distance + errors[group]
          let upper = (far * far + spreads[group]).squareRoot() * looseness
          if upper < limits[position] { limits[position] = upper }
        }
      }
    }
    return limits
  }

  /// The positions in `asked` of the points that may be nearest to a group, and of its own points.
  ///
  /// - Complexity: O(n·d).
  func positions(
    _ asked: [Int32], near group: Int, _ groups: SortedGroups, within limits: [Double]
  ) -> [Int32] {
    var isNear = [Bool](repeating: false, count: asked.count)
    isNear.withUnsafeMutableBufferPointer { isNear in
      nonisolated(unsafe) let isNear = isNear
      distances(asked, to: group) { position, distance in
        isNear[position] =
          groups.ofPoint[Int(asked[position])] == Int32(group)
          || distance - errors[group] <= limits[position] * (1 + 0x1p-19)
      }
    }
    return isNear.indices.filter { isNear[$0] }.map { Int32($0) }
  }

  /// Calls `body` with every position in `asked` and the distance from there to a middle, from
  /// several threads.
  private func distances(
    _ asked: [Int32], to group: Int, _ body: (_ position: Int, _ distance: Double) -> Void
  ) {
    let size = rows.chunkSize(threads: threads)
    asked.withUnsafeBufferPointer { asked in
      nonisolated(unsafe) let asked = asked
      _ = Chunks.forEach(
        count: asked.count, size: size, threads: threads,
        makeWorker: { [Double](repeating: 0, count: size) }
      ) { squares, range in
        kernels.distances(
          rows.points(
            0..<rows.points.count, rows: UnsafeBufferPointer(rebasing: asked[range])),
          toOne: centres[group], distancesSquared: &squares)
        for (offset, position) in range.enumerated() {
          body(position, squares[offset].squareRoot())
        }
      }
    }
  }
}
