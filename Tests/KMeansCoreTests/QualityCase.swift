@testable import KMeansCore

/// Settings, points and slow truths that the tests of qualities share.
enum QualityCase {
  static func settings(
    _ k: Int, _ quality: Clusterer.Quality = .best, effort: Int? = nil, seed: UInt64 = 0
  ) -> Clusterer.Configuration {
    var settings = Clusterer.Configuration(clusters: k, seed: seed)
    settings.quality = quality
    settings.effort = effort
    return settings
  }

  /// Small whole numbers, so that many points are equal and many clusterings tie.
  static func points(_ count: Int, _ d: Int, _ random: inout SplitMix, most: Double) -> PointMatrix
  {
    var values: [Double] = []
    for _ in 0..<count * d { values.append((random.unit() * most).rounded(.down)) }
    return PointMatrix(dimensions: d, count: count) { _ = $0.update(from: values) }
  }

  /// The least J of all divisions into at most k clusters, by trying them all.
  static func optimum(_ x: PointMatrix, _ weights: [Double], _ k: Int) -> Double {
    var labels = [Int](repeating: 0, count: x.count)
    var least = Double.infinity
    func divide(_ point: Int, _ used: Int) {
      guard point < x.count else {
        least = min(least, objective(x, weights, labels, used))
        return
      }
      for label in 0..<min(used + 1, k) {
        labels[point] = label
        divide(point + 1, max(used, label + 1))
      }
    }
    divide(0, 0)
    return least
  }

  /// J of labels, with the means of the clusters.
  static func objective(
    _ x: PointMatrix, _ weights: [Double], _ labels: [Int], _ k: Int
  ) -> Double {
    var sum = 0.0
    for cluster in 0..<k {
      let members = labels.indices.filter { labels[$0] == cluster }
      let weight = members.reduce(0) { $0 + weights[$1] }
      if weight == 0 { continue }
      for l in 0..<x.dimensions {
        let mean = members.reduce(0) { $0 + weights[$1] * x[l, $1] } / weight
        sum += members.reduce(0) { $0 + weights[$1] * (x[l, $1] - mean) * (x[l, $1] - mean) }
      }
    }
    return sum
  }

  /// E. H. Ruspini, "Numerical methods for fuzzy clustering", Information Sciences 2, 1970; 75
  /// points as in R's package `cluster`.
  static let ruspini: [[Double]] = [
    [4, 53], [5, 63], [10, 59], [9, 77], [13, 49], [13, 69], [12, 88], [15, 75], [18, 61],
    [19, 65], [22, 74], [27, 72], [28, 76], [24, 58], [27, 55], [28, 60], [30, 52], [31, 60],
    [32, 61], [36, 72], [28, 147], [32, 149], [35, 153], [33, 154], [38, 151], [41, 150],
    [38, 145], [38, 143], [32, 143], [34, 141], [44, 156], [44, 149], [44, 143], [46, 142],
    [47, 149], [49, 152], [50, 142], [53, 144], [52, 152], [55, 155], [54, 124], [60, 136],
    [63, 139], [86, 132], [85, 115], [85, 96], [78, 94], [74, 96], [97, 122], [98, 116],
    [98, 124], [99, 119], [99, 128], [101, 115], [108, 111], [110, 111], [108, 116], [111, 126],
    [115, 117], [117, 115], [70, 4], [77, 12], [83, 21], [61, 15], [69, 15], [78, 16], [66, 18],
    [58, 13], [64, 20], [69, 21], [66, 23], [61, 25], [76, 27], [72, 31], [64, 30],
  ]
}
