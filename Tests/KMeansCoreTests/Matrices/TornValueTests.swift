import Testing

@testable import KMeansCore

/// Values that are not what they were when they were checked: nothing traps, nothing is written
/// outside of where it belongs.
struct TornValueTests {
  private static let odd: [Double] = [
    .nan, -.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -1e300, 0x1p479, 0x1p64, -0x1p63,
    .leastNonzeroMagnitude, -0.0,
  ]

  @Test func wholePartsThatDoNotFit() {
    #expect(Int64(fitting: -3.9) == -3)
    #expect(Int64(fitting: -0x1p63) == .min)
    #expect(Int64(fitting: 0x1p63.nextDown) == 0x7FFF_FFFF_FFFF_FC00)
    for value in [0x1p63, (-0x1p63).nextDown, 1e300, -.infinity, .infinity, .nan] {
      #expect(Int64(fitting: value) == 0)
    }
    for byte in 0...255 { #expect(UInt8(fitting: Double(byte)) == UInt8(byte)) }
    for value in Self.odd { _ = UInt8(fitting: value) }
  }

  /// What is too great for an exact sum is left out, and the rest is as exact as before.
  @Test func exactSums() {
    var sum = ExactSum()
    sum.add(1)
    sum.addSquare(of: .infinity, weight: 0x1p479)
    sum.addSquare(of: .greatestFiniteMagnitude, weight: .greatestFiniteMagnitude)
    sum.addProduct(2, 3)
    #expect(sum.value.rounded == 7)
    for value in Self.odd {
      sum.add(value)
      sum.addProduct(value, value)
      sum.addSquare(of: value, weight: value)
    }
    _ = sum.value.rounded
  }

  @Test func sumsOfDistances() {
    for first in Self.odd {
      var sums = NonNegativeSums(count: 2)
      let terms = [abs(first)] + Self.odd.map { abs($0) }
      let indices = terms.indices.map { Int32($0 % 2) }
      terms.withUnsafeBufferPointer { sums.add($0, to: indices) }
      for value in Self.odd { sums.add(abs(value), times: 0x1p479, to: 1) }
      _ = (sums.sum(0).rounded, sums.sum(1).rounded)
    }
  }

  /// A term outside a column's range stays within the column's own planes.
  @Test func fixedPointGrids() {
    for range in [
      FixedPointGrid.Range(above: 4, lowestBit: 0), .init(above: 4, lowestBit: -200), nil,
    ] {
      let grid = FixedPointGrid(ranges: [range, range], count: 1000)
      for value in Self.odd {
        let (negative, magnitude, exponent) = value.decomposed
        for shift in [0, 64] {
          grid.split(
            UInt128(magnitude) << UInt128(shift), exponent: exponent, negative: negative, column: 0
          ) { plane, _ in #expect(plane >= 0 && plane < grid.planes) }
        }
      }
    }
  }

  /// Points move from cluster to cluster, each time with other values.
  @Test(arguments: [false, true])
  func sumsOfClusters(isWeighted: Bool) throws {
    let (count, dimensions) = (40, 11)
    let memory = UnsafeMutableBufferPointer<Double>.allocate(capacity: count * dimensions)
    defer { memory.deallocate() }
    for place in memory.indices { memory[place] = Double(place % 97) / 3 }
    let points = try PointMatrix(
      borrowing: UnsafeRawBufferPointer(memory), of: .double, dimensions: dimensions, owner: nil)
    let x = try Observations(
      points, weights: isWeighted ? (0..<count).map { Double($0 % 4) + 0.5 } : nil)
    var sums = ClusterSums(grid: x.grid, clusters: 3, isWeighted: isWeighted)
    var labels = [Int32](repeating: -1, count: count)
    for step in 0..<12 {
      let new = labels.indices.map { Int32(($0 + step) % 2) }
      sums.move(
        x.rows, 0..<count, positions: nil, from: labels, to: new, kernels: .current)
      labels = new
      for place in memory.indices where (place + step) % 3 == 0 {
        memory[place] = Self.odd[(place / 3 + step) % Self.odd.count]
      }
      sums.add(step, of: x.rows, to: 0, kernels: .best)
      sums.add(step, of: x.rows, to: 0, removing: true, kernels: .best)
    }
    #expect(sums.sizes == [20, 20, 0])
    for cluster in 0..<2 {
      for feature in 0..<dimensions { _ = sums.mean(cluster, feature: feature) }
    }
    #expect(sums.weight(2).isZero)
    #expect((0..<dimensions).allSatisfy { sums.sum(2, feature: $0).isZero })
  }

  /// A value is no number when the box is made, and all is well when it is looked for.
  @Test func boxesOfWhatIsGone() throws {
    let healthy = try PointMatrix([[1, 2], [3, 4]])
    for value in [Double.nan, .infinity, 1e300] {
      let torn = try PointMatrix([[1, value], [3, value]])
      var box = BoundingBox(dimensions: 2, scalar: .double)
      torn.withUnsafeBytes {
        box.include($0.baseAddress!, scalar: .double, rows: 2, columns: 2, kernels: .current)
      }
      #expect(throws: ObservationError.changed) { try box.checkValues(of: healthy) }
    }
  }

  /// Columns and offsets are read once.
  @Test(arguments: [false, true])
  func compressedRows(isWide: Bool) throws {
    var values: [Double] = [1, 2, 3, 4]
    var narrow: [Int32] = [0, 2, 1, 2]
    var wide: [Int64] = [0, 2, 1, 2]
    var offsets: [Int64] = [0, 2, 2, 4]
    let expected = [[1, 0, 2], [0, 0, 0], [0, 3, 4]] as [[Double]]
    try values.withUnsafeMutableBufferPointer { values in
      try narrow.withUnsafeMutableBufferPointer { narrow in
        try wide.withUnsafeMutableBufferPointer { wide in
          try offsets.withUnsafeMutableBufferPointer { offsets in
            let rows = try PointMatrix(
              borrowingCompressed: UnsafeRawBufferPointer(values), of: .double,
              columns: isWide
                ? .int64(UnsafeBufferPointer(wide)) : .int32(UnsafeBufferPointer(narrow)),
              offsets: .int64(UnsafeBufferPointer(offsets)), dimensions: 3, owner: nil)
            for place in narrow.indices { (narrow[place], wide[place]) = (.max, -7) }
            for place in offsets.indices { offsets[place] = .max }
            #expect((0..<3).map { rows.point($0) } == expected)
            #expect(rows[2, 2] == 4)
            // Written out.
            #expect(
              rows.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
                == expected.flatMap { $0 })
          }
        }
      }
    }
  }
}
