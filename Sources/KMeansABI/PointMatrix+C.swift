import CKMeansABI
import KMeansCore

extension kmeans_matrix: SizedStruct {
  static var name: String { "kmeans_matrix" }
  static var leastSize: Int { size(through: \.values) }
  static var firstSize: Int { size(through: \.columns) }
  static var usual: kmeans_matrix { kmeans_matrix() }
}

extension PointMatrix {
  /// The points that a C caller describes, over the caller's memory.
  init(_ pointer: UnsafePointer<kmeans_matrix>?) throws(Failure) {
    let points = try kmeans_matrix.read(pointer, "points")
    guard points.count >= 0, points.dimensions >= 0 else {
      throw Failure(
        KMEANS_BAD_ARGUMENT, "there are \(points.count) points of \(points.dimensions) features")
    }
    guard let scalar = Scalar(rawValue: points.scalar) else {
      throw Failure(KMEANS_BAD_ARGUMENT, "there is no scalar \(points.scalar)")
    }
    guard [KMEANS_IN_MEMORY, KMEANS_IN_FILE].contains(Int(points.storage)) else {
      throw Failure(KMEANS_BAD_ARGUMENT, "there is no storage \(points.storage)")
    }
    guard points.index_bits == 0 else {
      self = try Self.compressed(points, scalar: scalar)
      return
    }
    // One point must be possible, too, where there is none.
    guard let point = Int.bytes(points.dimensions, Int64(scalar.size)),
      let size = Int.bytes(points.count, Int64(point))
    else {
      throw Failure(KMEANS_BAD_ARGUMENT, "no memory holds so many points")
    }
    if points.values == nil && size > 0 { throw .null("points.values") }
    do {
      try self.init(
        borrowing: UnsafeRawBufferPointer(start: points.values, count: size), of: scalar,
        dimensions: Int(points.dimensions),
        owner: points.storage == KMEANS_IN_FILE ? MappedPages() : nil)
    } catch {
      throw Failure(error)
    }
  }

  /// Centroids that a C caller gives, copied.
  init(
    centroids: UnsafePointer<Double>?, clusters: Int64, dimensions: Int,
    below limit: Double = 0x1p480
  ) throws(Failure) {
    guard let centroids else { throw .null("centroids") }
    try Self.check(clusters: clusters)
    guard let bytes = Int.bytes(clusters, Int64(dimensions), 8) else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "k is \(clusters); no memory holds so many centroids of \(dimensions) features")
    }
    let values = UnsafeBufferPointer(start: centroids, count: bytes / 8)
    for (index, value) in values.enumerated() where !(abs(value) < limit) {
      throw Failure(
        KMEANS_NOT_FINITE,
        "feature \(index % dimensions) of given centroid \(index / dimensions) is \(value); it"
          + " must be finite and scaled",
        point: index / dimensions, feature: index % dimensions)
    }
    do {
      try self.init(dimensions: dimensions, values: Array(values))
    } catch {
      throw Failure(error)
    }
  }

  /// k is a number of clusters.
  static func check(clusters: Int64) throws(Failure) {
    guard clusters >= 1, clusters <= Int64(Int32.max) else {
      throw Failure(
        KMEANS_BAD_SETTING,
        "k is \(clusters); it must be at least 1 and at most \(Int32.max)")
    }
  }
}

/// A file that a caller has mapped.
private final class MappedPages: PagedMemory {
  func giveBack(_ bytes: UnsafeRawBufferPointer) { FilePages.giveBack(bytes) }

  func fetch(_ bytes: UnsafeRawBufferPointer) { FilePages.fetch(bytes) }
}

extension Int {
  /// The product of sizes; nil where that is more bytes than any memory has.
  static func bytes(_ sizes: Int64...) -> Int? {
    var product: Int64 = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      product = next
    }
    return product <= 1 << 56 ? Int(exactly: product) : nil
  }
}

extension PointMatrix {
  /// Compressed sparse rows of a C caller, over the caller's memory.
  fileprivate static func compressed(
    _ points: kmeans_matrix, scalar: Scalar
  ) throws(Failure) -> PointMatrix {
    guard scalar != .uint8 else {
      throw Failure(KMEANS_BAD_ARGUMENT, "compressed rows hold floats or doubles")
    }
    guard let offsets = points.offsets else { throw .null("points.offsets") }
    guard let count = Int(exactly: points.count), count < Int.max / 8 else {
      throw Failure(KMEANS_BAD_ARGUMENT, "no memory holds so many points")
    }
    let places = try Indices(offsets, count: count + 1, bits: points.index_bits)
    let entries = places.last
    guard entries >= 0, entries < Int.max / 8 else {
      throw Failure(KMEANS_BAD_SHAPE, "the last offset is \(entries)")
    }
    if entries > 0 && points.values == nil { throw .null("points.values") }
    if entries > 0 && points.columns == nil { throw .null("points.columns") }
    let columns = try Indices(points.columns, count: entries, bits: points.index_bits)
    do {
      return try PointMatrix(
        borrowingCompressed: UnsafeRawBufferPointer(
          start: points.values, count: entries * scalar.size),
        of: scalar, columns: columns, offsets: places, dimensions: Int(points.dimensions),
        owner: nil)
    } catch {
      throw Failure(error)
    }
  }
}

extension PointMatrix.Indices {
  fileprivate init(_ start: UnsafeRawPointer?, count: Int, bits: Int32) throws(Failure) {
    if let start, bits == 32 || bits == 64, Int(bitPattern: start) % Int(bits / 8) != 0 {
      throw Failure(MatrixError.misaligned(needed: Int(bits / 8)))
    }
    switch bits {
    case 32:
      let numbers = start?.assumingMemoryBound(to: Int32.self)
      self = .int32(UnsafeBufferPointer(start: numbers, count: numbers == nil ? 0 : count))
    case 64:
      let numbers = start?.assumingMemoryBound(to: Int64.self)
      self = .int64(UnsafeBufferPointer(start: numbers, count: numbers == nil ? 0 : count))
    default:
      throw Failure(KMEANS_BAD_ARGUMENT, "indices have 32 or 64 bits, not \(bits)")
    }
  }

  /// The last number; 0 where there is none.
  fileprivate var last: Int {
    switch self {
    case .int32(let all): Int(all.last ?? 0)
    case .int64(let all): Int(all.last ?? 0)
    }
  }
}
