/// Labels numbered from 0 without gaps, in the order of their values.
struct CompactLabels {
  /// The labels that occur, ascending.
  let values: [Int32]
  /// For every point the place of its label in `values`.
  let codes: [Int32]
  /// For every value the number of its points.
  let sizes: [Int]

  /// Numbers the labels of N points, at least one.
  ///
  /// - Complexity: O(N), and O(v·log v) for v values that lie far apart.
  init(_ labels: [Int32]) {
    let least = Int(labels.min() ?? 0)
    let span = Int(labels.max() ?? 0) - least + 1
    // A table by value is the fastest; a dictionary is used where it would be mostly empty.
    if span <= 4 * labels.count + 1024 {
      var places = [Int32](repeating: -1, count: span)
      for label in labels { places[Int(label) - least] = 0 }
      var values: [Int32] = []
      for place in 0..<span where places[place] == 0 {
        places[place] = Int32(values.count)
        values.append(Int32(place + least))
      }
      self.values = values
      codes = labels.map { places[Int($0) - least] }
    } else {
      let values = Set(labels).sorted()
      let places = Dictionary(
        uniqueKeysWithValues: values.enumerated().map { ($1, Int32($0)) })
      self.values = values
      codes = labels.map { places[$0] ?? 0 }
    }
    var sizes = [Int](repeating: 0, count: values.count)
    for code in codes { sizes[Int(code)] += 1 }
    self.sizes = sizes
  }
}
