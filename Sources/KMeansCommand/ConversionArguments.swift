public import ArgumentParser
public import KMeansData

extension CategoryRule: ExpressibleByArgument {}

/// What columns that hold no numbers are read as.
///
/// The help of an option is its documentation.
struct ConversionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Columns of words: leave them out, or make a column of 0 and 1 of every value (onehot), where \
      these are few.
      """, valueName: "rule"))
  var categories: CategoryRule = .drop

  @Option(
    help: ArgumentHelp(
      """
      Make a column of 0 and 1 of every value of these columns, words or numbers, with commas \
      between: sex,class.
      """, valueName: "names"))
  var oneHot: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Read dates as numbers from 1970-01-01, in \(DateRule.units): days for all, or \
      joined=days,seen=hours; seen=days:dmy where the day comes first, :mdy where the month does, \
      :ymd where a year of two digits does.
      """, valueName: "units"))
  var dates: [String] = []

  /// Refuses values that cannot be used, before anything is read.
  func validate() throws {
    for text in dates.splitAtCommas where DateRule(argument: text) == nil {
      throw ValidationError(
        "--dates \(onOneLine(text)): give \(DateRule.units), alone or behind a column as in "
          + "joined=days; behind it :dmy, :mdy, :ymd or :ydm")
    }
    if !oneHot.isEmpty && oneHot.splitAtCommas.isEmpty {
      throw ValidationError("--one-hot names no column")
    }
  }

  /// The options of reading with these conversions.
  func added(to text: TextOptions) -> TextOptions {
    var text = text
    text.categories = categories
    text.oneHot = oneHot.splitAtCommas
    text.dates = dates.splitAtCommas.compactMap { DateRule(argument: $0) }
    return text
  }

  /// The first of the options that were given; nil when none was.
  var firstUsed: String? {
    if categories != .drop { return "--categories" }
    if !oneHot.isEmpty { return "--one-hot" }
    return dates.isEmpty ? nil : "--dates"
  }
}

extension DateRule {
  /// The units, for help and errors.
  fileprivate static let units = DateUnit.allCases.map(\.rawValue).inWords

  /// A rule as it is written: days, joined=days, joined=days:dmy.
  fileprivate init?(argument: String) {
    let equals = argument.lastIndex(of: "=")
    let parts = argument[(equals.map { argument.index(after: $0) } ?? argument.startIndex)...]
      .split(separator: ":", omittingEmptySubsequences: false)
    guard let unit = parts.first.flatMap({ DateUnit(rawValue: $0.lowercased()) }),
      parts.count <= 2, equals != argument.startIndex
    else { return nil }
    var order: DayOrder?
    if parts.count == 2 {
      guard let found = DayOrder(rawValue: parts[1].lowercased()) else { return nil }
      order = found
    }
    self.init(column: equals.map { String(argument[..<$0]) }, unit: unit, order: order)
  }
}

extension [String] {
  /// "a, b or c".
  fileprivate var inWords: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + (last ?? "")
  }
}
