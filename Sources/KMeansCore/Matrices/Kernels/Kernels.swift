import CKMeansKernels

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// The arithmetic of one instruction set: truths, screens, fixed-point sums.
///
/// Every set gives the same bits, so which one runs is a matter of speed alone. The methods are
/// thin: they check nothing, allocate nothing and fit a loop over chunks of points. d features a
/// point, n points, k centroids; matrices lie point after point, as in `PointMatrix`.
package struct Kernels: Sendable {
  /// One of the constant tables of the C; a pointer, so that calls do not copy it.
  nonisolated(unsafe) private let pointer: UnsafePointer<kmeans_kernels>

  @inline(__always) var table: kmeans_kernels { pointer.pointee }

  private init(_ table: UnsafePointer<kmeans_kernels>) {
    pointer = table
  }

  /// "scalar", "avx2", "avx512", "avx512vnni", "neon" or "neondot".
  package var name: String { String(cString: table.name) }

  /// How many points a panel holds, of `pack` and of `panel8`.
  package var panelWidth: Int { table.panel_width }

  // MARK: The float32 screen

  /// A panel for `tile`: x̃ = (x − centre)·scale, computed in Double and rounded to Float once; or
  /// in Float, rounded once, where x, centre·scale and scale are floats, which is faster.
  ///
  /// - Parameters:
  ///   - points: at most `panelWidth`.
  ///   - centre: d values.
  ///   - scale: a power of two such that every |x̃| < 1.
  ///   - panel: d·`panelWidth` floats, written; feature l of point p at l·`panelWidth` + p, and
  ///     zeros in lanes without a point. Best aligned to 64 bytes.
  ///   - norms: `panelWidth` values Σ x̃², written.
  /// - Complexity: O(d·panelWidth).
  package func pack(
    _ points: Points, centre: UnsafePointer<Double>, scale: Double,
    panel: UnsafeMutablePointer<Float>, norms: UnsafeMutablePointer<Double>
  ) {
    points.withBlock { table.pack($0, centre, scale, panel, norms) }
  }

  /// Centroids for `tile`, shifted and scaled as its points are.
  ///
  /// - Parameters:
  ///   - centroids: k × d values, centroid after centroid.
  ///   - count: k.
  ///   - dimensions: d.
  ///   - centre: what is subtracted from points, d values.
  ///   - scale: what points are multiplied by then, a power of two.
  ///   - packed: k·d floats, written, in an order that only this set's `tile` knows.
  ///   - halfNorms: k values ½‖(m − centre)·scale‖², written: a sum in Double, rounded once.
  /// - Complexity: O(k·d).
  package func packCentroids(
    _ centroids: UnsafePointer<Double>, count: Int, dimensions: Int,
    centre: UnsafePointer<Double>, scale: Double, packed: UnsafeMutablePointer<Float>,
    halfNorms: UnsafeMutablePointer<Float>
  ) {
    table.pack_centroids(centroids, count, dimensions, centre, scale, packed, halfNorms)
  }

  /// The least and second least score ½‖m̃‖² − x̃·m̃ of every lane of a panel, and which centroid
  /// has the least (the lowest of several).
  ///
  /// - Parameters:
  ///   - panel: what `pack` wrote.
  ///   - dimensions: d.
  ///   - packed: what `packCentroids` of this set wrote.
  ///   - halfNorms: likewise.
  ///   - count: k.
  ///   - least: `panelWidth` scores, written.
  ///   - second: `panelWidth` scores, written: the least of the other centroids, +∞ for k = 1.
  ///   - index: `panelWidth` indices, written.
  /// - Complexity: O(k·d·panelWidth).
  package func tile(
    panel: UnsafePointer<Float>, dimensions: Int, packed: UnsafePointer<Float>,
    halfNorms: UnsafePointer<Float>, count: Int, least: UnsafeMutablePointer<Float>,
    second: UnsafeMutablePointer<Float>, index: UnsafeMutablePointer<Int32>
  ) {
    table.tile(panel, dimensions, packed, halfNorms, count, least, second, index)
  }

  // MARK: Fixed-point sums

  /// Adds one point to fixed-point sums: sums[l] += sign·q where q = x_l·scale_l is whole.
  ///
  /// - Parameters:
  ///   - point: d values of `scalar`.
  ///   - scalar: the type of the values.
  ///   - dimensions: d.
  ///   - scale: d powers of two with |x_l·scale_l| < 2⁶².
  ///   - unit: their inverses.
  ///   - sums: d sums, changed where the grid holds x_l, left alone where not.
  ///   - sign: 1, or −1 to take the point out.
  ///   - spilled: room for d indices; those of the values not held, ascending.
  /// - Returns: how many values are not held.
  /// - Complexity: O(d).
  package func add(
    _ point: UnsafeRawPointer, scalar: PointMatrix.Scalar, dimensions: Int,
    scale: UnsafePointer<Double>, unit: UnsafePointer<Double>, sums: UnsafeMutablePointer<Int64>,
    sign: Int32, spilled: UnsafeMutablePointer<Int32>
  ) -> Int {
    table.add(point, scalar.rawValue, dimensions, scale, unit, sums, sign, spilled)
  }
}

// MARK: Which set runs

extension Kernels {
  /// The fastest set that this processor and system can run.
  package static let best = Kernels(kmeans_kernels_best())

  /// Every set that this processor and system can run, from the plainest to the fastest.
  package static let all = catalogue.filter(\.supported).compactMap { set in
    set.kernels.map(Kernels.init)
  }

  /// The set of that name; nil when it is unknown, or cannot run here.
  package static func named(_ name: String) -> Kernels? {
    kmeans_kernels_named(name).map(Kernels.init)
  }

  /// The set that the environment variable KMEANS_INSTRUCTION_SET names.
  ///
  /// - Parameter environment: its value; the best set is chosen where it is nil or empty.
  /// - Returns: a set that this machine has.
  /// - Throws: `KernelError` when there is no such set, or not on this machine.
  package static func selected(
    environment: String? = requested
  ) throws(KernelError) -> Kernels {
    guard let environment, !environment.isEmpty else { return best }
    if let kernels = named(environment) { return kernels }
    let known = catalogue.map { String(cString: $0.name) }
    guard known.contains(environment) else { throw .unknown(environment, known: known) }
    throw .unsupported(environment)
  }

  /// What the environment asks for; the best set where that is not available.
  package static let current = (try? selected()) ?? best

  /// The value of KMEANS_INSTRUCTION_SET in this process's environment; nil when it has none.
  package static var requested: String? {
    getenv("KMEANS_INSTRUCTION_SET").map { String(cString: $0) }
  }

  private static var catalogue: [kmeans_instruction_set] {
    sequence(state: 0) { (i: inout Int) -> kmeans_instruction_set? in
      defer { i += 1 }
      let set = kmeans_kernels_at(i)
      return set.name == nil ? nil : set
    }.map { $0 }
  }
}
