/// The result of a fit: one run, whole and immutable. Labels always match the centroids.
public struct Clustering: Sendable, Codable {
  /// M, k points of d features.
  public let centroids: PointMatrix
  /// Y: every point's label is its nearest centroid, exactly.
  public let labels: LabelMatrix
  /// J, the exact sum of the squared distances (times weights), rounded once.
  public let objective: Double
  /// J after the update of every iteration, to about 2^-100 of Σ‖x‖². It rises by no more than that
  /// and the rounding of the centroids allow, Σⱼ Wⱼ Σ_l (½ ulp m_jl)².
  public let history: [Double]
  /// The history of every restart that ran to its end, in order; `history` is that of `restart`.
  public let restartHistories: [[Double]]
  /// Why the run ended.
  public let stopReason: Clustering.StopReason
  /// Σ_i y_ij, the number of points of every cluster.
  public let sizes: [Int]
  /// The share of J of every cluster, exact and rounded once.
  public let withinSumOfSquares: [Double]
  /// Σ w‖x − x̄‖² about the mean of all points, exact and rounded once.
  public let totalSumOfSquares: Double
  /// Which restart, from 0, this is.
  public let restart: Int
  /// The algorithm that did the assignment steps of this run, and why; nil where there was no
  /// choice.
  public let account: Clustering.AssignmentAccount?
  /// The splits of bisecting k-means; nil for other variants.
  public let bisection: Bisection?
  /// How far a fit in nested batches came; nil for other variants.
  public let batch: Clustering.BatchAccount?
  /// How the search for a low J went; nil where there was none, or it came to no minimum.
  public let search: Clustering.SearchAccount?
  /// How the sizes keep their limits, and the proof that no labels which do cost less; nil where
  /// there are no limits.
  public let balance: Clustering.Balance?
  /// The settings of the fit.
  public let configuration: Clusterer.Configuration
  /// What all restarts together computed.
  public let work: Clustering.Work
  /// What a user should know about the result.
  public let warnings: [Clustering.Warning]
  /// The time that all restarts took to draw their centroids.
  public let initializing: Duration
  /// The time that all restarts took to iterate.
  public let iterating: Duration
  /// The kernels that were used, such as "avx512".
  public let instructionSet: String
  /// What J cannot go below, where the fit has found that out; see `bound(of:effort:stop:)`.
  public internal(set) var bound: ObjectiveBound?

  /// Assignments and updates of this run; the last assignment that changes nothing counts as one.
  public var iterations: Int { history.count }
  /// Whether the run ended by itself.
  public var isConverged: Bool { stopReason.isConverged }
  /// Whether this is a fit in nested batches that ended before it converged. The labels are those
  /// of the centroids; these may not be the means of all points.
  public var isApproximate: Bool { batch != nil && !isConverged }
  /// What the clusters explain: the total minus J.
  public var betweenSumOfSquares: Double { max(0, totalSumOfSquares - objective) }
}

extension Clustering {
  /// Something that a user should know about a result, though it is no error.
  @nonexhaustive
  public enum Warning: Sendable, Hashable, Codable {
    /// The run was ended before it converged.
    case notConverged(StopReason, iterations: Int)
    /// The run was ended by the number of epochs, at a batch of `points` points.
    case approximate(points: Int, epochs: Double)
    /// Clusters (from 0) without points: there are fewer distinct points than k.
    case emptyClusters([Int])
    /// One feature's variance is `ratio` times the mean of the others', so it alone decides.
    case dominantFeature(Int, ratio: Double)
  }
}
