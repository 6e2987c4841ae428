import KMeans

/// What a fit works on: the data in the space that is clustered, and how it got there.
struct FitInput {
  /// The file.
  let table: DataTable
  /// The file without missing values.
  let complete: CompleteTable
  /// From the units of the file to the clustered space.
  let scaling: Scaling
  /// X in the clustered space.
  let x: Observations
  /// The settings, with given centroids in the clustered space.
  let configuration: Configuration
  /// The means that the model puts in for missing values; nil unless `--missing mean`.
  let imputation: [Double]?

  /// Reads and checks everything.
  init(_ command: FitCommand) throws(CommandError) {
    let (columns, method) = (command.columns, command.method)
    let drawn = try reporting(CommandError.configuration) { () throws(ConfigurationError) in
      try method.configuration(initialization: nil)
    }
    let table = try reporting(CommandError.data) { () throws(DataError) in
      try DataTable(reading: command.data, options: try columns.readingOptions)
    }
    let complete = try reporting(CommandError.data) { () throws(DataError) in
      try table.resolvingMissing(columns.missing, columnMean: exactMean)
    }
    self.table = table
    self.complete = complete
    guard method.k <= complete.table.points.count else {
      throw .tooFewPoints(
        source: table.source, points: complete.table.points.count, clusters: method.k)
    }
    let raw = try Self.observations(
      complete.table.points, of: complete, from: table, threads: drawn.threads)
    scaling = Scaling(columns.scale, of: raw)
    x =
      columns.scale == .none
      ? raw
      : try Self.observations(
        scaling.apply(raw.points), of: complete, from: table, threads: drawn.threads)
    imputation = columns.missing == .mean ? complete.imputed ?? raw.unweighted.means : nil
    if case .file(let path) = method.initialization {
      let start = try GivenCentroids.read(path, for: table, k: method.k)
      let scaled = scaling.apply(start)
      configuration = try reporting(CommandError.configuration) { () throws(ConfigurationError) in
        try method.configuration(initialization: .centroids(scaled))
      }
    } else {
      configuration = drawn
    }
  }

  private static func observations(
    _ points: PointMatrix, of complete: CompleteTable, from table: DataTable, threads: Int
  ) throws(CommandError) -> Observations {
    do {
      return try Observations(points, weights: complete.table.weights, threads: threads)
    } catch {
      throw CommandError(error, table: table, keptRows: complete.keptRows)
    }
  }
}

/// The exact mean of the present values of a column, rounded once.
func exactMean(_ present: [Double]) -> Double {
  do {
    let column = try PointMatrix(dimensions: 1, values: present)
    return try Observations(column).means[0]
  } catch {
    // Out of range: the check of all values, which follows, says where.
    return present[0]
  }
}

extension Observations {
  /// The same points, each counting once.
  fileprivate var unweighted: Observations {
    guard weights != nil else { return self }
    return (try? Observations(points)) ?? self
  }
}

extension CommandError {
  /// An error of points and features as one of lines and columns.
  ///
  /// - Parameter keptRows: the rows of the file that the points are; nil for all.
  init(_ error: ObservationError, table: DataTable, keptRows: [Int]? = nil) {
    func place(_ point: Int) -> RowPlace { table.place(ofRow: keptRows?[point] ?? point) }
    switch error {
    case .notFinite(let point, let feature, let value):
      self = .value(
        source: table.source, place: place(point), column: table.columns[feature],
        problem: "\(value) is not finite; correct it")
    case .tooLarge(let point, let feature, let value):
      self = .value(
        source: table.source, place: place(point), column: table.columns[feature],
        problem: "\(value) is too large, its square would overflow; use larger units")
    case .badWeight(let point, let weight):
      self = .value(
        source: table.source, place: place(point), column: nil,
        problem: "the weight \(weight) cannot be used; weights are 0, or from 1e-144 to 1e144")
    default:
      self = .points(error, source: table.source)
    }
  }
}
