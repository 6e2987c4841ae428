import KMeansCore
import KMeansMetrics
import KMeansModels
import KMeansSelection

extension SweepReport {
  /// The JSON object `kmeans.sweep/1`, ended by a newline. A score that does not exist is null.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  /// - Complexity: O(numbers of clusters).
  public func json() throws -> String { try JSONText.of(Object(self)) }

  private struct Object: Encodable {
    let schema = "kmeans.sweep/1"
    let points: Int
    /// nil without weights.
    let weights: CodedWeights?
    let dimensions: Int
    let columns: [String]
    let scaling: CodedScaling
    let leftOut: CodedLeftOut
    let seed: UInt64
    let restarts: Int
    let references: Int
    let referencePoints: Int
    let complete: Bool
    let stopReason: OrNull<String>
    let entries: [CodedEntry]
    let baselineGap: OrNull<CodedGap>
    let choices: [String: Int]
    let recommendation: CodedRecommendation
    let seconds: SweepReport.Seconds
    let threads: Int
    let warnings: [String]

    init(_ report: SweepReport) {
      let sweep = report.sweep
      points = report.points
      weights = report.weight.map {
        CodedWeights(meaning: sweep.settings.weightMeaning.rawValue, total: $0)
      }
      dimensions = report.dimensions
      columns = report.preparation.columns
      scaling = report.preparation.codedScaling
      leftOut = report.preparation.codedLeftOut
      seed = sweep.settings.seed
      restarts = sweep.settings.restarts
      references = sweep.settings.references
      referencePoints = sweep.referencePoints
      complete = sweep.isComplete
      stopReason = OrNull(
        sweep.isComplete ? nil : report.isTimeUp ? "timeLimit" : "interrupted")
      entries = sweep.entries.map { CodedEntry($0) }
      baselineGap = OrNull(sweep.baseline.map { CodedGap($0) })
      choices = Dictionary(
        uniqueKeysWithValues: sweep.recommendation.choices.map {
          ($0.criterion.rawValue, $0.clusters)
        })
      recommendation = CodedRecommendation(report)
      seconds = report.seconds
      threads = sweep.settings.threads
      warnings = report.notices.map(\.description)
    }
  }

  private struct CodedWeights: Encodable {
    let meaning: String
    let total: Double
  }

  private struct CodedEntry: Encodable {
    let clusters: Int
    let complete: Bool
    let objective: Double
    let iterations: Int
    let converged: Bool
    let sizes: [Int]
    let silhouette: OrNull<Double>
    let silhouetteMethod: OrNull<String>
    let silhouetteMargin: OrNull<Double>
    let calinskiHarabasz: OrNull<Double>
    let daviesBouldin: OrNull<Double>
    let bic: OrNull<Double>
    let gap: OrNull<CodedGap>
    let stability: OrNull<Double>
    let stabilityDeviation: OrNull<Double>
    let seconds: Double

    init(_ entry: ClusterCountSweep.Entry) {
      let scores = entry.scores
      clusters = entry.clusters
      complete = entry.isComplete
      objective = entry.clustering.objective
      iterations = entry.clustering.iterations
      converged = entry.clustering.isConverged
      sizes = entry.clustering.sizes
      silhouette = OrNull(scores.silhouette?.mean)
      silhouetteMethod = OrNull(scores.silhouette?.method.rawValue)
      silhouetteMargin = OrNull(scores.silhouette?.margin)
      calinskiHarabasz = OrNull(scores.calinskiHarabasz)
      daviesBouldin = OrNull(scores.daviesBouldin)
      bic = OrNull(scores.bic)
      gap = OrNull(scores.gap.map { CodedGap($0) })
      stability = OrNull(scores.stability?.mean)
      stabilityDeviation = OrNull(scores.stability?.standardDeviation)
      seconds = entry.seconds
    }
  }

  private struct CodedGap: Encodable {
    let value: Double
    let standardError: Double

    init(_ gap: GapStatistic) { (value, standardError) = (gap.value, gap.standardError) }
  }

  /// `clusters` is null, and `reason` tells why, where no number is clear.
  private struct CodedRecommendation: Encodable {
    let clusters: OrNull<Int>
    let reason: OrNull<String>
    let agreeing: Int
    let text: String

    init(_ report: SweepReport) {
      let recommendation = report.sweep.recommendation
      switch recommendation.verdict {
      case .clear(let found):
        clusters = OrNull(found)
        reason = OrNull<String>(String?.none)
      case .unclear(let why):
        clusters = OrNull<Int>(Int?.none)
        reason = OrNull(why.rawValue)
      }
      agreeing = recommendation.agreeing
      text = report.verdict.joined(separator: " ")
    }
  }
}
