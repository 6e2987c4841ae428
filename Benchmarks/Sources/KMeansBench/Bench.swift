import ArgumentParser

/// Measures the engine, in its own process, for the harness beside it.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kmeans-bench",
    abstract: "Measures one fit, or the processor. Prints one line of JSON.",
    subcommands: [FitCommand.self, PeakCommand.self])
}
