/// Points with another value for each NaN, in `Double`.
package struct FilledPoints: PointView {
  private let x: PointMatrix
  private let replacements: [Double]

  /// - Parameters:
  ///   - x: X, d × N.
  ///   - replacements: what stands for NaN, by feature.
  /// - Precondition: d replacements.
  package init(_ x: PointMatrix, replacements: [Double]) {
    precondition(replacements.count == x.dimensions, "one a feature")
    (self.x, self.replacements) = (x, replacements)
  }

  package var dimensions: Int { x.dimensions }
  package var count: Int { x.count }
  package let scalar = PointMatrix.Scalar.double

  package func value(_ feature: Int, _ point: Int) -> Double {
    let value = x[feature, point]
    return value.isNaN ? replacements[feature] : value
  }

  package func write(_ points: PointNumbers, to values: UnsafeMutableRawPointer) {
    let d = dimensions
    let target = values.bindMemory(to: Double.self, capacity: points.count * d)
    replacements.withUnsafeBufferPointer { replacements in
      x.rows.forEach(points) { index, point in
        for l in 0..<d {
          target[index * d + l] = point[l].isNaN ? replacements[l] : point[l]
        }
      }
    }
  }
}
