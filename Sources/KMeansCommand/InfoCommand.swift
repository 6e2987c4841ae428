import ArgumentParser

/// `kmeans info`.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "info")
  func run() throws {}
}
