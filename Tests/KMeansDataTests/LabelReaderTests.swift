import Testing

@testable import KMeansData

/// Files of labels, written by us and by others.
@Suite struct LabelReaderTests {
  private let folder = TemporaryFolder()

  /// What a text file reads as.
  private func labels(
    _ text: String, name: String = "l.csv", column: String? = nil
  ) throws(DataError) -> FileLabels {
    try LabelReader.read(folder.file(name, text), column: column)
  }

  /// The message of reading a file in the folder, its folder left out.
  private func complaint(_ bytes: [UInt8], name: String, column: String? = nil) -> String {
    let path = folder.file(name, bytes)
    let text = message { () throws(DataError) in try LabelReader.read(path, column: column) }
    return text.replacing(folder.path + "/", with: "")
  }

  private func complaint(_ text: String, column: String? = nil) -> String {
    complaint(Array(text.utf8), name: "l.csv", column: column)
  }

  @Test("what the writer wrote comes back", arguments: ["csv", "tsv", "npy"])
  func roundTrip(ending: String) throws {
    let path = "\(folder.path)/l.\(ending)"
    let written: [Int32] = [0, 2, -1, 1, .max, .min]
    try LabelWriter.write(written, to: path)
    let read = try LabelReader.read(path)
    #expect(read.labels == written)
    #expect(read.names == nil && read.source == path)
    #expect(read.column == (ending == "npy" ? "column1" : "cluster"))
  }

  @Test("identifiers before the labels are passed over", arguments: ["csv", "tsv"])
  func roundTripWithIDs(ending: String) throws {
    let path = "\(folder.path)/l.\(ending)"
    try LabelWriter.write([3, -1, 3], ids: ("id", ["7", "a,\tb", "\"c\""]), to: path)
    #expect(try LabelReader.read(path).labels == [3, -1, 3])
    #expect(try LabelReader.read(path, column: "2").labels == [3, -1, 3])
    #expect(try LabelReader.read(path, column: "id").names == ["7", "a,\tb", "\"c\""])
  }

  @Test("one number a line, under any name or none, whatever the ending")
  func plainNumbers() throws {
    for name in ["l.csv", "l.tsv", "l.txt", "l.labels0", "l"] {
      #expect(try labels("1\n1\n2\n", name: name).labels == [1, 1, 2])
      #expect(try labels("1\r\n1\r\n2", name: name).labels == [1, 1, 2])
      #expect(try labels("class\n-1\n 4\n", name: name).labels == [-1, 4])
    }
    let read = try labels("\u{FEFF}\n\nclass\n1.0\n2e1\n\"3\"\n\n\n")
    #expect(read.labels == [1, 20, 3])
    #expect(read.column == "class")
  }

  @Test("text is numbered in the order of first appearance")
  func text() throws {
    let headed = try labels("species\nsetosa\nvirginica\nsetosa\n\"a, b\"\n")
    #expect(headed.labels == [0, 1, 0, 2])
    #expect(headed.names == ["setosa", "virginica", "a, b"])
    #expect(headed.column == "species")
    let bare = try labels("setosa\nvirginica\nsetosa\n")
    #expect(bare.labels == [0, 1, 0])
    #expect(bare.names == ["setosa", "virginica"] && bare.column == "column1")
    // A header that is also a label is believed where it was asked for.
    #expect(try labels("cluster\nother\ncluster\n").names == ["other", "cluster"])
    #expect(try labels("x\na\nx\n", column: "x").labels == [0, 1])
    #expect(try labels("1\nb\n1\n").names == ["1", "b"])
  }

