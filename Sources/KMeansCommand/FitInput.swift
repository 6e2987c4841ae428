import KMeans

/// What a fit works on: the data in the space that is clustered, and how it got there.
struct FitInput {
  /// The data.
  let data: PreparedData
  /// The settings, with given centroids in the clustered space.
  let configuration: Configuration
  /// The means that the model puts in for missing values; nil unless `--missing mean`.
  let imputation: [Double]?

  /// The file.
  var table: DataTable { data.table }
  /// The file without missing values.
  var complete: CompleteTable { data.complete }
  /// From the units of the file to the clustered space.
  var scaling: Scaling { data.scaling }
  /// X in the clustered space.
  var x: Observations { data.x }

  /// Reads and checks everything.
  init(_ command: FitCommand) throws(CommandError) {
    let (columns, method) = (command.columns, command.method)
    let drawn = try reporting(CommandError.configuration) { () throws(ConfigurationError) in
      try method.configuration(initialization: nil)
    }
    let data = try PreparedData(
      command.data, columns: columns, clusters: method.k, threads: drawn.threads)
    self.data = data
    imputation =
      columns.missing == .mean ? data.complete.imputed ?? data.raw.unweighted.means : nil
    if case .file(let path) = method.initialization {
      let scaled = try GivenCentroids.scaled(path, for: data, k: method.k)
      configuration = try reporting(CommandError.configuration) { () throws(ConfigurationError) in
        try method.configuration(initialization: .centroids(scaled))
      }
    } else {
      configuration = drawn
    }
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
  /// - Parameters:
  ///   - error: what is wrong with the points.
  ///   - table: the file that they come from.
  ///   - keptRows: the rows of the file that the points are; nil for all.
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
    case .outOfMemory(let bytes):
      self = .outOfMemory(source: table.source, bytes: bytes)
    default:
      self = .points(error, source: table.source)
    }
  }
}
