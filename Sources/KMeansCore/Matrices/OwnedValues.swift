/// Memory of our own for the values of compressed rows.
final class OwnedValues: Sendable {
  /// Written by `init` alone.
  nonisolated(unsafe) private let bytes: UnsafeMutableRawBufferPointer

  var base: UnsafeRawBufferPointer { UnsafeRawBufferPointer(bytes) }

  /// A copy of some values.
  init<Value>(_ values: [Value]) {
    bytes = .allocate(
      byteCount: values.count * MemoryLayout<Value>.stride, alignment: PointMemory.alignment)
    values.withUnsafeBytes { bytes.copyMemory(from: $0) }
  }

  /// Bytes that `fill` sets, all of them.
  init(bytes count: Int, filling fill: (UnsafeMutableRawBufferPointer) -> Void) {
    bytes = .allocate(byteCount: count, alignment: PointMemory.alignment)
    fill(bytes)
  }

  deinit { bytes.deallocate() }

  /// Compressed rows with these values.
  ///
  /// - Precondition: columns and offsets are as `PointMatrix` wants them.
  func compressed(
    _ scalar: PointMatrix.Scalar, columns: [Int32], offsets: [Int64], dimensions: Int
  ) -> PointMatrix {
    columns.withUnsafeBufferPointer { columns in
      offsets.withUnsafeBufferPointer { offsets in
        do {
          return try PointMatrix(
            borrowingCompressed: base, of: scalar, columns: .int32(columns),
            offsets: .int64(offsets), dimensions: dimensions, owner: self)
        } catch {
          preconditionFailure("these places were in order: \(error)")
        }
      }
    }
  }
}
