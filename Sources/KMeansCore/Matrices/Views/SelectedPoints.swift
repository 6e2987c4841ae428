/// Some points of a matrix, stored as they are.
package struct SelectedPoints: PointView {
  private let x: PointMatrix
  private let numbers: [Int]

  /// - Parameters:
  ///   - x: all points.
  ///   - numbers: which of them, in any order.
  package init(_ x: PointMatrix, _ numbers: [Int]) { (self.x, self.numbers) = (x, numbers) }

  package var dimensions: Int { x.dimensions }
  package var count: Int { numbers.count }
  package var scalar: PointMatrix.Scalar { x.scalar }

  package func value(_ feature: Int, _ point: Int) -> Double { x[feature, numbers[point]] }

  package func write(_ points: PointNumbers, to values: UnsafeMutableRawPointer) {
    let (rows, size) = (x.rows, dimensions * scalar.size)
    for index in 0..<points.count {
      let number = numbers[points[index]]
      rows.points(number..<number + 1).withValues {
        (values + index * size).copyMemory(from: $0, byteCount: size)
      }
    }
  }
}
