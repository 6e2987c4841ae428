@testable import KMeansCore

/// Cheapest assignments under limits, found without prices and without a graph of clusters: what
/// `Balanced` is held to.
enum BalancedTruth {
  /// The least Σ c_ij·y_ij of all Y whose clusters have `limits` points, by trying all.
  ///
  /// - Complexity: O(k^N).
  static func leastByTrial(_ costs: [[Int64]], _ limits: ClosedRange<Int>) -> Int128? {
    let k = costs[0].count
    var sizes = [Int](repeating: 0, count: k)
    var best: Int128?
    func place(_ point: Int, _ sum: Int128) {
      if let best, sum >= best { return }
      guard point < costs.count else {
        if sizes.allSatisfy({ limits.contains($0) }) { best = sum }
        return
      }
      for cluster in 0..<k where sizes[cluster] < limits.upperBound {
        sizes[cluster] += 1
        place(point + 1, sum + Int128(costs[point][cluster]))
        sizes[cluster] -= 1
      }
    }
    place(0, 0)
    return best
  }

  /// The same by successive shortest paths over points and clusters, found by relaxing every arc
  /// until nothing changes (R. Bellman 1958, L. R. Ford 1956).
  ///
  /// Each cluster has `least` places that must be taken, which is forced by a cost so low that all
  /// are, and others up to `most`.
  ///
  /// - Complexity: O(N·(N + k)·N·k).
  static func least(_ costs: [[Int64]], _ limits: ClosedRange<Int>) -> Int128 {
    let (n, k) = (costs.count, costs[0].count)
    var label = [Int](repeating: -1, count: n)
    var sizes = [Int](repeating: 0, count: k)
    let low = Int128(1) << 100
    func place(_ cluster: Int) -> Int128 { sizes[cluster] < limits.lowerBound ? -low : 0 }
    for point in 0..<n {
      // The cost of bringing a point to each cluster, others making room for it.
      var reach = costs[point].map { Int128($0) }
      var mover = [Int](repeating: point, count: k)
      var from = [Int](repeating: -1, count: k)
      var isChanged = true
      while isChanged {
        isChanged = false
        for other in 0..<n where label[other] >= 0 {
          let tail = label[other]
          for head in 0..<k where head != tail {
            let cost = reach[tail] + Int128(costs[other][head]) - Int128(costs[other][tail])
            if cost < reach[head] {
              (reach[head], mover[head], from[head], isChanged) = (cost, other, tail, true)
            }
          }
        }
      }
      let open = (0..<k).filter { sizes[$0] < limits.upperBound }
      var head = open.min { (reach[$0] + place($0), $0) < (reach[$1] + place($1), $1) } ?? 0
      sizes[head] += 1
      while from[head] >= 0 {
        label[mover[head]] = head
        head = from[head]
      }
      label[point] = head
    }
    return (0..<n).reduce(0) { $0 + Int128(costs[$1][label[$1]]) }
  }

  /// c of every point and cluster.
  static func costs(_ x: Observations, _ m: PointMatrix, _ grid: CostGrid) -> [[Int64]] {
    (0..<x.count).filter { x.rows.weight($0) > 0 }.map { point in
      (0..<m.count).map {
        grid.cost(
          Textbook.squaredDistance(x.points.point(point), m.point($0)),
          weight: grid.scaled(weight: x.rows.weight(point)))
      }
    }
  }
}
