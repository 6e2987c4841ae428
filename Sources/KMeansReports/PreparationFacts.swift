public import KMeans
import KMeansCore
import KMeansData
public import KMeansModels

/// How a file became points, as the JSON of every answer tells it.
public struct PreparationFacts: Sendable, Equatable {
  /// The names of the d features, in the order of the centroids' values.
  public let columns: [String]
  /// From the units of the file to the clustered space.
  public let scaling: Scaling
  /// The columns that took no part because they hold no numbers.
  public let columnsLeftOut: [String]
  /// The rows of the file that took no part.
  public let rowsLeftOut: Int

  /// What is known of how a file was prepared.
  public init(
    columns: [String], scaling: Scaling, columnsLeftOut: [String] = [], rowsLeftOut: Int = 0
  ) {
    self.columns = columns
    self.scaling = scaling
    self.columnsLeftOut = columnsLeftOut
    self.rowsLeftOut = rowsLeftOut
  }

  /// How data that will be clustered was prepared.
  public init(_ data: PreparedData) {
    self.init(
      columns: data.columns, scaling: data.scaling,
      columnsLeftOut: data.table.leftOut.map(\.name),
      rowsLeftOut: data.table.points.count - data.x.count)
  }

  /// How data that has labels was prepared.
  ///
  /// - Parameters:
  ///   - data: the data.
  ///   - model: what labelled it, and chose the columns; nil where a file did.
  public init(_ data: LabelledData, by model: ClusterModel? = nil) {
    self.init(
      columns: model?.columns ?? data.table.columns, scaling: data.scaling,
      columnsLeftOut: model == nil ? data.table.leftOut.map(\.name) : [],
      rowsLeftOut: data.table.points.count - data.x.count)
  }

  /// The scaling as JSON has it.
  var codedScaling: CodedScaling { CodedScaling(scaling) }
  /// What was left out as JSON has it.
  var codedLeftOut: CodedLeftOut { CodedLeftOut(columns: columnsLeftOut, rows: rowsLeftOut) }
}

/// `scaling` in JSON: x′ = (x − shift) / divisor, by column.
struct CodedScaling: Encodable {
  let method: ScalingMethod
  /// Nil where nothing was scaled.
  let shift: [Double]?
  let divisor: [Double]?

  init(_ scaling: Scaling) {
    method = scaling.method
    shift = scaling.isIdentity ? nil : scaling.shift
    divisor = scaling.isIdentity ? nil : scaling.divisor
  }
}

/// `leftOut` in JSON: the names of columns, and a number of rows.
struct CodedLeftOut: Encodable {
  let columns: [String]
  let rows: Int
}
