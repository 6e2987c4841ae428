import CKMeansKernels

/// Some of the centroids, feature by feature, as the kernels for boxes take them.
final class CandidateList: Sendable {
  private let values: Slab<Double>
  private let clusters: Slab<Int32>
  /// What the kernels are given.
  let block: Slab<Kernels.Candidates>

  /// Room for `capacity` centroids.
  init(capacity: Int, dimensions: Int) {
    values = Slab(repeating: 0, count: (capacity + 7) / 8 * 8 * dimensions)
    clusters = Slab(uninitialized: capacity)
    block = Slab(
      repeating: Kernels.Candidates(
        values: values.base, stride: 0, count: 0, dimensions: dimensions, clusters: clusters.base),
      count: 1)
  }

  /// How many centroids there are.
  @inline(__always)
  var count: Int { block[0].count }

  /// The number of a centroid.
  @inline(__always)
  func cluster(_ candidate: Int32) -> Int32 { clusters[Int(candidate)] }

  /// Fills the list.
  ///
  /// - Parameters:
  ///   - numbers: the centroids, ascending.
  ///   - centroids: all centroids, d values each.
  /// - Complexity: O(count·d).
  func gather(_ numbers: UnsafeBufferPointer<Int32>, from centroids: UnsafePointer<Double>) {
    let d = block[0].dimensions
    let stride = (numbers.count + 7) / 8 * 8
    for (candidate, number) in numbers.enumerated() {
      clusters[candidate] = number
      let centroid = centroids + Int(number) * d
      for feature in 0..<d { values[feature * stride + candidate] = centroid[feature] }
    }
    block.base.pointee.stride = stride
    block.base.pointee.count = numbers.count
  }
}
