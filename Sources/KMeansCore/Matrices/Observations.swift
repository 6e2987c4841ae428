/// X with a weight for every point: checked once, and with the exact facts that every run needs.
///
/// - Complexity: building it reads X once where values are much alike, else twice; O(N·d), or
///   O(N + n + d) for compressed rows of n values.
public struct Observations: Sendable {
  /// X, d × N.
  public let points: PointMatrix
  /// w, one a point, or nil when every point counts once.
  public let weights: [Double]?
  /// The smallest box that holds the points: least and greatest value by feature.
  package let box: BoundingBox
  /// The grid of all exact sums over these points.
  package let grid: FixedPointGrid
  /// What is known of the columns.
  private let facts: ColumnFacts
  /// Why squared distances cannot be taken between the points as they are; nil where they can. Such
  /// points are only for distances that see them otherwise, such as the cosine, and have no grid;
  /// of too large ones means are known, but no squares.
  package let refusal: ObservationError?

  /// d, the number of features.
  public var dimensions: Int { points.dimensions }
  /// N, the number of points.
  public var count: Int { points.count }

  /// Checks the points and weights and sums them up.
  ///
  /// - Parameters:
  ///   - points: X, d × N with N ≥ 1.
  ///   - weights: N numbers w ≥ 0, not all 0; nil for 1 each.
  ///   - threads: how many threads may read side by side; nil for all processors.
  ///   - stop: ends the reading early, if it is urgent.
  /// - Throws: `ObservationError` with the first offending point, in the order of the points;
  ///   `.stopped` where `stop` ended it.
  public init(
    _ points: PointMatrix, weights: [Double]? = nil, threads: Int? = nil, stop: StopSignal? = nil
  ) throws(ObservationError) {
    self = try Observations(
      points, weights: weights, SurveyExecution(threads: threads, stop: stop))
  }

  /// The same by given kernels.
  package init(
    _ points: PointMatrix, weights: [Double]?, threads: Int, kernels: Kernels
  ) throws(ObservationError) {
    self = try Observations(
      points, weights: weights, SurveyExecution(threads: threads, kernels: kernels))
  }

  /// The same by given means.
  ///
  /// - Parameters:
  ///   - points: X.
  ///   - weights: theirs.
  ///   - execution: by what means.
  ///   - anyRange: whether finite values that are too large, or too much alike, are taken; see
  ///     `refusal`.
  /// - Throws: `ObservationError` as above.
  package init(
    _ points: PointMatrix, weights: [Double]?, _ execution: SurveyExecution,
    anyRange: Bool = false
  ) throws(ObservationError) {
    guard points.count > 0 else { throw .noPoints }
    if let weights { try Self.check(weights, count: points.count) }
    let need = Survey.bytesToRead(
      points, isWeighted: weights != nil, threads: execution.threads)
    guard Memory.isAvailable(need) else { throw .outOfMemory(bytes: need) }
    let surveyed = SurveyedWeights(weights, count: points.count)
    let found = try SurveyedColumns(points, weights, surveyed, execution, anyRange: anyRange)
    (self.points, self.weights) = (points, weights)
    (box, facts, refusal) = (found.box, found.facts, found.refusal)
    grid =
      found.refusal == nil
      ? FixedPointGrid(box: found.box, weights: surveyed.range, count: points.count)
      : FixedPointGrid(
        ranges: Array(repeating: nil, count: points.dimensions + 1), count: points.count)
  }

  /// Some of the points that a survey is about, for sums that merge with those of the others.
  ///
  /// - Parameters:
  ///   - points: the part's points, d × n.
  ///   - weights: theirs; nil for 1 each.
  ///   - whole: the survey of all parts. It has been checked to have no value that cannot be
  ///     clustered.
  /// - Throws: `ObservationError` for weights that points cannot have, and for a spread of the
  ///   whole that is too small.
  /// - Precondition: as many features as the survey has.
  /// - Complexity: O(d), and O(n) with weights.
  package init(
    _ points: PointMatrix, weights: [Double]? = nil, partOf whole: Survey
  ) throws(ObservationError) {
    precondition(points.dimensions == whole.dimensions, "a part has the features of the whole")
    guard points.count > 0 else { throw .noPoints }
    if let weights { try Self.checkEach(weights, count: points.count) }
    try whole.box.checkSpread()
    (self.points, self.weights, box) = (points, weights, whole.box)
    var facts = ColumnFacts(weight: whole.weights.total)
    facts.append(whole)
    self.facts = facts
    refusal = nil
    grid = FixedPointGrid(box: box, weights: whole.weights.range, count: whole.count)
  }

