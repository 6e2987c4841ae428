import Foundation
import Testing

import KMeansCore
@testable import KMeansData

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opening what the user named.
@Suite struct InputFileTests {
  private let folder = TemporaryFolder()

  private func complaint(_ path: String) -> (DataError.Kind?, String) {
    do {
      _ = try DataTable(reading: path)
      return (nil, "")
    } catch {
      return (error.kind, error.description)
    }
  }

  @Test func whatCannotBeOpened() {
    let path = folder.path
    #expect(
      complaint("\(path)/none.csv")
        == (.missingInput, "\(path)/none.csv: no such file; check the path"))
    mkdir("\(path)/folder.csv", 0o755)
    defer { rmdir("\(path)/folder.csv") }
    #expect(
      complaint("\(path)/folder.csv")
        == (.unreadable, "\(path)/folder.csv is a folder; name a file in it"))
    let empty = folder.file("empty.npy", "")
    #expect(
      complaint(empty)
        == (.malformed, "\(empty) is empty; it needs at least one row of numbers"))
    #expect(
      complaint("\(empty)/x.csv")
        == (.missingInput, "\(empty)/x.csv: no such file; check the path"))
  }

  @Test func anyEndingIsRead() throws {
    for name in ["x.txt", "x.data", "x.tab", "x", "x.csv.gz", "x.json", "x.xlsx"] {
      #expect(rows(try DataTable(reading: folder.file(name, "a,b\n1,2\n")).points) == [[1, 2]])
    }
    // Whether there is a file at all comes first.
    #expect(complaint("a.b/x") == (.missingInput, "a.b/x: no such file; check the path"))
  }

  @Test func capitalsInEndings() throws {
    #expect(try DataTable(reading: folder.file("A.CSV", "a\n1\n")).columns == ["a"])
  }

  @Test func systemErrorsByTheirNumber() {
    #expect(
      InputFile.error("x.csv", EACCES).description
        == "x.csv: no permission to read it; check it with ls -l")
    #expect(InputFile.error("x.csv", EACCES).kind == .unreadable)
    #expect(InputFile.error("x.csv", EISDIR) == .isDirectory(path: "x.csv"))
    #expect(
      InputFile.error("x.csv", EIO).description == "x.csv cannot be read: Input/output error")
  }

  @Test(.disabled(if: geteuid() == 0, "the superuser may read everything"))
  func noPermission() {
    let path = folder.file("secret.csv", "a\n1\n")
    chmod(path, 0)
    #expect(
      complaint(path) == (.unreadable, "\(path): no permission to read it; check it with ls -l"))
  }

  @Test func pipesAreReadToTheirEnd() throws {
    let path = "\(folder.path)/pipe.csv"
    #expect(mkfifo(path, 0o600) == 0)
    let text = "a\n" + String(repeating: "1\n", count: 200_000)
    // Opening a pipe waits for the other side. A thread and no task writes: all threads that run
    // tasks may be waiting, this one too.
    let writer = Thread {
      let file = open(path, O_WRONLY)
      defer { close(file) }
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        if sent <= 0 { break }
        rest = rest.dropFirst(sent)
      }
    }
    writer.start()
    #expect(try DataTable(reading: path).points.count == 200_000)
  }

  @Test func largeFilesAreMapped() throws {
    let row = "1.5,2.5\n"
    let rows = InputFile.mappingThreshold / row.utf8.count + 1
    let path = folder.file("large.csv", String(repeating: row, count: rows))
    let bytes = try InputFile.bytes(of: path)
    #expect(bytes.isMapped)
    #expect(!(try InputFile.bytes(of: folder.file("small.csv", row)).isMapped))
    let table = try DataTable(reading: path)
    #expect(table.points.count == rows)
    #expect(table.points.point(rows - 1) == [1.5, 2.5])
  }

  @Test func standardInputIsKnownByItsMagic() {
    for (bytes, format) in [
      (npy(type: "|u1", hex: "010203040506"), FileFormat.npy), (Array("a,b\n".utf8), .csv),
    ] {
      #expect(bytes.withUnsafeBytes { FileFormat(sniffing: $0) } == format)
    }
    #expect(InputFile.displayName(of: "-") == "standard input")
  }
}
