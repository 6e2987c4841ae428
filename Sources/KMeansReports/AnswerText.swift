import KMeansData

/// The answers for readers, which may go to a terminal.
enum AnswerText {
  /// The lines below each other, ended by a newline. What a terminal would obey is escaped, because
  /// lines hold names of the user's.
  ///
  /// - Complexity: O(bytes).
  static func of(_ lines: [String]) -> String {
    lines.map { onOneLine($0) + "\n" }.joined()
  }
}
