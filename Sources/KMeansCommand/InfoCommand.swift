import ArgumentParser
import KMeans
import KMeansCore
import KMeansData
import KMeansModels
import KMeansReports

/// `kmeans info`: what is in a data file or a model.
///
/// The help of an option is its documentation.
struct InfoCommand: ParsableCommand {
  /// The name, and the help that teaches by examples.
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Tell what is in a data file, or in a model.",
    discussion: """
      EXAMPLES
        kmeans info houses.csv
        kmeans info houses.json
      """)

  @Argument(
    help: "A data file, - for standard input, or a model (.json).",
    completion: .file(extensions: FileFormat.readable.endings + ["json"]))
  var file: String

  @OptionGroup(title: "Columns") var choice: ColumnChoiceArguments
  @OptionGroup(title: "Columns") var conversion: ConversionArguments
  @OptionGroup(title: "Reading") var reading: ReadingArguments

  @Flag(help: "Answer with a JSON object instead of a table.")
  var json = false

  @Flag(help: "No notices on standard error.")
  var quiet = false

  /// Read, sum up, answer.
  func run() throws {
    let answer: () throws -> String
    if file.lowercased().hasSuffix(".json") {
      let model = try reporting({ CommandError.model($0, source: file) }) { () throws(ModelError) in
        try ModelFile.read(file)
      }
      let report = ModelReport(source: file, model: model)
      answer = { json ? try report.json() : Console.readable(report.text(width: Console.width)) }
    } else {
      let report = try dataReport()
      answer = { json ? try report.json() : Console.readable(report.text(width: Console.width)) }
    }
    var delivery = try Delivery()
    delivery.answer(answer)
    try delivery.end()
  }

  private func dataReport() throws(CommandError) -> DataReport {
    reading.maxMemory?.apply()
    let options = try reporting(CommandError.data) { () throws(DataError) in
      try ReadingOptions(
        columns: choice.named, excluded: choice.exclude.splitAtCommas, id: choice.id,
        text: conversion.added(to: reading.text()), format: reading.format)
    }
    let table = try reporting({ .pipeline(PipelineError($0, reading: options)) }) {
      () throws(DataError) in try DataTable(reading: file, options: options)
    }
    let summaries = try reporting({ .pipeline(PipelineError($0, in: table, keptRows: nil)) }) {
      () throws(ObservationError) in
      try ColumnSummary.summaries(
        of: table.points, columns: table.columns, weights: table.weights)
    }
    return DataReport(
      source: table.source, rows: table.rows, columns: summaries.compactMap { $0 },
      otherColumns: table.leftOut.map(\.name), rowsWithMissing: table.missing.rows.count,
      missing: table.missing.count == 0 ? nil : (table.missing.count, MissingWays(table)),
      identifiers: Identifiers.find(in: table.points, columns: table.columns)
        .filter { feature in !table.categories.contains { $0.features.contains(feature) } }
        .map { table.columns[$0] },
      notes: table.notes,
      hints: table.hints + ColumnHint.find(in: table.points, columns: table.columns),
      texts: TextSummary.summaries(of: table))
  }
}
