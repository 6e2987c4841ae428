import TestSupport
import Testing

import KMeansCore
@testable import KMeansData

/// Files that lie or end too early give an error, or a shorter table; never a crash, and never an
/// allocation that the file's length does not justify.
@Suite struct HostileTests {
  /// A good file of each format, at least 200 bytes where the format can be that long.
  private var samples: [(FileFormat, [UInt8])] {
    let vector: [UInt8] = [3, 0, 0, 0] + Array(repeating: 0x3F, count: 12)
    let short: [UInt8] = [3, 0, 0, 0, 7, 8, 9]
    let text =
      "id,\"a \"\"b\"\"\",c\r\n"
      + String(repeating: "\"x, y\",1.5e-3,NA\r\n\r\nz,2,3\r\n", count: 12)
    return [
      (.csv, Array(text.utf8)),
      (.tsv, Array(text.replacing(",", with: "\t").utf8)),
      (.fvecs, Array(repeating: vector, count: 20).flatMap { $0 }),
      (.bvecs, Array(repeating: short, count: 40).flatMap { $0 }),
      (.fbin, [20, 0, 0, 0, 3, 0, 0, 0] + Array(repeating: 0x3F, count: 240)),
      (.npy, npy(type: "<f8", hex: goldenValues[4].hex)),
      (.npy, npy(type: ">i2", fortran: true, hex: goldenValues[7].hex, version: 2)),
    ]
  }

  @Test func cutAtEveryByte() throws {
    for (format, bytes) in samples {
      let whole = try table(bytes, format)
      for length in 0..<min(200, bytes.count) {
        let cut = try? table(Array(bytes[..<length]), format)
        if let cut {
          #expect([.csv, .tsv, .fvecs, .bvecs].contains(format), "\(format) cut at \(length)")
          #expect(cut.points.count <= whole.points.count)
        }
      }
    }
  }

  /// A changed byte may change a value or make an error, and nothing worse.
  @Test func everyByteChanged() {
    for (format, bytes) in samples {
      for place in 0..<min(200, bytes.count) {
        for value: UInt8 in [0, 0x22, 0x2C, 0x7F, 0xFF] {
          var changed = bytes
          changed[place] = value
          if let table = try? table(changed, format) {
            #expect(table.points.count <= bytes.count)
          }
        }
      }
    }
  }

  @Test func wrongMagic() {
    #expect(
      message { () throws(DataError) in try table(Array("PK\u{3}\u{4}nonsense".utf8), .npy) }
        == "t.npy does not begin as an .npy file does; check the ending, or write it again")
    #expect(
      message { () throws(DataError) in try table([0xFF, 0xFF, 0xFF, 0xFF, 0, 0], .fvecs) }
        == "t.fvecs does not begin as an .fvecs file does; check the ending, or write it again")
  }

  /// The message for an NPY header that promises a shape.
  private func complaint(shape: String) -> String {
    message { () throws(DataError) in
      try table(npy("{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }", []), .npy)
    }
  }

  @Test func absurdShapes() {
    let damaged = "; it is damaged, fetch or write it again"
    #expect(
      complaint(shape: "(4611686018427387904, 3)")
        == "t.npy should have 128 + 4611686018427387904 · 3 · 8 bytes by its header and has 128"
        + damaged)
    #expect(
      complaint(shape: "(4611686018427387904, 1)")
        == "t.npy should have 128 + 4611686018427387904 · 1 · 8 bytes by its header and has 128"
        + damaged)
    #expect(
      complaint(shape: "(1, 2147483648)")
        == "t.npy should have 17179869312 bytes by its header and has 128" + damaged)
    #expect(
      complaint(shape: "(99999999999999999999, 1)")
        == "t.npy: bad .npy header: the shape must be whole numbers of at most 63 bits; "
        + "write the file again")
    #expect(
      complaint(shape: "(-1, 1)")
        == "t.npy: bad .npy header: the shape must be whole numbers of at most 63 bits; "
        + "write the file again")
    #expect(
      message { () throws(DataError) in try table(Array(repeating: 0xFF, count: 8), .fbin) }
        == "t.fbin should have 8 + 4294967295 · 4294967295 · 4 bytes by its header and has 8"
        + damaged)
    #expect(
      message { () throws(DataError) in
        try table([0xFF, 0xFF, 0xFF, 0x7F] + Array(repeating: 0, count: 96), .fvecs)
      } == "t.fvecs does not begin as an .fvecs file does; check the ending, or write it again")
  }

  @Test func aHeaderOfFourGigabytes() {
    let file = NPYHeader.magic + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF] + Array("{'descr'".utf8)
    #expect(
      message { () throws(DataError) in try table(file, .npy) }
        == "t.npy should have at least 4294967307 bytes by its header and has 20; "
        + "it is damaged, fetch or write it again")
  }

  @Test(arguments: [
    ("", "no { at byte 118 of its dictionary"),
    ("{'descr' '<f8'}", "no : at byte 9 of its dictionary"),
    ("{'descr': '<f8', 'order': 1}", "unknown key \"order\""),
    ("{'descr': '<f8', 'fortran_order': 1}", "fortran_order must be True or False"),
    ("{'descr': '<f8', 'fortran_order': True}", "it must have descr, fortran_order and shape"),
    ("{'descr': [[1]", "descr is not closed"),
    ("{'descr': '<f8", "no ' at byte 118 of its dictionary"),
  ])
  func dictionariesThatAreNone(fields: String, reason: String) {
    #expect(
      message { () throws(DataError) in try table(npy(fields, []), .npy) }
        == "t.npy: bad .npy header: \(reason); write the file again")
  }

  @Test func anUnknownVersion() {
    #expect(
      message { () throws(DataError) in
        try table(npy(type: "<f8", hex: goldenValues[4].hex, version: 4), .npy)
      } == "t.npy: bad .npy header: version 4.0 is not known; write the file again")
  }

  @Test func aLineOfTenMegabytes() throws {
    let size = Shapes.areFew ? 1 << 20 : 10 << 20
    let long = String(repeating: "9", count: size)
    #expect(message { () throws(DataError) in try csv("a\n\(long)\n") }.utf8.count < 400)
    #expect(throws: DataError.self) { try csv("a\n1\n\"\(long)") }
    #expect(throws: DataError.self) { try csv(String(repeating: ",", count: 1 << 18)) }
    let wide = try csv(String(repeating: "1,", count: 1 << 17) + "1")
    #expect(wide.points.dimensions == 1 << 17 + 1)
    #expect(
      try csv(String(repeating: "\n", count: size) + "a\n1\n").place(ofRow: 0).number
        == size + 2)
  }

  @Test func manyColumnsAndNoRowsToSpeakOf() throws {
    let header = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
    #expect(
      message { () throws(DataError) in try csv(header + "\n1\n") }
        == "t.csv, line 2: 1 cell where the first row has 100000; correct the line")
  }
}
