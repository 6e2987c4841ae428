extension PointMatrix {
  /// A matrix of one point an element, whose features are what the key paths name.
  ///
  ///     let x = PointMatrix(houses, \.squareFeet, \.price)
  ///
  /// - Parameters:
  ///   - elements: N of them.
  ///   - first: the first feature.
  ///   - others: the other d − 1 features.
  /// - Complexity: O(N·d).
  public init<Element>(
    _ elements: some Sequence<Element>, _ first: KeyPath<Element, Double>,
    _ others: KeyPath<Element, Double>...
  ) {
    let (elements, features) = (Array(elements), [first] + others)
    self.init(dimensions: features.count, count: elements.count) { values in
      var place = 0
      for element in elements {
        for feature in features {
          values.initializeElement(at: place, to: element[keyPath: feature])
          place += 1
        }
      }
    }
  }

  /// A matrix of vectors, one a point.
  ///
  /// - Complexity: O(N·d).
  public init<Vector: SIMD<Double>>(_ points: some Sequence<Vector>) {
    self.init(points, scalar: .double)
  }

  /// A matrix of vectors, one a point.
  ///
  /// - Complexity: O(N·d).
  public init<Vector: SIMD<Float>>(_ points: some Sequence<Vector>) {
    self.init(points, scalar: .float)
  }

  /// A matrix of vectors, one a point, such as pixels.
  ///
  /// - Complexity: O(N·d).
  public init<Vector: SIMD<UInt8>>(_ points: some Sequence<Vector>) {
    self.init(points, scalar: .uint8)
  }

  private init<Vector: SIMD>(_ points: some Sequence<Vector>, scalar: Scalar) {
    let points = Array(points)
    // A vector of three takes the room of four, so values are taken one by one.
    self.init(dimensions: Vector.scalarCount, count: points.count, scalar: scalar) { bytes in
      let values = bytes.bindMemory(to: Vector.Scalar.self)
      var place = 0
      for point in points {
        for feature in 0..<Vector.scalarCount {
          values.initializeElement(at: place, to: point[feature])
          place += 1
        }
      }
    }
  }

  /// All points, each as an array of its d features.
  ///
  /// - Complexity: O(N·d).
  public var arrays: [[Double]] { (0..<count).map { point($0) } }

  /// All points as vectors, such as `SIMD2<Double>`.
  ///
  /// - Returns: N vectors; values that the vector's type does not hold are rounded to it.
  /// - Precondition: the vector has d scalars.
  /// - Complexity: O(N·d).
  public func vectors<Vector: SIMD>(
    as type: Vector.Type = Vector.self
  ) -> [Vector] where Vector.Scalar: BinaryFloatingPoint {
    precondition(Vector.scalarCount == dimensions, "the vector has as many scalars as the points")
    return (0..<count).map { index in
      var vector = Vector()
      for (feature, value) in point(index).enumerated() {
        vector[feature] = Vector.Scalar(value)
      }
      return vector
    }
  }

  /// Calls `body` with the features of a point as stored, which are valid only during the call.
  ///
  /// - Parameters:
  ///   - index: the point.
  ///   - type: the type that `scalar` names.
  ///   - body: is given d values.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  /// - Precondition: `type` is that of the matrix: `UInt8`, `Float` or `Double`.
  /// - Complexity: as of `withUnsafeBytes`.
  public func withPoint<Value: BitwiseCopyable, Result, Failure: Error>(
    _ index: Int, as type: Value.Type, _ body: (Span<Value>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(index >= 0 && index < count, "point out of range")
    precondition(Scalar(of: type) == scalar, "the values are of another type")
    return try withUnsafeBytes { (bytes) throws(Failure) in
      let values = bytes.bindMemory(to: Value.self)
      let point = UnsafeBufferPointer(
        rebasing: values[index * dimensions..<(index + 1) * dimensions])
      return try body(point.span)
    }
  }
}

extension PointMatrix.Scalar {
  /// The scalar of a type of Swift's, if there is one.
  public init?(of type: Any.Type) {
    switch type {
    case is UInt8.Type: self = .uint8
    case is Float.Type: self = .float
    case is Double.Type: self = .double
    default: return nil
    }
  }
}
