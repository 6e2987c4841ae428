import KMeansCore

/// The splits of a bisecting fit as a tree, for its page: what every split divided, and into what.
struct SplitTree: Sendable, Encodable {
  /// A cluster before or after a split.
  struct Part: Sendable, Encodable {
    let cluster: Int
    /// How many points it has.
    let size: Int
    /// Its share of J.
    let objective: Double
    /// The place of the split that divides it further; nil for a cluster of the last stage.
    let next: Int?
  }

  /// A split.
  struct Node: Sendable, Encodable {
    /// What is divided; `next` is the split itself.
    let whole: Part
    /// The part that keeps the number, and the new cluster.
    let parts: [Part]
  }

  /// The splits in their order.
  let nodes: [Node]
  /// How many later splits are left out.
  let leftOut: Int

  /// The tree of a clustering; nil where nothing was split.
  ///
  /// - Parameters:
  ///   - clustering: the result.
  ///   - most: the most clusters that the tree ends in, at least 2.
  /// - Complexity: O(k).
  init?(_ clustering: Clustering, most: Int) {
    guard let splits = clustering.bisection?.splits, !splits.isEmpty else { return nil }
    let shown = min(splits.count, most - 1)
    // From the last split to the first, what a cluster is after it.
    var parts = clustering.sizes.indices.map {
      Part(
        cluster: $0, size: clustering.sizes[$0], objective: clustering.withinSumOfSquares[$0],
        next: nil)
    }
    var nodes: [Node] = []
    for (index, split) in splits.enumerated().reversed() {
      let halves = [parts[split.cluster], parts[index + 1]]
      let isShown = index < shown
      let whole = Part(
        cluster: split.cluster, size: halves[0].size + halves[1].size, objective: split.objective,
        next: isShown ? index : nil)
      if isShown { nodes.append(Node(whole: whole, parts: halves)) }
      parts[split.cluster] = whole
    }
    self.nodes = nodes.reversed()
    leftOut = splits.count - shown
  }
}
