import KMeansMatrices

/// The points from which δ is computed: X itself or, where all values are whole numbers from 0 to
/// 255 and wider than a byte, a copy in bytes in the order of the positions.
///
/// δ is a function of the values, so both give the same bits, the copy from a fraction of the
/// memory.
struct ExactRows: Sendable {
  let original: Observations.Rows
  private let bytes: Observations.Rows?

  /// Points of fewer features share their cache lines, so that a copy saves nothing.
  private static let many = 40

  init(_ x: Observations, order: [Int32], threads: Int) {
    original = x.rows
    bytes = Self.copy(x, order, threads: threads).map { .init(points: $0, weights: nil) }
  }

  /// δ of the points at `positions` to one seed, into the scratch's distances.
  ///
  /// - Complexity: O(n·d).
  @inline(__always)
  func distances(
    _ positions: UnsafeBufferPointer<Int32>, order: [Int32], to seed: [Double], _ kernels: Kernels,
    _ scratch: SeedScratch
  ) {
    let rows = bytes ?? original
    let all = 0..<original.points.count
    var places = positions
    if bytes == nil {
      order.withUnsafeBufferPointer { order in
        for index in 0..<positions.count { scratch.rows[index] = order[Int(positions[index])] }
      }
      places = UnsafeBufferPointer(start: scratch.rows, count: positions.count)
    }
    kernels.distances(
      rows.points(all, rows: places), toOne: seed, distancesSquared: scratch.new)
  }

  private static func copy(_ x: Observations, _ order: [Int32], threads: Int) -> PointMatrix? {
    let d = x.dimensions
    guard
      d > many, x.points.scalar != .uint8, x.box.least.allSatisfy({ $0 >= 0 }),
      x.box.greatest.allSatisfy({ $0 <= 255 })
    else { return nil }
    let rows = x.rows
    var complete = false
    let copy = PointMatrix(dimensions: d, count: x.count, scalar: .uint8) { bytes in
      nonisolated(unsafe) let bytes = bytes.bindMemory(to: UInt8.self).baseAddress!
      complete =
        Chunks.run(
          count: x.count, size: 240, threads: threads, makeWorker: { () }
        ) { _, range in
          range.allSatisfy { position in
            let point = rows.pointer(Int(order[position]))
            let target = bytes + position * d
            return x.points.scalar == .float
              ? whole(point.assumingMemoryBound(to: Float.self), d, target)
              : whole(point.assumingMemoryBound(to: Double.self), d, target)
          }
        }.complete
    }
    return complete ? copy : nil
  }

  /// Writes values from 0 to 255 as bytes, and returns whether all were whole.
  ///
  /// Added to 2^23, a value is rounded to a whole number, which its lowest bits then are.
  private static func whole(
    _ values: UnsafePointer<Float>, _ count: Int, _ bytes: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var different: UInt32 = 0
    for l in 0..<count {
      let moved = values[l] + 0x1p23
      different |= (moved - 0x1p23).bitPattern ^ (values[l] + 0).bitPattern
      bytes[l] = UInt8(truncatingIfNeeded: moved.bitPattern)
    }
    return different == 0
  }

  private static func whole(
    _ values: UnsafePointer<Double>, _ count: Int, _ bytes: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var different: UInt64 = 0
    for l in 0..<count {
      let moved = values[l] + 0x1p52
      different |= (moved - 0x1p52).bitPattern ^ (values[l] + 0).bitPattern
      bytes[l] = UInt8(truncatingIfNeeded: moved.bitPattern)
    }
    return different == 0
  }
}
