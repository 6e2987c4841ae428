import KMeansCore
import KMeansModels

extension FitReport {
  /// The JSON object `kmeans.fit/1`, ended by a newline.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  /// - Complexity: O(k·d + iterations).
  public func json() throws -> String { try JSONText.of(Object(self)) }

  private struct Object: Encodable {
    let schema = "kmeans.fit/1"
    let points: Int
    let dimensions: Int
    let columns: [String]
    let scaling: CodedScaling
    let leftOut: CodedLeftOut
    let clusters: Int
    let frozenClusters: Int?
    let seed: UInt64
    let algorithm: String
    let assignment: CodedAccount
    let distance: String
    let variant: String
    let quality: String
    let search: CodedSearch?
    /// nil where it was not looked for.
    let bound: CodedBound?
    let splits: [CodedSplit]?
    let approximate: Bool?
    let batch: CodedBatch?
    let initialization: String
    let iterations: Int
    let converged: Bool
    let stopReason: Clustering.StopReason
    let objective: Double
    let totalSumOfSquares: Double
    let sizes: [Int]
    /// nil without weights.
    let weights: [Double]?
    let balance: CodedBalance?
    let withinSumOfSquares: [Double]
    let centroids: [[Double]]
    let history: [Double]
    let work: CodedWork
    let seconds: RunFacts.Seconds
    let peakMemoryBytes: Int
    let threads: Int
    let instructionSet: String
    let warnings: [String]

    init(_ report: FitReport) {
      let clustering = report.clustering
      let centroids = report.centroids
      points = clustering.labels.count
      dimensions = centroids.dimensions
      columns = report.columns
      scaling = report.preparation.codedScaling
      leftOut = report.preparation.codedLeftOut
      clusters = centroids.count
      let frozen = clustering.configuration.frozenClusters
      frozenClusters = frozen > 0 ? frozen : nil
      seed = clustering.configuration.seed
      algorithm = clustering.configuration.algorithm.rawValue
      assignment = CodedAccount(clustering)
      distance = clustering.configuration.distance.rawValue
      variant = clustering.configuration.variant.rawValue
      quality = clustering.configuration.quality.rawValue
      search = clustering.search.map { CodedSearch($0) }
      bound = clustering.bound.map { CodedBound($0, of: clustering.objective) }
      splits = clustering.bisection?.splits.enumerated().map {
        CodedSplit(cluster: $1.cluster, new: $0 + 1, objective: $1.objective)
      }
      approximate = clustering.batch.map { _ in clustering.isApproximate }
      batch = clustering.batch.map { CodedBatch(points: $0.points, epochs: $0.epochs) }
      initialization = clustering.configuration.initialization.name
      iterations = clustering.iterations
      converged = clustering.isConverged
      stopReason = clustering.stopReason
      objective = clustering.objective
      totalSumOfSquares = clustering.totalSumOfSquares
      sizes = clustering.sizes
      weights = report.weights
      balance = clustering.balance.map { CodedBalance($0) }
      withinSumOfSquares = clustering.withinSumOfSquares
      self.centroids = (0..<centroids.count).map(centroids.point)
      history = clustering.history
      work = CodedWork(clustering.work)
      seconds = report.facts.seconds
      peakMemoryBytes = report.facts.peakMemoryBytes
      threads = clustering.configuration.workers
      instructionSet = clustering.instructionSet
      warnings = report.notices.map(\.description)
    }
  }

  /// The algorithm that was used, and why.
  private struct CodedAccount: Encodable {
    let used: String
    let reason: String?

    init(_ clustering: Clustering) {
      let algorithm = clustering.account?.algorithm ?? clustering.configuration.algorithm
      used = clustering.balance == nil ? algorithm.rawValue : "balanced"
      reason = clustering.account.flatMap { $0.reason.isEmpty ? nil : $0.reason }
    }
  }

  /// A cluster that was split: what it cost before, and the number of the new one.
  private struct CodedSplit: Encodable {
    let cluster: Int
    let new: Int
    let objective: Double
  }

  /// The last batch of a fit in nested batches, and how many times N points were looked at.
  private struct CodedBatch: Encodable {
    let points: Int
    let epochs: Double
  }

  private struct CodedWork: Encodable {
    let distances: Int
    let truths: Int
    let pointsSkipped: Int

    init(_ work: Clustering.Work) {
      distances = work.distances
      truths = work.truths
      pointsSkipped = work.pointsSkipped
    }
  }
}
