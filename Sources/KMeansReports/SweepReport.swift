public import KMeansModels
public import KMeansSelection

/// A sweep over numbers of clusters with what is needed to tell about it.
public struct SweepReport: Sendable {
  /// The sweep.
  public let sweep: ClusterCountSweep
  /// N.
  public let points: Int
  /// d.
  public let dimensions: Int
  /// What the points weigh in all; nil without weights.
  public let weight: Double?
  /// How the file became points.
  public let preparation: PreparationFacts
  /// Whether a time limit ended it early; otherwise somebody did.
  public let isTimeUp: Bool
  /// What a user should know about the data.
  public let notices: [Notice]
  /// How long it took.
  public let seconds: SweepReport.Seconds
  /// The words of the command that made it, the program's name first; empty for none.
  public let command: [String]

  /// How the columns were scaled.
  public var scaling: ScalingMethod { preparation.scaling.method }

  /// A report.
  public init(
    _ sweep: ClusterCountSweep, points: Int, dimensions: Int, weight: Double? = nil,
    preparation: PreparationFacts, isTimeUp: Bool = false, notices: [Notice],
    seconds: SweepReport.Seconds, command: [String] = []
  ) {
    self.isTimeUp = isTimeUp
    self.sweep = sweep
    self.points = points
    self.weight = weight
    self.dimensions = dimensions
    self.preparation = preparation
    self.notices = notices
    self.seconds = seconds
    self.command = command
  }

  /// What the criteria say together, a sentence a line: the number of clusters or that there is no
  /// clear one, why, and who disagrees.
  public var verdict: [String] { sweep.recommendation.sentences }

  /// What was left out of a sweep that was ended early, a sentence; nil where nothing was.
  var whatIsMissing: String? {
    if sweep.isComplete { return nil }
    let why = isTimeUp ? "The time was up" : "Interrupted"
    let counts = sweep.settings.clusterCounts
    var parts: [String] = []
    if sweep.entries.count < counts.count {
      parts.append(
        "\(sweep.entries.count) of \(NumberText.count(counts.count, "number")) of clusters "
          + "were tried")
    }
    let partial = sweep.entries.filter { !$0.isComplete }.map { String($0.clusters) }
    if !partial.isEmpty {
      parts.append("k = \(partial.joined(separator: ", ")) without all starts or scores")
    }
    if sweep.settings.references > 0 && sweep.baseline == nil {
      parts.append("no gap statistic")
    }
    return "\(why): \(parts.joined(separator: ", "))."
  }
}
