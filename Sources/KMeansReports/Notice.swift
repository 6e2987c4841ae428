public import KMeansCore
public import KMeansData
public import KMeansModels

/// Something that a user should know about the data or the result, in words.
public enum Notice: Sendable, Equatable {
  /// Columns that hold no numbers did not take part; `reason` tells why of a single one.
  case leftOutColumns([String], reason: String)
  /// What was decided in reading the file.
  case reading(ReadingNote)
  /// What a column looks like.
  case look(ColumnHint)
  /// Rows that miss a value did not take part.
  case rowsDropped(Int, of: Int)
  /// Rows of zeros, or of what is 0 once it is scaled, have no direction and did not take part.
  case rowsWithoutDirection(Int, of: Int, by: ScalingMethod = .none, isScored: Bool = false)
  /// Means were put in for missing values.
  case valuesImputed(Int, rows: Int)
  /// A model's means were put in for missing values.
  case rowsImputed(Int)
  /// Rows that miss a value are not scored.
  case rowsIncomplete(Int, of: Int)
  /// Rows without a label in the file of labels did not take part.
  case rowsWithoutLabel(Int, of: Int)
  /// Rows without a known class took no part where clusters are compared with classes.
  case rowsWithoutClass(Int, of: Int)
  /// The model's fit had weights, but the rows that are scored have none.
  case weightsIgnored
  /// Weights that are not whole count as copies.
  case weightsNotWhole
  /// The silhouette is that of points drawn.
  case silhouetteSampled(Int, of: Int)
  /// Dunn's index was not computed, because there are many points.
  case dunnLeftOut(points: Int)
  /// A column took part that seems to number the rows and not to measure them.
  case identifier(String)
  /// Many columns took part that seem to number the rows.
  case identifiers([String])
  /// Columns have one value in all rows, and so no say.
  case constants([String])
  /// There are far more columns than rows, as in a matrix that should be transposed.
  case moreColumnsThanRows(rows: Int, columns: Int)
  /// The fit was ended before it converged.
  case notConverged(Clustering.StopReason, iterations: Int)
  /// The fit was ended by its number of epochs, with a batch of `points` points.
  case approximate(points: Int, epochs: Double)
  /// The fit was ended before all its splits were made, or before all of them converged.
  case splitsNotConverged(Clustering.StopReason, splits: Int)
  /// Clusters (from 0) that no point belongs to, for there are fewer distinct points, or what else
  /// counts.
  case emptyClusters([Int], fewer: String = "points")
  /// One column's standard deviation is `ratio` times that of the others, so it decides alone.
  case dominantColumn(String, others: [String], ratio: Double)
  /// Rows of a stream are scaled as the first ones.
  case scaledByFirstRows(Int, ScalingMethod)

  /// The notice of a clustering's warning.
  ///
  /// - Parameters:
  ///   - warning: what the clustering warns of.
  ///   - columns: the names of the features.
  ///   - distance: how far apart points are.
  ///   - isSplit: whether clusters came about by splits, which count as iterations.
  public init(
    _ warning: Clustering.Warning, columns: [String], distance: Clusterer.Distance = .euclidean,
    isSplit: Bool = false
  ) {
    switch warning {
    case .notConverged(let reason, let iterations):
      self =
        isSplit
        ? .splitsNotConverged(reason, splits: iterations)
        : .notConverged(reason, iterations: iterations)
    case .approximate(let points, let epochs):
      self = .approximate(points: points, epochs: epochs)
    case .emptyClusters(let clusters):
      self = .emptyClusters(clusters, fewer: distance.what)
    case .dominantFeature(let feature, let ratio):
      var others = columns
      let name = others.remove(at: feature)
      self = .dominantColumn(name, others: others, ratio: ratio.squareRoot())
    }
  }

  /// The notices of columns that look like identifiers: one each, or one for all where they are
  /// many.
  package static func identifiers(_ names: [String]) -> [Notice] {
    names.count > 8 ? [.identifiers(names)] : names.map { .identifier($0) }
  }

  /// Whether this is advice on scaling a column that other notices advise to leave out.
  public func isAboutColumn(of others: [Notice]) -> Bool {
    guard case .dominantColumn(let name, _, _) = self else { return false }
    return others.contains { other in
      if case .identifiers(let names) = other { return names.contains(name) }
      return other == .identifier(name)
    }
  }

  /// Whether it tells how the fit ended, as the answer for readers does too.
  public var isAboutEnding: Bool {
    switch self {
    case .notConverged, .approximate, .splitsNotConverged: true
    default: false
    }
  }

  /// Whether the result may not be what was wanted; otherwise it is for information.
  public var isWarning: Bool {
    switch self {
    case .reading(let note): note.isWarning
    case .leftOutColumns, .constants, .rowsDropped, .rowsWithoutDirection, .valuesImputed,
      .rowsImputed,
      .rowsIncomplete, .rowsWithoutLabel, .rowsWithoutClass, .weightsIgnored, .weightsNotWhole,
      .silhouetteSampled, .dunnLeftOut,
      .moreColumnsThanRows, .scaledByFirstRows:
      false
    default: true
    }
  }
}

extension Notice: CustomStringConvertible {
  /// One line: what was found, and which option does something about it.
  public var description: String { text(.command) }

