/// Why a file cannot be read as a matrix, or a result cannot be written to a file.
///
/// Every case carries what is needed to find the fault; `description` is one line that names the
/// file, row, column and value, and says what to do.
@nonexhaustive
public enum DataError: Error, Equatable, Sendable {
  // Opening and reading.

  /// Nothing exists at `path`.
  case noSuchFile(path: String)
  /// `path` is a folder.
  case isDirectory(path: String)
  /// The user may not read `path`.
  case noPermission(path: String)
  /// The system failed to read; `reason` is its own wording.
  case readFailed(path: String, reason: String)
  /// Another program wrote to the file while it was read, so that values of different times mix.
  case changed(path: String)
  /// There is no memory for `bytes` bytes.
  case outOfMemory(source: String, bytes: Int)
  /// Under a limit on memory, a temporary file of `bytes` bytes cannot be had in `folder`; `reason`
  /// is the system's own wording.
  case cannotSpool(source: String, folder: String, bytes: Int, reason: String)
  /// The file holds no byte at all.
  case emptyFile(source: String)
  /// There is a header, or blank lines, but no row of values.
  case noRows(source: String)
  /// The ending (without its dot, empty when there is none) is not that of a known format.
  case unknownEnding(path: String, ending: String)
  /// The file is packed and the program that unpacks it is not installed.
  case noUnpacker(path: String, program: String)
  /// The program that unpacks the file cannot.
  case cannotUnpack(path: String, program: String)
  /// The file is of a kind that another program converts; `advice` says how.
  case foreign(source: String, kind: String, advice: String)

  // Pictures.

  /// The library that decodes the file is not installed; `advice` says how to install it.
  case noDecoder(source: String, kind: String, library: String, advice: String)
  /// The file is damaged, or cut short; `reason` is in the decoder's words.
  case badPicture(source: String, format: String, reason: String)
  /// The picture has more pixels than are read.
  case pictureTooLarge(source: String, width: Int, height: Int, most: Int)
  /// An option names a column for a use that no column of a picture has.
  case pictureColumn(source: String, option: String)
  /// What is asked for is of rows, and the points of a picture are its colours.
  case pictureRows(source: String, advice: String)
  /// The file, which is read as a picture, is none.
  case noPicture(source: String)

  // Text: CSV and TSV.

  /// A byte of value 0, which no text holds.
  case nulByte(source: String, line: Int)
  /// Lines end by a carriage return alone.
  case carriageReturns(source: String)
  /// The quote that opens on `line` is never closed.
  case unterminatedQuote(source: String, line: Int)
  /// Something other than a separator follows a closing quote.
  case textAfterQuote(source: String, line: Int)
  /// A row has another number of cells than the first row.
  case ragged(source: String, line: Int, found: Int, expected: Int)
  /// The first row has another number of cells than the rows below; `tableLine` is the first line
  /// from which on all rows have as many, where there is one, and `comment` what the first row
  /// begins with as comments do.
  case raggedFirst(
    source: String, line: Int, found: Int, expected: Int, tableLine: Int?, comment: String? = nil)
  /// The first row may name the columns or be a row of values.
  case unclearHeader(source: String, line: Int, cells: [String])

  // Cells.

  /// The cell is text where a number was expected.
  case notANumber(CellReference)
  /// Some values of a column are numbers, and most are text.
  case mixedColumn(number: CellReference, text: CellReference)
  /// One number has a decimal point and another a decimal comma.
  case mixedMarks(point: CellReference, comma: CellReference)
  /// The number can be read in two ways, as 1,234 can.
  case ambiguousNumber(CellReference)
  /// A column has a percentage and a number that is none.
  case mixedPercentages(CellReference, CellReference)
  /// A column has money of two currencies.
  case mixedCurrencies(CellReference, CellReference)
  /// The cell is no date, in a column of dates.
  case notADate(CellReference)
  /// The date is another day in each of some orders, and no date of its column tells.
  case unclearDate(CellReference, unit: DateUnit, orders: [DayOrder])
  /// Two dates of a column are days in no common order.
  case mixedDates(CellReference, CellReference)
  /// The cell is a date, but none in the order of its column.
  case wrongDateOrder(CellReference, order: DayOrder)
  /// The cell is neither of the words for 0 and 1 that its column has.
  case notABoolean(CellReference, zero: String, one: String)
  /// A column that was asked for holds words, or dates, such as that of the cell.
  case notANumberColumn(CellReference, isOfDates: Bool)
  /// The cell is infinite, or too large for a Double.
  case notFinite(CellReference)
  /// The cell is a whole number beyond ±2⁵³, which Double does not hold.
  case integerTooLarge(CellReference)
  /// The cell of the weights column is missing.
  case missingWeight(CellReference)
  /// The cell of the weights column is below 0.
  case negativeWeight(CellReference)
  /// The cell of a centroid is missing.
  case missingCentroidValue(CellReference)
  /// The cell of a label is missing, or its line is blank.
  case missingLabel(CellReference)
  /// The cell is no label: neither a whole number of 32 bits nor one text among others.
  case badLabel(CellReference)
  /// There are missing cells and the policy is to refuse them: `count` cells in `rows` rows, the
  /// first of them, the places of the first rows (at most 5), and what the ways out leave.
  case missingCells(
    count: Int, rows: Int, first: CellReference, places: [RowPlace], ways: MissingWays)
  /// Every one of the rows has a missing cell, so that dropping them leaves nothing.
  case noCompleteRow(source: String, rows: Int, ways: MissingWays)

