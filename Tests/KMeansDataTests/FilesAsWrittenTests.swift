import KMeansCore
import Testing

@testable import KMeansData

/// Files as programs write them, each with the values that its owner means.
@Suite struct FilesAsWrittenTests {
  /// A file, and what it holds.
  struct File: CustomTestStringConvertible {
    let program: String
    let text: String
    let columns: [String]
    let rows: [[Double]]
    var options = TextOptions.guessed

    init(
      _ program: String, _ text: String, _ columns: [String], _ rows: [[Double]],
      options: TextOptions = .guessed
    ) {
      self.program = program
      self.text = text
      self.columns = columns
      self.rows = rows
      self.options = options
    }

    var testDescription: String { program }
  }

  private static let nan = Double.nan

  static let files: [File] = [
    // R.
    File(
      "R write.table", "\"x\" \"y\" \"kind\"\n\"1\" 5.1 3.5 \"a\"\n\"2\" 4.9 3 \"b\"\n",
      ["x", "y"], [[5.1, 3.5], [4.9, 3]]),
    File(
      "R write.table, quote=FALSE", "x y\nalpha 5.1 3.5\nbeta 4.9 3\n", ["x", "y"],
      [[5.1, 3.5], [4.9, 3]]),
    File(
      "R write.csv", "\"\",\"x\",\"y\"\n\"a\",1.5,NA\n\"b\",2,3\n", ["x", "y"],
      [[1.5, nan], [2, 3]]),
    File(
      "R write.csv2", "\"\";\"x\";\"y\"\n\"a\";1,5;NA\n\"b\";2;3,25\n", ["x", "y"],
      [[1.5, nan], [2, 3.25]]),
    File(
      "R write.table of a matrix", "1.25 2.5\n3.75 4\n5 6.5\n", ["column1", "column2"],
      [[1.25, 2.5], [3.75, 4], [5, 6.5]]),
    File(
      "R write.csv of numbers for names", "\"2019\",\"2020\"\n12,15\n7,9\n", ["2019", "2020"],
      [[12, 15], [7, 9]]),
    // Python.
    File(
      "pandas to_csv of an array", "0,1,2,3\n5.1,3.5,1.4,0.2\n4.9,3.0,1.4,0.2\n",
      ["0", "1", "2", "3"],
      [[5.1, 3.5, 1.4, 0.2], [4.9, 3, 1.4, 0.2]]),
    File(
      "pandas to_csv of an array with its index", ",0,1\n0,5.1,3.5\n1,4.9,3.0\n2,4.7,3.2\n",
      ["column1", "0", "1"], [[0, 5.1, 3.5], [1, 4.9, 3], [2, 4.7, 3.2]]),
    File(
      "pandas to_csv with years",
      "country,2019,2020\nFrance,12.5,13.5\nItaly,11.5,12.5\nMalta,9.5,9\n",
      ["2019", "2020"], [[12.5, 13.5], [11.5, 12.5], [9.5, 9]]),
    File(
      "pandas to_csv, decimal=','", "a;b\n1,5;2,25\n3,0;4,0\n", ["a", "b"], [[1.5, 2.25], [3, 4]]),
    File(
      "pandas to_csv, sep='\\t'", "a\tb\n1.5\t\n3.0\t4.0\n", ["a", "b"], [[1.5, nan], [3, 4]]),
    File(
      "numpy savetxt",
      "1.000000000000000000e+00 2.500000000000000000e+00\n"
        + "3.000000000000000000e+00 -4.000000000000000000e+00\n", ["column1", "column2"],
      [[1, 2.5], [3, -4]]),
    File(
      "numpy savetxt with a header", "# height width\n1.5 2.5\n3.0 4.0\n", ["height", "width"],
      [[1.5, 2.5], [3, 4]]),
    // Spreadsheets.
    File(
      "Excel, English", "\u{FEFF}Item,Price,Units\r\nA,\"$1,200.50\",\"1,234\"\r\nB,$80.00,12\r\n",
      ["Price", "Units"], [[1200.5, 1234], [80, 12]]),
    File(
      "Excel, English, thousands", "city,people\r\na,\"300,000\"\r\nb,\"1,250,000\"\r\nc,950\r\n",
      ["people"], [[300_000], [1_250_000], [950]]),
    File(
      "Excel, English, thousands alone", "city,people\r\na,\"300,000\"\r\nb,\"250,000\"\r\n",
      ["people"], [[300_000], [250_000]]),
    File(
      "Excel, German",
      "Artikel;Preis;Anteil\r\nA;4,50 \u{20AC};5%\r\nB;1.234,00 \u{20AC};12,5%\r\n",
      ["Preis", "Anteil"], [[4.5, 0.05], [1234, 0.125]]),
    File(
      "Excel, German, formulas without result", "a;b\r\n1,5;#DIV/0!\r\n2,5;#NV\r\n3,5;4,5\r\n",
      ["a", "b"], [[1.5, nan], [2.5, nan], [3.5, 4.5]]),
    File(
      "Excel, French", "pays;surface\r\nFrance;551 695,5\r\nMalte;316,25\r\n", ["surface"],
      [[551_695.5], [316.25]]),
    File(
      "Excel, French, hard spaces",
      "pays;surface\r\nFrance;551\u{202F}695,5\r\nMalte;316\u{A0}000\r\n",
      ["surface"], [[551_695.5], [316_000]]),
    File(
      "Excel, Swiss", "Ort;Einwohner;Wert\r\nA;1'200'300;4.50\r\nB;900;2.25\r\n",
      ["Einwohner", "Wert"], [[1_200_300, 4.5], [900, 2.25]]),
    File("Excel, sep=", "sep=|\r\na|b\r\n1|2\r\n", ["a", "b"], [[1, 2]]),
    File(
      "Excel, a column without name", "a,b,\r\n1,2,\r\n3,4,\r\n", ["a", "b"], [[1, 2], [3, 4]]),
    File(
      "Google Sheets", "name,share\nx,12%\ny,0.5%\nz,-3%\n", ["share"], [[0.12], [0.005], [-0.03]]),
    // Statistical programs.
    File(
      "SPSS, tab-delimited", "id\tage\tincome\r\nA1\t34\t#NULL!\r\nA2\t51\t2500\r\n",
      ["age", "income"],
      [[34, nan], [51, 2500]]),
    File(
      "SPSS, comma decimals", "x\ty\r\n1,5\t \r\n2,25\t3\r\n", ["x", "y"],
      [[1.5, nan], [2.25, 3]]),
    File(
      "SAS PROC EXPORT", "x,y\n1,.\n.A,2.5\n3,4\n", ["x", "y"], [[1, nan], [nan, 2.5], [3, 4]]),
    File(
      "Stata export delimited", "x,y\n1.5,.a\n.,2.5\n3,4\n", ["x", "y"],
      [[1.5, nan], [nan, 2.5], [3, 4]]),
    File(
      "Minitab", "C1\tC2\n1\t*\n2\t3\n", ["C1", "C2"], [[1, nan], [2, 3]],
      options: TextOptions(missing: [MissingMarker(value: "*")])),
    // Databases.
    File(
      "PostgreSQL COPY", "1\t2.5\t\\N\n2\t\\N\t7\n3\t1\t2\n", ["column1", "column2", "column3"],
      [[1, 2.5, nan], [2, nan, 7], [3, 1, 2]]),
    File("PostgreSQL CSV", "id,x,flag\na,2.5,t\nb,,f\n", ["x"], [[2.5], [nan]]),
    File(
      "psql in print", " id | x  |  y\n----+----+-----\n a  | 1  | 2.5\n b  | 20 |   4\n",
      ["x", "y"],
      [[1, 2.5], [20, 4]]),
    File(
      "MySQL batch", "name\tx\ty\na\t1\tNULL\nb\t2\t3.5\n", ["x", "y"], [[1, nan], [2, 3.5]]),
    File(
      "MySQL INTO OUTFILE", "\"a\",1.5,\\N\n\"b\",2.5,3\n", ["column2", "column3"],
      [[1.5, nan], [2.5, 3]]),
    File("SQL Server", "x,y\r\n1,NULL\r\n2,3\r\n", ["x", "y"], [[1, nan], [2, 3]]),
    // Machine learning.
    File(
      "UCI iris.data",
      "5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n"
        + "7.0,3.2,4.7,1.4,Iris-versicolor\n\n", ["column1", "column2", "column3", "column4"],
      [[5.1, 3.5, 1.4, 0.2], [4.9, 3, 1.4, 0.2], [7, 3.2, 4.7, 1.4]]),
    File(
      "UCI, missing values", "1000025,5,?,1\n1002945,5,4,4\n1015425,3,1,1\n",
      ["column1", "column2", "column3", "column4"],
      [[1_000_025, 5, nan, 1], [1_002_945, 5, 4, 4], [1_015_425, 3, 1, 1]]),
    File(
      "UCI, blanks",
      "  18.0   8.   307.0\t\"chevrolet chevelle\"\n  15.0   8.   350.0\t\"buick\"\n",
      ["column1", "column2", "column3"], [[18, 8, 307], [15, 8, 350]]),
    File(
      "Weka",
      "% comment\n@relation iris\n\n@attribute 'sepal length' numeric\n@ATTRIBUTE width real\n"
        + "@attribute class {a,b}\n\n@data\n5.1,?,a\n% more\n4.9,3,b\n", ["sepal length", "width"],
      [[5.1, nan], [4.9, 3]]),
    // Instruments.
    File(
      "a lab instrument", "# Spectrometer 7\n# 2026-01-31\n\n# nm\tcounts\n400.0\t12\n400.5\t15\n",
      ["nm", "counts"], [[400, 12], [400.5, 15]]),
    File(
      "a lab instrument with units", "time;voltage\ns;mV\n0,1;12,5\n0,2;13,5\n0,3;14\n",
      ["time", "voltage"], [[0.1, 12.5], [0.2, 13.5], [0.3, 14]]),
    File(
      "a data logger", "Logger X100\nSerial 17\nt,temp\n0,20.5\n10,20.75\n20,21\n", ["t", "temp"],
      [[0, 20.5], [10, 20.75], [20, 21]], options: TextOptions(skippedLines: 2)),
    File("MATLAB writematrix", "1,2.5\n3,NaN\n", ["column1", "column2"], [[1, 2.5], [3, nan]]),
    File(
      "a report in columns",
      "Name      Value   Weight\nfirst      1.50     10\nsecond   -20.25      7\n",
      ["Value", "Weight"], [[1.5, 10], [-20.25, 7]]),
    File("a .tsv that holds commas", "a,b\n1,2\n3,4\n", ["a", "b"], [[1, 2], [3, 4]]),
    File(
      "tabs with commas in words", "name\tx\nDoe, Jane\t1\nRoe, Rick\t2\n", ["x"], [[1], [2]]),
    File("bars", "a|b\n1|2\n3|4\n", ["a", "b"], [[1, 2], [3, 4]]),
    File("minus as typeset", "x,y\n\u{2212}1.5,2\n3,4\n", ["x", "y"], [[-1.5, 2], [3, 4]]),
    File(
      "India", "x,y\n\"12,34,567\",1\n\"1,000\",2\n", ["x", "y"], [[1_234_567, 1], [1000, 2]]),
  ]

