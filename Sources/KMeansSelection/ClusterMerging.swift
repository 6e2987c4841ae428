package import KMeansCore

/// Fewer centroids out of many: the two whose union costs least become one, again and again.
///
/// The union of clusters of weights a and b, their numbers of points without weights, raises J by
/// ab / (a + b) · ‖m_a − m_b‖² (J. H. Ward, "Hierarchical grouping to optimize an objective
/// function", JASA 58, 1963; for codebooks W. H. Equitz's pairwise nearest neighbours, IEEE Trans.
/// ASSP 37(10), 1989).
package struct ClusterMerging {
  private struct Cluster {
    var centroid: [Double]
    var size: Double
    /// The later cluster whose union with this costs least, and the cost.
    var partner = -1
    var cost = Double.infinity
  }

  private var clusters: [Cluster]

  /// - Parameters:
  ///   - m: M, k centroids.
  ///   - sizes: k weights.
  /// - Complexity: O(k²·d).
  private init(_ m: PointMatrix, sizes: [Double]) {
    clusters = sizes.indices.map { Cluster(centroid: m.point($0), size: sizes[$0]) }
    for index in clusters.indices { findPartner(of: index) }
  }

  /// `count` centroids out of more. A union has the place of its first cluster.
  ///
  /// - Parameters:
  ///   - m: M, k centroids.
  ///   - sizes: k weights.
  ///   - count: how many are left, 1 … k.
  /// - Returns: means of those that became one.
  /// - Complexity: O(k²·d), and for every union O(k·d) for each cluster that it concerns.
  package static func merged(_ m: PointMatrix, sizes: [Double], to count: Int) -> PointMatrix {
    var merging = ClusterMerging(m, sizes: sizes)
    while merging.clusters.count > count { merging.mergeCheapest() }
    let clusters = merging.clusters
    return unsafe PointMatrix(dimensions: m.dimensions, count: count) { values in
      for (index, cluster) in clusters.enumerated() {
        for (feature, value) in cluster.centroid.enumerated() {
          unsafe values[index * m.dimensions + feature] = value
        }
      }
    }
  }

  private mutating func mergeCheapest() {
    guard let first = clusters.indices.min(by: { clusters[$0].cost < clusters[$1].cost }) else {
      return
    }
    let second = clusters[first].partner
    guard second > first else {
      clusters.removeLast()
      return
    }
    let (a, b) = (clusters[first], clusters[second])
    let total = a.size + b.size
    if total > 0 {
      clusters[first].centroid = zip(a.centroid, b.centroid).map {
        $0 + ($1 - $0) * (b.size / total)
      }
    }
    clusters[first].size = total
    clusters.remove(at: second)
    for index in clusters.indices {
      let partner = clusters[index].partner
      if index == first || partner == first || partner == second {
        findPartner(of: index)
      } else {
        if partner > second { clusters[index].partner -= 1 }
        if index < first { offer(first, to: index) }
      }
    }
  }

  private mutating func findPartner(of index: Int) {
    (clusters[index].partner, clusters[index].cost) = (-1, .infinity)
    for other in clusters.indices.dropFirst(index + 1) { offer(other, to: index) }
  }

  private mutating func offer(_ other: Int, to index: Int) {
    let (a, b) = (clusters[index], clusters[other])
    let total = a.size + b.size
    let cost =
      total > 0 ? a.size * b.size / total * Textbook.squaredDistance(a.centroid, b.centroid) : 0
    if cost < clusters[index].cost || clusters[index].partner < 0 {
      (clusters[index].partner, clusters[index].cost) = (other, cost)
    }
  }
}