  // Columns.

  /// No column has the name; `nearest` is a similar name that was probably meant.
  case unknownColumn(source: String, name: String, available: [String], nearest: String?)
  /// No column has the name, nor that of another column of the model that is wanted, but there are
  /// as many columns: the first row may be one of values.
  case unnamedColumns(source: String, name: String, available: [String])
  /// Several columns have the name; `positions` count from 1.
  case ambiguousColumn(source: String, name: String, positions: [Int])
  /// There are several columns, and any could hold the labels.
  case unclearLabelColumn(source: String, available: [String])
  /// The column is named twice for one use.
  case columnUsedTwice(source: String, name: String)
  /// The column is named for two uses, by two options.
  case columnOfTwoUses(source: String, name: String, options: [String])
  /// Blanks separate the cells, and rows have more than the first, whose words are names: some
  /// words of theirs may have blanks in them.
  case unquotedBlanks(source: String, line: Int, found: Int, expected: Int)
  /// The last column of a range stands before the first; `forward` is the range from left to right.
  case backwardRange(source: String, range: String, forward: String)
  /// Columns to use and columns to leave out were both given.
  case columnsAndExcluded
  /// The column was asked for, or has to be averaged, and has no value.
  case emptyColumn(source: String, name: String)
  /// A column that was asked for has too many different values for categories: `values` in `rows`
  /// rows. `values` is nil for more than may be told apart.
  case tooManyCategories(source: String, column: String, values: Int?, rows: Int, isNamed: Bool)
  /// No column of numbers is left; `first` is the column left out first, if there was one.
  case noNumberColumn(source: String, first: LeftOutColumn?)

  // Binary formats.

  /// The file does not begin as its format does.
  case wrongMagic(source: String, format: String)
  /// The header makes no sense; `reason` says why.
  case badHeader(source: String, format: String, reason: String)
  /// The header promises `expected` bytes (a decimal number, which may exceed Int) and the file
  /// has `found`.
  case wrongLength(source: String, expected: String, found: Int)
  /// The element type is none that can be clustered.
  case unsupportedType(source: String, type: String, advice: String)
  /// The array is not two-dimensional.
  case wrongShape(source: String, shape: String, advice: String)
  /// Row `row` (from 1) has another number of values than the first.
  case unequalDimensions(source: String, row: Int, found: Int, expected: Int)

  // Writing.

  /// The ending of an output file is none that can be written.
  case unknownOutputEnding(path: String, known: [String])
  /// The output path is a folder.
  case outputIsDirectory(path: String)
  /// The folder that shall hold the output does not exist.
  case noOutputFolder(path: String, folder: String)
  /// The system failed to write; `reason` is its own wording.
  case cannotWrite(path: String, reason: String)
  /// The output is a pipe, and the program at its other end reads no more.
  case closedPipe(path: String)
  /// Labels can be appended to text only.
  case cannotAppend(source: String)
}

extension DataError {
  /// What kind of error it is; the command's exit code follows from it.
  public enum Kind: Sendable {
    /// There is no such input.
    case missingInput
    /// The input exists, but the system does not let us read it.
    case unreadable
    /// The input was read and is not what it should be.
    case malformed
    /// The output cannot be written.
    case unwritable
  }

  /// What kind of error it is.
  public var kind: Kind {
    switch self {
    case .noSuchFile: .missingInput
    case .isDirectory, .noPermission, .readFailed, .changed, .outOfMemory, .cannotSpool,
      .noUnpacker, .noDecoder:
      .unreadable
    case .unknownOutputEnding, .outputIsDirectory, .noOutputFolder, .cannotWrite, .closedPipe,
      .cannotAppend:
      .unwritable
    default: .malformed
    }
  }
}
