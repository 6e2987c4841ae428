import ArgumentParser
import KMeansCore
import KMeansData
import KMeansModels

/// What concerns rows that come without end.
///
/// The help of an option is its documentation.
struct StreamArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      With --variant stream: after how much what came before counts half, as 10000points or \
      5batches. (default: never)
      """, valueName: "amount"))
  var halfLife: AmountArgument?

  @Option(
    help: ArgumentHelp(
      """
      With --variant stream: write a model that --warm-start goes on from, at the end, when the \
      signal USR1 comes, and as --every says: .json.
      """, valueName: "file"),
    completion: .model)
  var snapshot: String?

  /// Refuses what does not go together, before anything is read.
  func validate(_ command: FitCommand) throws {
    guard command.method.wanted.isStream else {
      if halfLife != nil || snapshot != nil {
        throw ValidationError("--half-life and --snapshot are for streams; add --variant stream")
      }
      return
    }
    if snapshot == "-" {
      throw ValidationError("--snapshot is written again and again; name a file")
    }
    if let option = Self.useless(command) {
      throw ValidationError("a stream keeps no rows, and has no use for \(option); leave it out")
    }
    let conversion = command.columns.conversion
    if conversion.categories != .drop || !conversion.oneHot.isEmpty {
      throw ValidationError(
        "the values of a column of words are not known before a stream ends; leave "
          + "\(conversion.firstUsed ?? "them") out, or go on from a model that knows them: "
          + "--warm-start")
    }
    if let batch = command.method.batch, batch < 1 {
      throw ValidationError("--batch-size is \(batch); it must be at least 1")
    }
    if let batch = command.method.batch, let k = command.method.clusters?.count, batch < k {
      throw ValidationError(
        "--batch-size is \(batch) and k is \(k); the first batch needs as many rows as clusters")
    }
  }

  /// The first option that needs all rows.
  private static func useless(_ command: FitCommand) -> String? {
    let (method, output) = (command.method, command.output)
    let all: [(String, Bool)] = [
      ("--append", output.append != nil), ("--report", output.report != nil),
      ("--plot", output.plot), ("--epochs", method.epochs != nil),
      ("--quality", method.quality.quality != .fast), ("--order", method.order != nil),
      ("--distance", method.distance != .euclidean), ("--frozen", command.models.frozen),
      ("--match", command.models.match != nil), ("--id", command.columns.choice.id != nil),
      ("limits on sizes", method.sizes.limits != nil),
      ("--checkpoint", command.checkpoints.checkpoint != nil),
      ("--resume", command.checkpoints.resume != nil),
    ]
    return all.first { $0.1 }?.0
  }

  /// The half-life; nil without one.
  var halfLifeOfStream: StreamClusterer.HalfLife? {
    halfLife.map { .init($0.count, $0.unit == .points ? .points : .batches) }
  }
}
