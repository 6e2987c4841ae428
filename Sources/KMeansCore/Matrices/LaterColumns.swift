import Synchronization

/// Means and variances of the columns of compressed rows, found when they are first wanted.
///
/// A fit of such rows asks for none of them, and two long divisions a feature take longer than its
/// distances where features are many and rows are few.
final class LaterColumns: Sendable {
  private let points: PointMatrix
  private let found = Mutex<ColumnFacts.Columns?>(nil)

  /// - Parameter points: compressed rows that have been surveyed, each of weight 1.
  init(_ points: PointMatrix) { self.points = points }

  /// Both numbers of every feature; NaN where values have been changed to such as have none.
  ///
  /// - Complexity: one reading of X, once.
  var columns: ColumnFacts.Columns {
    found.withLock { found in
      if let found { return found }
      let weights = SurveyedWeights(nil, count: points.count)
      var facts = ColumnFacts(weight: weights.total)
      var made = ColumnFacts.Columns(
        means: Array(repeating: .nan, count: points.dimensions),
        variances: Array(repeating: .nan, count: points.dimensions))
      do throws(ObservationError) {
        try Survey.read(points, nil, weights, SurveyExecution()) { facts.append($0) }
        made = ColumnFacts.Columns(means: facts.means, variances: facts.variances)
      } catch {}
      found = made
      return made
    }
  }
}
