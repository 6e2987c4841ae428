import ArgumentParser
import KMeansData
import KMeansReports

/// What parsing the arguments threw: help, or wrong usage, whose message is made safe for a
/// terminal.
enum UsageError {
  /// The error to report: the same, or what is really wrong.
  static func told(_ error: any Error) -> any Error {
    if error is ExitCode { return error }
    let words = CommandWords.parsed
    return mistaken(words, error) ?? verbless(words, error) ?? harmless(words, error)
  }

  /// The error for a word that begins with a dash and is no option, such as the name of a file; nil
  /// where no such word is to blame.
  ///
  /// The parser takes such a word for options of one letter each, and so finds -h within -dash.
  private static func mistaken(_ words: [String], _ error: any Error) -> (any Error)? {
    let options = words.prefix { $0 != "--" }
    guard let word = options.first(where: isMistakable) else { return nil }
    if RootCommand.exitCode(for: error).isSuccess {
      if options.contains(where: asksForHelp) { return nil }
    } else if !isAboutOptions(RootCommand.message(for: error), word) {
      return nil
    }
    return ValidationError(
      "'\(word)' is no option; a file of that name is given as ./\(word), and another value that "
        + "begins with a dash after an equals sign, as in --columns=-a")
  }

  /// Whether a word looks like options of one letter but is neither those, nor a number.
  private static func isMistakable(_ word: String) -> Bool {
    guard word.hasPrefix("-"), !word.hasPrefix("--"), word.count > 2, word != "-help" else {
      return false
    }
    if Double(word) != nil { return false }
    return !word.hasPrefix("-k") || ClusterCountArgument(argument: String(word.dropFirst(2))) == nil
  }

  /// The error for a command line that names no verb: a verb to put before the data, or the verbs
  /// that there are; nil where there is a verb, or help was asked for.
  private static func verbless(_ words: [String], _ error: any Error) -> (any Error)? {
    let commands = RootCommand.configuration.subcommands.map { $0.configuration }
    let verbs = commands.compactMap(\.commandName)
    let options = words.prefix { $0 != "--" }
    guard !RootCommand.exitCode(for: error).isSuccess, !words.isEmpty,
      !options.contains(where: { verbs.contains($0) || asksForHelp($0) })
    else { return nil }
    let named = words.filter { !$0.hasPrefix("-") }
    if let file = named.first(where: isData) {
      let shown = onOneLine(file)
      let line = { verb in onOneLine(ShellCommand.text(["kmeans", verb] + words)) }
      if words.contains(where: { $0.hasPrefix("-k") }) {
        return ValidationError("no verb is given; \(line("fit")) clusters \(shown)")
      }
      let command = onOneLine(ShellCommand.text(["kmeans", "info", file]))
      return ValidationError(
        "no verb is given; \(command) tells what is in it, and kmeans fit clusters it")
    }
    guard let word = named.first, word == words.first else { return nil }
    return ValidationError(
      "'\(onOneLine(word))' is no verb and no file of data; the verbs are "
        + commands.filter(\.shouldDisplay).compactMap(\.commandName).joined(separator: ", "))
  }

  /// Whether a word names data or a model, by its ending, or a file that is there.
  private static func isData(_ word: String) -> Bool {
    let endings = FileFormat.readable.map(\.ending) + ["json"]
    return endings.contains { word.lowercased().hasSuffix(".\($0)") }
      || word.contains(".") && (try? InputFile.checkExists(word)) != nil
  }

  private static func asksForHelp(_ word: String) -> Bool {
    word == "-h" || word == "-help" || word == "help"
      || ["--help", "--version", "--generate", "--experimental"].contains { word.hasPrefix($0) }
  }

  /// Whether a message follows from a word that was taken for options.
  private static func isAboutOptions(_ message: String, _ word: String) -> Bool {
    if word.hasPrefix("-k"), word.contains("."), message.contains("for '-k") { return true }
    return ["Unknown option", "Missing expected", "Missing value", "Unexpected argument"]
      .contains { message.contains($0) } || message.contains("unexpected argument")
  }

  /// The error for the same arguments with all escaped that a terminal would obey.
  private static func harmless(_ words: [String], _ error: any Error) -> any Error {
    let shown = words.map { onOneLine($0) }
    guard shown != words else { return error }
    do {
      _ = try RootCommand.parseAsRoot(shown)
      return error
    } catch let escaped {
      return escaped
    }
  }
}
