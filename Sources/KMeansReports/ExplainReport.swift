public import KMeansCore
public import KMeansModels

/// A recorded run with what is needed to explain it, as a page or as text.
public struct ExplainReport: Sendable {
  /// The run, of the points that are shown, in the clustered space.
  public let trace: Trace
  /// The settings that led to it.
  public let configuration: Clusterer.Configuration
  /// The points that are shown.
  public let sample: ExplainSample
  /// The file, as the user named it.
  public let source: String
  /// The names of the d features.
  public let columns: [String]
  /// The identifiers of the shown points; nil when none were asked for.
  public let ids: [String]?
  /// The rows of the shown points in the file, from 1.
  public let rows: [Int]
  /// What led from the units of the input to the clustered space.
  public let scaling: Scaling
  /// How low J gets on the shown points; nil where that was not searched.
  public let search: ExplainSearch?

  /// A report.
  ///
  /// - Parameters:
  ///   - trace: the record of the run.
  ///   - configuration: the settings of the run.
  ///   - sample: the points that the run was about.
  ///   - source: the file as the user named it.
  ///   - columns: the names of the features.
  ///   - ids: the identifiers of what `sample` was drawn from.
  ///   - keptRows: the rows of the file, from 0, that `sample` was drawn from; nil for all.
  ///   - scaling: how the clustered space follows from the input.
  ///   - search: how low J gets on the shown points; nil to leave that out.
  /// - Precondition: as many names as features.
  public init(
    _ trace: Trace, configuration: Clusterer.Configuration, sample: ExplainSample, source: String,
    columns: [String], ids: [String]?, keptRows: [Int]?, scaling: Scaling,
    search: ExplainSearch? = nil
  ) {
    precondition(columns.count == sample.x.dimensions, "one name a feature")
    self.trace = trace
    self.configuration = configuration
    self.sample = sample
    self.source = source
    self.columns = columns
    (self.scaling, self.search) = (scaling, search)
    let shown = sample.rows ?? Array(0..<sample.total)
    self.ids = ids.map { ids in shown.map { ids[$0] } }
    rows = shown.map { (keptRows?[$0] ?? $0) + 1 }
  }

  /// The last part of the file's path, which is enough to know it by.
  var name: String { String(source.split(separator: "/").last ?? "data") }

  /// What readers know a point by: its identifier, or its row.
  func name(ofPoint point: Int) -> String { ids?[point] ?? "row \(NumberText.count(rows[point]))" }

  /// How the start was found, in words.
  var startInWords: String {
    let initialization = configuration.initialization
    if initialization.given != nil { return "the given centroids" }
    let name = initialization == .randomPoints ? "random points" : initialization.name
    return "\(name), seed \(configuration.seed)"
  }

  /// One sentence on what is shown where it is not all.
  var sampleInWords: String? {
    guard sample.isDrawn else { return weightsInWords }
    if sample.x.weights != nil {
      return "There are \(NumberText.count(sample.total, "point")); this explains k-means on "
        + "\(NumberText.count(sample.x.count)) of them, drawn by their weights (seed "
        + "\(configuration.seed)), and each weighs how often it was drawn; so its numbers are not "
        + "those of all points."
    }
    return "There are \(NumberText.count(sample.total, "point")); this explains k-means on "
      + "\(NumberText.count(sample.x.count)) of them, drawn at random (seed "
      + "\(configuration.seed)), so its numbers are not those of all points."
  }

  /// One sentence on the weights, where there are some.
  private var weightsInWords: String? {
    guard sample.x.weights != nil else { return nil }
    let without = sample.total - sample.x.count
    return "Every point counts by its weight w; a point of weight 3 is three points."
      + (without > 0 ? " Points that weigh 0 are left out: \(NumberText.count(without))." : "")
  }

  /// What every term of J is multiplied by, as a formula; empty without weights.
  var factor: String { sample.x.weights == nil ? "" : "w_i " }

  /// The same in words.
  var timesWeight: String { sample.x.weights == nil ? "" : ", each times the weight of the point" }

  /// One sentence on the units, where they are not those of the file.
  var scalingInWords: String? {
    let what: String
    switch scaling.method {
    case .none: return nil
    case .standard: what = "every column has mean 0 and standard deviation 1"
    case .minmax: what = "every column runs from 0 to 1"
    case .robust: what = "every column has median 0 and quartile range 1"
    }
    let all = sample.isDrawn ? " over all points" : ""
    return "Distances and J are those after --scale \(scaling.method.rawValue): \(what)\(all)."
  }
}
