/// What a shard answers to a question.
enum ShardAnswer: Sendable {
  case survey(Surveyed)
  case drawn(Drawn)
  case potentials([UInt64])
  case shares([Dyadic])
  case step(changed: Int, ClusterSums)
  case farthest([Point])
  case finish(sizes: [Int], within: [Dyadic])

  /// What the points of a shard are.
  struct Surveyed: Sendable {
    /// Nil where there is no point.
    var survey: Survey?
    /// d.
    let dimensions: Int
    /// The least and greatest value of every feature of the points that weigh anything; nil where
    /// all do.
    var weighted: (least: [Double], greatest: [Double])?
    /// The first point as the distance sees it, where lengths do not count.
    var first: [Double]?
  }

  /// Points that were drawn.
  struct Drawn: Sendable {
    /// The sum of all masses.
    var total: UInt64 = 0
    /// The points, in the order of targets, places or rows.
    var points: [Point] = []
    /// The farthest point where all masses are 0 and one lies on no seed.
    var farthest: Point?
  }

  /// A point of a shard, with what was asked about it.
  struct Point: Sendable {
    /// Its row.
    let row: Int
    let values: [Double]
    var weight = 1.0
    /// δ to its centroid or nearest seed.
    var distance = 0.0
    /// The number of its target, or its cluster.
    var number = 0
  }
}

/// What the reader of an answer knows of the round.
struct ShardAnswerShape: Sendable {
  let dimensions: Int
  let clusters: Int
  /// How many seeds were asked about.
  let seeds: Int
  /// The grid of the sums; nil before there is one.
  let grid: FixedPointGrid?
  let isWeighted: Bool
}

extension ShardAnswer {
  func write(_ out: inout CheckpointWriter) {
    switch self {
    case .survey(let surveyed): surveyed.write(&out)
    case .drawn(let drawn):
      out.write(word: drawn.total)
      Self.write(drawn.points, &out)
      Self.write(drawn.farthest.map { [$0] } ?? [], &out)
    case .potentials(let sums): for sum in sums { out.write(word: sum) }
    case .shares(let sums): for sum in sums { out.write(sum) }
    case .step(let changed, let sums):
      out.write(changed)
      sums.write(&out)
    case .farthest(let points): Self.write(points, &out)
    case .finish(let sizes, let within):
      for size in sizes { out.write(size) }
      for sum in within { out.write(sum) }
    }
  }

  private static func write(_ points: [Point], _ out: inout CheckpointWriter) {
    out.write(points.count)
    for point in points {
      out.write(point.row)
      out.write(point.weight)
      out.write(point.distance)
      out.write(point.number)
      out.write(bits: point.values)
    }
  }

  /// Reads the answer to a question.
  init(
    _ input: inout CheckpointReader, to question: ShardQuestion, _ shape: ShardAnswerShape
  ) throws(CheckpointError) {
    switch question {
    case .survey: self = .survey(try Surveyed(&input))
    case .draw(let draw):
      switch draw.task {
      case .potentials:
        var sums: [UInt64] = []
        for _ in 0..<shape.seeds { sums.append(try input.word(UInt64.self)) }
        self = .potentials(sums)
      case .shares: self = .shares(try input.dyadics(shape.seeds))
      default:
        let total = try input.word(UInt64.self)
        let points = try Self.points(&input, shape)
        self = .drawn(
          Drawn(total: total, points: points, farthest: try Self.points(&input, shape).first))
      }
    case .step:
      guard let grid = shape.grid else { throw .damaged }
      let changed = try input.int(0...Survey.mostPoints)
      self = .step(
        changed: changed,
        try ClusterSums(
          &input, grid: grid, clusters: shape.clusters, isWeighted: shape.isWeighted))
    case .farthest: self = .farthest(try Self.points(&input, shape))
    case .finish:
      guard input.holds(shape.clusters, bytesEach: 8) else { throw .damaged }
      var sizes: [Int] = []
      for _ in 0..<shape.clusters { sizes.append(try input.int(0...Survey.mostPoints)) }
      self = .finish(sizes: sizes, within: try input.dyadics(shape.clusters))
    }
  }

  private static func points(
    _ input: inout CheckpointReader, _ shape: ShardAnswerShape
  ) throws(CheckpointError) -> [Point] {
    let (size, isTooMuch) = (shape.dimensions + 4).multipliedReportingOverflow(by: 8)
    guard !isTooMuch else { throw .damaged }
    var points: [Point] = []
    for _ in 0..<(try input.count(bytesEach: size)) {
      let row = try input.int(0...Survey.mostPoints)
      let (weight, distance) = (try input.double(), try input.double())
      let number = try input.int(0...Int(Int32.max))
      let values = try input.bits(shape.dimensions)
      let isSound = weight == 0 || (weight >= 0x1p-480 && weight < 0x1p480)
      guard isSound, distance >= 0, values.allSatisfy({ abs($0) < 0x1p480 }) else { throw .damaged }
      points.append(
        Point(row: row, values: values, weight: weight, distance: distance, number: number))
    }
    return points
  }
}

extension ShardAnswer.Surveyed {
  func write(_ out: inout CheckpointWriter) {
    out.write(dimensions)
    out.write(survey) { $1.write(&$0) }
    out.write(weighted) { out, range in
      out.write(bits: range.least)
      out.write(bits: range.greatest)
    }
    out.write(first) { $0.write(bits: $1) }
  }

  init(_ input: inout CheckpointReader) throws(CheckpointError) {
    let d = try input.int(1...1 << 40)
    dimensions = d
    survey = try input.optional { input throws(CheckpointError) in try Survey(&input) }
    guard survey.map({ $0.dimensions == d }) ?? true else { throw .damaged }
    weighted = try input.optional { input throws(CheckpointError) in
      (least: try input.bits(d), greatest: try input.bits(d))
    }
    first = try input.optional { input throws(CheckpointError) in try input.bits(d) }
    let ends = (weighted?.least ?? []) + (weighted?.greatest ?? []) + (first ?? [])
    guard !ends.contains(where: \.isNaN) else { throw .damaged }
  }

  init(dimensions: Int) { self.dimensions = dimensions }
}
