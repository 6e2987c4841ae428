/// An order of points in which neighbours lie near each other: along Morton's curve.
///
/// G. M. Morton, "A computer oriented geodetic data base and a new technique in file sequencing",
/// IBM 1966: the bits of a few coordinates, interleaved, are a key to sort by. Only the order
/// depends on the key, so the coordinates may be coarse.
struct MortonOrder {
  /// The most coordinates that are used.
  static let axes = 8

  /// What a coordinate of 2^bits steps becomes: its bits, `axes` apart.
  private let spread: [UInt32]
  private let origin: [Double]
  private let inverseStep: [Double]

  /// Keys for coordinates that spread around `means` by these standard deviations.
  init(means: [Double], deviations: [Double]) {
    let axes = means.count
    precondition(axes > 0 && axes <= Self.axes, "Morton's curve wants 1 to 8 coordinates")
    let bits = min(16, 32 / axes)
    spread = (0..<1 << bits).map { (value: Int) -> UInt32 in
      var spread: UInt32 = 0
      for bit in 0..<bits { spread |= UInt32(value >> bit & 1) << UInt32(bit * axes) }
      return spread
    }
    // What lies further off than three deviations goes to the outermost step.
    origin = zip(means, deviations).map { $0 - 3 * $1 }
    let steps = Double(1 << bits)
    inverseStep = deviations.map { $0 > 0 ? steps / (6 * $0) : 0 }
  }

  /// The part of a key that one coordinate contributes.
  @inline(__always)
  func key(_ axis: Int, _ value: Double) -> UInt32 {
    let step = (value - origin[axis]) * inverseStep[axis]
    // With the arguments in this order, NaN becomes 0.
    return spread[Int(min(max(0, step), Double(spread.count - 1)))] << UInt32(axis)
  }

  /// The indices of `keys`, sorted by key and then by index: three passes of a radix sort.
  ///
  /// - Complexity: O(N).
  static func sorted(_ keys: [UInt32]) -> [Int32] {
    var keys = keys
    var order = [Int32](unsafeUninitializedCapacity: keys.count) { buffer, count in
      for index in 0..<keys.count { buffer[index] = Int32(index) }
      count = keys.count
    }
    var (keysBy, orderBy) = (keys, order)
    for shift in [0, 11, 22] as [UInt32] {
      var starts = [Int](repeating: 0, count: 1 << 11)
      for key in keys { starts[Int(key >> shift & 2047)] += 1 }
      var next = 0
      for digit in starts.indices {
        let count = starts[digit]
        starts[digit] = next
        next += count
      }
      keysBy.withUnsafeMutableBufferPointer { keysBy in
        orderBy.withUnsafeMutableBufferPointer { orderBy in
          starts.withUnsafeMutableBufferPointer { starts in
            for index in 0..<keys.count {
              let digit = Int(keys[index] >> shift & 2047)
              let place = starts[digit]
              starts[digit] = place + 1
              (keysBy[place], orderBy[place]) = (keys[index], order[index])
            }
          }
        }
      }
      swap(&keys, &keysBy)
      swap(&order, &orderBy)
    }
    return order
  }
}
