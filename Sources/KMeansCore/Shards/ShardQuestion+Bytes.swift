extension ShardQuestion {
  func write(_ out: inout CheckpointWriter) {
    switch self {
    case .survey: out.write(word: UInt8(0))
    case .draw(let draw):
      out.write(word: UInt8(1))
      out.write(counted: draw.seeds)
      draw.task.write(&out)
    case .step(let step):
      out.write(word: UInt8(2))
      out.write(counted: step.m)
      out.write(step.before) { out, before in
        out.write(before.m)
        out.write(before.relocated.count)
        for point in before.relocated {
          out.write(point.shard)
          out.write(point.row)
          out.write(point.to)
        }
      }
    case .farthest(let m, let limit):
      out.write(word: UInt8(3))
      out.write(counted: m)
      out.write(limit)
    case .finish(let m):
      out.write(word: UInt8(4))
      out.write(counted: m)
    }
  }

  /// Reads what `write` wrote.
  init(_ input: inout CheckpointReader, dimensions: Int) throws(CheckpointError) {
    switch try input.word(UInt8.self) {
    case 0: self = .survey
    case 1:
      let seeds = try input.counted(dimensions, most: CheckpointReader.most)
      self = .draw(Draw(seeds: seeds, task: try Task(&input, dimensions: dimensions)))
    case 2:
      let m = try Self.centroids(&input, dimensions)
      let before = try input.optional { input throws(CheckpointError) in
        Before(
          m: try input.points(m.count, dimensions: dimensions),
          relocated: try Self.relocated(&input, clusters: m.count))
      }
      self = .step(Step(m: m, before: before))
    case 3:
      let m = try Self.centroids(&input, dimensions)
      self = .farthest(m, limit: try input.int(1...2 * m.count))
    case 4: self = .finish(try Self.centroids(&input, dimensions))
    default: throw .damaged
    }
  }

  private static func centroids(
    _ input: inout CheckpointReader, _ dimensions: Int
  ) throws(CheckpointError) -> PointMatrix {
    let m = try input.counted(dimensions, most: Int(Int32.max))
    guard m.count > 0 else { throw .damaged }
    return m
  }

  private static func relocated(
    _ input: inout CheckpointReader, clusters: Int
  ) throws(CheckpointError) -> [Relocated] {
    var points: [Relocated] = []
    for _ in 0..<(try input.count(bytesEach: 24)) {
      let shard = try input.int(0...Survey.mostPoints)
      let row = try input.int(0...Survey.mostPoints)
      points.append(Relocated(shard: shard, row: row, to: try input.int(0...clusters - 1)))
    }
    return points
  }
}

extension ShardQuestion.Task {
  func write(_ out: inout CheckpointWriter) {
    switch self {
    case .masses(let targets):
      out.write(word: UInt8(0))
      out.write(targets)
    case .weights(let targets, let taken):
      out.write(word: UInt8(1))
      out.write(targets)
      out.write(taken)
    case .rest(let limit, let taken):
      out.write(word: UInt8(2))
      out.write(limit)
      out.write(taken)
    case .rows(let places):
      out.write(word: UInt8(3))
      out.write(places)
    case .potentials(let seeds):
      out.write(word: UInt8(4))
      out.write(counted: seeds)
    case .sample(let sample):
      out.write(word: UInt8(5))
      out.write(word: sample.seed)
      out.write(word: sample.restart)
      out.write(sample.round)
      out.write(word: sample.factor)
      out.write(word: sample.total)
    case .shares: out.write(word: UInt8(6))
    }
  }

  init(_ input: inout CheckpointReader, dimensions: Int) throws(CheckpointError) {
    switch try input.word(UInt8.self) {
    case 0: self = .masses(try input.targets())
    case 1: self = .weights(try input.targets(), taken: try input.places())
    case 2: self = .rest(limit: try input.int(0...Int(Int32.max)), taken: try input.places())
    case 3: self = .rows(try input.places())
    case 4:
      self = .potentials(try input.counted(dimensions, most: SeedRows.Method.mostTrials))
    case 5:
      self = .sample(
        ShardQuestion.Sample(
          seed: try input.word(UInt64.self), restart: try input.word(UInt32.self),
          round: try input.int(0...1 << 20), factor: try input.word(UInt64.self),
          total: try input.word(UInt64.self)))
    case 6: self = .shares
    default: throw .damaged
    }
  }
}

extension CheckpointWriter {
  fileprivate mutating func write(_ targets: [ShardQuestion.Target]) {
    write(targets.count)
    for target in targets {
      write(target.shard)
      write(word: target.rest)
    }
  }

  fileprivate mutating func write(_ places: [ShardQuestion.Place]) {
    write(places.count)
    for place in places {
      write(place.shard)
      write(place.row)
    }
  }
}

extension CheckpointReader {
  fileprivate mutating func targets() throws(CheckpointError) -> [ShardQuestion.Target] {
    var targets: [ShardQuestion.Target] = []
    for _ in 0..<(try count(bytesEach: 16)) {
      let shard = try int(0...Survey.mostPoints)
      targets.append(ShardQuestion.Target(shard: shard, rest: try word(UInt64.self)))
    }
    return targets
  }

  fileprivate mutating func places() throws(CheckpointError) -> [ShardQuestion.Place] {
    var places: [ShardQuestion.Place] = []
    for _ in 0..<(try count(bytesEach: 16)) {
      let shard = try int(0...Survey.mostPoints)
      places.append(ShardQuestion.Place(shard: shard, row: try int(0...Survey.mostPoints)))
    }
    return places
  }
}
