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
  private let limit: Int?
  private let begin = ContinuousClock.now

  /// A line that is shown on a terminal, unless quiet was asked for.
  ///
  /// - Parameters:
  ///   - isQuiet: whether nothing is shown.
  ///   - step: what a step of a fit is called.
  ///   - limit: the most steps of a start; nil where they are not limited so.
  init(isQuiet: Bool, step: String = "iteration", limit: Int? = nil) {
    self.step = step
    self.limit = limit
    screen = !isQuiet && Console.isWatched ? ProgressScreen() : nil
    screen?.begin()
  }

  /// Notes the newest; the thread shows it.
  func note(_ progress: Clusterer.Progress) {
    screen?.note { [step, limit, begin] in
      Self.text(progress, step: step, limit: limit, elapsed: begin.duration(to: .now))
    }
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
    { [screen, begin] progress in
      screen?.note { Self.text(progress, elapsed: begin.duration(to: .now)) }
    }
  }

  /// Clears the line and writes no more.
  func end() { screen?.end() }
}

extension ProgressLine {
  /// How far a fit has come.
  static func text(
    _ progress: Clusterer.Progress, step: String, limit: Int?, elapsed: Duration
  ) -> String {
    if let search = progress.search, let objective = progress.objective {
      let best = "best J = \(NumberText.short(objective))"
      return "generation \(search.generation), \(best), found "
        + NumberText.count(search.found, "time")
    }
    let done = left(Double(progress.restart) / Double(max(1, progress.restarts)), elapsed)
    let number = "start \(progress.restart + 1) of \(progress.restarts)"
    let start = progress.restarts > 1 ? number + (done.map { " (\($0))" } ?? "") + ", " : ""
    guard let objective = progress.objective else {
      return start + text(progress.seeding, tellsTime: done == nil)
    }
    let most = limit.map { " of at most \(NumberText.count($0))" } ?? ""
    return start + "\(step) \(NumberText.count(progress.iteration))\(most), "
      + "J = \(NumberText.short(objective))"
  }

  /// How far the draw of the first centroids has come.
  ///
  /// - Parameters:
  ///   - seeding: nil where that is not known.
  ///   - tellsTime: whether its own time left is told, too.
  /// - Returns: the text.
  private static func text(
    _ seeding: Clusterer.Progress.Seeding?, tellsTime: Bool
  ) -> String {
    let what = "choosing the first centroids"
    guard let seeding else { return what }
    let (drawn, expected) = (seeding.drawn, seeding.expected)
    guard drawn < expected else { return "\(what) among \(NumberText.count(drawn, "point"))" }
    let share = Double(drawn) / Double(expected)
    let time = tellsTime ? left(share, seeding.elapsed).map { ", \($0)" } : nil
    return "\(what): \(NumberText.count(drawn)) of \(NumberText.count(expected, "point"))"
      + (time ?? "")
  }

  /// How far a sweep has come.
  static func text(_ progress: ClusterCountSweep.Progress, elapsed: Duration) -> String {
    let what = progress.clusters.map { "k = \($0)" } ?? "uniform data for comparison"
    return "\(what), step \(progress.done) of \(progress.total)"
      + (left(progress.share, elapsed).map { ", \($0)" } ?? "")
  }

  /// How much is done, and about how long the rest takes; nil where too little is done to tell.
  static func left(_ share: Double, _ elapsed: Duration) -> String? {
    let (whole, part) = elapsed.components
    let seconds = Double(whole) + Double(part) * 1e-18
    guard share >= 0.02, seconds >= 1 else { return nil }
    let rest = Int((seconds * (1 - share) / share).rounded(.up))
    let time =
      switch rest {
      case ..<100: "\(rest) s"
      case ..<6000: "\((rest + 59) / 60) min"
      default: "\((rest + 3599) / 3600) h"
      }
    return "\(Int(100 * share)) % done, about \(time) left"
  }
}
