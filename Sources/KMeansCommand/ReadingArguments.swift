public import ArgumentParser
public import KMeansData

extension HeaderRule: ExpressibleByArgument {}
extension DecimalMark: ExpressibleByArgument {}
extension CommentMark: ExpressibleByArgument {
  /// A mark.
  public init?(argument: String) { self.init(argument) }
}
extension FileFormat: ExpressibleByArgument {
  /// A format by its ending, with or without a dot.
  public init?(argument: String) {
    let ending = argument.lowercased().drop { $0 == "." }
    guard let format = Self.readable.first(where: { $0.ending == ending }) else { return nil }
    self = format
  }
}

extension ThousandsMark: ExpressibleByArgument {
  /// A mark, or its name.
  public init?(argument: String) {
    guard let mark = argument == " " ? .space : Self(rawValue: argument) else { return nil }
    self = mark
  }
}

/// How a file is read where that is not to be told from it.
///
/// The help of an option is its documentation.
struct ReadingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Whether the first row names the columns: yes, no, or auto, by the rows below.",
      valueName: "rule"))
  var header: HeaderRule = .auto

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What separates cells: a character, tab, or space for blanks. (default: told from the file)",
      valueName: "character"))
  var separator: ByteArgument?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What begins lines to pass over, such as // or ;. (default: # or %, if the file begins so)",
      valueName: "mark"))
  var comment: CommentMark?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many lines before the table to pass over.", valueName: "number"))
  var skipLines = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What stands before decimals: . or , (default: told from the file)", valueName: "mark"))
  var decimal: DecimalMark?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What groups digits: , . ' space or none. (default: told from the file)", valueName: "mark"))
  var thousands: ThousandsMark?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      Values that stand for missing ones, with commas between: -999,unknown; in one column: \
      income=-999.
      """, valueName: "values"))
  var na: [String] = []

  @Flag(help: "Read columns of true and false, or of yes and no, as 1 and 0.")
  var booleans = false

  @Option(
    help: ArgumentHelp(
      "The format of the file: \(FileFormat.readable.endings.joined(separator: ", ")). "
        + "(default: told from the file)", valueName: "format"))
  var format: FileFormat?

  @Option(
    help: ArgumentHelp(
      """
      The most memory to take, such as 2GB. Larger files stay on disk and are read again and \
      again; the result is the same.
      """, valueName: "size"))
  var maxMemory: MemorySize?

  /// Refuses values that cannot be used, before anything is read.
  func validate() throws {
    try maxMemory?.validate()
    if skipLines < 0 {
      throw ValidationError("--skip-lines is \(skipLines); it must be at least 0")
    }
    if let decimal, let thousands, decimal.rawValue == thousands.rawValue {
      throw ValidationError("--decimal and --thousands are the same mark; give two")
    }
    if let separator, comment == CommentMark(String(decoding: [separator.byte], as: UTF8.self)) {
      throw ValidationError("--separator and --comment are the same character; give two")
    }
  }

  /// The options as the library takes them.
  func text() -> TextOptions {
    TextOptions(
      header: header, separator: separator?.byte, comment: comment,
      skippedLines: skipLines, decimal: decimal, thousands: thousands, missing: markers,
      readsBooleans: booleans)
  }

  private var markers: [MissingMarker] {
    na.splitAtCommas.map { text in
      guard let equals = text.lastIndex(of: "="), equals > text.startIndex else {
        return MissingMarker(value: text)
      }
      return MissingMarker(
        column: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
    }
  }
}

/// A character of one byte, or its name.
struct ByteArgument: ExpressibleByArgument, Equatable {
  /// The byte.
  let byte: UInt8

  /// A character, or the name of one that shells do not like.
  init?(argument: String) {
    let names = [
      "tab": "\t", "\\t": "\t", "space": " ", "blank": " ", "comma": ",", "semicolon": ";",
      "bar": "|", "pipe": "|", "colon": ":",
    ]
    let bytes = Array((names[argument.lowercased()] ?? argument).utf8)
    guard bytes.count == 1, let byte = bytes.first, byte != 0, byte < 0x80,
      ![UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\"")].contains(byte)
    else { return nil }
    self.byte = byte
  }
}
