import ArgumentParser

/// How often a file is written: the option, which checkpoints and snapshots share.
struct EveryArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How often --checkpoint or --snapshot is written: 60s, 5m, 500ms; a snapshot also after \
      100000points or 10batches. (default: checkpoints every 60s)
      """, valueName: "time"))
  var every: EveryArgument?

  /// Refuses an interval of nothing, and one that the file does not know.
  ///
  /// - Parameters:
  ///   - isStream: whether the rows are a stream's.
  ///   - checkpoint: the file of checkpoints.
  ///   - snapshot: the file of snapshots.
  /// - Throws: `ValidationError`.
  func validate(isStream: Bool, checkpoint: String?, snapshot: String?) throws {
    guard let every else { return }
    if isStream && snapshot == nil {
      throw ValidationError("--every says when the snapshot is written; name its file: --snapshot")
    }
    if !isStream && checkpoint == nil {
      throw ValidationError("--every is for checkpoints; name their file with --checkpoint")
    }
    if !isStream && every.duration == nil {
      throw ValidationError("--every \(every): checkpoints are written by the clock, as in 60s")
    }
  }
}

/// A time or an amount, with its unit: 60s, 5m, 500ms, 100000points or 10batches.
struct EveryArgument: ExpressibleByArgument, CustomStringConvertible {
  /// What is counted.
  enum Interval: Equatable {
    case points(Int)
    case batches(Int)
    case time(Duration)
  }

  let interval: Interval
  /// The argument.
  let description: String

  /// The time; nil for an amount.
  var duration: Duration? {
    if case .time(let duration) = interval { duration } else { nil }
  }

  /// Longer ones are read before shorter ones that they end with.
  private static let units: [(name: String, seconds: Double)] = [
    ("ms", 1e-3), ("min", 60), ("s", 1), ("m", 60), ("h", 3600),
  ]

  /// Nil for what is no number with a unit, is negative, or is more than 10⁹ seconds.
  init?(argument: String) {
    description = argument
    if let amount = AmountArgument(argument: argument) {
      interval = amount.unit == .points ? .points(amount.count) : .batches(amount.count)
      return
    }
    let text = argument.lowercased()
    guard let unit = Self.units.first(where: { text.hasSuffix($0.name) }) else { return nil }
    var number = Substring(text.dropLast(unit.name.count))
    while number.last == " " { number.removeLast() }
    guard let value = Double(number), value >= 0, value * unit.seconds <= 1e9 else { return nil }
    interval = .time(.nanoseconds(Int64(value * unit.seconds * 1e9)))
  }
}

/// An amount with its unit: 10000points or 5batches.
struct AmountArgument: ExpressibleByArgument, CustomStringConvertible {
  /// What is counted.
  enum Unit: String, CaseIterable { case points, batches }

  /// How many, 1 or more.
  let count: Int
  /// Of what.
  let unit: Unit

  /// A number right before its unit; nil for another text.
  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let names = ["point": Unit.points, "batch": .batches]
    let name = String(argument.dropFirst(digits.count))
    guard let count = Int(digits), count >= 1, let unit = Unit(rawValue: name) ?? names[name] else {
      return nil
    }
    (self.count, self.unit) = (count, unit)
  }

  /// The amount as it is written.
  var description: String { "\(count)\(unit.rawValue)" }
}
