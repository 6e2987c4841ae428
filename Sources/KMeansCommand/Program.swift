import ArgumentParser

/// The program `kmeans`: parses, runs, and turns every error into one line and an exit code.
@main
enum Program {
  /// Runs the verb that the arguments name.
  static func main() {
    do {
      var command = try RootCommand.parseAsRoot()
      try command.run()
    } catch let error as CommandError {
      Console.say("kmeans: \(error.description)")
      RootCommand.exit(withError: ExitCode(error.exitCode))
    } catch {
      UsageError.end(error)
    }
  }
}
