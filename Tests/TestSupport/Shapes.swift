import Foundation

/// How many of the shapes of data a test tries.
///
/// Tests hold fast code to slow code over many sizes, and without optimisation that takes minutes.
/// Where `KMEANS_TEST_SHAPES` is `few`, as in `Scripts/test-fast`, they take some; otherwise all.
package enum Shapes {
  /// Whether long loops are cut short.
  package static let areFew =
    ProcessInfo.processInfo.environment["KMEANS_TEST_SHAPES"] == "few"

  /// The elements to try: all, or where few are wanted `most` of them, spread evenly, the first and
  /// the last among them.
  ///
  /// The same ones every time, so that a failure can be repeated.
  ///
  /// - Parameters:
  ///   - all: every shape, argument or seed, the simplest first.
  ///   - most: how many to take where few are wanted; at least 2.
  /// - Returns: elements of `all`, in its order.
  package static func sampled<Elements: Collection>(
    _ all: Elements, most: Int = 5
  ) -> [Elements.Element] {
    let all = Array(all)
    return areFew ? spread(all, most) : all
  }

  /// `most` elements at even distances, the first and the last among them; all where there are no
  /// more.
  package static func spread<Element>(_ all: [Element], _ most: Int) -> [Element] {
    guard all.count > most else { return all }
    return (0..<most).map { all[$0 * (all.count - 1) / (most - 1)] }
  }
}
