public import KMeans
import KMeansCore
import KMeansData

extension Notice {
  /// What was found in preparing data, in words.
  ///
  /// - Parameters:
  ///   - facts: what was found.
  ///   - isScored: whether the data are scored, and so get no labels.
  /// - Returns: at most one notice a fact, but one for every identifier.
  public static func of(_ facts: [DataFact], isScored: Bool = false) -> [Notice] {
    facts.flatMap { of($0, isScored: isScored) }
  }

  private static func of(_ fact: DataFact, isScored: Bool) -> [Notice] {
    switch fact {
    case .columnsLeftOut(let columns):
      [.leftOutColumns(columns.map(\.name), reason: columns.first?.description ?? "")]
    case .moreColumnsThanRows(let rows, let columns):
      isScored ? [] : [.moreColumnsThanRows(rows: rows, columns: columns)]
    case .constants(let names):
      [.constants(names)]
    case .rowsDropped(let rows, let total):
      [isScored ? .rowsIncomplete(rows, of: total) : .rowsDropped(rows, of: total)]
    case .rowsWithoutDirection(let rows, let total, let scaling):
      [.rowsWithoutDirection(rows, of: total, by: scaling, isScored: isScored)]
    case .valuesImputed(let cells, let rows):
      [.valuesImputed(cells, rows: rows)]
    case .rowsImputed(let rows):
      [.rowsImputed(rows)]
    case .identifiers(let names):
      identifiers(names)
    case .reading(let notes):
      notes.map { .reading($0) }
    case .looks(let hints):
      hints.map { .look($0) }
    case .rowsWithoutLabel(let rows, let total):
      [.rowsWithoutLabel(rows, of: total)]
    }
  }

  /// The engine's warnings about a fit, without advice on columns that should be left out.
  public static func of(warningsOf fit: Fit) -> [Notice] {
    let known = of(fit.data.facts)
    let clustering = fit.clustering
    return clustering.warnings.compactMap { warning in
      if case .dominantFeature = warning { return DominantColumn(of: fit).notice }
      return Notice(
        warning, columns: fit.data.table.columns, distance: clustering.configuration.distance,
        isSplit: clustering.bisection != nil)
    }.filter { !$0.isAboutColumn(of: known) }
  }
}
