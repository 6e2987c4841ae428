import KMeansCore
import Testing

@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Packed files, and files of other programs.
@Suite struct PackedFileTests {
  private let folder = TemporaryFolder()

  private func isInstalled(_ program: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  /// The bytes of a file as they lie.
  private func raw(_ name: String) -> [UInt8] {
    guard let file = fopen("\(folder.path)/\(name)", "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  @Test(arguments: ["gzip", "zstd", "bzip2", "xz"])
  func packedFilesAreRead(program: String) throws {
    guard isInstalled(program) else { return }
    let text = "a,b\n" + (0..<30_000).map { "\($0),\($0 * 7 % 11)\n" }.joined()
    let plain = folder.file("x.csv", text)
    let packed = "\(folder.path)/packed"
    #expect(system("\(program) -c \(plain) > \(packed)") == 0)
    let table = try DataTable(reading: packed)
    #expect(table.columns == ["a", "b"] && table.points.count == 30_000)
    #expect(table.points.point(29_999) == [29_999, Double(29_999 * 7 % 11)])
    let whole = try InputFile.bytes(of: plain)
    let unpacker = try #require(Unpacker.all.first { $0.program == program })
    let bytes = try unpacker.unpack(owned(raw("packed")), path: "p")
    #expect(bytes.buffer.elementsEqual(whole.buffer))
    let cut = folder.file("cut", Array(raw("packed").dropLast(40)))
    #expect(
      message { () throws(DataError) in try DataTable(reading: cut) }
        == "\(cut) cannot be unpacked by \(program): it is damaged or cut short; "
        + "fetch or write it again")
  }

  @Test func aProgramThatIsMissingIsNamed() {
    let path = folder.file("x.zst", [1, 2, 3])
    let file = open(path, O_RDONLY)
    defer { close(file) }
    let none = Unpacker(program: "no-such-program", magic: [])
    #expect(
      message { () throws(DataError) in try none.unpack(file, path: "x.zst") }
        == "x.zst is compressed, and the program no-such-program, which unpacks it, is not "
        + "installed; install no-such-program, or unpack the file elsewhere")
  }

  @Test(arguments: [
    ("PAR1\u{15}", "a Parquet file", "duckdb -c \"COPY (FROM 't.csv') TO 't-table.csv'\""),
    ("{\"a\": 1}", "JSON", "read_json_auto"), ("[{\"a\": 1}]", "JSON", "read_json_auto"),
    ("PK\u{3}\u{4}..xl/workbook.xml", "an Excel workbook", "read_excel"),
    ("PK\u{3}\u{4}..arr_0.npy", "an archive of arrays (.npz)", "numpy.load"),
    ("PK\u{3}\u{4}..x.csv", "a ZIP archive", "unzip -p"),
    ("<!DOCTYPE html><html>", "a web page", "read_html"),
    ("<?xml version='1.0'?>", "XML", "read_xml"),
    ("-- MySQL dump 10.13\nCREATE", "a dump of a database in SQL", "mysql -B"),
    ("+1 1:0.5 3:1\n-1 2:1\n", "sparse text (LIBSVM)", "load_svmlight_file"),
    ("SQLite format 3\0", "a SQLite database", "sqlite3 -csv"),
    ("$FL2@(#)", "an SPSS file", "spss"),
  ])
  func foreignFilesAreTold(text: String, kind: String, advice: String) {
    let found = message { () throws(DataError) in try csv(text) }
    #expect(found.hasPrefix("t.csv is \(kind), which is not read; convert it first: "), "\(found)")
    #expect(found.contains(advice))
    // What converts a file does not write to it.
    #expect(!found.contains("> t.csv") && !found.contains("to_csv('t.csv'"), "\(found)")
  }

  @Test(arguments: ["[1],2\n", "<5,1\n2,3\n", "I,J\n1,2\n", "-1,2\n3,4\n", "1 2:3\n"])
  func textThatLooksLikeThemIsRead(text: String) {
    let found = message { () throws(DataError) in try csv(text) }
    #expect(!found.contains("convert it first") || text.hasPrefix("[") || text.hasPrefix("1 2:"))
  }
}
