import Dispatch
import KMeans
import KMeansReports
import Synchronization

/// One line on the terminal that tells how far long work has come, rewritten in place.
///
/// A timer writes it, so that long steps, which report nothing on their way, are seen too.
struct ProgressLine {
  private let screen = Screen()
  private let timer: (any DispatchSourceTimer)?

  /// Short fits end before anybody could read a line.
  private static let patience = DispatchTimeInterval.milliseconds(300)
  private static let pace = DispatchTimeInterval.milliseconds(100)

  /// A line that is shown when somebody watches and did not ask for quiet.
  init(isQuiet: Bool) {
    guard !isQuiet && Console.isWatched else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "kmeans.progress"))
    self.timer = timer
    timer.schedule(deadline: .now() + Self.patience, repeating: Self.pace)
    timer.setEventHandler { [screen] in screen.show() }
    timer.resume()
  }

  /// Notes the newest; the timer shows it.
  func note(_ progress: Progress) {
    if timer != nil { screen.note { Self.text(progress) } }
  }

  /// Notes what is done now, in words.
  func note(_ text: String) {
    if timer != nil { screen.note { text } }
  }

  /// Notes which part of an evaluation has begun.
  func note(_ part: EvaluateScores.Part, clusters: Int) {
    note("\(part.rawValue) of \(NumberText.count(clusters, "cluster"))")
  }

  /// What takes note of the newest of a sweep, from any thread.
  var sweepNotes: @Sendable (SweepProgress) -> Void {
    let isShown = timer != nil
    return { [screen] progress in
      if isShown { screen.note { Self.text(progress) } }
    }
  }

  /// Clears the line, for good.
  func end() {
    timer?.cancel()
    screen.clear()
  }
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

/// What the threads of the work and that of the timer share.
private final class Screen: Sendable {
  private struct State {
    var newest: (@Sendable () -> String)?
    var shown: String?
    var isOver = false
  }

  private static let clearing = "\r\u{1B}[K"
  private let state = Mutex(State())

  /// Notes what makes the newest text, which costs nothing until it is shown.
  func note(_ newest: @escaping @Sendable () -> String) { state.withLock { $0.newest = newest } }

  func show() {
    state.withLock { state in
      guard let newest = state.newest, !state.isOver else { return }
      let text = newest()
      guard text != state.shown else { return }
      Console.show(Self.clearing + text)
      state.shown = text
    }
  }

  func clear() {
    state.withLock { state in
      if state.shown != nil { Console.show(Self.clearing) }
      state = State(isOver: true)
    }
  }
}
