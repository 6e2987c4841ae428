import Testing

@testable import KMeansCore

/// X and Y as types: shapes, borrowed memory, the one-hot view and its constraints.
struct MatrixTests {
  @Test func pointsAreColumns() throws {
    let x = try PointMatrix([[1, 2], [3, 4], [5, 6]])
    #expect(x.dimensions == 2 && x.count == 3)
    #expect(x[0, 2] == 5 && x[1, 0] == 2)
    #expect(x.point(1) == [3, 4])
    #expect(x.description == "2 × 3 double")
  }

  @Test func everyScalarReadsAsDouble() throws {
    let double = try PointMatrix(dimensions: 2, values: [1, 2, 3, 4] as [Double])
    #expect(try PointMatrix(dimensions: 2, values: [1, 2, 3, 4] as [Float]) == double)
    #expect(try PointMatrix(dimensions: 2, values: [1, 2, 3, 4] as [UInt8]) == double)
  }

  @Test func badShapesAreRefused() {
    #expect(throws: MatrixError.noDimensions) { try PointMatrix([[Double]]()) }
    #expect(throws: MatrixError.ragged(point: 1, found: 1, expected: 2)) {
      try PointMatrix([[1, 2], [3]])
    }
    #expect(throws: MatrixError.partialPoint(values: 3, dimensions: 2)) {
      try PointMatrix(dimensions: 2, values: [1, 2, 3] as [Float])
    }
  }

  @Test func borrowedMemoryIsReadInPlaceAndReleased() throws {
    let owner = Owner(values: [1, 2, 3, 4, 5, 6])
    weak var watched: Owner?
    var matrix: PointMatrix?
    do {
      let lent = Owner(values: [7, 8])
      watched = lent
      matrix = try PointMatrix(
        borrowing: UnsafeRawBufferPointer(lent.memory), of: .float, dimensions: 2, owner: lent)
    }
    #expect(watched != nil)
    #expect(matrix?.point(0) == [7, 8])
    matrix = nil
    #expect(watched == nil)
    let bytes = UnsafeRawBufferPointer(owner.memory)
    let x = try PointMatrix(borrowing: bytes, of: .float, dimensions: 3, owner: owner)
    x.withUnsafeBytes { #expect($0.baseAddress == bytes.baseAddress) }
    #expect(throws: MatrixError.misaligned(needed: 4)) {
      try PointMatrix(
        borrowing: UnsafeRawBufferPointer(rebasing: bytes[1..<9]), of: .float, dimensions: 2,
        owner: owner)
    }
    #expect(throws: MatrixError.partialPoint(values: 6, dimensions: 4)) {
      try PointMatrix(borrowing: bytes, of: .float, dimensions: 4, owner: owner)
    }
  }

  @Test func labelsAreAOneHotMatrix() throws {
    let y = try LabelMatrix(clusters: 4, labels: [2, 0, 2])
    #expect(y.oneHot == [[0, 1, 0], [0, 0, 0], [1, 0, 1], [0, 0, 0]])
    #expect(y[2, 0] == 1 && y[0, 0] == 0)
    #expect(y.sizes == [1, 0, 2, 0])
    #expect(try LabelMatrix(oneHot: y.oneHot) == y)
  }

  @Test func bothConstraintsOfYAreChecked() {
    #expect(throws: MatrixError.notBinary(point: 1, cluster: 0, value: 2)) {
      try LabelMatrix(oneHot: [[1, 2], [0, 0]])
    }
    #expect(throws: MatrixError.columnSum(point: 0, sum: 2)) {
      try LabelMatrix(oneHot: [[1, 0], [1, 1]])
    }
    #expect(throws: MatrixError.columnSum(point: 1, sum: 0)) {
      try LabelMatrix(oneHot: [[1, 0], [0, 0]])
    }
    #expect(throws: MatrixError.ragged(point: 1, found: 1, expected: 2)) {
      try LabelMatrix(oneHot: [[1, 0], [0]])
    }
    #expect(throws: MatrixError.labelOutOfRange(point: 1, label: 3, clusters: 3)) {
      try LabelMatrix(clusters: 3, labels: [0, 3])
    }
  }

  @Test func badPointsAndWeightsNameWhereAndWhat() throws {
    let x = try PointMatrix([[1, 2], [3, .nan]])
    #expect(throws: ObservationError.self) { try Observations(x) }
    let infinite = try PointMatrix([[1, 2], [-.infinity, 4]])
    #expect(throws: ObservationError.notFinite(point: 1, feature: 0, value: -.infinity)) {
      try Observations(infinite)
    }
    let large = try PointMatrix([[1, 0x1p480]])
    #expect(throws: ObservationError.tooLarge(point: 0, feature: 1, value: 0x1p480)) {
      try Observations(large)
    }
    let close = try PointMatrix([[0x1p-500], [0x1p-501]])
    #expect(throws: ObservationError.spreadTooSmall(spread: 0x1p-501)) { try Observations(close) }
    let good = try PointMatrix([[1], [2]])
    #expect(throws: ObservationError.badWeight(point: 1, weight: -1)) {
      try Observations(good, weights: [0, -1])
    }
    #expect(throws: ObservationError.weightCount(found: 1, expected: 2)) {
      try Observations(good, weights: [1])
    }
    #expect(throws: ObservationError.noWeight) { try Observations(good, weights: [0, 0]) }
    let none = PointMatrix(dimensions: 2, count: 0) { _ in }
    #expect(throws: ObservationError.noPoints) { try Observations(none) }
  }

  @Test func chunksCoverEverythingOnce() {
    for (count, size, threads) in [(0, 4, 2), (1, 4, 8), (1000, 7, 3), (1000, 1000, 2)] {
      let parts = Chunks.forEach(count: count, size: size, threads: threads) {
        [Int]()
      } body: {
        $0 += Array($1)
      }
      #expect(parts.joined().sorted() == Array(0..<count))
    }
    let stopped = Chunks.run(count: 100, size: 1, threads: 2) {
      0
    } body: { seen, range in
      seen += 1
      return range.lowerBound < 10
    }
    #expect(!stopped.complete)
  }
}

/// Floats that somebody else owns.
private final class Owner: Sendable {
  nonisolated(unsafe) let memory: UnsafeMutableBufferPointer<Float>

  init(values: [Float]) {
    memory = .allocate(capacity: values.count)
    _ = memory.initialize(from: values)
  }

  deinit { memory.deallocate() }
}
