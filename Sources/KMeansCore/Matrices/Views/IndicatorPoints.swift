/// Points some of whose features are codes, seen as one feature a code: 1 where the point has it,
/// otherwise 0. NaN, which stands for a missing code, is NaN in all of them.
package struct IndicatorPoints: PointView {
  /// Where a feature comes from.
  package struct Feature: Sendable {
    fileprivate let source: Int
    /// NaN, which no value is, for a feature as it is.
    fileprivate let code: Double

    /// A feature as it is.
    package static func value(of source: Int) -> Feature { Feature(source: source, code: .nan) }

    /// Whether a feature has a code.
    package static func indicator(of source: Int, code: Int) -> Feature {
      Feature(source: source, code: Double(code))
    }
  }

  private let x: PointMatrix
  private let features: [Feature]

  /// - Parameters:
  ///   - x: points with codes.
  ///   - features: the d features, each by a feature of `x`.
  package init(_ x: PointMatrix, features: [Feature]) {
    precondition(features.allSatisfy { (0..<x.dimensions).contains($0.source) }, "features of x")
    (self.x, self.features) = (x, features)
  }

  package var dimensions: Int { features.count }
  package var count: Int { x.count }
  package let scalar = PointMatrix.Scalar.double

  @inline(__always)
  private static func seen(_ value: Double, _ code: Double) -> Double {
    if code.isNaN || value.isNaN { return value }
    return value == code ? 1 : 0
  }

  package func value(_ feature: Int, _ point: Int) -> Double {
    Self.seen(x[features[feature].source, point], features[feature].code)
  }

  package func write(_ points: PointNumbers, to values: UnsafeMutableRawPointer) {
    let d = dimensions
    let target = values.bindMemory(to: Double.self, capacity: points.count * d)
    features.withUnsafeBufferPointer { features in
      x.rows.forEach(points) { index, point in
        let target = target + index * d
        for l in 0..<d { target[l] = Self.seen(point[features[l].source], features[l].code) }
      }
    }
  }
}
