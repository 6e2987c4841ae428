import KMeansMatrices

extension ClusterOrder {
  /// The old numbers of the clusters in their new order.
  func permutation(_ m: PointMatrix, sizes: [Int]) -> [Int] {
    let found = Array(0..<m.count)
    let precedes = { (a: Int, b: Int) in
      let (first, second) = (m.point(a), m.point(b))
      return first != second ? first.lexicographicallyPrecedes(second) : a < b
    }
    switch self {
    case .asFound:
      return found
    case .size:
      return found.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : precedes($0, $1) }
    case .first:
      return found.sorted(by: precedes)
    }
  }
}

extension LabelMatrix {
  /// The same clusters with the numbers that `order` (old numbers in new order) gives them.
  ///
  /// - Complexity: O(N), or O(k) where every number stays.
  func renumbered(_ order: [Int]) -> LabelMatrix {
    if order.indices.allSatisfy({ order[$0] == $0 }) { return self }
    var new = [Int32](repeating: 0, count: order.count)
    for (position, old) in order.enumerated() { new[old] = Int32(position) }
    var result = self
    result.labels = labels.map { new[Int($0)] }
    return result
  }
}
