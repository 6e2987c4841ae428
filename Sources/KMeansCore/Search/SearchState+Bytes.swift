extension SearchState {
  func write(_ out: inout CheckpointWriter) {
    switch self {
    case .restarts(let state):
      out.write(word: UInt8(0))
      state.write(&out)
    case .bisecting(let state):
      out.write(word: UInt8(1))
      state.write(&out)
    }
  }

  init(_ input: inout CheckpointReader, _ shape: CheckpointShape) throws(CheckpointError) {
    switch try input.word(UInt8.self) {
    case 0: self = .restarts(try RestartsState(&input, shape))
    case 1: self = .bisecting(try BisectingState(&input, shape))
    default: throw .damaged
    }
  }
}

extension RestartsState {
  func write(_ out: inout CheckpointWriter) {
    out.write(next)
    out.write(best) { out, best in
      out.write(best.restart)
      best.outcome.write(&out)
    }
    out.write(histories.count)
    for history in histories { out.write(history) }
    out.write(work)
    out.write(initializing)
    out.write(iterating)
    out.write(current) { $1.write(&$0) }
  }

  init(_ input: inout CheckpointReader, _ shape: CheckpointShape) throws(CheckpointError) {
    next = try input.int(0...Clusterer.Configuration.mostRestarts)
    best = try input.optional { input throws(CheckpointError) in
      let restart = try input.int(0...Clusterer.Configuration.mostRestarts)
      return (restart, try Run.Outcome(&input, shape))
    }
    for _ in 0..<(try input.count(bytesEach: 8)) { histories.append(try input.doubles()) }
    work = try input.work()
    initializing = try input.duration()
    iterating = try input.duration()
    current = try input.optional { input throws(CheckpointError) in
      try CourseState(&input, shape)
    }
    guard histories.count == next, (best == nil) == (next == 0), best?.restart ?? -1 < next else {
      throw .damaged
    }
  }
}

extension CourseState {
  func write(_ out: inout CheckpointWriter) {
    switch self {
    case .drawn(let m):
      out.write(word: UInt8(0))
      out.write(m)
    case .whole(let state):
      out.write(word: UInt8(1))
      state.write(&out)
    case .nested(let state):
      out.write(word: UInt8(2))
      out.write(state.level)
      out.write(state.spent)
      out.write(state.before) { $0.write($1) }
      state.run.write(&out)
    }
  }

  init(_ input: inout CheckpointReader, _ shape: CheckpointShape) throws(CheckpointError) {
    switch try input.word(UInt8.self) {
    case 0: self = .drawn(try input.points(shape.clusters, dimensions: shape.dimensions))
    case 1: self = .whole(try RunState(&input, shape))
    case 2:
      let (level, spent) = (try input.int(0...63), try input.int(0...CheckpointReader.most))
      let before = try input.optional { input throws(CheckpointError) in
        try input.int(0...CheckpointReader.most)
      }
      let run = try RunState(&input, shape, isBatch: true)
      guard before ?? 0 <= run.history.count else { throw .damaged }
      self = .nested(NestedState(level: level, spent: spent, before: before, run: run))
    default: throw .damaged
    }
  }
}
