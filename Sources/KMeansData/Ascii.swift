/// The bytes that separate cells and spell numbers.
enum Ascii {
  /// Separates cells of TSV.
  static let tab = UInt8(ascii: "\t")
  /// Ends a row.
  static let newline = UInt8(ascii: "\n")
  /// Precedes the newline in files of Windows.
  static let carriageReturn = UInt8(ascii: "\r")
  /// Ignored around cells.
  static let space = UInt8(ascii: " ")
  /// Opens and closes a cell that may hold separators.
  static let quote = UInt8(ascii: "\"")
  /// Opens and closes cells of Weka.
  static let apostrophe = UInt8(ascii: "'")
  /// Precedes a quote in cells of Weka.
  static let backslash = UInt8(ascii: "\\")
  /// Separates cells of CSV.
  static let comma = UInt8(ascii: ",")
  /// Separates cells of CSV where the comma is a decimal mark.
  static let semicolon = UInt8(ascii: ";")
  /// The sign of a positive number.
  static let plus = UInt8(ascii: "+")
  /// The sign of a negative number.
  static let minus = UInt8(ascii: "-")
  /// The decimal mark.
  static let point = UInt8(ascii: ".")
  /// The lowest digit.
  static let zero = UInt8(ascii: "0")
  /// The highest digit.
  static let nine = UInt8(ascii: "9")
  /// Precedes an exponent; a letter with 0x20 set is the small one.
  static let smallE = UInt8(ascii: "e")
}
