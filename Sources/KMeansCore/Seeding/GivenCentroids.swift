/// Given centroids.
struct GivenCentroids: Seeding {
  let given: PointMatrix

  func start(
    _ x: Prepared, clusters: Int, random: RandomSource, execution: Execution,
    report: SeedingReport?
  ) -> Start {
    Start(centroids: PointMatrix(copyingAsDouble: given))
  }
}

extension Clusterer.Initialization {
  /// The given centroids, k points of d features.
  public static func centroids(_ given: PointMatrix) -> Clusterer.Initialization {
    Clusterer.Initialization(
      "given", "given centroids", explanation: "The first centroids are given.", given: given,
      isRandom: false, by: GivenCentroids(given: given))
  }
}
