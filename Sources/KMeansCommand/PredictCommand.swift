import ArgumentParser

/// `kmeans predict`.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Label")
  func run() throws {}
}
