import KMeansCore

/// Labels of a file as clusters 0 ..< k: the labels that occur, in their order.
struct LabelNumbers {
  /// Y, k × n.
  let matrix: LabelMatrix
  /// What the clusters are called: their labels; nil where these are 0 ..< k anyway.
  let names: [String]?

  /// Only labels that occur are clusters, so that 1 and 2 are two of them.
  ///
  /// - Parameters:
  ///   - labels: 0 or more.
  ///   - names: by label.
  /// - Complexity: O(n·log k).
  init(_ labels: [Int32], names: [String]?) {
    let values = Set(labels).sorted()
    guard values.last.map(Int.init) != values.count - 1 else {
      self.names = names.map { Array($0[..<values.count]) }
      matrix = Self.matrix(labels, clusters: values.count)
      return
    }
    let number = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, Int32($0)) })
    self.names = values.map { names?[Int($0)] ?? String($0) }
    matrix = Self.matrix(labels.map { number[$0] ?? 0 }, clusters: values.count)
  }

  private static func matrix(_ labels: [Int32], clusters: Int) -> LabelMatrix {
    do { return try LabelMatrix(clusters: clusters, labels: labels) } catch {
      preconditionFailure("labels below k: \(error)")
    }
  }
}
