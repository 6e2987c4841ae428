extension SweepReport {
  /// The options of a sweep that a fit has not, and whether a value follows.
  private static let ownOptions = [
    "-k": true, "--k": true, "--restarts": true, "--references": true, "--silhouette": true,
    "--stability": true, "--time-limit": true, "--report": true, "--weights-are": true,
    "--json": false, "--quiet": false,
  ]

  /// The command that makes the clusters of a k, with the file and the options of the sweep.
  ///
  /// - Parameter clusters: k.
  /// - Returns: the command, to be pasted into a shell.
  /// - Complexity: O(words).
  func fitCommand(clusters: Int) -> String { Self.fitCommand(command, clusters: clusters) }

  /// The command of a fit by the words of a sweep's.
  static func fitCommand(_ command: [String], clusters: Int) -> String {
    var words: [String] = []
    var rest = command.dropFirst(2)
    while let word = rest.popFirst() {
      let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
      if let hasValue = Self.ownOptions[name] {
        if hasValue && !word.contains("=") { rest = rest.dropFirst() }
        continue
      }
      // -k may have its value behind it: -k2..8.
      if word.hasPrefix("-k"), word.dropFirst(2).first?.isNumber == true { continue }
      words.append(word)
    }
    return ShellCommand.text(
      ["kmeans", "fit"] + words + ["-k", String(clusters), "--restarts", "10"])
  }
}
