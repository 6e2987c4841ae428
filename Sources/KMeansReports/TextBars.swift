/// Bars of text, to an eighth of a character.
enum TextBars {
  /// A line for every value: its label, its bar and, behind it, a note.
  ///
  /// - Parameters:
  ///   - labels: one a value.
  ///   - values: 0 or less and missing ones have no bar.
  ///   - notes: one a value, or none.
  ///   - width: characters that a line may take.
  /// - Returns: no lines when no value is positive.
  /// - Complexity: O(values · width).
  static func lines(
    labels: [String], values: [Double?], notes: [String] = [], width: Int
  ) -> [String] {
    guard let greatest = values.compactMap({ $0 }).max(), greatest > 0 else { return [] }
    let labelWidth = labels.map(\.count).max() ?? 0
    let noteWidth = notes.map { $0.count + 1 }.max() ?? 0
    let room = Double(max(10, min(width, 80) - labelWidth - noteWidth - 5))
    return labels.indices.map { index in
      let padding = String(repeating: " ", count: 2 + labelWidth - labels[index].count)
      let bar = bar(max(0, values[index] ?? 0) / greatest * room)
      let note = notes.isEmpty ? "" : (bar.isEmpty ? "" : " ") + notes[index]
      return "\(padding)\(labels[index]) \(bar)\(note)"
    }
  }

  /// A bar of this length, in characters.
  private static func bar(_ length: Double) -> String {
    let eighths = Int((length * 8).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
