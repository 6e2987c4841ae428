import KMeansCore
import Testing

@testable import KMeansData

/// Text that is read some lines at a time has the rows of the whole text.
struct RowStreamTests {
  private let folder = TemporaryFolder()

  /// Rows in parts: the first `count` lines, and then as many rows as are wanted at a time.
  private func parts(
    _ text: String, first: Int, count: Int, options: ReadingOptions = .all
  ) throws -> (tables: [DataTable], error: DataError?) {
    let path = folder.file("data.csv", Array(text.utf8))
    var stream = try RowStream(path, text: options.text, format: nil)
    let begun = try stream.first(first, isEnding: { () throws(DataError) in false }) {
      read throws(DataError) in try read(options)
    }
    var tables = [begun].compactMap { $0 }
    do throws(DataError) {
      while let table = try stream.next(count, isEnding: { () throws(DataError) in false }) {
        tables.append(table)
      }
    } catch {
      return (tables, error)
    }
    return (tables, nil)
  }

  private func values(_ tables: [DataTable]) -> [[Double]] {
    tables.flatMap { table in (0..<table.points.count).map { table.points.point($0) } }
  }

  @Test(arguments: [1, 7, 100, 5000])
  func cellsInQuotesMayHoldLines(_ count: Int) throws {
    var text = "a,\"a \"\"name\"\"\nof two lines\",b\n"
    for row in 0..<30_000 {
      let name = row % 3 == 0 ? "\"x\n\"\"\(row)\"\"\n,\"" : row % 5 == 0 ? "5\" pipe" : "\"\""
      text += "\(row),\(name),\(row % 17).5\n"
      if row % 100 == 7 { text += "\n" }
    }
    let whole = try DataTable(reading: folder.file("whole.csv", Array(text.utf8)))
    let (tables, error) = try parts(text, first: 50, count: count)
    #expect(error == nil)
    #expect(values(tables) == values([whole]))
    #expect(tables.allSatisfy { $0.columns == whole.columns })
  }

  @Test(arguments: [1, 33, 4000])
  func rowsBeforeOneThatCannotBeReadAreTaken(_ count: Int) throws {
    var text = "a,b\n"
    for row in 0..<2000 { text += row == 1234 ? "1,2,3\n" : "\(row),0\n" }
    let (tables, error) = try parts(text, first: 100, count: count)
    #expect(values(tables).count == 1234)
    #expect(
      error == .ragged(source: "\(folder.path)/data.csv", line: 1236, found: 3, expected: 2))
  }

  @Test func theEndNeedsNoNewlineAndMayCountTheRows() throws {
    let rows = (0..<500).map { "\($0),\($0 % 3)" }.joined(separator: "\n")
    for end in ["", "\n", "\n(500 rows)\n"] {
      let (tables, error) = try parts("a,b\n" + rows + end, first: 60, count: 60)
      #expect(error == nil && values(tables).count == 500, "\(end)")
    }
  }

  @Test func whatIsNoTextIsRefused() throws {
    for text in ["\u{1F}\u{8B}abcdefgh", ""] {
      #expect(throws: DataError.self) { try parts(text, first: 10, count: 10) }
    }
  }
}
