import KMeans
import KMeansCore
import KMeansData

/// A column that decides distances almost alone, for its variance is at least 100 times the mean
/// variance of the others.
///
/// Columns of one value have no say, and are none of the others. Columns of 0 and 1, and of
/// categories, vary little by their nature: they are compared with only where there is no other.
struct DominantColumn {
  /// What is known of a column.
  struct Column {
    /// Its name.
    let name: String
    /// Its variance.
    let variance: Double
    /// Whether it is one of 0 and 1, or of categories.
    let isOfShares: Bool
  }

  /// The warning about the column; nil where there is none.
  let notice: Notice?

  /// Compares columns.
  ///
  /// - Complexity: O(columns).
  init(_ columns: [Column]) {
    let varying = columns.filter { $0.variance > 0 }
    guard let first = varying.indices.max(by: { varying[$0].variance < varying[$1].variance })
    else {
      notice = nil
      return
    }
    let rest = varying.indices.filter { $0 != first }.map { varying[$0] }
    let measured = rest.filter { !$0.isOfShares }
    let others = measured.isEmpty ? rest : measured
    let mean = others.reduce(0) { $0 + $1.variance } / Double(max(1, others.count))
    notice =
      mean > 0 && varying[first].variance >= 100 * mean
      ? .dominantColumn(
        varying[first].name, others: others.map(\.name),
        ratio: (varying[first].variance / mean).squareRoot()) : nil
  }

  /// Compares the columns that a fit's features come from.
  init(of fit: Fit) {
    let (data, variances) = (fit.data, fit.data.x.variances)
    let sources = data.table.record.sources(of: data.table.columns)
    self.init(
      sources.enumerated().map { index, source in
        let end = index + 1 < sources.count ? sources[index + 1].feature : variances.count
        let features = source.feature..<end
        return Column(
          name: source.name, variance: features.reduce(0) { $0 + variances[$1] },
          isOfShares: features.count > 1 || Self.isBinary(source.feature, data.raw))
      })
  }

  /// Whether a feature has no other values than 0 and 1, whose squares they are.
  private static func isBinary(_ feature: Int, _ x: Observations) -> Bool {
    guard x.box.least[feature] == 0, x.box.greatest[feature] == 1 else { return false }
    let mean = x.means[feature]
    return abs(x.variances[feature] - mean * (1 - mean)) < 1e-12
  }
}
