/// A kind of file that is told by its first bytes and that another program converts.
struct ForeignFormat {
  /// The end of "FILE is …".
  let kind: String
  /// The first bytes; none where `test` decides.
  var magic: [UInt8] = []
  /// Where the first bytes are.
  var offset = 0
  /// What converts the file, FILE standing for its name and NAME for that without its ending.
  let advice: String

  /// Throws for what is no text and no format of ours.
  ///
  /// - Throws: `DataError.foreign`.
  /// - Complexity: O(1).
  static func check(_ bytes: OwnedBytes, source: String) throws(DataError) {
    guard let format = of(bytes.buffer) else { return }
    let isNamed = source != InputFile.displayName(of: "-")
    let file = isNamed ? source : "FILE"
    let name = target(file)
    let advice = format.advice.replacing("NAME", with: name).replacing("FILE", with: file)
    throw .foreign(source: source, kind: format.kind, advice: advice)
  }

  /// The name, without an ending, of what a file is converted to: never that of the file itself.
  private static func target(_ file: String) -> String {
    let written = [".csv", ".tsv", ".txt", ".npy"]
    func isWritten(_ name: String) -> Bool {
      written.contains { name.lowercased().hasSuffix($0) }
    }
    func stem(_ name: String) -> String {
      name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
    if isWritten(file) { return stem(file) + "-table" }
    // "prices.csv.zip" becomes "prices.csv".
    return isWritten(stem(file)) ? stem(stem(file)) : stem(file)
  }

  /// The kind of some bytes; nil for what may be text.
  static func of(_ bytes: UnsafeRawBufferPointer) -> ForeignFormat? {
    let known = (all + pictures).first { format in
      bytes.count >= format.offset + format.magic.count
        && bytes[format.offset...].starts(with: format.magic)
    }
    guard let known else { return ofText(bytes) }
    return known.magic.starts(with: Array("PK".utf8)) ? ofArchive(bytes) : known
  }

  private static func duckdb(_ read: String) -> String {
    "duckdb -c \"COPY (FROM \(read)) TO 'NAME.csv'\""
  }

  private static func pandas(_ read: String) -> String {
    "python3 -c \"import pandas; pandas.\(read)('FILE').to_csv('NAME.csv', index=False)\""
  }

  private static let excel = ForeignFormat(
    kind: "an Excel workbook", magic: Array("PK".utf8), advice: pandas("read_excel"))
  private static let arrow = pandas("read_feather")

  private static let all = [
    ForeignFormat(
      kind: "a Parquet file", magic: Array("PAR1".utf8), advice: duckdb("'FILE'")),
    ForeignFormat(kind: "a ZIP archive", magic: Array("PK\u{3}\u{4}".utf8), advice: ""),
    ForeignFormat(
      kind: "an old Excel workbook (.xls)", magic: [0xD0, 0xCF, 0x11, 0xE0],
      advice: pandas("read_excel")),
    ForeignFormat(kind: "an Arrow file", magic: Array("ARROW1".utf8), advice: arrow),
    ForeignFormat(kind: "a Feather file", magic: Array("FEA1".utf8), advice: arrow),
    ForeignFormat(kind: "an ORC file", magic: Array("ORC".utf8), advice: pandas("read_orc")),
    ForeignFormat(
      kind: "an HDF5 file", magic: [0x89, 0x48, 0x44, 0x46], advice: pandas("read_hdf")),
    ForeignFormat(
      kind: "a SQLite database", magic: Array("SQLite format 3".utf8),
      advice: "sqlite3 -csv -header FILE 'SELECT * FROM TABLE' > NAME.csv"),
    ForeignFormat(kind: "an SPSS file", magic: Array("$FL2".utf8), advice: pandas("read_spss")),
    ForeignFormat(kind: "an SPSS file", magic: Array("$FL3".utf8), advice: pandas("read_spss")),
    ForeignFormat(
      kind: "a Stata file", magic: Array("<stata_dta>".utf8), advice: pandas("read_stata")),
    ForeignFormat(
      kind: "a SAS file", magic: [0xC2, 0xEA, 0x81, 0x60], offset: 12, advice: pandas("read_sas")),
    ForeignFormat(
      kind: "a file of R", magic: Array("RDX3".utf8),
      advice: "Rscript -e \"write.csv(get(load('FILE')), 'NAME.csv', row.names=FALSE)\""),
    ForeignFormat(
      kind: "a file of R", magic: Array("X\n\0\0".utf8),
      advice: "Rscript -e \"write.csv(readRDS('FILE'), 'NAME.csv', row.names=FALSE)\""),
    ForeignFormat(
      kind: "a pickle of Python", magic: [0x80, 0x04, 0x95], advice: pandas("read_pickle")),
    ForeignFormat(
      kind: "a pickle of Python", magic: [0x80, 0x05, 0x95], advice: pandas("read_pickle")),
    ForeignFormat(
      kind: "a Stata file", magic: [0x72, 0x02, 0x01, 0x00], advice: pandas("read_stata")),
    ForeignFormat(
      kind: "a Stata file", magic: [0x73, 0x02, 0x01, 0x00], advice: pandas("read_stata")),
    ForeignFormat(
      kind: "a MATLAB file", magic: Array("MATLAB 5.0".utf8),
      advice: "python3 -c \"import scipy.io, numpy; "
        + "numpy.save('NAME.npy', scipy.io.loadmat('FILE')['X'])\""),
    ForeignFormat(
      kind: "a tar archive", magic: Array("ustar".utf8), offset: 257,
      advice: "tar -xf FILE, then name one of its files"),
    ForeignFormat(
      kind: "a 7z archive", magic: [0x37, 0x7A, 0xBC, 0xAF],
      advice: "7z x FILE, then name one of its files"),
    ForeignFormat(
      kind: "a PDF document", magic: Array("%PDF-".utf8),
      advice: "pdftotext -layout FILE NAME.txt"),
  ]

  /// What is in a ZIP archive: a workbook, arrays of NumPy, or files.
  private static func ofArchive(_ bytes: UnsafeRawBufferPointer) -> ForeignFormat {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    let tail = String(decoding: bytes.suffix(1 << 16), as: UTF8.self)
    if tail.contains("xl/workbook") || head.contains("spreadsheet") { return excel }
    if head.contains(".npy") {
      return ForeignFormat(
        kind: "an archive of arrays (.npz)",
        advice: "python3 -c \"import numpy; f = numpy.load('FILE'); "
          + "numpy.save('NAME.npy', f[f.files[0]])\"")
    }
    return ForeignFormat(kind: "a ZIP archive", advice: "unzip -p FILE > NAME.csv")
  }

  /// What is text, but no table.
  private static func ofText(_ bytes: UnsafeRawBufferPointer) -> ForeignFormat? {
    var head = bytes.prefix(4096)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { $0 <= Ascii.space }
    guard let first = head.first else { return nil }
    let text = String(decoding: head.prefix(400), as: UTF8.self).lowercased()
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let next = head.dropFirst().first { $0 > Ascii.space }
      let opens: [UInt8] = [Ascii.quote, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "[")]
      guard let next, opens.contains(next) || first == UInt8(ascii: "[") else { return nil }
      return ForeignFormat(kind: "JSON", advice: duckdb("read_json_auto('FILE')"))
    case UInt8(ascii: "<"):
      guard text.hasPrefix("<!doctype") || text.hasPrefix("<html") || text.hasPrefix("<?xml")
      else { return nil }
      let isPage = text.contains("<html") || text.contains("doctype html")
      return isPage
        ? ForeignFormat(
          kind: "a web page",
          advice: "python3 -c \"import pandas; pandas.read_html('FILE')[0].to_csv('NAME.csv', "
            + "index=False)\"; if you downloaded data, fetch them again")
        : ForeignFormat(kind: "XML", advice: pandas("read_xml"))
    default: return ofLines(head, text)
    }
  }

  /// What is text whose lines are no rows.
  private static func ofLines(
    _ head: Slice<UnsafeRawBufferPointer>, _ text: String
  ) -> ForeignFormat? {
    if isSQL(text) {
      return ForeignFormat(
        kind: "a dump of a database in SQL",
        advice: "psql -c \"\\copy TABLE TO 'NAME.csv' CSV HEADER\" or "
          + "mysql -B -e 'SELECT * FROM TABLE' DATABASE > NAME.tsv")
    }
    if text.hasPrefix("-[ record ") || text.hasPrefix("***") && text.contains("* 1. row *") {
      return ForeignFormat(
        kind: "a table in print with a line a cell",
        advice: text.hasPrefix("-")
          ? "psql --csv -c 'SELECT * FROM TABLE' > NAME.csv, without -x or \\x"
          : "mysql -B -e 'SELECT * FROM TABLE' DATABASE > NAME.tsv, without \\G")
    }
    let isDrawn = text.hasPrefix("shape: (") && text.contains("\u{250C}")
    if text.hasPrefix("\u{250C}") || text.hasPrefix("\u{256D}") || isDrawn {
      return ForeignFormat(
        kind: "a table drawn with lines",
        advice: "print it as CSV (duckdb -csv, sqlite3 -csv -header, df.write_csv) to NAME.csv")
    }
    return SparseText.isLikely(head)
      ? ForeignFormat(
        kind: "sparse text (LIBSVM)",
        advice:
          "python3 -c \"import numpy; from sklearn.datasets import load_svmlight_file as f; "
          + "numpy.save('NAME.npy', f('FILE'"
          + (SparseText.hasManyLabels(head) ? ", multilabel=True" : "")
          + ")[0].toarray())\"")
      : nil
  }

  private static func isSQL(_ text: String) -> Bool {
    text.hasPrefix("--") && text.contains(" dump") || text.hasPrefix("/*!")
      || text.hasPrefix("create table") || text.hasPrefix("insert into")
  }
}
