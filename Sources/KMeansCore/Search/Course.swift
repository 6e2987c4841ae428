/// How a start is drawn and brought to its end.
protocol Course {
  /// M₀ of a start.
  ///
  /// - Parameters:
  ///   - random: numbers for this start.
  ///   - report: tells how far the draw has come.
  /// - Returns: fewer than k centroids where the start was abandoned.
  func start(_ random: RandomSource, report: SeedingReport) -> PointMatrix

  /// A run from its start to its end.
  ///
  /// - Parameters:
  ///   - start: M₀, k points of d features in `Double`.
  ///   - settings: when it ends, and how its steps are done.
  ///   - state: where it was before; nil for its start, or where it was is not known.
  ///   - keeper: takes down the state after steps; nil for nobody.
  ///   - report: called after every step.
  /// - Returns: its result, with the labels of all points; without history when it was abandoned
  ///   before it had labels.
  func finished(
    from start: PointMatrix, _ settings: Run.Settings, resuming state: CourseState?,
    keeping keeper: StateKeeper<CourseState>?, report: (Run.Outcome, Run.Step) -> Void
  ) -> Run.Outcome
}

/// Starts that look at all points in every step.
struct WholeCourse: Course {
  let task: SearchTask

  func start(_ random: RandomSource, report: SeedingReport) -> PointMatrix {
    task.drawn(from: task.prepared, random, report)
  }

  func finished(
    from start: PointMatrix, _ settings: Run.Settings, resuming state: CourseState?,
    keeping keeper: StateKeeper<CourseState>?, report: (Run.Outcome, Run.Step) -> Void
  ) -> Run.Outcome {
    var before: RunState?
    if case .whole(let run) = state { before = run }
    return Run.finished(
      task.prepared, from: start, settings, resuming: before,
      keeping: keeper?.map { .whole($0) }, execution: task.execution, report: report)
  }
}
