/// A name with `*` for any characters and `?` for one.
struct ColumnPattern {
  private let pattern: [Character]

  /// A pattern as the user wrote it.
  init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether a name is one of those that the pattern stands for.
  ///
  /// - Complexity: O(pattern · name).
  func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (at, next): (Int, Int) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while next < name.count {
      if at < pattern.count, pattern[at] == "*" {
        star = (at, next)
        at += 1
      } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[next] {
        (at, next) = (at + 1, next + 1)
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        (at, next) = (last.pattern + 1, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == "*" }
  }
}
