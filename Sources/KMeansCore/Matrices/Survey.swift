/// What is known of some points without another look at them: how many they are, what they weigh,
/// the box that holds them, and exact sums of their columns.
///
/// Surveys of parts merge, in any order, into the survey of the whole, bit for bit, because nothing
/// in them is rounded. So the parts may lie in several files or on several machines. What is
/// written down by `Codable` keeps every bit.
package struct Survey: Sendable, Equatable, Codable {
  /// N.
  package private(set) var count: Int
  /// What the points weigh.
  private(set) var weights: SurveyedWeights
  /// The smallest box that holds the points.
  package private(set) var box: BoundingBox
  /// Σ x and Σ x² of every feature.
  private(set) var plain: [Moments]
  /// Σ w·x and Σ w·x² of every feature; nil where every weight is 1.
  private(set) var weighted: [Moments]?

  /// The moments of one feature, exactly.
  struct Moments: Sendable, Equatable, Codable {
    /// Σ x, or Σ w·x.
    var sum = Dyadic.zero
    /// Σ x², or Σ w·x².
    var square = Dyadic.zero

    static func + (first: Moments, second: Moments) -> Moments {
      Moments(sum: first.sum + second.sum, square: first.square + second.square)
    }
  }

  /// d.
  package var dimensions: Int { plain.count }
  /// Σ w·x and Σ w·x² of every feature.
  var moments: [Moments] { weighted ?? plain }

  /// Looks at all points and features.
  ///
  /// - Parameters:
  ///   - points: X, d × N.
  ///   - weights: what each weighs; nil for 1 each.
  ///   - threads: how many threads may read side by side; nil for all processors.
  /// - Throws: `ObservationError` for the first weight or value that cannot be clustered. All
  ///   weights may be 0, because those of other parts need not.
  /// - Complexity: O(N·d), and some hundred bytes a feature.
  package init(
    _ points: PointMatrix, weights: [Double]? = nil, threads: Int? = nil
  ) throws(ObservationError) {
    try self.init(points, weights: weights, SurveyExecution(threads: threads))
  }

  /// The same by given means, which may be stopped.
  init(
    _ points: PointMatrix, weights: [Double]?, _ execution: SurveyExecution
  ) throws(ObservationError) {
    guard points.count > 0 else { throw .noPoints }
    if let weights { try Observations.checkEach(weights, count: points.count) }
    let surveyed = SurveyedWeights(weights, count: points.count)
    self.init(
      count: points.count, weights: surveyed,
      box: BoundingBox(dimensions: 0, scalar: points.scalar), plain: [],
      weighted: weights == nil ? nil : [])
    try Self.read(points, weights, surveyed, execution) { append($0) }
  }

  init(
    count: Int, weights: SurveyedWeights, box: BoundingBox, plain: [Moments], weighted: [Moments]?
  ) {
    (self.count, self.weights, self.box) = (count, weights, box)
    (self.plain, self.weighted) = (plain, weighted)
  }

  /// Takes in further features of the same points.
  private mutating func append(_ other: Survey) {
    box.append(other.box)
    plain += other.plain
    weighted? += other.weighted ?? []
  }

  /// Takes in the survey of other points.
  ///
  /// - Precondition: both have the same features.
  /// - Complexity: O(d).
  package mutating func merge(_ other: Survey) {
    precondition(dimensions == other.dimensions, "parts of one matrix have the same features")
    if weighted != nil || other.weighted != nil {
      weighted = zip(moments, other.moments).map { $0 + $1 }
    }
    plain = zip(plain, other.plain).map { $0 + $1 }
    box.merge(folded: other.box)
    weights.merge(other.weights)
    count += other.count
  }
}

extension Survey {
  private enum Key: String, CodingKey {
    case count, weights, box, plain, weighted
  }

  /// Reads what `encode(to:)` wrote.
  ///
  /// - Throws: `DecodingError`, also where box and sums are not of the same features.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let plain = try container.decode([Moments].self, forKey: .plain)
    let box = try container.decode(BoundingBox.self, forKey: .box)
    let weighted = try container.decodeIfPresent([Moments].self, forKey: .weighted)
    guard box.least.count == plain.count, weighted.map({ $0.count == plain.count }) ?? true else {
      throw DecodingError.dataCorruptedError(
        forKey: .plain, in: container, debugDescription: "box and sums have the same features")
    }
    self.init(
      count: try container.decode(Int.self, forKey: .count),
      weights: try container.decode(SurveyedWeights.self, forKey: .weights), box: box,
      plain: plain, weighted: weighted)
  }
}
