import KMeans
import KMeansCore
public import KMeansData
import KMeansModels

/// What a data file holds, and what to check before clustering it.
public struct DataReport: Sendable {
  /// The file.
  public let source: String
  /// Its rows.
  public let rows: Int
  /// Its columns of numbers.
  public let columns: [ColumnSummary]
  /// The names of its columns without numbers.
  public let otherColumns: [String]
  /// Rows that miss a value.
  public let rowsWithMissing: Int
  /// How many cells are missing, and what the ways out leave; nil where none is.
  public let missing: (cells: Int, ways: MissingWays)?
  /// The columns of numbers that look like identifiers.
  public let identifiers: [String]
  /// What was decided in reading the file.
  public let notes: [ReadingNote]
  /// What columns look like.
  public let hints: [ColumnHint]
  /// What the columns without numbers hold.
  public let texts: [TextSummary]

  /// A report.
  public init(
    source: String, rows: Int, columns: [ColumnSummary], otherColumns: [String],
    rowsWithMissing: Int, missing: (cells: Int, ways: MissingWays)? = nil, identifiers: [String],
    notes: [ReadingNote] = [], hints: [ColumnHint] = [], texts: [TextSummary] = []
  ) {
    self.texts = texts
    self.missing = missing
    self.source = source
    self.rows = rows
    self.columns = columns
    self.otherColumns = otherColumns
    self.rowsWithMissing = rowsWithMissing
    self.identifiers = identifiers
    self.notes = notes
    self.hints = hints
  }

  /// What to check, a line each.
  public var advice: [String] {
    let shape = DataFact.shape(rows: rows, columns: columns.count)
    var advice = notes.map(\.description) + Notice.of(shape.map { [$0] } ?? []).map(\.description)
    advice += Notice.identifiers(identifiers).map(\.description)
    advice += hints.filter { !$0.isOfCode(among: identifiers) }.map(\.description)
    let constant = columns.filter { $0.distinct == 1 }.map(\.name)
    if !constant.isEmpty {
      advice.append(
        "constant, so without influence: "
          + constant.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
          + (constant.count > 8 ? " and \(constant.count - 8) more" : ""))
    }
    let known = Set(identifiers)
    let measured = columns.filter { !known.contains($0.name) && $0.distinct > 1 }
    if let dominant = dominant(among: measured) { advice.append(dominant.description) }
    if rowsWithMissing > 0 {
      advice.append(
        "\(NumberText.count(rowsWithMissing)) of \(NumberText.count(rows, "row")) "
          + "miss\(rowsWithMissing == 1 ? "es" : "") a value; "
          + (missing.map { $0.ways.advice(cells: $0.cells) }
            ?? "--missing drop leaves them out, --missing mean puts means in"))
    }
    return advice
  }

  /// As the fit warns.
  private func dominant(among columns: [ColumnSummary]) -> Notice? {
    // In units of the greatest, whose square is a number.
    let unit = columns.map(\.standardDeviation).max() ?? 0
    let compared = columns.map { column in
      let deviation = unit > 0 ? column.standardDeviation / unit : 0
      return DominantColumn.Column(
        name: column.name, variance: deviation * deviation,
        isOfShares: column.distinct == 2 && column.min == 0 && column.max == 1)
    }
    return DominantColumn(compared).notice
  }
}

extension DataReport {
  /// The answer for readers, ended by a newline.
  ///
  /// - Parameter width: characters a line may take.
  /// - Returns: the lines, each ended by a newline.
  /// - Complexity: O(d).
  public func text(width: Int) -> String {
    var shape = "\(source): \(NumberText.count(rows, "row")), "
    shape += "\(NumberText.count(columns.count, "column")) of numbers"
    if !otherColumns.isEmpty { shape += ", \(NumberText.count(otherColumns.count)) without" }
    var lines = [shape, ""] + tableLines(width: width)
    if !texts.isEmpty {
      lines += ["", "Texts, the most frequent first:"] + textLines(width: width)
    }
    if !advice.isEmpty {
      lines += ["", "Advice, with options of kmeans fit:"] + advice.map { "  - \($0)" }
    }
    return AnswerText.of(lines)
  }

  private func tableLines(width: Int) -> [String] {
    let shown = ShownRows(count: columns.count)
    let shownOthers = ShownRows(count: otherColumns.count)
    let summaries = Dictionary(texts.map { ($0.name, $0) }) { first, _ in first }
    func column(
      _ heading: String, other: (TextSummary) -> String = { _ in "" },
      _ cell: (ColumnSummary) -> String
    ) -> TextTable.Column {
      let others = shownOthers.cells { summaries[otherColumns[$0]].map(other) ?? "" }
      return TextTable.Column(heading: heading, cells: shown.cells { cell(columns[$0]) } + others)
    }
    let names = TextTable.Column(
      heading: "column",
      cells: shown.cells { columns[$0].name } + shownOthers.cells { otherColumns[$0] },
      isLeftAligned: true)
    let kinds = TextTable.Column(
      heading: "kind",
      cells: shown.cells { columns[$0].kind } + shownOthers.cells { _ in "text" },
      isLeftAligned: true)
    let table = TextTable(
      fixed: [names],
      others: [
        kinds,
        column("missing", other: { NumberText.count($0.missing) }) { NumberText.count($0.missing) },
        column(
          "distinct", other: { $0.distinct.map { NumberText.count($0) } ?? "> 10,000" }
        ) { NumberText.count($0.distinct) },
        column("min") { NumberText.short($0.min) }, column("mean") { NumberText.short($0.mean) },
        column("max") { NumberText.short($0.max) },
        column("sd (pop.)") { NumberText.short($0.standardDeviation) },
      ]
    ).lines(width: max(width, 100))
    let left = shown.leftOut + shownOthers.leftOut
    return table.lines + (left > 0 ? ["  (\(NumberText.count(left, "column")) not shown)"] : [])
  }

  private func textLines(width: Int) -> [String] {
    let most = 12
    let lines = texts.prefix(most).map { text in
      onOneLine("  \(text.name.shortened(to: 24)): \(text.words)").shortened(toWidth: width)
    }
    let rest = max(texts.count, otherColumns.count) - lines.count
    return lines + (rest > 0 ? ["  (\(NumberText.count(rest, "column")) not shown)"] : [])
  }

  /// The JSON object `kmeans.info/1` of a data file, ended by a newline.
  ///
  /// - Throws: never for finite numbers; what the encoder throws otherwise.
  public func json() throws -> String {
    try JSONText.of(
      Object(
        source: source, points: rows, dimensions: columns.count, columns: columns,
        otherColumns: otherColumns, texts: texts, missingRows: rowsWithMissing, warnings: advice))
  }

  private struct Object: Encodable {
    let schema = "kmeans.info/1"
    let kind = "data"
    let source: String
    let points: Int
    let dimensions: Int
    let columns: [ColumnSummary]
    let otherColumns: [String]
    let texts: [TextSummary]
    let missingRows: Int
    let warnings: [String]
  }
}
