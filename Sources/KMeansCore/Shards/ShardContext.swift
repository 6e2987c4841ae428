/// What every shard must know of the whole to see its points, and to sum them on one grid.
struct ShardContext: Sendable {
  /// How far apart points are.
  let distance: Clusterer.Distance
  /// The direction that all points have, as far as `Double` can tell, where lengths do not count;
  /// nil where they have several, and for other distances.
  var direction: [Double]?
  /// The survey of all shards; nil while it is being made.
  var whole: Whole?

  /// What is known of all points.
  struct Whole: Sendable {
    let survey: Survey
    /// The greatest squared distance that D² sampling has masses for.
    let bound: Double
    /// How many points precede those of each shard, and after the last how many there are.
    let firsts: [Int]

    /// Whether points have weights.
    var isWeighted: Bool { survey.weighted != nil }

    /// A point that has the facts of all, for what is computed from sums alone.
    ///
    /// - Throws: `ObservationError` for a spread that is too small.
    func facts() throws(ObservationError) -> Observations {
      let point = PointMatrix(dimensions: survey.dimensions, count: 1) {
        $0.initialize(repeating: 0)
      }
      return try Observations(point, weights: isWeighted ? [1] : nil, partOf: survey)
    }

    /// The shard and the row there of a point of all.
    func place(_ point: Int) -> (shard: Int, row: Int) {
      // The last shard that begins at the point or before it; those before it are empty.
      let shard = firsts.dropLast().lastIndex { $0 <= point } ?? 0
      return (shard, point - firsts[shard])
    }
  }

  func write(_ out: inout CheckpointWriter) {
    out.write(distance.rawValue)
    out.write(direction) { out, direction in
      out.write(direction.count)
      out.write(bits: direction)
    }
    out.write(whole) { out, whole in
      whole.survey.write(&out)
      out.write(whole.bound)
      out.write(whole.firsts.count)
      for first in whole.firsts { out.write(first) }
    }
  }

  init(distance: Clusterer.Distance) { self.distance = distance }

  /// Reads what `write` wrote.
  init(_ input: inout CheckpointReader) throws(CheckpointError) {
    guard let distance = Clusterer.Distance(rawValue: try input.text()) else { throw .damaged }
    self.distance = distance
    direction = try input.optional { input throws(CheckpointError) in
      let values = try input.bits(try input.count(bytesEach: 8))
      guard values.allSatisfy({ abs($0) <= 2 }) else { throw .damaged }
      return values
    }
    whole = try input.optional { input throws(CheckpointError) in
      let survey = try Survey(&input)
      let bound = try input.double()
      var firsts: [Int] = []
      for _ in 0..<(try input.count(bytesEach: 8)) {
        firsts.append(try input.int((firsts.last ?? 0)...Survey.mostPoints))
      }
      guard bound >= 0, firsts.count > 1, firsts[0] == 0, firsts.last == survey.count,
        !survey.weights.total.isZero
      else { throw .damaged }
      return Whole(survey: survey, bound: bound, firsts: firsts)
    }
  }
}
