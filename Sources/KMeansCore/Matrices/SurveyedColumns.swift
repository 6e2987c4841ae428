/// The columns of points that were read: their box, the facts of them, and whether squared
/// distances can be taken.
struct SurveyedColumns {
  private(set) var box: BoundingBox
  private(set) var facts: ColumnFacts
  /// See `Observations.refusal`.
  private(set) var refusal: ObservationError?

  /// Reads X.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - weights: what each weighs; nil for 1 each.
  ///   - surveyed: what the weights are in all.
  ///   - execution: by what means.
  ///   - anyRange: whether finite values that are too large, or too much alike, are taken.
  /// - Throws: `ObservationError` for the first value that is not taken, and `.stopped`.
  /// - Complexity: one reading of X or two; a further one for values that are too large.
  init(
    _ points: PointMatrix, _ weights: [Double]?, _ surveyed: SurveyedWeights,
    _ execution: SurveyExecution, anyRange: Bool
  ) throws(ObservationError) {
    facts = ColumnFacts(weight: surveyed.total)
    box = BoundingBox(dimensions: 0, scalar: points.scalar)
    do throws(ObservationError) {
      if let rows = points.compressed, weights == nil {
        try read(points, rows, execution)
      } else {
        try Survey.read(points, weights, surveyed, execution) { survey in
          box.append(survey.box)
          facts.append(survey)
        }
      }
      try box.checkSpread()
    } catch {
      guard anyRange else { throw error }
      switch error {
      case .tooLarge:
        // A later value may be none at all.
        if let (point, feature) = points.firstNotFinite() {
          throw .notFinite(point: point, feature: feature, value: points[feature, point])
        }
        try readWithoutSquares(Observations.Rows(points: points, weights: weights), execution)
      case .spreadTooSmall: break
      default: throw error
      }
      refusal = error
    }
  }

  /// Reads compressed rows without weights, whose columns need not be known one by one.
  private mutating func read(
    _ points: PointMatrix, _ rows: CompressedRows, _ execution: SurveyExecution
  ) throws(ObservationError) {
    let survey = CompressedSurvey(rows, execution)
    // What has not been read has no box.
    if execution.isAbandoned { throw .stopped }
    box.append(survey.box)
    try box.checkValues(of: points)
    let totals = survey.totals(execution)
    if execution.isAbandoned { throw .stopped }
    facts = ColumnFacts(points, totals: totals)
  }

  /// Reads values whose squares have no place in a sum.
  private mutating func readWithoutSquares(
    _ rows: Observations.Rows, _ execution: SurveyExecution
  ) throws(ObservationError) {
    box =
      rows.compressed.map { CompressedSurvey($0, execution).box }
      ?? ColumnSurvey(rows, execution).box
    facts.replaceMeans(
      Survey.Moments.weighted(rows, columns: 0..<rows.dimensions, execution).map(\.sum))
    if execution.isAbandoned { throw .stopped }
  }
}
