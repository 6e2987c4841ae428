public import KMeansCore
public import KMeansModels

/// A stream that has ended, with what is needed to tell about it.
public struct StreamReport: Sendable {
  /// Why a stream ended.
  public enum Ending: String, Sendable, Encodable {
    /// There are no more rows.
    case endOfInput
    /// A signal came.
    case interrupted
    /// The time was up.
    case timeLimit
    /// A row cannot be read; those before it are counted.
    case unreadableRow
  }

  /// How rows came, and how many.
  public struct Rows: Sendable {
    /// How many rows of the input are counted or were left out, those before a resumption included.
    public let all: Int
    /// How many points a batch has.
    public let batch: Int
    /// How many snapshots were written.
    public let snapshots: Int

    /// How rows came.
    public init(all: Int, batch: Int, snapshots: Int) {
      (self.all, self.batch, self.snapshots) = (all, batch, snapshots)
    }
  }

  /// The clusters.
  public let stream: StreamClusterer
  /// The model that they are.
  public let model: ClusterModel
  /// How the first rows became points.
  public let preparation: PreparationFacts
  /// How rows came.
  public let rows: Rows
  /// Why the stream ended.
  public let ending: Ending
  /// What a user should know.
  public let notices: [Notice]
  /// What the run needed.
  public let facts: RunFacts

  /// A report.
  public init(
    _ stream: StreamClusterer, _ model: ClusterModel, _ preparation: PreparationFacts, rows: Rows,
    ending: Ending, notices: [Notice], facts: RunFacts
  ) {
    (self.stream, self.model, self.preparation) = (stream, model, preparation)
    (self.rows, self.ending, self.notices, self.facts) = (rows, ending, notices, facts)
  }

  /// What the program shows while rows come.
  ///
  /// - Parameter stream: the clusters so far.
  /// - Returns: a line.
  public static func progress(_ stream: StreamClusterer) -> String {
    "\(NumberText.count(stream.points, "point")) in "
      + "\(stream.batches == 1 ? "1 batch" : "\(NumberText.count(stream.batches)) batches")"
      + (stream.drift.map { ", drift \(NumberText.short($0))" } ?? "")
  }

  /// The answer for readers, ended by a newline.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(k·d).
  public func text(width: Int) -> String {
    let table = MeansTable(
      centroids: model.centroidsInInputUnits, columns: model.columns, sizes: model.sizes,
      weights: stream.weights)
    let what = model.distance.centroids(model.scaling.method)
    let lines =
      ["K-means of a stream: \(StreamReport.progress(stream))", "", "Cluster \(what):"]
      + table.lines(width: width) + [""] + [sums, revived].compactMap { $0 } + [
        ended,
        "Every point counted once, with the label that it had when it came. kmeans predict labels "
          + "points by the centroids as they are now.",
        "\(NumberText.seconds(facts.seconds.total)) for \(NumberText.count(rows.all, "row")) of "
          + "\(NumberText.count(model.columns.count, "column")).",
      ]
    return AnswerText.of(lines)
  }

  private var sums: String? {
    guard let own = stream.objectivePerWeight else { return nil }
    let drift = stream.drift.map {
      "; the last batch, when it came, lay at \(NumberText.short($0)) times that"
    }
    return "Mean squared distance to the centroids: \(NumberText.short(own))\(drift ?? "")."
  }

  private var revived: String? {
    guard stream.revivals > 0 else { return nil }
    return "\(NumberText.count(stream.revivals, "dead cluster")) got a new centroid."
  }

  private var ended: String {
    let reason =
      switch ending {
      case .endOfInput: "the input has ended"
      case .interrupted: "interrupted"
      case .timeLimit: "the time was up"
      case .unreadableRow: "a row cannot be read"
      }
    let decay =
      stream.halfLife.map {
        "what came \(NumberText.count($0.count)) \($0.unit.rawValue) before counts half"
      } ?? "all points count the same"
    return "Approximate, one pass: \(reason); \(decay)."
  }

  /// The JSON object `kmeans.stream/1`, ended by a newline.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  /// - Complexity: O(k·d).
  public func json() throws -> String { try JSONText.of(Object(self)) }

  private struct Object: Encodable {
    let schema = "kmeans.stream/1"
    let variant = "stream"
    let approximate = true
    let points: Int
    let rows: Int
    let batches: Int
    let batch: Int
    let halfLife: OrNull<String>
    let stopReason: Ending
    let snapshots: Int
    let revivals: Int
    let drift: OrNull<Double>
    let dimensions: Int
    let columns: [String]
    let scaling: CodedScaling
    let clusters: Int
    let seed: UInt64
    let initialization: String
    let objective: Double
    let objectivePerWeight: OrNull<Double>
    let sizes: [Int]
    let weights: [Double]
    let withinSumOfSquares: [Double]
    let centroids: [[Double]]
    let seconds: RunFacts.Seconds
    let peakMemoryBytes: Int
    let threads: Int
    let warnings: [String]

    init(_ report: StreamReport) {
      let (stream, model) = (report.stream, report.model)
      let centroids = model.centroidsInInputUnits
      points = stream.points
      rows = report.rows.all
      batches = stream.batches
      batch = report.rows.batch
      halfLife = OrNull(stream.halfLife?.description)
      stopReason = report.ending
      snapshots = report.rows.snapshots
      revivals = stream.revivals
      drift = OrNull(stream.drift)
      dimensions = centroids.dimensions
      columns = model.columns
      scaling = report.preparation.codedScaling
      clusters = centroids.count
      seed = stream.configuration.seed
      initialization = model.initialization
      objective = model.objective
      objectivePerWeight = OrNull(stream.objectivePerWeight)
      sizes = stream.sizes
      weights = stream.weights
      withinSumOfSquares = stream.withinSumOfSquares
      self.centroids = (0..<centroids.count).map(centroids.point)
      seconds = report.facts.seconds
      peakMemoryBytes = report.facts.peakMemoryBytes
      threads = stream.configuration.workers
      warnings = report.notices.map(\.description)
    }
  }
}
