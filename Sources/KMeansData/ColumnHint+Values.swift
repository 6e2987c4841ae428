package import KMeansCore

extension ColumnHint {
  /// What columns look like by their names and values.
  ///
  /// - Parameters:
  ///   - points: X, d × N; NaN stands for a missing value.
  ///   - columns: d names.
  /// - Returns: the hints, column after column.
  /// - Complexity: O(d·N·log N).
  package static func find(in points: PointMatrix, columns: [String]) -> [ColumnHint] {
    columns.enumerated().flatMap { feature, name -> [ColumnHint] in
      let values = (0..<points.count).map { points[feature, $0] }.filter { !$0.isNaN }.sorted()
      return [
        circle(name, values),
        values.isEmpty ? nil : longitude(name, from: values[0], to: values[values.count - 1]),
        dates(name, values), sentinel(name, values),
      ].compactMap { $0 }
    }
  }

  /// The columns of longitudes on both sides of ±180°, by their names and values.
  ///
  /// - Parameters:
  ///   - points: X, d × N, without missing values.
  ///   - columns: d names.
  /// - Returns: the hints, column after column.
  /// - Complexity: O(N) for each column with such a name.
  package static func longitudes(in points: PointMatrix, columns: [String]) -> [ColumnHint] {
    columns.enumerated().compactMap { feature, name in
      guard isLongitude(name) else { return nil }
      var (least, greatest) = (Double.infinity, -Double.infinity)
      for point in 0..<points.count {
        least = Swift.min(least, points[feature, point])
        greatest = Swift.max(greatest, points[feature, point])
      }
      return longitude(name, from: least, to: greatest)
    }
  }

  /// Words in names, and the periods of what they name.
  private static let periods: [(words: Set<String>, least: Double, period: Int)] = [
    (["hour", "hours", "hr", "stunde", "heure"], 0, 24),
    (["minute", "minutes", "second", "seconds"], 0, 60),
    (["month", "mon", "monat", "mois"], 1, 12),
    (["weekday", "dow", "dayofweek", "wochentag"], 0, 7),
    (["doy", "dayofyear", "yday"], 1, 366),
    (
      [
        "degrees", "deg", "direction", "dir", "bearing", "heading", "azimuth", "angle", "hue",
        "aspect", "phase",
      ], 0, 360
    ),
  ]

  private static func words(_ name: String) -> Set<String> {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    return Set(words + zip(words, words.dropFirst()).map { $0 + $1 })
  }

  private static func circle(_ name: String, _ values: [Double]) -> ColumnHint? {
    guard let least = values.first, let greatest = values.last, least < greatest else {
      return nil
    }
    let words = words(name)
    let found = periods.first { entry in
      !words.isDisjoint(with: entry.words) && least >= 0 && greatest <= Double(entry.period)
        && greatest - least >= Double(entry.period) / 2
    }
    return found.map { .circular(column: name, period: $0.period) }
  }

  /// Whole numbers that are all days of the years 1900 to 2100, perhaps with times: 20260131.
  private static func dates(_ name: String, _ values: [Double]) -> ColumnHint? {
    guard let least = values.first, let greatest = values.last, least < greatest,
      let factor = [1, 1e2, 1e4, 1e6].first(where: {
        least >= 19_000_000 * $0 && greatest < 21_010_000 * $0
      }), isDate(greatest),
      values.prefix(2000).allSatisfy({ $0 == $0.rounded() && isDate($0) })
    else { return nil }
    return .digitDates(column: name, value: least, unit: factor > 1 ? .hours : .days)
  }

  private static func isDate(_ value: Double) -> Bool {
    DateText(String(Int(value)), isAsked: true) != nil
  }

  private static func isLongitude(_ name: String) -> Bool {
    !words(name).isDisjoint(with: ["lon", "lng", "long", "longitude"])
  }

  private static func longitude(
    _ name: String, from least: Double, to greatest: Double
  ) -> ColumnHint? {
    let isWrapped = least >= -180 && least < -90 && greatest > 90 && greatest <= 180
    return isWrapped && isLongitude(name) ? .longitude(column: name) : nil
  }

  /// The least or greatest value where it comes again and lies farther from the next than all
  /// others lie apart.
  private static func sentinel(_ name: String, _ values: [Double]) -> ColumnHint? {
    guard let least = values.first, let greatest = values.last, least < greatest else {
      return nil
    }
    for value in [least, greatest] {
      let others = values.filter { $0 != value }
      let count = values.count - others.count
      guard count > 1, count <= others.count, let first = others.first, let last = others.last,
        first < last,
        Set(others.prefix(1000)).count > 2
      else { continue }
      let gap = value == least ? first - value : value - last
      if gap > last - first, value == value.rounded() {
        return .sentinel(column: name, value: value, count: count)
      }
    }
    return nil
  }
}
