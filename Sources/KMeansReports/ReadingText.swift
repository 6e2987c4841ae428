import KMeansData

/// How a model reads files, in words.
enum ReadingText {
  /// A line for every kind of column that is more than numbers, and one for options.
  ///
  /// - Complexity: O(values of categories), of which it shows some.
  static func lines(_ reading: ReadingRecord) -> [String] {
    var lines = reading.categories.map { category in
      "Categories of \"\(onOneLine(category.column, limit: 60))\": "
        + shown(category.values.map { onOneLine($0, limit: 40) }) + "."
    }
    lines += reading.dates.map { rule in
      "Dates of \"\(onOneLine(rule.column ?? "", limit: 60))\": \(rule.unit.rawValue) since "
        + "1970-01-01"
        + (rule.order.map { ", the \($0.first) first" } ?? "") + "."
    }
    lines += reading.booleans.map { words in
      "Words of \"\(onOneLine(words.column, limit: 60))\": \(words.zero) is 0, "
        + "\(words.one) is 1."
    }
    let options = options(reading)
    return options.isEmpty ? lines : lines + ["Files are read with \(options)."]
  }

  private static func options(_ reading: ReadingRecord) -> String {
    var options: [String] = []
    if let mark = reading.decimal { options.append("--decimal \(mark.rawValue)") }
    if let mark = reading.thousands { options.append("--thousands \(mark.rawValue)") }
    if !reading.missing.isEmpty {
      let markers = reading.missing.map { marker in
        onOneLine((marker.column.map { $0 + "=" } ?? "") + marker.value, limit: 60)
      }
      options.append("--na " + markers.joined(separator: ","))
    }
    return options.joined(separator: " ")
  }

  private static func shown(_ values: [String]) -> String {
    values.prefix(12).joined(separator: ", ")
      + (values.count > 12 ? " and \(values.count - 12) more" : "")
  }
}
