/// Points moved and scaled feature by feature, (x − shift) / divisor, in `Double`.
package struct ScaledPoints: PointView {
  private let x: PointMatrix
  private let shift: [Double]
  private let divisor: [Double]

  /// - Parameters:
  ///   - x: X, d × N.
  ///   - shift: what is taken from a value, by feature.
  ///   - divisor: what the rest is divided by, by feature.
  /// - Precondition: d numbers each.
  package init(_ x: PointMatrix, shift: [Double], divisor: [Double]) {
    precondition(shift.count == x.dimensions && divisor.count == x.dimensions, "one a feature")
    (self.x, self.shift, self.divisor) = (x, shift, divisor)
  }

  package var dimensions: Int { x.dimensions }
  package var count: Int { x.count }
  package let scalar = PointMatrix.Scalar.double

  package func value(_ feature: Int, _ point: Int) -> Double {
    (x[feature, point] - shift[feature]) / divisor[feature]
  }

  package func write(_ points: PointNumbers, to values: UnsafeMutableRawPointer) {
    let d = dimensions
    let target = values.bindMemory(to: Double.self, capacity: points.count * d)
    shift.withUnsafeBufferPointer { shift in
      divisor.withUnsafeBufferPointer { divisor in
        x.rows.forEach(points) { index, point in
          let target = target + index * d
          for l in 0..<d { target[l] = (point[l] - shift[l]) / divisor[l] }
        }
      }
    }
  }
}
