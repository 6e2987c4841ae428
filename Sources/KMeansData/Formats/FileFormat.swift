import KMeansCore

/// A format of files: the ending that names it, what reads it and what writes it.
///
/// `all` is the registry. Endings, messages, help texts, completions and checks of paths follow
/// from it, so that a further format is a file in this folder and a row there.
public struct FileFormat: Sendable {
  /// Every format, in the order in which messages list them.
  public static let all: [FileFormat] = [
    csv, tsv, npy, fvecs, bvecs, fbin, png, jpg, jpeg,
  ]

  /// What ends the names of its files: without the dot, in small letters.
  public let ending: String
  /// The first bytes of every such file; empty where there are none to know it by.
  let magic: [UInt8]
  /// What reads it; nil for a format that is written only.
  let reader: FormatReader?
  /// What writes it; nil for a format that is read only.
  let writer: (any FormatWriter)?

  /// A row of the registry.
  init(
    ending: String, magic: [UInt8] = [], reader: FormatReader? = nil,
    writer: (any FormatWriter)? = nil
  ) {
    self.ending = ending
    self.magic = magic
    self.reader = reader
    self.writer = writer
  }

  /// Whether files of the format are text, a row a line, to which a column can be appended.
  public var isText: Bool { if case .text = reader { true } else { false } }

  /// Whether files of the format are pictures, whose pixels are the points.
  public var isPicture: Bool { if case .picture = reader { true } else { false } }

  /// The formats of pictures.
  public static let pictures = all.filter(\.isPicture)
  /// The formats that data is read from.
  public static let readable = all.filter { $0.reader != nil }
  /// The formats in which labels and centroids are written.
  public static let writable = all.filter { $0.writer != nil }
  /// The formats to which labels can be appended.
  public static let appendable = writable.filter(\.isText)
}

/// How a format is read.
enum FormatReader: Sendable {
  /// As rows of cells; separators are found in the text.
  case text
  /// As numbers of one type: where they are in the bytes, all of it checked against the length.
  case numbers(
    @Sendable (_ bytes: OwnedBytes, _ source: String, _ isFlatAllowed: Bool) throws(DataError)
      -> StridedValues)
  /// As the colours of pixels.
  case picture(
    @Sendable (_ bytes: OwnedBytes, _ source: String) throws(DataError) -> Picture)
}

/// How a format is written.
protocol FormatWriter: Sendable {
  /// Writes one label a row, after its identifier where there are any and the format holds text.
  ///
  /// - Throws: `DataError.cannotWrite`.
  func write(
    labels: [Int32], ids: (name: String, values: [String])?, to stream: inout OutputStream
  ) throws(DataError)

  /// Writes one row of values a row of the data, after its identifier where there are any and the
  /// format holds text.
  ///
  /// - Throws: `DataError.cannotWrite`.
  func write(
    columns: [ResultColumn], ids: (name: String, values: [String])?, to stream: inout OutputStream
  ) throws(DataError)

  /// Writes one centroid a row, every value such that it reads back to the same bits.
  ///
  /// - Throws: `DataError.cannotWrite`.
  func write(
    centroids: PointMatrix, columns: [String], to stream: inout OutputStream
  ) throws(DataError)
}

extension FileFormat: Equatable, CustomStringConvertible {
  /// A format is its ending.
  public static func == (first: FileFormat, second: FileFormat) -> Bool {
    first.ending == second.ending
  }

  /// The ending with its dot.
  public var description: String { ".\(ending)" }
}

extension [FileFormat] {
  /// The endings without their dots, as shells complete them.
  public var endings: [String] { map(\.ending) }

  /// The endings with their dots in words, such as ".csv, .tsv or .npy".
  public var inWords: String {
    let names = map(\.description)
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