  /// Some of these points, with the facts of all, for sums that merge with those of the others.
  ///
  /// - Complexity: O(1).
  func part(_ points: PointMatrix, weights: [Double]?) -> Observations {
    Observations(points, weights: weights, partOf: self)
  }

  private init(_ points: PointMatrix, weights: [Double]?, partOf whole: Observations) {
    (self.points, self.weights) = (points, weights)
    (box, grid, facts, refusal) = (whole.box, whole.grid, whole.facts, whole.refusal)
  }

  /// Throws for weights that points cannot have.
  package static func check(_ weights: [Double], count: Int) throws(ObservationError) {
    try checkEach(weights, count: count)
    guard weights.contains(where: { $0 > 0 }) else { throw .noWeight }
  }

  /// The same for some of the points, which may all weigh nothing.
  static func checkEach(_ weights: [Double], count: Int) throws(ObservationError) {
    guard weights.count == count else {
      throw .weightCount(found: weights.count, expected: count)
    }
    for (point, weight) in weights.enumerated()
    where !(weight == 0 || (weight >= 0x1p-480 && weight < 0x1p480)) {
      throw .badWeight(point: point, weight: weight)
    }
  }

  /// The mean column variance (weighted population variance), rounded once: the unit of the
  /// tolerance. Without weights it is that of scikit-learn, which lets no weight count here.
  package var meanVariance: Double { facts.meanVariance }

  /// Σᵢ wᵢ ‖xᵢ − x̄‖² about the weighted mean x̄, exact and rounded once.
  public var totalSumOfSquares: Double { facts.totalSumOfSquares }

  /// The weighted mean of every feature, exact and rounded once.
  public var means: [Double] { facts.means }

  /// The weighted population variance of every feature, exact and rounded once.
  public var variances: [Double] { facts.variances }

  /// A number that no feature's variance exceeds, which may be infinite where variances are known.
  var greatestVariance: Double { facts.greatestVariance }

  /// Q = Σᵢ wᵢ ‖xᵢ‖², exactly.
  package var sumOfSquares: Dyadic { facts.sumOfSquares }

  /// Σ w, exactly.
  package var totalWeight: Dyadic { facts.weight }
}

/// Why points and weights cannot be clustered. Points and features count from 0.
@nonexhaustive
public enum ObservationError: Error, Equatable, Sendable {
  /// There is no point.
  case noPoints
  /// A value is NaN or infinite.
  case notFinite(point: Int, feature: Int, value: Double)
  /// |value| ≥ 2^480, so that its square would overflow.
  case tooLarge(point: Int, feature: Int, value: Double)
  /// The widest feature spans `spread` < 2^-480, so that squared distances would vanish.
  case spreadTooSmall(spread: Double)
  /// Every value of `count` points is 0, the first of them `point`, so that they have no direction.
  case noDirection(point: Int, count: Int)
  /// There is not one weight a point.
  case weightCount(found: Int, expected: Int)
  /// A weight is negative, not finite, or not 0 and outside 2^-480 … 2^480.
  case badWeight(point: Int, weight: Double)
  /// Every weight is 0.
  case noWeight
  /// An urgent signal ended the reading.
  case stopped
  /// The columns need `bytes` bytes of memory, which the system does not give.
  case outOfMemory(bytes: Int)
  /// A value that cannot be clustered was read, and was another when it was looked for.
  case changed
}

extension ObservationError: CustomStringConvertible {
  /// One sentence: where, what, and what to do.
  public var description: String {
    switch self {
    case .noPoints:
      "there is no point to cluster"
    case .notFinite(let point, let feature, let value):
      "point \(point), feature \(feature) is \(value); every value must be finite"
    case .tooLarge(let point, let feature, let value):
      "point \(point), feature \(feature) is \(value), whose square would overflow; scale the data"
    case .spreadTooSmall(let spread):
      "the points differ by \(spread) at most, whose square would vanish; scale the data"
    case .noDirection(let point, let count):
      "point \(point) is all 0"
        + (count > 1 ? ", and so \(count == 2 ? "is 1 other" : "are \(count - 1) others")" : "")
        + "; it has no direction, which the cosine needs; leave it out"
    case .weightCount(let found, let expected):
      "there \(found == 1 ? "is" : "are") \(found.counted("weight")) for "
        + expected.counted("point")
    case .badWeight(let point, let weight):
      "the weight of point \(point) is \(weight); weights are 0 or from 2^-480 to 2^480"
    case .noWeight:
      "every weight is 0; at least one must be positive"
    case .stopped:
      "the points were not read to the end, for somebody asked to stop"
    case .outOfMemory(let bytes):
      Memory.refusal("the columns need", bytes, "use fewer columns")
    case .changed:
      "the points were changed while they were read; leave them alone until the work is done"
    }
  }
}
