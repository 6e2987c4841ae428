import ArgumentParser
import KMeansCore

/// A number of bytes with a unit, such as 2GB, 500 MB or 1.5GiB.
struct MemorySize: ExpressibleByArgument, CustomStringConvertible {
  /// The number of bytes.
  let bytes: Int
  /// The argument.
  let description: String

  /// Less than this is not enough for the program itself.
  static let least = 64_000_000

  private static let units: [(name: String, bytes: Double)] = [
    ("tib", 0x1p40), ("gib", 0x1p30), ("mib", 0x1p20), ("kib", 0x1p10),
    ("tb", 1e12), ("gb", 1e9), ("mb", 1e6), ("kb", 1e3),
    ("t", 1e12), ("g", 1e9), ("m", 1e6), ("k", 1e3), ("b", 1),
  ]

  /// Nil for what is no number, or has another unit.
  init?(argument: String) {
    let text = argument.lowercased()
    let unit = Self.units.first { text.hasSuffix($0.name) }
    var number = Substring(text.dropLast(unit?.name.count ?? 0))
    while number.last == " " { number.removeLast() }
    guard let value = Double(number), value >= 0, value < 1e18 else { return nil }
    let bytes = value * (unit?.bytes ?? 1)
    guard bytes < 0x1p62 else { return nil }
    (self.bytes, description) = (Int(bytes), argument)
  }

  /// Throws for a number without a unit that hardly means bytes, and for less than a run takes.
  func validate() throws {
    if bytes < Self.least {
      throw ValidationError(
        "--max-memory is \(description); it must be at least 64MB, with a unit: 500MB, 2GB")
    }
  }

  /// Holds this process to the number of bytes.
  func apply() { MemoryLimit.bytes = bytes }
}
