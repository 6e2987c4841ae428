/// The words of the command line, without the program's name.
enum CommandWords {
  /// As they were given.
  static let given = Array(CommandLine.arguments.dropFirst())

  /// As they are parsed: `--k` is another spelling of `-k`.
  static let parsed = normalized(given)

  /// The words with `--k 3` and `--k=3` written as `-k 3`, up to `--`.
  static func normalized(_ words: [String]) -> [String] {
    let end = words.firstIndex(of: "--") ?? words.endIndex
    let options = words[..<end].flatMap { word -> [String] in
      if word == "--k" { return ["-k"] }
      return word.hasPrefix("--k=") ? ["-k", String(word.dropFirst(4))] : [word]
    }
    return options + words[end...]
  }
}
