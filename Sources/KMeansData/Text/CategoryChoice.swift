/// Which columns of a file are categories.
struct CategoryChoice {
  /// All of them.
  var columns: [Int] = []
  /// Those that were named as such, which may have many values.
  var named: Set<Int> = []
  /// The values that a model knows, by column.
  var known: [Int: [String]] = [:]
}
