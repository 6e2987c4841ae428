import Synchronization
import Testing

@testable import KMeansCore

/// Compressed rows as a matrix: what is refused and where, and the values as they would be whole.
struct CompressedRowsTests {
  /// 1 0 2 / 0 0 0 / 0 3 0 / −4 5 6.
  private let small = try? PointMatrix(
    compressedRows: [1, 2, 3, -4, 5, 6] as [Double], columns: [0, 2, 1, 0, 1, 2],
    offsets: [0, 2, 2, 3, 6], dimensions: 3)
  private let whole = try? PointMatrix([[1, 0, 2], [0, 0, 0], [0, 3, 0], [-4, 5, 6]])

  @Test func valuesAreThoseWrittenOut() throws {
    let small = try #require(small)
    let whole = try #require(whole)
    #expect(small.count == 4 && small.dimensions == 3 && small.isCompressed && !whole.isCompressed)
    for point in 0..<4 {
      #expect(small.point(point) == whole.point(point))
      for feature in 0..<3 { #expect(small[feature, point] == whole[feature, point]) }
    }
    #expect(small == whole)
    #expect(!small.isExpanded)
    let same = small.withUnsafeBytes { own in
      whole.withUnsafeBytes { other in own.elementsEqual(other) }
    }
    #expect(same && small.isExpanded)
  }

  @Test func floatsAndEmptyMatrices() throws {
    let floats = try PointMatrix(
      compressedRows: [1.5, -2] as [Float], columns: [3, 0], offsets: [0, 1, 2], dimensions: 4)
    #expect(floats.scalar == .float)
    #expect(floats.point(0) == [0, 0, 0, 1.5] && floats.point(1) == [-2, 0, 0, 0])
    let zeros = try PointMatrix(
      compressedRows: [Double](), columns: [], offsets: [0, 0, 0], dimensions: 2)
    #expect(zeros.point(1) == [0, 0])
    let none = try PointMatrix(
      compressedRows: [Double](), columns: [], offsets: [0], dimensions: 2)
    #expect(none.count == 0)
  }

  @Test(arguments: [
    ([1, 2, 4], MatrixError.badOffset(index: 0, offset: 1, allowed: 0...0)),
    ([0, 3, 2, 4], .badOffset(index: 2, offset: 2, allowed: 3...4)),
    ([0, 5, 4], .badOffset(index: 1, offset: 5, allowed: 0...4)),
    ([0, -1, 4], .badOffset(index: 1, offset: -1, allowed: 0...4)),
    ([0, 2, 3], .badOffset(index: 2, offset: 3, allowed: 4...4)),
    ([0], .badOffset(index: 0, offset: 0, allowed: 4...4)),
    ([], .shapeMismatch(what: "the number of row offsets", found: 0, expected: 1)),
  ])
  func badOffsetsAreNamed(offsets: [Int], error: MatrixError) {
    #expect(throws: error) {
      try PointMatrix(
        compressedRows: [1, 2, 3, 4] as [Double], columns: [0, 1, 2, 3], offsets: offsets,
        dimensions: 9)
    }
  }

  @Test(arguments: [
    (
      [0, 1, 2], 9, MatrixError.shapeMismatch(what: "the number of columns", found: 3, expected: 4)
    ),
    ([0, 9, 0, 1], 9, .columnOutOfRange(point: 0, column: 9, dimensions: 9)),
    ([0, 1, -1, 1], 9, .columnOutOfRange(point: 1, column: -1, dimensions: 9)),
    ([0, 1, 1 << 32, 2], 9, .columnOutOfRange(point: 1, column: 1 << 32, dimensions: 9)),
    ([0, 1, 5, 5], 9, .columnsNotAscending(point: 1, column: 5, after: 5)),
    ([3, 1, 5, 6], 9, .columnsNotAscending(point: 0, column: 1, after: 3)),
    ([0, 1, 0, 1], 0, .noDimensions),
    ([0, 1, 0, 1], 1 << 31, .tooManyDimensions(1 << 31)),
  ])
  func badColumnsAreNamed(columns: [Int], dimensions: Int, error: MatrixError) {
    #expect(throws: error) {
      try PointMatrix(
        compressedRows: [1, 2, 3, 4] as [Double], columns: columns, offsets: [0, 2, 4],
        dimensions: dimensions)
    }
  }

  /// Notes when it is released.
  private final class Owner: Sendable {
    let released: Flag
    init(_ released: Flag) { self.released = released }
    deinit { released.raise() }
  }

  @Test func borrowedValuesAreNotCopiedAndTheOwnerLives() throws {
    let values: [Float] = [1, 2, 3]
    let columns: [Int32] = [1, 0, 2]
    let offsets: [Int32] = [0, 1, 3]
    let released = Flag()
    try values.withUnsafeBytes { values in
      try columns.withUnsafeBufferPointer { columns in
        try offsets.withUnsafeBufferPointer { offsets in
          var matrix: PointMatrix? = try PointMatrix(
            borrowingCompressed: values, of: .float, columns: .int32(columns),
            offsets: .int32(offsets), dimensions: 3, owner: Owner(released))
          #expect(matrix?.compressed?[1].values == values.baseAddress.map { $0 + 4 })
          #expect(matrix?.point(1) == [2, 0, 3])
          #expect(!released.isRaised)
          matrix = nil
          #expect(released.isRaised)
          #expect(throws: MatrixError.misaligned(needed: 4)) {
            try PointMatrix(
              borrowingCompressed: UnsafeRawBufferPointer(rebasing: values.dropFirst().prefix(8)),
              of: .float, columns: .int32(columns), offsets: .int32(offsets), dimensions: 3,
              owner: nil)
          }
        }
      }
    }
  }
}

/// A flag that objects can share.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isRaised: Bool { value.load(ordering: .relaxed) }

  func raise() { value.store(true, ordering: .relaxed) }
}
