import KMeansCore

/// Labels of a file as clusters 0 ..< k.
struct LabelNumbers {
  /// Y, k × n.
  let matrix: LabelMatrix
  /// What the clusters are called; nil for their numbers.
  let names: [String]?

  /// Labels keep their numbers, and numbers without points stay as empty clusters; but where most
  /// numbers would be empty, the others are counted and named by their labels.
  ///
  /// - Parameters:
  ///   - labels: 0 or more.
  ///   - names: by label.
  /// - Complexity: O(n·log n).
  init(_ labels: [Int32], names: [String]?) {
    let count = names?.count ?? Int(labels.max() ?? 0) + 1
    if count <= 2 * labels.count + 1000 {
      self.names = names
      matrix = Self.matrix(labels, clusters: count)
      return
    }
    let values = Set(labels).sorted()
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
