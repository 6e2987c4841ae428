/// Text of rows with a label and pairs of a position and a value, as LIBSVM and others write it:
/// `+1 qid:3 1:0.5 7:1 # a comment`.
enum SparseText {
  /// Whether the first lines are such rows.
  ///
  /// - Parameter head: the beginning of a text.
  /// - Returns: whether all are, and some row has a pair.
  static func isLikely(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    let rows = rows(head)
    return !rows.isEmpty && rows.allSatisfy(isRow) && rows.contains { $0.count > 1 }
  }

  /// Whether a row has several labels: `1,3 2:0.5`.
  static func hasManyLabels(_ head: Slice<UnsafeRawBufferPointer>) -> Bool {
    rows(head).contains { $0[0].contains(",") }
  }

  /// The words of the first rows, without comments.
  private static func rows(_ head: Slice<UnsafeRawBufferPointer>) -> [[Substring]] {
    let lines = head.split(separator: Ascii.newline, maxSplits: 10)
    // Where there are more bytes, the last line may be cut off.
    let isCut = head.endIndex < head.base.count || lines.count > 10
    return (isCut && lines.count > 1 ? Array(lines.dropLast()) : lines).map { line in
      let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
      return text.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
    }.filter { !$0.isEmpty }
  }

  private static func isRow(_ words: [Substring]) -> Bool {
    let labels = words[0].split(separator: ",", omittingEmptySubsequences: false)
    return labels.allSatisfy { Double($0) != nil }
      && words.dropFirst().enumerated().allSatisfy { index, word in
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, Double(parts[1]) != nil else { return false }
        return UInt(parts[0]) != nil || index == 0 && parts[0] == "qid"
      }
  }
}
