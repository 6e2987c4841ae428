/// Given centroids.
struct GivenCentroids: Seeding {
  let given: PointMatrix

  func start(
    _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution
  ) -> Start {
    Start(centroids: PointMatrix(copyingAsDouble: given))
  }
}

extension Initialization {
  /// The given centroids, k points of d features.
  public static func centroids(_ given: PointMatrix) -> Initialization {
    Initialization(
      "given", "given centroids", explanation: "The first centroids are given.", given: given,
      isRandom: false, by: GivenCentroids(given: given))
  }
}
