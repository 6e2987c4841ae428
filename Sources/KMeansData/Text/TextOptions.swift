/// How text is read where it is not to be guessed from what the text holds.
///
/// `Docs/files.md` has the rules by which everything is guessed that is not set here.
public struct TextOptions: Sendable, Equatable {
  /// Everything is told from the text.
  public static let guessed = TextOptions()

  /// Whether the first row names the columns.
  public var header: HeaderRule
  /// The byte between cells; a space stands for any run of spaces and tabs.
  public var separator: UInt8?
  /// What begins lines to pass over, anywhere in the file.
  public var comment: CommentMark?
  /// The lines before the table, which are passed over.
  public var skippedLines: Int
  /// What stands before the fraction of a number.
  public var decimal: DecimalMark?
  /// What groups the digits of a number by thousands.
  public var thousands: ThousandsMark?
  /// Values that stand for a missing one, besides the usual markers.
  public var missing: [MissingMarker]
  /// Whether columns of true and false, or yes and no, are read as 1 and 0.
  public var readsBooleans: Bool
  /// What becomes of columns of words.
  public var categories = CategoryRule.drop
  /// Columns whose values become a feature each, whatever they hold, by name or position from 1.
  public var oneHot: [String] = []
  /// How dates become numbers; a rule for a column goes before one for all.
  public var dates: [DateRule] = []
  /// How an earlier file was read, by a model; what is set here otherwise goes before.
  public var known = ReadingRecord.plain
  /// Whether a model's data are read: a column that was asked for may have no value at all.
  var isForModel = false
  /// Names that the header has if there is one, such as those of a model.
  public var expectedNames: [String]

  /// Options; what is nil is told from the text.
  public init(
    header: HeaderRule = .auto, separator: UInt8? = nil, comment: CommentMark? = nil,
    skippedLines: Int = 0, decimal: DecimalMark? = nil, thousands: ThousandsMark? = nil,
    missing: [MissingMarker] = [], readsBooleans: Bool = false, expectedNames: [String] = []
  ) {
    self.header = header
    self.separator = separator
    self.comment = comment
    self.skippedLines = skippedLines
    self.decimal = decimal
    self.thousands = thousands
    self.missing = missing
    self.readsBooleans = readsBooleans
    self.expectedNames = expectedNames
  }

  /// Whether columns of words were named that take part.
  var namesWords: Bool { !oneHot.isEmpty || !known.categories.isEmpty }
  /// Whether columns of words may take part.
  var takesWords: Bool { categories == .onehot || namesWords }

  /// The options for a file that is to be read as an earlier one was, where nothing else is set.
  package func reading(as record: ReadingRecord) -> TextOptions {
    var options = self
    options.known = record
    options.isForModel = true
    if missing.isEmpty { options.missing = record.missing }
    if decimal == nil, record.decimal?.rawValue != thousands?.rawValue || thousands == nil {
      options.decimal = record.decimal
    }
    if thousands == nil, record.thousands?.rawValue != options.decimal?.rawValue {
      options.thousands = record.thousands
    }
    return options
  }
}

/// Whether the first row of a text names the columns.
public enum HeaderRule: String, Sendable, CaseIterable {
  /// Told from the columns; an error where they leave it open.
  case auto
  /// It does.
  case yes
  /// It is a row of values.
  case no
}

/// What stands before the fraction of a number.
public enum DecimalMark: String, Sendable, CaseIterable, Codable {
  /// As in 4.50.
  case point = "."
  /// As in 4,50.
  case comma = ","
}

/// What groups the digits of a number by thousands.
public enum ThousandsMark: String, Sendable, CaseIterable, Codable {
  /// Nothing does.
  case none
  /// As in 300,000.
  case comma = ","
  /// As in 300.000.
  case point = "."
  /// As in 300'000.
  case apostrophe = "'"
  /// As in 300 000, by a space of any kind.
  case space
}

/// A value that stands for a missing one.
public struct MissingMarker: Sendable, Equatable, Codable {
  /// The column that it counts in, by its name or position from 1; nil for all columns.
  public let column: String?
  /// The text of such cells. A number stands for all of its spellings, as the column's numbers are
  /// read: -999 for -999.0, -999,00 and $-999 too.
  public let value: String

  /// A marker.
  public init(column: String? = nil, value: String) {
    self.column = column
    self.value = value
  }
}
