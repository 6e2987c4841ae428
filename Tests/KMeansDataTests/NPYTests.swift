import KMeansCore
import Testing

@testable import KMeansData

/// An NPY file as NumPy writes it: its dictionary padded to a header of 128 bytes, then values.
func npy(_ fields: String, _ values: [UInt8], version: UInt8 = 1) -> [UInt8] {
  let lengthSize = version == 1 ? 2 : 4
  let length = 128 - 8 - lengthSize
  let lengthBytes = [UInt8(length)] + Array(repeating: UInt8(0), count: lengthSize - 1)
  let padding = Array(repeating: Ascii.space, count: length - fields.utf8.count - 1)
  return NPYHeader.magic + [version, 0] + lengthBytes + fields.utf8 + padding + [Ascii.newline]
    + values
}

/// An NPY file of shape (2, 3).
func npy(type: String, fortran: Bool = false, hex: String, version: UInt8 = 1) -> [UInt8] {
  let order = fortran ? "True" : "False"
  return npy(
    "{'descr': '\(type)', 'fortran_order': \(order), 'shape': (2, 3), }", bytes(hex: hex),
    version: version)
}

/// The bytes that hexadecimal digits stand for; spaces are ignored.
func bytes(hex: String) -> [UInt8] {
  let digits = hex.filter { $0 != " " }.compactMap { $0.hexDigitValue }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}

/// What NumPy 2.4 wrote for `numpy.array([[1, 2, 3], [4, 5, 200]], type)` (int8: −100 for 200),
/// by `numpy.lib.format.write_array`: the bytes from 128 on, in C order.
let goldenValues: [(type: String, scalar: PointMatrix.Scalar, hex: String)] = [
  ("|u1", .uint8, "0102030405c8"),
  ("|i1", .double, "01020304059c"),
  ("<f4", .float, "0000803f 00000040 00004040 00008040 0000a040 00004843"),
  (">f4", .float, "3f800000 40000000 40400000 40800000 40a00000 43480000"),
  (
    "<f8", .double,
    "000000000000f03f 0000000000000040 0000000000000840 0000000000001040 0000000000001440"
      + "0000000000006940"
  ),
  (
    ">f8", .double,
    "3ff0000000000000 4000000000000000 4008000000000000 4010000000000000 4014000000000000"
      + "4069000000000000"
  ),
  ("<i2", .double, "0100 0200 0300 0400 0500 c800"),
  (">i2", .double, "0001 0002 0003 0004 0005 00c8"),
  ("<u2", .double, "0100 0200 0300 0400 0500 c800"),
  (">u2", .double, "0001 0002 0003 0004 0005 00c8"),
  ("<i4", .double, "01000000 02000000 03000000 04000000 05000000 c8000000"),
  (">i4", .double, "00000001 00000002 00000003 00000004 00000005 000000c8"),
  ("<u4", .double, "01000000 02000000 03000000 04000000 05000000 c8000000"),
  (">u4", .double, "00000001 00000002 00000003 00000004 00000005 000000c8"),
  (
    "<i8", .double,
    "0100000000000000 0200000000000000 0300000000000000 0400000000000000 0500000000000000"
      + "c800000000000000"
  ),
  (
    ">i8", .double,
    "0000000000000001 0000000000000002 0000000000000003 0000000000000004 0000000000000005"
      + "00000000000000c8"
  ),
  (
    "<u8", .double,
    "0100000000000000 0200000000000000 0300000000000000 0400000000000000 0500000000000000"
      + "c800000000000000"
  ),
  (
    ">u8", .double,
    "0000000000000001 0000000000000002 0000000000000003 0000000000000004 0000000000000005"
      + "00000000000000c8"
  ),
]

/// NumPy's arrays of every type, order and version.
@Suite struct NPYTests {
  /// The values at C places 0 … 5 laid out column after column.
  private func fortran(_ hex: String) -> String {
    let all = bytes(hex: hex)
    let size = all.count / 6
    let digits = Array("0123456789abcdef")
    return [0, 3, 1, 4, 2, 5].flatMap { all[($0 * size)..<(($0 + 1) * size)] }
      .map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
  }

  @Test func everyTypeOrderAndVersion() throws {
    for golden in goldenValues {
      let last = golden.type == "|i1" ? -100.0 : 200
      for version in 1...3 {
        for isFortran in [false, true] {
          let file = npy(
            type: golden.type, fortran: isFortran,
            hex: isFortran ? fortran(golden.hex) : golden.hex, version: UInt8(version))
          let table = try table(file, .npy)
          #expect(rows(table.points) == [[1, 2, 3], [4, 5, last]], "\(golden.type)")
          #expect(table.points.scalar == golden.scalar)
          #expect(table.columns == ["column1", "column2", "column3"])
          #expect(!table.hasHeader && table.missing == .none)
          #expect(table.place(ofRow: 1) == .row(2))
        }
      }
    }
  }

