import ArgumentParser

/// A time with a unit, such as 60s, 5m or 500ms.
struct DurationArgument: ExpressibleByArgument, CustomStringConvertible {
  let duration: Duration
  /// The argument.
  let description: String

  /// Longer ones are read before shorter ones that they end with.
  private static let units: [(name: String, seconds: Double)] = [
    ("ms", 1e-3), ("min", 60), ("s", 1), ("m", 60), ("h", 3600),
  ]

  /// Nil for what is no number with a unit, is negative, or is more than 10⁹ seconds.
  init?(argument: String) {
    let text = argument.lowercased()
    guard let unit = Self.units.first(where: { text.hasSuffix($0.name) }) else { return nil }
    var number = Substring(text.dropLast(unit.name.count))
    while number.last == " " { number.removeLast() }
    guard let value = Double(number), value >= 0, value * unit.seconds <= 1e9 else { return nil }
    duration = .nanoseconds(Int64(value * unit.seconds * 1e9))
    description = argument
  }
}
