/// A command as a shell reads it back, word for word.
package enum ShellCommand {
  /// The words with blanks between, in quotes where a shell would change them.
  package static func text(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { character in
      switch character {
      case "a"..."z", "A"..."Z", "0"..."9": true
      default: "_-+./:,=@%".unicodeScalars.contains(character)
      }
    }
    if isPlain && !word.isEmpty { return word }
    // Within single quotes nothing is special but their end.
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
