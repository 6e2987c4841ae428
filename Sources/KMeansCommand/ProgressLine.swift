import KMeans
import KMeansReports

/// One line on the terminal that tells how far a fit has come, rewritten in place.
struct ProgressLine {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var isShown = false
  private let isEnabled: Bool

  /// Short fits end before anybody could read a line.
  private static let patience = Duration.milliseconds(300)
  private static let pace = Duration.milliseconds(100)

  /// A line that is shown when somebody watches and did not ask for quiet.
  init(isQuiet: Bool) {
    isEnabled = !isQuiet && Console.isWatched
    start = clock.now
    last = clock.now
  }

  /// Tells the newest, unless it told something a moment ago.
  mutating func show(_ progress: Progress) {
    guard isEnabled else { return }
    let now = clock.now
    guard now - start >= Self.patience, !isShown || now - last >= Self.pace else { return }
    var text = "iteration \(progress.iteration)"
    if let objective = progress.objective {
      text += ", J = \(NumberText.short(objective))"
    } else {
      text = "choosing the first centroids"
    }
    if progress.restarts > 1 {
      text = "start \(progress.restart + 1) of \(progress.restarts), " + text
    }
    Console.show("\r\u{1B}[K" + text)
    (last, isShown) = (now, true)
  }

  /// Clears the line.
  mutating func end() {
    if isShown { Console.show("\r\u{1B}[K") }
    isShown = false
  }
}
