extension Clusterer.Configuration {
  /// What is minimised, and which centroids stay.
  var problem: any Problem {
    frozenClusters > 0
      ? FrozenCentroids(problem: distance.problem, count: frozenClusters) : distance.problem
  }

  /// What numbers the clusters; nil for as they were found.
  var numbering: Numbering? {
    if let reference {
      return .reference(distance.problem.admitted(reference, kernels: .current))
    }
    return order == .asFound ? nil : .order(order)
  }

  /// How the first centroids are found, where some are given and others drawn: the draws see the
  /// given ones as the distance does.
  func admitted(_ kernels: Kernels) -> Clusterer.Initialization {
    guard distance.isDirectional, initialization.isRandom, let given = initialization.given else {
      return initialization
    }
    return .extending(
      distance.problem.admitted(PointMatrix(copyingAsDouble: given), kernels: kernels))
  }

  /// Throws for clusters that cannot stay, or cannot get the numbers that they shall get.
  func checkNumbers() throws(ConfigurationError) {
    let given = initialization.given?.count ?? 0
    guard (0...given).contains(frozenClusters) else {
      throw .frozenClusters(frozenClusters, given: given)
    }
    if frozenClusters > 0 && (order != .asFound || reference != nil) { throw .frozenNumbers }
    guard let reference else { return }
    guard order == .asFound else { throw .orderAndReference(order) }
    guard variant == .full else { throw .reference(variant) }
    for centroid in 0..<reference.count {
      let values = reference.point(centroid)
      let isSeen = !distance.isDirectional || values.contains { $0 != 0 }
      guard isSeen && values.allSatisfy({ abs($0) < distance.limit }) else {
        throw .referenceValue(centroid: centroid)
      }
    }
  }
}
