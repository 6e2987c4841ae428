package import CKMeansKernels

/// Compares boxes of points with centroids, for points that are grouped by place.
extension Kernels {
  /// A box, and what bounds over it are lowered by; the fields are explained in the C header.
  package typealias Box = kmeans_box
  /// Centroids feature by feature, with up to seven readable values after each feature.
  package typealias Candidates = kmeans_candidates

  /// Neighbouring points feature by feature.
  package struct Columns {
    let block: kmeans_columns

    /// Points in memory.
    ///
    /// - Parameters:
    ///   - values: value l of point i lies at l·count + i; up to seven more values after the last
    ///     can be read.
    ///   - scalar: the type of the values.
    ///   - count: how many points there are.
    package init(_ values: UnsafeRawPointer, scalar: PointMatrix.Scalar, count: Int) {
      block = kmeans_columns(values: values, count: count, type: scalar.rawValue)
    }
  }

  /// Which candidates can be the nearest to some point of a box; see `filter` in the C header for
  /// the bound that is computed.
  ///
  /// - Parameters:
  ///   - box: where the points lie.
  ///   - candidates: centroids that may be the nearest.
  ///   - bounds: room for the candidates up to a multiple of eight; a lower bound of d(x, c) − d(x,
  ///     s) over the box for every candidate c, where s is one of those left.
  ///   - left: room for all candidates; the positions of those whose bound is not positive.
  /// - Returns: how many are left, and the least positive bound, +∞ without any.
  /// - Complexity: O(k·d).
  @inline(__always)
  package func filter(
    _ box: UnsafePointer<Box>, _ candidates: UnsafePointer<Candidates>,
    bounds: UnsafeMutablePointer<Double>, left: UnsafeMutablePointer<Int32>
  ) -> (count: Int, least: Double) {
    var least = 0.0
    let count = table.filter(box, candidates, bounds, left, &least)
    return (count, least)
  }

  /// The same for boxes that lie side by side, d ≤ 8 and at most 64 candidates.
  ///
  /// - Parameters:
  ///   - boxes: where the values of the first begin; those of a feature are neighbours, and each
  ///     feature's begin `stride` after the one before.
  ///   - stride: how far the values of neighbouring features lie apart.
  ///   - count: how many boxes there are.
  ///   - candidates: centroids that may be the nearest, the same for all boxes.
  ///   - left: bit by bit the positions of the candidates left, by box.
  ///   - least: the least positive bound, by box. Both have room for a multiple of eight.
  /// - Complexity: O(count·k·d).
  @inline(__always)
  package func filterLeaves(
    _ boxes: UnsafePointer<Box>, stride: Int, count: Int, _ candidates: UnsafePointer<Candidates>,
    left: UnsafeMutablePointer<UInt64>, least: UnsafeMutablePointer<Double>
  ) {
    table.filter_leaves(boxes, stride, count, candidates, left, least)
  }

  /// Labels points by the truth among some of the candidates, ties to the first.
  ///
  /// - Parameters:
  ///   - points: the points, feature by feature.
  ///   - candidates: centroids that may be the nearest.
  ///   - list: positions of `count` ≥ 2 candidates.
  ///   - count: how many of them are in `list`.
  ///   - labels: of the points, read and written.
  ///   - changed: room for all points; those whose label changed, ascending.
  ///   - from: room for all points; the labels that those had.
  /// - Returns: how many changed, the least difference of a point's second least and least δ, and
  ///   the greatest sum of the two.
  /// - Complexity: O(n·count·d), for d ≤ 8.
  @inline(__always)
  package func settle(
    _ points: Columns, _ candidates: UnsafePointer<Candidates>, list: UnsafePointer<Int32>,
    count: Int, labels: UnsafeMutablePointer<Int32>, changed: UnsafeMutablePointer<Int32>,
    from: UnsafeMutablePointer<Int32>
  ) -> (changed: Int, difference: Double, sum: Double) {
    var facts = (0.0, 0.0)
    let changed = withUnsafePointer(to: points.block) { points in
      withUnsafeMutablePointer(to: &facts) { facts in
        facts.withMemoryRebound(to: Double.self, capacity: 2) {
          table.settle(points, candidates, list, count, labels, changed, from, $0)
        }
      }
    }
    return (changed, facts.0, facts.1)
  }

  /// Prefetches memory that will be read soon.
  package static func prefetch(_ start: UnsafeRawPointer, bytes: Int) {
    kmeans_prefetch(start, bytes)
  }

  /// The box of some points and their sums in the first two planes of a grid.
  ///
  /// - Parameters:
  ///   - points: the points, feature by feature.
  ///   - dimensions: d.
  ///   - grid: what sums are counted in.
  ///   - low: d values, written.
  ///   - high: d values, written.
  ///   - sums: d units of each plane, at most two, written.
  /// - Returns: whether those planes hold every value; where not, `sums` are of no use.
  /// - Complexity: O(n·d).
  package func survey(
    _ points: Columns, dimensions: Int, grid: FixedPointGrid, low: UnsafeMutablePointer<Double>,
    high: UnsafeMutablePointer<Double>, sums: UnsafeMutablePointer<Int64>
  ) -> Bool {
    let step = Double.powerOfTwo(grid.bits)
    return withUnsafePointer(to: points.block) {
      table.survey(
        $0, dimensions, grid.scale, grid.unit, min(grid.planes, 2), step, low, high, sums)
    }
  }
}
