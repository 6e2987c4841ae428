extension DataError: CustomStringConvertible {
  /// One line: the file, row, column and value, and what to do.
  public var description: String { description(for: .data) }

  /// The same, with what can be done about a file that is read for something.
  public func description(for use: DataUse) -> String {
    onOneLine(
      fileSentence(use) ?? pictureSentence ?? textSentence(use) ?? cellSentence(use)
        ?? columnSentence(use)
        ?? binarySentence ?? outputSentence)
  }

  private func fileSentence(_ use: DataUse) -> String? {
    switch self {
    case .noSuchFile(let path):
      "\(path): no such file; check the path"
    case .isDirectory(let path):
      "\(path) is a folder; name a file in it"
    case .noPermission(let path):
      "\(path): no permission to read it; check it with ls -l"
    case .readFailed(let path, let reason):
      "\(path) cannot be read: \(reason)"
    case .changed(let path):
      "\(path) changed while it was read; run it again"
    case .outOfMemory(let source, let bytes):
      "\(source) needs \(bytes > 0 ? "\(bytes) bytes of memory" : "memory"), more than can be had; "
        + "use fewer columns or rows, or a machine with more memory"
    case .cannotSpool(let source, let folder, let bytes, let reason):
      "\(source) needs a temporary file of \(bytes) bytes in \(folder), where it cannot be made: "
        + "\(reason); make room there, or name another folder by TMPDIR"
    case .emptyFile(let source):
      "\(source) is empty; it needs at least one row of numbers"
    case .noRows(let source):
      "\(source) has no rows of values; it needs at least one"
        + (use == .modelData ? "; if its only row is one of values, use --header no" : "")
    case .unknownEnding(let path, let ending):
      "\(path): "
        + (ending.isEmpty ? "a name without an ending" : "the ending .\(ending) is not known")
        + "; data is read from \(FileFormat.readable.map(\.description).joined(separator: ", "))"
    case .noUnpacker(let path, let program):
      "\(path) is compressed, and the program \(program), which unpacks it, is not installed; "
        + "install \(program), or unpack the file elsewhere"
    case .cannotUnpack(let path, let program):
      "\(path) cannot be unpacked by \(program): it is damaged or cut short; "
        + "fetch or write it again"
    case .foreign(let source, let kind, let advice):
      "\(source) is \(kind), which is not read; convert it first: \(advice)"
    default: nil
    }
  }

  private func textSentence(_ use: DataUse) -> String? {
    switch self {
    case .nulByte(let source, let line):
      "\(source), line \(line): a NUL byte, so this is no text; check the format and the ending"
    case .carriageReturns(let source):
      "\(source): lines end by a carriage return alone; convert it first: tr '\\r' '\\n'"
    case .unterminatedQuote(let source, let line):
      "\(source), line \(line): a quote opens here and never closes; close it, or remove it"
    case .textAfterQuote(let source, let line):
      "\(source), line \(line): text follows a closing quote; double the quotes inside a cell"
    case .ragged(let source, let line, let found, let expected):
      "\(source), line \(line): \(counted(found, "cell")) where the first row has \(expected); "
        + "correct the line"
    case .unquotedBlanks(let source, let line, let found, let expected):
      "\(source), line \(line): \(counted(found, "name")) where the rows below have "
        + "\(counted(expected, "word")); " + Self.quotes
    case .raggedFirst(let source, let line, let found, let expected, _, let comment?):
      "\(source), line \(line): \(counted(found, "cell")) where the rows below have \(expected); "
        + (use.isReadAsSet
          ? "if it is a comment, use \(option("--comment", comment))" : "take comments out")
    case .raggedFirst(let source, let line, let found, let expected, let tableLine, nil):
      "\(source), line \(line): \(counted(found, "cell")) where the rows below have \(expected); "
        + (tableLine.map {
          "if the table begins in line \($0), "
            + (use.isReadAsSet ? "use --skip-lines \($0 - 1)" : "take out what is above it")
            + ", else correct the line"
        } ?? "correct the line")
    case .unclearHeader(let source, let line, let cells):
      "\(source), line \(line): \(listed(Array(cells.prefix(4))))\(cells.count > 4 ? ", …" : "") "
        + "may be the names of the columns or values of the first row; "
        + (use.isReadAsSet
          ? "say which: --header yes or --header no" : "give the columns names with letters")
    default: nil
    }
  }

  /// What to do about words with blanks between cells that blanks separate.
  private static let quotes =
    "if words have blanks in them, write them in quotes, or put tabs or commas between cells (in "
    + "R, write.csv)"

  private func columnSentence(_ use: DataUse) -> String? {
    switch self {
    case .unknownColumn(let source, let name, let available, let nearest):
      "\(source) has no column \(quoted(name)); "
        + (nearest.map { "did you mean \(quoted($0))? " } ?? "")
        + "it has \(listed(available))"
    case .unnamedColumns(let source, let name, let available):
      "\(source) has no column \(quoted(name)); it has \(listed(available)); if its first row is "
        + "one of values, --header no takes columns by their places"
    case .ambiguousColumn(let source, let name, let positions):
      "\(source) has \(positions.count) columns \(quoted(name)); name one by its position: "
        + positions.map(String.init).joined(separator: " or ")
    case .unclearLabelColumn(let source, let available):
      "\(source) has \(available.count) columns and none is named "
        + "\(quoted(LabelWriter.columnName)); \(use.columnOfLabels), one of "
        + listed(available)
    case .columnUsedTwice(let source, let name):
      "\(source): column \(quoted(name)) is named twice; name it once"
    case .columnOfTwoUses(let source, let name, let options):
      "\(source): column \(quoted(name)) is named by \(options.joined(separator: " and by ")); "
        + "name it by one of them"
    case .backwardRange(let source, let range, let forward):
      "\(source): the range \(quoted(range)) goes backward; write it from left to right: "
        + option("--columns", forward)
    case .columnsAndExcluded:
      "--columns and --exclude cannot be used together; give one of them"
    case .emptyColumn(let source, let name):
      "\(source): column \(quoted(name)) has no value; "
        + (use == .data ? "leave it out with \(excluding([name]))" : use.withoutColumn(name))
    case .tooManyCategories(let source, let column, let values, let rows, let isNamed):
      "\(source): column \(quoted(column)) has "
        + (values.map { "\(grouped($0)) different values in \(grouped(rows)) rows" }
          ?? "more than \(grouped(isNamed ? CategoryCodes.mostNamed : CategoryCodes.most)) "
          + "different values")
        + ", too many for categories; leave it out"
        + (isNamed ? "" : ", or take it with \(option("--one-hot", column))")
    case .noNumberColumn(let source, let first):
      "\(source) has no column of numbers to cluster" + (first.map { "; \($0)" } ?? "")
        + (first?.hasBlanks ?? false ? "; " + Self.quotes : "")
    default: nil
    }
  }

  private var binarySentence: String? {
    switch self {
    case .wrongMagic(let source, let format):
      "\(source) does not begin as \(format) file does; check the ending, or write it again"
    case .badHeader(let source, let format, let reason):
      "\(source): bad \(format) header: \(reason); write the file again"
    case .wrongLength(let source, let expected, let found):
      "\(source) should have \(expected) bytes by its header and has \(found); "
        + "it is damaged, fetch or write it again"
    case .unsupportedType(let source, let type, let advice):
      "\(source): values of type \(type) cannot be clustered; \(advice)"
    case .wrongShape(let source, let shape, let advice):
      "\(source): the array has shape \(shape), not (N, d); \(advice)"
    case .unequalDimensions(let source, let row, let found, let expected):
      "\(source), row \(row): dimension \(found) where the first row has \(expected); "
        + "it is damaged, fetch or write it again"
    default: nil
    }
  }

  private var outputSentence: String {
    let appendable = FileFormat.appendable.map(\.description).joined(separator: " and ")
    return switch self {
    case .unknownOutputEnding(let path, let known):
      "\(path): cannot write this format; end the name in \(known.joined(separator: " or "))"
    case .outputIsDirectory(let path):
      "\(path) is a folder; name a file in it to write to"
    case .noOutputFolder(let path, let folder):
      "\(path) cannot be written: there is no folder \(folder); make it first"
    case .cannotWrite(let path, let reason):
      "\(path) cannot be written: \(reason)"
    case .closedPipe(let path):
      "\(path) cannot be written: the program that reads it has ended"
    case .cannotAppend(let source):
      "\(source): labels can be appended to \(appendable) only; write them with --labels"
    default: ""
    }
  }
}
