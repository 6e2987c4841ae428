public import KMeansCore
public import KMeansMetrics

extension ClusterCountSweep {
  /// Which numbers of clusters a sweep tries, and how: checked when built.
  public struct Settings: Sendable {
    /// The numbers of clusters, ascending, each at least 1.
    public let clusterCounts: [Int]
    /// How many starts every clustering has of its own, at least 1.
    public let restarts: Int
    /// The seed of all random draws.
    public let seed: UInt64
    /// How many uniform data sets the gap statistic clusters for comparison; 0 for no gap
    /// statistic.
    public let references: Int
    /// How silhouettes are found; nil for the default of as many points.
    public let silhouette: SilhouetteScore.Method?
    /// How many points a sampled silhouette draws.
    public let silhouetteSample: Int
    /// How many pairs of resampled data the stability compares; 0 for no stability.
    public let stabilityPairs: Int
    /// How many threads work side by side; the result is the same for any number.
    public let threads: Int
    /// How clusterings are computed; the result is the same for all.
    public let algorithm: Clusterer.Algorithm
    /// What weights mean to scores.
    public let weightMeaning: WeightMeaning

    /// The most restarts, references and stability pairs that can be asked for: each is a
    /// clustering of its own for every number of clusters.
    public static let mostRepetitions = 10_000

    /// Checked settings.
    ///
    /// - Parameters:
    ///   - clusterCounts: any order; repeated ones count once.
    ///   - restarts: starts for each number of clusters.
    ///   - seed: what random numbers follow from.
    ///   - references: uniform data sets for the gap statistic; 0 for none.
    ///   - silhouette: how to compute silhouettes; nil to choose by the number of points.
    ///   - silhouetteSample: points drawn for silhouettes that are not exact.
    ///   - stabilityPairs: pairs of samples for the stability of each number; 0 for none.
    ///   - threads: nil for all processors.
    ///   - algorithm: how assignment steps are done.
    ///   - weightMeaning: what weights mean to scores.
    /// - Throws: `SweepError.noClusterCounts`, or `.setting` for the first that is out of its
    ///   range.
    public init(
      clusterCounts: some Sequence<Int>, restarts: Int = 3, seed: UInt64 = 0, references: Int = 10,
      silhouette: SilhouetteScore.Method? = nil,
      silhouetteSample: Int = SilhouetteScore.Method.sampleSize,
      stabilityPairs: Int = 0,
      threads: Int? = nil, algorithm: Clusterer.Algorithm = .auto,
      weightMeaning: WeightMeaning = .copies
    ) throws(SweepError) {
      let counts = Set(clusterCounts).sorted()
      guard let least = counts.first, least >= 1 else { throw .noClusterCounts }
      try Self.check("the number of restarts", restarts, 1...Self.mostRepetitions)
      try Self.check("the number of references", references, 0...Self.mostRepetitions)
      guard references != 1 else {
        throw .setting("the number of references", found: "1", allowed: "0, or at least 2")
      }
      try Self.check("the sample of the silhouette", silhouetteSample, 2...Int.max)
      try Self.check("the number of stability pairs", stabilityPairs, 0...Self.mostRepetitions)
      let threads = threads ?? Chunks.processors
      try Self.check("the number of threads", threads, 1...Int.max)
      self.clusterCounts = counts
      self.restarts = restarts
      self.seed = seed
      self.references = references
      self.silhouette = silhouette
      self.silhouetteSample = silhouetteSample
      self.stabilityPairs = stabilityPairs
      self.threads = threads
      self.algorithm = algorithm
      self.weightMeaning = weightMeaning
    }

    private static func check(
      _ name: String, _ found: Int, _ allowed: ClosedRange<Int>
    ) throws(SweepError) {
      guard allowed.contains(found) else {
        let limit =
          found < allowed.lowerBound
          ? "at least \(allowed.lowerBound)" : "at most \(allowed.upperBound)"
        throw .setting(name, found: "\(found)", allowed: limit)
      }
    }
  }
}
