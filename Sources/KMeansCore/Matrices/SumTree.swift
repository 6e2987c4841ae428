/// NumPy's pairwise sum over d features as the kernels of compressed rows walk it: leaf by leaf,
/// and addition by addition, where `PairwiseTree` goes from node to node.
///
/// A row is then compared with a centroid in O(leaves), so that it pays where rows have values in
/// many leaves.
final class SumTree: Sendable {
  /// d.
  let dimensions: Int
  /// Leaves of at most 128 terms.
  let leaves: Int
  let starts: Slab<Int32>
  let leafOf: Slab<Int32>
  let nodes: Slab<Int32>
  let pairs: Slab<Int32>

  /// A node of the tree that is no leaf: where its halves begin, as leaves, and how far it is from
  /// its farthest leaf.
  private struct Addition {
    let first: Int32
    let second: Int32
    let height: Int
  }

  /// - Complexity: O(d/8 + l·log l) for l leaves.
  init(dimensions: Int) {
    var leaves: [(start: Int, node: Int)] = []
    var additions: [Addition] = []
    _ = Self.walk(0, 0, dimensions, leaves: &leaves, additions: &additions)
    additions.sort { $0.height < $1.height }
    (self.dimensions, self.leaves) = (dimensions, leaves.count)
    starts = Slab(uninitialized: leaves.count + 1)
    nodes = Slab(uninitialized: leaves.count)
    pairs = Slab(uninitialized: 2 * additions.count)
    leafOf = Slab(uninitialized: dimensions / 8 + 1)
    starts.base[leaves.count] = Int32(dimensions)
    leafOf.base[dimensions / 8] = Int32(leaves.count)
    for (index, leaf) in leaves.enumerated() {
      starts.base[index] = Int32(leaf.start)
      nodes.base[index] = Int32(leaf.node)
      let end = index + 1 < leaves.count ? leaves[index + 1].start : dimensions
      for group in leaf.start / 8..<end / 8 { leafOf.base[group] = Int32(index) }
    }
    for (index, addition) in additions.enumerated() {
      pairs.base[2 * index] = addition.first
      pairs.base[2 * index + 1] = addition.second
    }
  }

  private static func walk(
    _ node: Int, _ first: Int, _ count: Int, leaves: inout [(start: Int, node: Int)],
    additions: inout [Addition]
  ) -> Int {
    if count <= PairwiseTree.leaf {
      leaves.append((first, node))
      return 0
    }
    let half = PairwiseTree.half(count)
    let left = Int32(leaves.count)
    let height = walk(2 * node + 1, first, half, leaves: &leaves, additions: &additions)
    let right = Int32(leaves.count)
    let other = walk(
      2 * node + 2, first + half, count - half, leaves: &leaves, additions: &additions)
    additions.append(Addition(first: left, second: right, height: max(height, other) + 1))
    return max(height, other) + 1
  }

  /// Strided sums of all leaves, and the terms after the last of these.
  var lanes: Int { 8 * (leaves + 1) }

  /// Doubles that the kernels want to work in.
  var room: Int { 14 * (leaves + 1) }

  /// The tree where it pays for rows of this number of values: a leaf is taken over or joined in a
  /// fraction of the time that a value takes on its way through `PairwiseTree`.
  ///
  /// - Parameters:
  ///   - dimensions: d.
  ///   - length: how many values a row has, about.
  /// - Returns: nil where it does not pay.
  static func paying(dimensions: Int, length: Int) -> SumTree? {
    dimensions / (PairwiseTree.leaf / 2) <= 16 * (length + 1)
      ? SumTree(dimensions: dimensions) : nil
  }
}
