/// How a file was read where that is more than numbers as they stand: what a model keeps, so that
/// further files are read alike.
public struct ReadingRecord: Sendable, Equatable, Codable {
  /// Values that stand for missing ones, besides the usual markers.
  public let missing: [MissingMarker]
  /// What stands before the fraction of a number, where that was set.
  public let decimal: DecimalMark?
  /// What groups the digits of a number, where that was set.
  public let thousands: ThousandsMark?
  /// The comma, where numbers of the file proved that it is decimal. Further files whose numbers
  /// leave that open are read alike.
  public let foundDecimal: DecimalMark?
  /// The columns whose words were read as 0 and 1.
  public let booleans: [BooleanColumn]
  /// The columns whose dates were read as numbers.
  public let dates: [DateRule]
  /// The columns whose values became features, in the order of the features.
  public let categories: [CategoryColumn]

  /// Numbers as they stand.
  public static let plain = ReadingRecord()

  /// A record of parts.
  init(
    missing: [MissingMarker] = [], decimal: DecimalMark? = nil, thousands: ThousandsMark? = nil,
    foundDecimal: DecimalMark? = nil, booleans: [BooleanColumn] = [], dates: [DateRule] = [],
    categories: [CategoryColumn] = []
  ) {
    self.missing = missing
    self.decimal = decimal
    self.thousands = thousands
    self.foundDecimal = foundDecimal
    self.booleans = booleans
    self.dates = dates
    self.categories = categories
  }

  /// Whether columns are read as more than numbers.
  package var namesColumns: Bool { !(booleans.isEmpty && dates.isEmpty && categories.isEmpty) }

  /// The columns of the file that features come from, with the first feature of each.
  ///
  /// - Parameter features: the names of all features.
  /// - Returns: the columns, in the order of the features.
  /// - Complexity: O(features).
  package func sources(of features: [String]) -> [(name: String, feature: Int)] {
    var (found, feature): ([(name: String, feature: Int)], Int) = ([], 0)
    var groups = categories[...]
    while feature < features.count {
      if let group = groups.first, group.first == feature {
        found.append((group.column, feature))
        feature += group.values.count
        groups = groups.dropFirst()
      } else {
        found.append((features[feature], feature))
        feature += 1
      }
    }
    return found
  }

  /// The column of the file that a feature comes from.
  package func source(of feature: Int, named name: String) -> String {
    categories.first { $0.features.contains(feature) }?.column ?? name
  }

  /// The same for columns that have other names.
  package func renaming(_ name: (String) -> String) -> ReadingRecord {
    ReadingRecord(
      missing: missing.map { MissingMarker(column: $0.column.map(name), value: $0.value) },
      decimal: decimal, thousands: thousands, foundDecimal: foundDecimal,
      booleans: booleans.map {
        BooleanColumn(column: name($0.column), zero: $0.zero, one: $0.one)
      },
      dates: dates.map { DateRule(column: $0.column.map(name), unit: $0.unit, order: $0.order) },
      categories: categories.map {
        CategoryColumn(column: name($0.column), first: $0.first, values: $0.values)
      })
  }
}
