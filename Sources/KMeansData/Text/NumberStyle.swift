/// What the marks between digits mean in a file.
struct NumberStyle: Equatable {
  /// What stands before the fraction.
  var decimal = DecimalMark.point
  /// What groups digits by thousands; nil for any mark but the decimal.
  var thousands: ThousandsMark?

  /// As programs write: 4.50, and no thousands that need a word.
  static let plain = NumberStyle()

  /// Told from numbers of the file, or set.
  ///
  /// A number that has a meaning with one mark only proves it for the file. Where none does,
  /// 1,234 has thousands in a file that commas separate, and 1.234 has decimals but where
  /// semicolons separate, as they do where commas are decimal. Else there is no telling, but by
  /// what a model's own data proved.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - columns: what was seen of its columns of numbers, by column.
  /// - Throws: `DataError.mixedMarks` for proofs of both, `.ambiguousNumber` without any.
  init(
    _ text: CSVText, columns: [(index: Int, seen: CSVSample.Column)]
  ) throws(DataError) {
    thousands = text.options.thousands
    if let decimal = text.options.decimal {
      self.decimal = decimal
      return
    }
    switch text.options.thousands {
    case .comma: return
    case .point:
      decimal = .comma
      return
    default: break
    }
    func first(_ cell: KeyPath<CSVSample.Column, CSVCell?>) -> CellReference? {
      columns.lazy.compactMap { column in
        column.seen[keyPath: cell].map { text.reference($0, column: column.index) }
      }.first
    }
    let (point, comma) = (first(\.provesPoint), first(\.provesComma))
    if let point, let comma { throw .mixedMarks(point: point, comma: comma) }
    if point != nil { return }
    if comma != nil {
      decimal = .comma
      return
    }
    if let known = text.options.known.foundDecimal {
      decimal = known
      return
    }
    let (commas, points) = (first(\.ambiguousComma), first(\.ambiguousPoint))
    let isAsked =
      text.separator == Ascii.comma
      ? commas != nil && points != nil
      : commas != nil
        || points != nil
          && (text.separator == Ascii.semicolon
            || text.separator == Ascii.tab && columns.contains { $0.seen.mixesThousands })
    guard isAsked, let cell = commas ?? points else { return }
    throw .ambiguousNumber(cell)
  }

  /// The style of a column of categories, whose numbers may be written as no others of the file.
  func ofCategories(_ seen: CSVSample.Column, _ options: TextOptions) -> NumberStyle {
    guard self == .plain, options.decimal == nil, options.thousands == nil,
      seen.provesComma != nil, seen.provesPoint == nil
    else { return self }
    var style = self
    style.decimal = .comma
    return style
  }

  private init() {}

  /// The value of a number; nil where it is none in this style.
  func value(_ numeral: Numeral) -> CellValue? {
    if thousands == ThousandsMark.none, numeral.thousands(decimal) != nil { return nil }
    return numeral.value(decimal, thousands: thousands)
  }
}
