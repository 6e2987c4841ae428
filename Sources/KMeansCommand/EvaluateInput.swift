import KMeans
import KMeansReports

/// What an evaluation works on: the points that have a label, in the space that was clustered.
struct EvaluateInput {
  /// Known classes of the points; negative for those without.
  struct Truth {
    let path: String
    let labels: [Int32]
    let names: [String]?
  }

  /// How messages call the data.
  let source: String
  /// X, d × N, scaled.
  let x: PointMatrix
  /// Y, k × N.
  let y: LabelMatrix
  /// k names of clusters, where they are not numbers from 0.
  let names: [String]?
  /// The known classes.
  let truth: Truth?
  /// How the columns were scaled.
  let scaling: ScalingMethod
  /// J about the model's centroids; nil without a model.
  let objective: Double?
  /// What a user should know about the data.
  let notices: [Notice]

  /// Reads and checks everything.
  init(_ command: EvaluateCommand) throws(CommandError) {
    // Small files first: a fault in them shall not wait for a large one.
    let truth = try command.truth.map { path throws(CommandError) in
      try LabelFile(path, column: command.truthColumn)
    }
    let labelled: LabelledData
    if let path = command.model {
      labelled = try LabelledData(command.data, modelAt: path)
    } else {
      let file = try LabelFile(command.labels ?? "", column: command.labelsColumn)
      labelled = try LabelledData(
        command.data, labels: file, columns: command.columns,
        excluded: [file, truth].compactMap { $0?.column(in: command.data) })
    }
    let table = labelled.complete.table
    try truth?.check(rows: labelled.complete.rowsInFile, of: table.source)

    // The rows of the complete table that have a label.
    let rows = labelled.complete.keptRows ?? Array(0..<labelled.complete.rowsInFile)
    let chosen = rows.indices.filter { labelled.labels[rows[$0]] >= 0 }
    guard !chosen.isEmpty else { throw .noLabelledRow(source: table.source) }
    let clusters = LabelNumbers(
      chosen.map { labelled.labels[rows[$0]] }, clusters: labelled.clusters,
      names: labelled.names)
    source = table.source
    x = try ScaledPoints.of(
      table.points.choosing(chosen), by: labelled.scaling, table: table,
      rows: chosen.map { rows[$0] })
    y = clusters.matrix
    names = clusters.names
    let known = truth.map { file in
      Truth(path: file.path, labels: chosen.map { file.labels[rows[$0]] }, names: file.names)
    }
    if let known, known.labels.allSatisfy({ $0 < 0 }) {
      throw .label(path: known.path, problem: "no row that has a label has a class")
    }
    self.truth = known
    scaling = labelled.scaling.method
    objective = labelled.objective
    var notices = labelled.notices
    let without = rows.count - chosen.count
    if without > 0 {
      notices.append(.rowsWithoutLabel(without, of: labelled.complete.rowsInFile))
    }
    let unknown = known?.labels.count { $0 < 0 } ?? 0
    if unknown > 0 { notices.append(.rowsWithoutClass(unknown, of: chosen.count)) }
    self.notices = notices
  }
}

/// Labels as clusters 0 ..< k.
private struct LabelNumbers {
  let matrix: LabelMatrix
  /// What the clusters are called; nil for their numbers.
  let names: [String]?

  /// Labels keep their numbers, and numbers without points stay as empty clusters; but where most
  /// numbers would be empty, the others are counted and named by their labels.
  ///
  /// - Parameters:
  ///   - labels: 0 or more.
  ///   - clusters: k, where it is known.
  ///   - names: by label.
  init(_ labels: [Int32], clusters: Int?, names: [String]?) {
    let count = clusters ?? names?.count ?? Int(labels.max() ?? 0) + 1
    if count <= 2 * labels.count + 1000 || clusters != nil {
      self.names = names
      matrix = Self.matrix(labels, clusters: count)
      return
    }
    let values = Set(labels).sorted()
    let number = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, Int32($0)) })
    self.names = values.map { names?[Int($0)] ?? String($0) }
    matrix = Self.matrix(labels.map { number[$0] ?? 0 }, clusters: values.count)
  }

  private static func matrix(_ labels: [Int32], clusters: Int) -> LabelMatrix {
    do { return try LabelMatrix(clusters: clusters, labels: labels) } catch {
      preconditionFailure("labels below k: \(error)")
    }
  }
}

/// A file of labels, one a row of the data.
struct LabelFile {
  let path: String
  /// −1 for a row without one.
  let labels: [Int32]
  /// The texts of labels that are not numbers.
  let names: [String]?
  private let columnName: String

  /// Reads it.
  init(_ path: String, column: String?) throws(CommandError) {
    let found = try reporting(CommandError.data) { () throws(DataError) in
      try LabelReader.read(path, column: column)
    }
    self.path = path
    labels = found.labels
    names = found.names
    columnName = found.column
    if let least = labels.min(), least < -1 {
      throw .label(
        path: path, problem: "a label is \(least); labels are 0 or more, and -1 for none")
    }
  }

  /// The column of the labels where they are a part of the data, and so no feature of it; nil where
  /// they are a file of their own.
  func column(in data: String) -> String? {
    guard data != "-", path != "-", FileIdentity(path) == FileIdentity(data) else { return nil }
    return columnName
  }

  /// Throws unless there is one label a row.
  func check(rows: Int, of source: String) throws(CommandError) {
    guard labels.count == rows else {
      throw .labelCount(path: path, labels: labels.count, source: source, rows: rows)
    }
  }
}
