/// Numbers within sentences: large ones in words.
enum NumberWords {
  /// Three digits and "thousand", "million", "billion" or "trillion" from 10,000 on; otherwise as
  /// `NumberText.short` has it.
  static func text(_ value: Double) -> String {
    let size = abs(value)
    guard size >= 9999.5, size < 1e15 else { return NumberText.short(rounded(value)) }
    let units = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")]
    // What rounds to a thousand thousands is a million.
    for (unit, name) in units where size >= unit * 0.9995 {
      return "\(NumberText.short(rounded(value / unit))) \(name)"
    }
    return NumberText.short(value)
  }

  /// The value to three digits before the point at least.
  private static func rounded(_ value: Double) -> Double {
    let size = abs(value)
    if size >= 99.95 { return value.rounded() }
    if size >= 9.995 { return (value * 10).rounded() / 10 }
    return size >= 0.1 ? (value * 100).rounded() / 100 : value
  }
}