  /// `numpy.save("x.npy", numpy.array([[1, 2, 3], [4, 5, 200]], "u1"))`, all of it.
  @Test func aWholeFileOfNumPy() throws {
    let header =
      "934e554d505901007600 7b276465736372273a20277c7531272c2027666f727472616e5f6f72646572273a20"
      + "46616c73652c20277368617065273a2028322c2033292c207d"
    let file =
      bytes(hex: header) + Array(repeating: 0x20, count: 58) + bytes(hex: "0a 0102030405c8")
    #expect(npy(type: "|u1", hex: "0102030405c8") == file)
    #expect(rows(try table(file, .npy).points) == [[1, 2, 3], [4, 5, 200]])
  }

  @Test func nativeValuesAreNotCopied() throws {
    for golden in goldenValues where ["|u1", "<f4", "<f8"].contains(golden.type) {
      let file = owned(npy(type: golden.type, hex: golden.hex))
      let table = try DataTable(file, format: .npy, source: "t.npy")
      table.points.withUnsafeBytes { #expect($0.baseAddress == file.base + 128) }
    }
  }

  @Test func numbersThatStandForMissingOnes() throws {
    let file = npy(type: "|u1", hex: "0102030405c8")
    let text = TextOptions(missing: [
      MissingMarker(value: "200"), MissingMarker(column: "1", value: "1"),
    ])
    let read = try table(file, .npy, options: ReadingOptions(text: text))
    #expect(read.missing.count == 2 && read.missing.rows == [0, 1])
    #expect(read.points[0, 0].isNaN && read.points[1, 0] == 2 && read.points[2, 1].isNaN)
  }

  @Test func halfPrecision() throws {
    let file = npy(type: "<f2", hex: "003c 0100 ff7b 00c0 0004 5535")
    let read = try table(file, .npy)
    #expect(read.points.scalar == .float)
    #expect(rows(read.points) == [[1, 0x1p-24, 65504], [-2, 0x1p-14, 0.333251953125]])
    let big = try table(npy(type: ">f2", hex: "3c00 0001 7bff c000 0400 3555"), .npy)
    #expect(rows(big.points) == rows(read.points))
    #expect(
      message { () throws(DataError) in
        try table(npy(type: "<f2", hex: "003c007c000000000000"), .npy)
      }
      .isEmpty == false)
  }

  @Test func misalignedValuesAreCopied() throws {
    let fields = Array("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)}\n".utf8)
    let file =
      NPYHeader.magic + [1, 0, UInt8(fields.count), 0] + fields + bytes(hex: "000000000000f03f")
    #expect(rows(try table(file, .npy).points) == [[1]])
  }

  @Test func columnsAreChosenByPositionOrName() throws {
    let golden = goldenValues[0]
    let file = npy(type: golden.type, hex: golden.hex)
    let options = try ReadingOptions(columns: ["3", "column1"], id: "2")
    let table = try table(file, .npy, options: options)
    #expect(rows(table.points) == [[3, 1], [200, 4]])
    #expect(table.points.scalar == .uint8)
    #expect(table.ids == ["2", "5"])
    let weighted = try KMeansDataTests.table(file, .npy, options: ReadingOptions(weights: "3"))
    #expect(weighted.weights == [3, 200])
  }

  /// The message for an array of a type, a shape and as many zero bytes as asked for.
  private func complaint(type: String, shape: String = "(1, 1)", size: Int) -> String {
    let fields = "{'descr': \(type), 'fortran_order': False, 'shape': \(shape), }"
    return message { () throws(DataError) in
      try table(npy(fields, Array(repeating: 0, count: size)), .npy)
    }
  }

  @Test(arguments: [
    ("'|b1'", "|b1", "save x.astype('u1')"),
    ("'<f16'", "<f16", "save x.astype('f8')"),
    ("'<c16'", "<c16", "save its parts, numpy.hstack([x.real, x.imag])"),
    ("'|O'", "|O", "it holds Python objects, save x.astype('f8')"),
    ("'<U5'", "<U5", "it holds text, save x.astype('f8') if the text is numbers"),
    ("'<M8[D]'", "<M8[D]", "it holds times, save them as numbers, for example x.astype('i8')"),
    (
      "[('a', '<i4'), ('b', '<f8')]", "[('a', '<i4'), ('b', '<f8')]",
      "it has named fields, save numpy.lib.recfunctions.structured_to_unstructured(x)"
    ),
  ])
  func typesThatCannotBeClustered(descr: String, name: String, advice: String) {
    #expect(
      complaint(type: descr, size: 16)
        == "t.npy: values of type \(name) cannot be clustered; \(advice)")
  }

  @Test(arguments: [
    ("()", "()", "it is a single value"),
    ("(3,)", "(3,)", "for N points of one feature save x.reshape(-1, 1)"),
    ("(3L,)", "(3,)", "for N points of one feature save x.reshape(-1, 1)"),
    ("(2, 3, 4)", "(2, 3, 4)", "for one point an entry save x.reshape(len(x), -1)"),
    ("(2, 0)", "(2, 0)", "points need at least one feature"),
  ])
  func shapesThatAreNoPoints(shape: String, shown: String, advice: String) {
    #expect(
      complaint(type: "'<f8'", shape: shape, size: 24)
        == "t.npy: the array has shape \(shown), not (N, d); \(advice)")
  }

  @Test func noRows() {
    #expect(
      complaint(type: "'<f8'", shape: "(0, 3)", size: 0)
        == "t.npy has no rows of values; it needs at least one")
  }
}
