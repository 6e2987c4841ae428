import KMeansCore
import KMeansData
import KMeansModels

/// A table made complete and surveyed, with the way into the clustered space: the common part of
/// data that will be clustered and of data that has labels.
struct PreparedRows: Sendable {
  /// The file.
  let table: DataTable
  /// The file without missing values.
  let complete: CompleteTable
  /// X in the units of the file; divided by `units`, where there are some.
  let raw: Observations
  /// What the columns of `raw` were divided by, because their squares would be no numbers; nil
  /// where that was not needed.
  let units: ColumnUnits?
  /// From the units of the file to the clustered space.
  let scaling: Scaling
  /// How far apart points are.
  private let distance: Clusterer.Distance
  /// What a user should know about the data.
  let facts: [DataFact]

  /// Drops or imputes what is missing, checks all values, and finds the scaling.
  ///
  /// - Parameters:
  ///   - table: the file.
  ///   - options: how to prepare it.
  ///   - model: whose scaling and means of missing values are used; nil where the file has them.
  ///   - unlabelled: rows that take no part because they have no label, from 0, ascending.
  ///   - clusters: the least number of points that is of any use.
  /// - Throws: `PipelineError.data` for missing values that are an error, `.tooFewPoints`, and
  ///   `.value`, `.points` or `.outOfMemory` from the survey.
  init(
    _ table: DataTable, _ options: PreparationOptions, as model: ClusterModel? = nil,
    without unlabelled: [Int] = [], clusters: Int = 1
  ) throws(PipelineError) {
    let complete = try Self.completed(table, options, as: model, without: unlabelled)
    guard clusters <= complete.table.points.count else {
      throw .tooFewPoints(
        source: table.source, points: complete.table.points.count, clusters: clusters)
    }
    self.table = table
    distance = options.distance
    // Scaled first, then judged. Scales are found by squares, so they need values whose squares are
    // numbers: columns of others are divided by units first.
    let units = options.scaling == .none ? nil : ColumnUnits(complete.table.points)
    self.units = units
    let rawDistance = options.scaling == .none ? options.distance : .euclidean
    let raw = try Self.survey(
      units?.divide(complete.table.points) ?? complete.table.points, of: complete, from: table,
      by: rawDistance, threads: options.threads)
    let scaling =
      model?.scaling ?? Self.scaling(of: raw, units, table.categories, by: options.scaling)
    self.scaling = scaling
    let zeros = options.dropsZeros ? scaling.apply(complete.table.points).zeroPoints() : []
    if zeros.isEmpty {
      (self.complete, self.raw) = (complete, raw)
    } else {
      let left = try Self.leaving(zeros, out: complete, clusters: clusters)
      self.complete = left
      self.raw = try Self.survey(
        units?.divide(left.table.points) ?? left.table.points, of: left, from: table,
        by: rawDistance, threads: options.threads)
    }
    facts =
      DataFact.facts(of: table, complete, options, isOfModel: model != nil)
      + (unlabelled.isEmpty
        ? [] : [.rowsWithoutLabel(unlabelled.count, of: complete.rowsInFile)])
      + [DataFact.constants(among: table, self.raw)].compactMap { $0 }
      + (zeros.isEmpty
        ? []
        : [
          .rowsWithoutDirection(zeros.count, of: complete.rowsInFile, by: options.scaling)
        ])
  }

  /// The table without missing values, and without rows that have no label.
  private static func completed(
    _ table: DataTable, _ options: PreparationOptions, as model: ClusterModel?,
    without unlabelled: [Int]
  ) throws(PipelineError) -> CompleteTable {
    let complete: CompleteTable
    do {
      if let means = model?.imputation {
        complete = table.imputing(means)
      } else {
        complete = try table.resolvingMissing(options.missing, columnMean: exactMean)
      }
    } catch {
      throw PipelineError(error, reading: options.reading)
    }
    return unlabelled.isEmpty ? complete : complete.leavingOut(unlabelled)
  }

  /// The scaling that a method finds, for columns in the units of the file.
  private static func scaling(
    of raw: Observations, _ units: ColumnUnits?, _ categories: [CategoryColumn],
    by method: ScalingMethod
  ) -> Scaling {
    let found = Scaling(method, of: raw, categories: categories.map(\.features))
    return units.map { units in
      found.multiplied(by: units.units) { raw.box.greatest[$0] == raw.box.least[$0] }
    } ?? found
  }

  /// The table without some of its points, enough of which must be left.
  private static func leaving(
    _ points: [Int], out complete: CompleteTable, clusters: Int
  ) throws(PipelineError) -> CompleteTable {
    let left = complete.table.points.count - points.count
    guard left >= max(clusters, 1) else {
      throw .tooFewPoints(source: complete.table.source, points: left, clusters: clusters)
    }
    return complete.leavingOut(points)
  }

  /// X in the clustered space. Without scaling it is `raw`.
  func clusteredSpace(threads: Int?) throws(PipelineError) -> Observations {
    if scaling.isIdentity { return raw }
    return try Self.survey(
      try scaled(complete.table.points, rows: complete.keptRows), of: complete, from: table,
      by: distance, threads: threads)
  }

  /// Points of the table in the clustered space.
  ///
  /// - Parameters:
  ///   - points: in the units of the file.
  ///   - rows: the rows of the file that the points are, from 0; nil for all.
  /// - Returns: the points, scaled.
  /// - Throws: `PipelineError.value` for a value that is too large once it is scaled, or
  ///   `.outOfMemory`.
  func scaled(_ points: PointMatrix, rows: [Int]?) throws(PipelineError) -> PointMatrix {
    do {
      return try scaling.checked(points, below: distance.limit)
    } catch {
      switch error {
      case .tooLarge(let point, let feature, let value, let scaled):
        throw .value(
          .scaledTooLarge(value, scaled: scaled, by: scaling.method), source: table.source,
          place: table.place(ofRow: rows?[point] ?? point), column: table.columns[feature])
      }
    }
  }

  private static func survey(
    _ points: PointMatrix, of complete: CompleteTable, from table: DataTable,
    by distance: Clusterer.Distance, threads: Int?
  ) throws(PipelineError) -> Observations {
    do {
      return try distance.observations(
        points, weights: complete.table.weights, threads: threads)
    } catch {
      throw PipelineError(error, in: table, keptRows: complete.keptRows)
    }
  }
}

/// The exact mean of the present values of a column, rounded once.
private func exactMean(_ present: [Double], weights: [Double]?) -> Double {
  do {
    let column = try PointMatrix(dimensions: 1, values: present)
    // The mean of any finite values is exact, whatever squares there are.
    return try Clusterer.Distance.cosine.observations(column, weights: weights).means[0]
  } catch {
    // Out of range: the check of all values that follows tells the place.
    return present[0]
  }
}