  @Test(arguments: files + printed)
  func isReadAsMeant(file: File) throws {
    let table = try csv(file.text, options: ReadingOptions(text: file.options))
    #expect(table.columns == file.columns)
    let found = rows(table.points)
    #expect(found.count == file.rows.count)
    for (row, expected) in zip(found, file.rows) {
      #expect(row.map(\.description) == expected.map(\.description))
    }
  }

  /// Whatever was decided, a label stands behind its row, and the copy is read as its original.
  @Test(arguments: files + printed)
  func labelsStandBehindTheirRows(file: File) throws {
    let folder = TemporaryFolder()
    let options = ReadingOptions(text: file.options)
    let table = try csv(file.text, options: options)
    let labels = (0..<table.points.count).map { Int32($0 + 5) }
    try table.write(appending: labels, to: folder.path + "/out.csv")
    var again = file.options
    again.expectedNames = table.hasHeader ? ["cluster"] : []
    again.header = table.hasHeader ? .auto : .no
    let read = try csv(try folder.text("out.csv"), options: ReadingOptions(text: again))
    #expect(read.points.count == labels.count)
    let last = read.points.dimensions - 1
    #expect((0..<read.points.count).map { Int32(read.points[last, $0]) } == labels)
    if table.hasHeader { #expect(read.columns.last == "cluster") }
    // Between tabs, where commas may be decimal marks again.
    try table.write(appending: labels, to: folder.path + "/out.tsv")
    let place = table.hasHeader ? "cluster" : String((table.text?.names.count ?? 0) + 1)
    let tabbed = try csv(
      try folder.text("out.tsv"), options: try ReadingOptions(columns: [place], text: again))
    #expect(rows(tabbed.points).map { $0.map { Int32($0) } } == labels.map { [$0] })
  }
}