  /// One line: what was found, and what does something about it.
  ///
  /// - Parameter advice: how that is worded.
  /// - Returns: the line, without its end.
  package func text(_ advice: NoticeAdvice) -> String {
    switch self {
    case .identifier(let name):
      "column \"\(name)\" looks like an identifier; \(advice.leavingOut(name))"
    case .notConverged(let reason, let iterations):
      Self.notConverged(reason, NumberText.count(iterations, "iteration"), advice)
    case .splitsNotConverged(.iterationLimit, let splits):
      splits == 0
        ? "not converged; \(advice.iterationLimit) allows more iterations"
        : "not converged: \(advice.iterationLimit) ended some of the "
          + "\(NumberText.count(splits, "split")); it allows more iterations of a split"
    case .splitsNotConverged(let reason, let splits):
      Self.notConverged(reason, NumberText.count(splits, "split"), advice)
    case .emptyClusters(let clusters, let what):
      "\(clusters.count == 1 ? "cluster" : "clusters") "
        + Self.list(clusters.map(String.init), limit: 8, quote: "")
        + " \(clusters.count == 1 ? "is" : "are") empty, because "
        + (advice.fewerClusters.map { "there are fewer distinct \(what) than clusters; \($0)" }
          ?? "no row has \(clusters.count == 1 ? "its label" : "their labels")")
    case .dominantColumn(let name, let others, let ratio):
      "column \"\(name)\" decides almost alone: its standard deviation is "
        + "\(NumberText.count(Int(min(ratio, 1e15).rounded()))) times that of "
        + "\(Self.list(others, limit: 4)); \(advice.standardScale) gives every column the same say"
    default: fact
    }
  }

  /// The line of a notice without advice of two wordings.
  private var fact: String {
    switch self {
    case .leftOutColumns(let names, let reason):
      names.count == 1
        ? reason : "\(names.count) columns without numbers left out: \(Self.list(names, limit: 8))"
    case .reading(let note): note.description
    case .look(let hint): hint.description
    case .scaledByFirstRows(let rows, let method):
      "--scale \(method.rawValue) goes by the first \(NumberText.count(rows, "row")), and so stays"
    case .constants(let names):
      (names.count == 1 ? "column " : "columns ") + Self.list(names, limit: 8)
        + (names.count == 1 ? " has" : " have") + " one value in all rows, and so no say"
    case .rowsDropped(let rows, let total):
      "\(NumberText.count(rows)) of \(NumberText.count(total, "row")) left out, "
        + "because values are missing; their label is -1"
    case .rowsWithoutDirection(let rows, let total, let scaling, let isScored):
      "\(NumberText.count(rows)) of \(NumberText.count(total, "row")) left out, "
        + "because all their values are 0"
        + (scaling == .none ? "" : " after --scale \(scaling.rawValue)")
        + " and they have no direction\(isScored ? "" : "; their label is -1")"
    case .valuesImputed(let cells, let rows):
      "\(NumberText.count(cells, "missing value")) in \(NumberText.count(rows, "row")) replaced "
        + "by the means of the columns"
    case .rowsImputed(let rows):
      "missing values in \(NumberText.count(rows, "row")) replaced by the means of the model"
    case .rowsIncomplete(let rows, let total):
      "\(NumberText.count(rows)) of \(NumberText.count(total, "row")) left out, because values are "
        + "missing"
    case .rowsWithoutLabel(let rows, let total):
      "\(NumberText.count(rows)) of \(NumberText.count(total, "row")) left out, because they have "
        + "no label"
    case .rowsWithoutClass(let rows, let total):
      "\(NumberText.count(rows)) of \(NumberText.count(total, "row")) left out of the comparison "
        + "with the truth, because they have no class"
    case .weightsIgnored:
      "the model was fitted with weights; scores count every row once unless --weights names them"
    case .weightsNotWhole:
      "some weights are not whole numbers; N is their sum all the same, unless they are shares: "
        + "--weights-are shares"
    case .silhouetteSampled(let drawn, let total):
      "the silhouette is that of \(NumberText.count(drawn)) points drawn from "
        + "\(NumberText.count(total)); --silhouette exact takes all"
    case .dunnLeftOut(let points):
      "Dunn's index left out: \(NumberText.count(points)) points have too many pairs"
    case .identifiers(let names):
      "\(NumberText.count(names.count)) columns look like identifiers: "
        + "\(Self.list(names, limit: 8)); --exclude leaves columns out"
    case .moreColumnsThanRows(let rows, let columns):
      "\(NumberText.count(rows, "point")) of \(NumberText.count(columns, "column")): if the "
        + "columns are the points, turn the matrix first, in NumPy by np.save(path, x.T)"
    case .approximate(let points, let epochs):
      "approximate: --epochs ended the fit after \(NumberText.short(epochs)) "
        + "\(epochs == 1 ? "epoch" : "epochs"), at a batch of "
        + "\(NumberText.count(points, "point")); without it the fit goes on to its exact end"
    case .identifier, .notConverged, .splitsNotConverged, .emptyClusters, .dominantColumn:
      text(.command)
    }
  }

  private static func notConverged(
    _ reason: Clustering.StopReason, _ iterations: String, _ advice: NoticeAdvice
  ) -> String {
    switch reason {
    case .iterationLimit:
      "not converged after \(iterations); \(advice.iterationLimit) allows more"
    case .timeLimit:
      "not converged: the time was up after \(iterations); \(advice.timeLimit) allows more"
    default:
      "not converged: interrupted after \(iterations); this is the best so far"
    }
  }

  private static func list(_ names: [String], limit: Int, quote: String = "\"") -> String {
    let shown = names.prefix(limit).map { quote + $0.shortened(to: 40) + quote }
    if names.count > limit {
      return shown.joined(separator: ", ") + " and \(names.count - limit) more"
    }
    guard let last = shown.last, shown.count > 1 else { return shown.joined() }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
