import Testing

import KMeansCore
@testable import KMeansData

/// .fvecs, .bvecs and .fbin, and what is not finite in binary files.
@Suite struct VectorFileTests {
  private func words(_ words: UInt32...) -> [UInt8] {
    words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
  }

  private func floats(_ values: Float...) -> [UInt8] {
    values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
  }

  @Test func floatVectors() throws {
    let file = words(2) + floats(1, 2.5) + words(2) + floats(-3, 4)
    let table = try table(file, .fvecs)
    #expect(rows(table.points) == [[1, 2.5], [-3, 4]])
    #expect(table.points.scalar == .float)
    #expect(table.columns == ["column1", "column2"])
  }

  @Test func byteVectors() throws {
    let table = try table(words(3) + [1, 2, 255] + words(3) + [0, 7, 8], .bvecs)
    #expect(rows(table.points) == [[1, 2, 255], [0, 7, 8]])
    #expect(table.points.scalar == .uint8)
  }

  @Test func floatsBehindTheirShape() throws {
    let file = owned(words(2, 3) + floats(1, 2, 3, 4, 5, 6))
    let table = try DataTable(file, format: .fbin, source: "t.fbin")
    #expect(rows(table.points) == [[1, 2, 3], [4, 5, 6]])
    table.points.withUnsafeBytes { #expect($0.baseAddress == file.base + 8) }
  }

  @Test func notANumberIsAMissingCell() throws {
    let table = try table(words(3, 2) + floats(1, 2, .nan, 4, .nan, .nan), .fbin)
    #expect(table.missing.count == 3)
    #expect(table.missing.rows == [1, 2])
    #expect(table.missing.first == .init(row: 1, column: 0, place: .row(2)))
    let kept = try table.resolvingMissing(.drop) { _, _ in 0 }
    #expect(rows(kept.table.points) == [[1, 2]])
    #expect(
      message { () throws(DataError) in try table.resolvingMissing(.error) { _, _ in 0 } }
        == "t.fbin: 3 missing cells in 2 rows, the first in row 2, column \"column1\" "
        + "(rows 2, 3); 2 of 3 holes are in \"column1\": --exclude column1 keeps 2 of 3 rows with "
        + "--missing drop, --missing drop alone 1, --missing mean keeps all and puts the columns' "
        + "means in")
  }

  @Test func aColumnOfNaNHasNoMean() throws {
    let table = try table(words(2, 2) + floats(1, .nan, 2, .nan), .fbin)
    #expect(
      message { () throws(DataError) in try table.resolvingMissing(.mean) { values, _ in values[0] }
      }
        == "t.fbin: column \"column2\" has no value; leave it out with --exclude column2")
  }

  @Test func infinitiesAreRefused() throws {
    let file = words(2, 2) + floats(1, 2, 3, -.infinity)
    #expect(
      message { () throws(DataError) in try table(file, .fbin) }
        == "t.fbin, row 2, column \"column2\": \"-inf\" is not finite; "
        + "correct it, or leave the column out with --exclude column2")
    let options = try ReadingOptions(excluded: ["2"])
    #expect(rows(try table(file, .fbin, options: options).points) == [[1], [3]])
    let doubles = npy(
      "{'descr': '>f8', 'fortran_order': False, 'shape': (1, 1), }",
      bytes(hex: "7ff0000000000000"))
    #expect(
      message { () throws(DataError) in try table(doubles, .npy) }
        == "t.npy, row 1, column \"column1\": \"inf\" is not finite; "
        + "correct it, or leave the column out with --exclude column1")
  }

  @Test(arguments: [
    ("<i8", "0100000000002000", "9007199254740993"),
    ("<i8", "ffffffffffffdfff", "-9007199254740993"),
    ("<u8", "ffffffffffffffff", "18446744073709551615"),
    ("<i8", "0000000000000080", "-9223372036854775808"),
  ])
  func wholeNumbersBeyond2To53(type: String, hex: String, shown: String) {
    let file = npy(
      "{'descr': '\(type)', 'fortran_order': False, 'shape': (1, 1), }", bytes(hex: hex))
    #expect(
      message { () throws(DataError) in try table(file, .npy) }
        == "t.npy, row 1, column \"column1\": the whole number \"\(shown)\" is beyond 2⁵³, where "
        + "doubles skip numbers; if it is an identifier use --id column1, "
        + "else save x.astype('f8'), which rounds such numbers")
    let both = npy(
      "{'descr': '\(type)', 'fortran_order': True, 'shape': (1, 2), }",
      bytes(hex: hex + "0100000000000000"))
    #expect(throws: Never.self) {
      let options = try ReadingOptions(id: "1")
      #expect(try table(both, .npy, options: options).ids == [shown])
    }
  }

  @Test func damagedFiles() {
    #expect(
      message { () throws(DataError) in
        try table(words(2) + floats(1, 2) + words(3) + floats(1, 2), .fvecs)
      } == "t.fvecs, row 2: dimension 3 where the first row has 2; "
        + "it is damaged, fetch or write it again")
    #expect(
      message { () throws(DataError) in try table(words(2) + floats(1, 2) + [2], .fvecs) }
        == "t.fvecs should have a multiple of 12 bytes by its header and has 13; "
        + "it is damaged, fetch or write it again")
    #expect(
      message { () throws(DataError) in try table(Array("a,b\n1,2\n".utf8), .bvecs) }
        == "t.bvecs does not begin as a .bvecs file does; check the ending, or write it again")
    #expect(
      message { () throws(DataError) in try table(words(2, 0), .fbin) }
        == "t.fbin: bad .fbin header: dimension 0; write the file again")
    #expect(
      message { () throws(DataError) in try table(words(0, 2), .fbin) }
        == "t.fbin has no rows of values; it needs at least one")
  }
}
