import KMeansCore
import KMeansReports
import KMeansSelection

/// One line on the terminal that tells how far long work has come, rewritten in place.
///
/// A thread of its own writes it, so that time is shown to pass in long steps, which report
/// nothing. Where no thread can be made, the reporting thread writes it.
struct ProgressLine {
  private let screen: ProgressScreen?
  private let step: String

  /// A line that is shown on a terminal, unless quiet was asked for.
  ///
  /// - Parameters:
  ///   - isQuiet: whether nothing is shown.
  ///   - step: what a step of a fit is called.
  init(isQuiet: Bool, step: String = "iteration") {
    self.step = step
    screen = !isQuiet && Console.isWatched ? ProgressScreen() : nil
    screen?.begin()
  }

  /// Notes the newest; the thread shows it.
  func note(_ progress: Clusterer.Progress) {
    screen?.note { [step] in Self.text(progress, step: step) }
  }

  /// Notes what is done now, in words.
  func note(_ text: String) {
    screen?.note { text }
  }

  /// Notes which part of an evaluation has begun.
  func note(_ part: EvaluateScores.Part, clusters: Int) {
    note("\(part.rawValue) of \(NumberText.count(clusters, "cluster"))")
  }

  /// Notes the newest of a sweep, from any thread.
  var sweepNotes: @Sendable (ClusterCountSweep.Progress) -> Void {
    { [screen] progress in screen?.note { Self.text(progress) } }
  }

  /// Clears the line and writes no more.
  func end() { screen?.end() }
}

extension ProgressLine {
  private static func text(_ progress: Clusterer.Progress, step: String) -> String {
    if let search = progress.search, let objective = progress.objective {
      let best = "best J = \(NumberText.short(objective))"
      return "generation \(search.generation), \(best), found "
        + NumberText.count(search.found, "time")
    }
    let start =
      progress.restarts > 1 ? "start \(progress.restart + 1) of \(progress.restarts), " : ""
    guard let objective = progress.objective else { return start + "choosing the first centroids" }
    return start + "\(step) \(progress.iteration), J = \(NumberText.short(objective))"
  }

  private static func text(_ progress: ClusterCountSweep.Progress) -> String {
    let what = progress.clusters.map { "k = \($0)" } ?? "uniform data for comparison"
    return "\(what), \(progress.done) of \(progress.total) steps done"
  }
}
