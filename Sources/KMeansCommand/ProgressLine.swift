import KMeans
import KMeansReports

/// One line on the terminal that tells how far long work has come, rewritten in place.
///
/// A thread of its own writes it, so that long steps, which report nothing on their way, are seen
/// too; where no thread can be made, whoever reports does.
struct ProgressLine {
  private let screen: ProgressScreen?

  /// A line that is shown when somebody watches and did not ask for quiet.
  init(isQuiet: Bool) {
    screen = !isQuiet && Console.isWatched ? ProgressScreen() : nil
    screen?.begin()
  }

  /// Notes the newest; the thread shows it.
  func note(_ progress: Progress) {
    screen?.note { Self.text(progress) }
  }

  /// Notes what is done now, in words.
  func note(_ text: String) {
    screen?.note { text }
  }

  /// Notes which part of an evaluation has begun.
  func note(_ part: EvaluateScores.Part, clusters: Int) {
    note("\(part.rawValue) of \(NumberText.count(clusters, "cluster"))")
  }

  /// What takes note of the newest of a sweep, from any thread.
  var sweepNotes: @Sendable (SweepProgress) -> Void {
    { [screen] progress in screen?.note { Self.text(progress) } }
  }

  /// Clears the line, for good.
  func end() { screen?.end() }
}

extension ProgressLine {
  private static func text(_ progress: Progress) -> String {
    let start =
      progress.restarts > 1 ? "start \(progress.restart + 1) of \(progress.restarts), " : ""
    guard let objective = progress.objective else { return start + "choosing the first centroids" }
    return start + "iteration \(progress.iteration), J = \(NumberText.short(objective))"
  }

  private static func text(_ progress: SweepProgress) -> String {
    let what = progress.clusters.map { "k = \($0)" } ?? "uniform data for comparison"
    return "\(what), \(progress.done) of \(progress.total) steps done"
  }
}