  @Test("a column is named, is the one called cluster, or is the only one")
  func columns() throws {
    let table = "x,cluster,kind\n0.5,4,a\n0.7,-1,b\n"
    #expect(try labels(table).labels == [4, -1])
    #expect(try labels(table, column: "kind").names == ["a", "b"])
    #expect(try labels(table, column: "2").labels == [4, -1])
    #expect(
      complaint("x,kind\n1,2\n")
        == "l.csv has 2 columns and none is named \"cluster\"; "
        + "name the column of labels, one of \"x\", \"kind\"")
    #expect(
      complaint(table, column: "kinds")
        == "l.csv has no column \"kinds\"; did you mean \"kind\"? "
        + "it has \"x\", \"cluster\", \"kind\"")
    #expect(
      complaint("cluster,cluster\n1,2\n")
        == "l.csv has 2 columns \"cluster\"; name one by its position: 1 or 2")
  }

  @Test("cells that are no labels are named")
  func badCells() {
    let rest =
      "is not a label; labels are whole numbers from -2147483648 to 2147483647, "
      + "or all of them text"
    #expect(complaint("cluster\n1\n2.5\n") == "l.csv, line 3, column \"cluster\": \"2.5\" \(rest)")
    #expect(
      complaint("3\n2147483648\n") == "l.csv, line 2, column \"column1\": \"2147483648\" \(rest)")
    for wrong in ["-2147483649", "99999999999999999999", "inf", "1e400", "1e300"] {
      #expect(complaint("0\n\(wrong)\n").contains("\"\(wrong)\" \(rest)"), "\(wrong)")
    }
    let word = "c\n" + String(repeating: "1\n", count: 12) + "x\n"
    #expect(complaint(word) == "l.csv, line 14, column \"c\": \"x\" \(rest)")
  }

  @Test("missing labels are named, and none shifts the others")
  func missingCells() {
    let rest = "the label is missing; write -1 for a row without one"
    #expect(complaint("id,cluster\na,1\nb,\n") == "l.csv, line 3, column \"cluster\": \(rest)")
    #expect(complaint("id,cluster\na,\"\"\n") == "l.csv, line 2, column \"cluster\": \(rest)")
    #expect(complaint("k\na\nNA\n") == "l.csv, line 3, column \"k\": \(rest)")
    #expect(complaint("cluster\n1\n\n2\n") == "l.csv, line 3, column \"cluster\": \(rest)")
    #expect(complaint("1\r\n \r\n2\r\n") == "l.csv, line 2, column \"column1\": \(rest)")
  }

  @Test("files that are no labels say why")
  func badFiles() {
    #expect(complaint("") == "l.csv is empty; it needs at least one row of numbers")
    #expect(complaint("cluster\n") == "l.csv has no rows of values; it needs at least one")
    #expect(complaint(" \n\n") == "l.csv has no rows of values; it needs at least one")
    #expect(
      complaint("id,cluster\n1,2\n1,2,3\n")
        == "l.csv, line 3: 3 cells where the first row has 2; correct the line")
    #expect(
      complaint("cluster\n1\n1,2\n")
        == "l.csv, line 3: 2 cells where the first row has 1; correct the line")
    #expect(complaint("cluster\n\"1\n").contains("line 2: a quote opens here and never closes"))
    #expect(complaint([0x31, 0x0A, 0x00], name: "l.txt").contains("line 2: a NUL byte"))
    #expect(complaint([0x1F, 0x8B, 0], name: "l.gz").contains("cannot be unpacked by gzip"))
    let missing = "\(folder.path)/none.csv"
    #expect(
      message { () throws(DataError) in try LabelReader.read(missing) }
        == "\(missing): no such file; check the path")
    #expect(
      message { () throws(DataError) in try LabelReader.read(folder.path) }.contains("is a folder"))
  }

  /// An NPY file of some shape and type.
  private func array(_ type: String, _ shape: String, _ hex: String) -> [UInt8] {
    npy("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }", bytes(hex: hex))
  }

  @Test("arrays of any whole numbers, and of floats that are whole")
  func arrays() throws {
    let files: [(type: String, hex: String, labels: [Int32])] = [
      ("|u1", "01ff", [1, 255]), ("|i1", "01ff", [1, -1]), ("<i2", "0100ffff", [1, -1]),
      (">u2", "0001ffff", [1, 65535]), ("<u4", "01000000ffffff7f", [1, 2_147_483_647]),
      ("<i8", "0100000000000000ffffffffffffffff", [1, -1]), (">i4", "00000001ffffffff", [1, -1]),
      ("<u8", "01000000000000000200000000000000", [1, 2]),
      ("<f4", "0000803f000080bf", [1, -1]), ("<f8", "000000000000f03f0000000000000080", [1, 0]),
    ]
    for file in files {
      for shape in ["(2,)", "(2, 1)"] {
        let path = folder.file("l.npy", array(file.type, shape, file.hex))
        #expect(try LabelReader.read(path).labels == file.labels, "\(file.type) \(shape)")
      }
    }
    let wide = folder.file("l.npy", array("|u1", "(2, 3)", "010203040506"))
    #expect(try LabelReader.read(wide, column: "3").labels == [3, 6])
  }

  @Test("arrays that are no labels say why")
  func badArrays() {
    let rest = "is not a label"
    func complaint(_ type: String, _ shape: String, _ hex: String) -> String {
      self.complaint(array(type, shape, hex), name: "l.npy")
    }
    #expect(
      complaint("<f8", "(1,)", "000000000000f83f")
        .hasPrefix("l.npy, row 1, column \"column1\": \"1.5\" \(rest)"))
    #expect(complaint("<u4", "(1,)", "ffffffff").contains("\"4294967295\" \(rest)"))
    #expect(
      complaint("<i8", "(1,)", "ffffffffffffff7f").contains("\"9223372036854775807\" \(rest)"))
    #expect(complaint("<f4", "(1,)", "0000807f").contains("\"inf\" \(rest)"))
    #expect(
      complaint("<f4", "(1,)", "0000c07f")
        == "l.npy, row 1, column \"column1\": the label is missing; "
        + "write -1 for a row without one")
    #expect(complaint("|u1", "(0,)", "").contains("has no rows of values"))
    #expect(complaint("|u1", "(1, 2)", "0102").contains("one of \"column1\", \"column2\""))
    #expect(complaint("|u1", "()", "01").contains("it is a single value"))
    #expect(complaint("|u1", "(3,)", "0102").contains("it is damaged"))
    #expect(complaint("|u1", "(9223372036854775807,)", "01").contains("it is damaged"))
    #expect(self.complaint("1\n2\n".utf8.map { $0 }, name: "l.npy").contains("does not begin as"))
  }

  @Test("bytes at random are read or refused, and never crash")
  func hostile() {
    var random = SeededNumbers(state: 7)
    let alphabet = Array("0123456789-+.eE,;\t\n\r\" xNA\0\u{FEFF}".utf8)
    for _ in 0..<3000 {
      let length = Int.random(in: 0...40, using: &random)
      let file = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      for format in [FileFormat.csv, .tsv, .npy] {
        let bytes = format == .npy ? NPYHeader.magic + [1, 0] + file : file
        let text = message { () throws(DataError) in
          let read = try LabelReader.read(owned(bytes), format: format, source: "t", column: nil)
          precondition(!read.labels.isEmpty, "a file without labels is an error")
        }
        #expect(!text.contains("\n"))
      }
    }
  }
}
