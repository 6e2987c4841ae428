import KMeansCore
public import KMeansData

/// What a column of text holds.
public struct TextSummary: Sendable, Encodable, Equatable {
  /// A text and how many rows have it.
  public struct Value: Sendable, Encodable, Equatable {
    /// The text.
    public let text: String
    /// The rows.
    public let count: Int
  }

  /// The name.
  public let name: String
  /// Cells without a value.
  public let missing: Int
  /// Different texts; nil for more than 10,000.
  public let distinct: Int?
  /// The most frequent texts, at most four; empty where every text is another.
  public let mostFrequent: [Value]
  /// The first cell that is no number, and where it is.
  public let example: String?

  private static let (mostDistinct, mostShown, mostColumns) = (10_000, 4, 200)

  /// The summaries of the columns of a table that were left out, in its order.
  ///
  /// - Parameter table: the table as read.
  /// - Returns: the summaries of columns that have values.
  /// - Complexity: O(bytes).
  public static func summaries(of table: DataTable) -> [TextSummary] {
    let leftOut = Dictionary(table.leftOut.map { ($0.name, $0) }) { first, _ in first }
    if leftOut.isEmpty { return [] }
    return table.sideColumns(
      most: mostColumns, mostValues: mostDistinct, rows: table.points.count
    ).compactMap { column in leftOut[column.name].flatMap { TextSummary(column, $0) } }
  }

  private init?(_ column: SideColumn, _ reason: LeftOutColumn) {
    name = column.name
    example = reason.offender.map { "\"\($0.value.shortened(to: 40))\" (\($0.place))" }
    switch column.content {
    case .numbers: return nil
    case .manyTexts(let missing, _): (self.missing, distinct, mostFrequent) = (missing, nil, [])
    case .categories(let names, let codes):
      var counts = [Int](repeating: 0, count: names.count)
      for code in codes where code >= 0 { counts[Int(code)] += 1 }
      missing = codes.count - counts.reduce(0, +)
      distinct = names.count
      let order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
      mostFrequent = order.prefix(Self.mostShown).filter { counts[$0] > 1 }
        .map { Value(text: names[$0], count: counts[$0]) }
    }
  }

  /// What a line tells: the most frequent texts, or an example.
  var words: String {
    let shown = mostFrequent.map {
      "\($0.text.shortened(to: 30)) \(NumberText.count($0.count))"
    }
    let rest = (distinct ?? 0) - mostFrequent.count
    let more = rest > 0 && !shown.isEmpty ? " and \(NumberText.count(rest)) more" : ""
    let reason = example.map { "no number: \($0)" }
    return (shown.isEmpty ? [reason] : [shown.joined(separator: ", ") + more, reason])
      .compactMap(\.self).joined(separator: "; ")
  }
}
