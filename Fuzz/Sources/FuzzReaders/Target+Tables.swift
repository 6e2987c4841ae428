import KMeans
import KMeansCore
import KMeansData
import KMeansModels

extension Target {
  /// Files of data: the first byte chooses an ending, the second how the file is read.
  static let tables = Target(name: "tables", seeds: tableSeeds) { bytes in
    guard bytes.count > 2 else { return }
    let endings = ["", ".csv", ".tsv", ".npy", ".fvecs", ".bvecs", ".fbin", ".txt"]
    let path = file(
      UnsafeRawBufferPointer(rebasing: bytes[2...]), ending: endings[Int(bytes[0]) % endings.count])
    guard let options = options(bytes[1]) else { return }
    guard let data = try? PreparedData(reading: path, options) else { return }
    // What was read can be clustered, or there is a reason in words.
    guard data.x.count <= 2000, data.x.dimensions <= 100 else { return }
    _ = try? data.fit(Clusterer.Configuration(clusters: 2, iterationLimit: 3, threads: 1))
  }

  /// Tables as programs write them, under every ending and several options.
  @Sendable private static func tableSeeds() -> [[UInt8]] {
    let texts = [
      "x,y\n1,2\n3,4.5\n-1e3,0x\n", "a;b\n1,5;2\n\"3,25\";4\n", "# note\nx\ty\n1\t2\n\n3\t4\n",
      "1 2\r\n3 4\r\n5 6\r\n",
      "id,price,when,yes\na,\"1,200\",2024-01-31,true\nb,$300,31.12.99,no\n",
      "@relation r\n@attribute x numeric\n@attribute c {a,b}\n@data\n1,a\n2,b\n",
      "\u{FEFF}x,y,\n5%,.,\nNA,7,\n", "1 1:2 3:4\n-1 2:5\n",
      " id | x \n----+---\n 1 | 2\n(1 row)\n",
      "\"a\"\"b\",\"c\nd\"\n1,2\n", "2019,2020\n1.5,2.5\n1.7,2.9\n",
    ]
    let text = texts.enumerated().map { [1, UInt8($0 * 23 % 256)] + Array($1.utf8) }
    return text + arraySeeds(selectors: [[3, 4], [3, 16], [0, 0]])
      + [[4, 0, 2, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 2, 0, 0, 0, 0, 0, 0, 64, 0, 0, 128, 64]]
      + [[5, 0, 2, 0, 0, 0, 1, 2, 2, 0, 0, 0, 9, 8]]
      + [[6, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64]]
  }

  /// Arrays as NumPy writes them, behind each selector.
  static func arraySeeds(selectors: [[UInt8]]) -> [[UInt8]] {
    let kinds: [(descr: String, shape: String, bytes: Int)] = [
      ("<f8", "(3, 2)", 48), ("<f4", "(4, 1)", 16), ("|u1", "(2, 3)", 6), ("<i8", "(3,)", 24),
      ("<f2", "(2, 2)", 8), (">i4", "(2, 1)", 8), ("|b1", "(4, 1)", 4),
    ]
    return selectors.flatMap { selector in
      kinds.map { kind in
        var header = "{'descr': '\(kind.descr)', 'fortran_order': False, 'shape': \(kind.shape), }"
        header += String(repeating: " ", count: 117 - header.count) + "\n"
        return selector + [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8)
          + (0..<kind.bytes).map { UInt8($0 * 37 % 251) }
      }
    }
  }

  private static func options(_ bits: UInt8) -> PreparationOptions? {
    var text = TextOptions.guessed
    if bits & 1 != 0 { text.categories = .onehot }
    if bits & 2 != 0 { text.readsBooleans = true }
    if bits & 64 != 0 { text.skippedLines = 1 }
    return try? PreparationOptions(
      missing: bits & 4 != 0 ? .drop : bits & 8 != 0 ? .mean : .error,
      scaling: bits & 16 != 0 ? .standard : bits & 32 != 0 ? .robust : .none,
      distance: bits & 128 != 0 ? .cosine : .euclidean, text: text)
  }
}
