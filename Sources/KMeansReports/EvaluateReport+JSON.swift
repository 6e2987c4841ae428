import KMeansMetrics
import KMeansModels

extension EvaluateReport {
  /// The JSON object `kmeans.evaluate/1`, ended by a newline. A score that does not exist is null.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  /// - Complexity: O(k).
  public func json() throws -> String { try JSONText.of(Object(self)) }

  private struct Object: Encodable {
    let schema = "kmeans.evaluate/1"
    let points: Int
    let dimensions: Int
    let columns: [String]
    let scaling: CodedScaling
    let leftOut: CodedLeftOut
    let clusters: Int
    let distance: String
    let names: OrNull<[String]>
    let sizes: [Int]
    /// nil where points have no weights.
    let weights: CodedWeights?
    let withinSumOfSquares: [Double]
    let betweenSumOfSquares: [Double]
    let totalSumOfSquares: Double
    let meanDistances: [Double]
    let nearestClusters: [OrNull<Int>]
    let silhouette: OrNull<CodedSilhouette>
    let calinskiHarabasz: OrNull<Double>
    let daviesBouldin: OrNull<Double>
    let dunn: OrNull<Double>
    let dunnCentroids: OrNull<Double>
    let bic: OrNull<Double>
    let objective: OrNull<Double>
    /// nil where it was not looked for.
    let bound: CodedBound?
    let truth: OrNull<CodedTruth>
    let seconds: EvaluateReport.Seconds
    let threads: Int
    let warnings: [String]

    init(_ report: EvaluateReport) {
      let (scores, dispersion) = (report.scores, report.scores.dispersion)
      points = dispersion.count
      dimensions = dispersion.dimensions
      columns = report.preparation.columns
      scaling = report.preparation.codedScaling
      leftOut = report.preparation.codedLeftOut
      clusters = dispersion.sizes.count
      distance = scores.metric.rawValue
      names = OrNull(report.names)
      sizes = dispersion.sizes
      weights = scores.isWeighted ? CodedWeights(dispersion) : nil
      withinSumOfSquares = dispersion.within
      betweenSumOfSquares = dispersion.between
      totalSumOfSquares = dispersion.total
      meanDistances = dispersion.meanDistances
      nearestClusters = scores.nearest.map { OrNull($0) }
      silhouette = OrNull((try? scores.silhouette?.get()).map { CodedSilhouette($0) })
      calinskiHarabasz = OrNull(scores.calinskiHarabasz)
      daviesBouldin = OrNull(scores.daviesBouldin)
      dunn = OrNull(scores.dunn)
      dunnCentroids = OrNull(scores.dunnOfMeans)
      bic = OrNull(scores.bic)
      objective = OrNull(report.objective)
      bound = report.bound.map { CodedBound($0.bound, of: $0.within) }
      truth = OrNull(report.truth.map { CodedTruth($0) })
      seconds = report.seconds
      threads = report.threads
      warnings = report.allNotices.map(\.description)
    }
  }

  private struct CodedSilhouette: Encodable {
    let method: String
    let mean: Double
    let margin: OrNull<Double>
    let byCluster: OrNull<[Double]>
    let sampled: OrNull<Int>

    init(_ silhouette: SilhouetteScore) {
      method = silhouette.method.rawValue
      mean = silhouette.mean
      margin = OrNull(silhouette.margin)
      byCluster = OrNull(silhouette.byCluster)
      sampled = OrNull(silhouette.sampled)
    }
  }

  private struct CodedWeights: Encodable {
    let meaning: String
    let total: Double
    let byCluster: [Double]

    init(_ dispersion: Dispersion) {
      meaning = dispersion.weightMeaning.rawValue
      total = dispersion.totalWeight
      byCluster = dispersion.clusterWeights
    }
  }

  private struct CodedTruth: Encodable {
    let points: Int
    let classes: [String]
    let adjustedRand: Double
    let adjustedMutualInformation: OrNull<Double>
    let normalizedMutualInformation: Double
    let homogeneity: Double
    let completeness: Double
    let vMeasure: Double
    let fowlkesMallows: Double
    let rand: Double
    let centroidIndex: OrNull<Int>
    let contingency: OrNull<[[Double]]>

    init(_ truth: EvaluateTruth) {
      points = truth.points
      classes = truth.classes
      adjustedRand = truth.adjustedRand
      adjustedMutualInformation = OrNull(truth.adjustedMutualInformation)
      normalizedMutualInformation = truth.normalizedMutualInformation
      homogeneity = truth.homogeneity
      completeness = truth.completeness
      vMeasure = truth.vMeasure
      fowlkesMallows = truth.fowlkesMallows
      rand = truth.rand
      centroidIndex = OrNull(truth.centroidIndex)
      contingency = OrNull(truth.contingency)
    }
  }
}
