/// The points of a shard, with what it keeps between answers.
struct ShardState {
  let points: PointMatrix
  let weights: [Double]?
  let number: Int
  /// The stop of the answer that is being found.
  private let current = CurrentStop()
  private(set) var execution: Execution
  /// The points as part of the whole.
  var part: ShardPart?
  /// Distances to drawn seeds.
  var seeds: ShardSeeds?
  /// Labels and sums of the last step.
  var run: ShardRun?
  /// What an earlier shard of the same points kept, until it is used.
  var restored: ShardKept?
  /// The digest, once it is known.
  private var known: UInt64?
  /// The last answer, and the checksum of its request.
  private var last: (sum: UInt64, answer: [UInt8])?

  init(
    _ points: PointMatrix, _ weights: [Double]?, number: Int, kernels: Kernels, threads: Int
  ) {
    (self.points, self.weights, self.number) = (points, weights, number)
    execution = Execution(
      kernels: kernels, threads: threads, control: RunControl(minding: current))
  }

  /// The answer to a request, which a stop ends; see `Shard.answer`.
  mutating func answer(
    _ bytes: UnsafeRawBufferPointer, stop: StopSignal?
  ) throws(ShardError) -> [UInt8] {
    guard let stop else { return try answer(bytes) }
    current.signal = StopSignal(following: stop)
    defer { current.signal = nil }
    do {
      let answer = try answer(bytes)
      try checkStop()
      return answer
    } catch {
      guard execution.control.isStopped else { throw error }
      forget()
      throw .clustering(.stopped)
    }
  }

  /// Throws where the answer is not wanted any more.
  private func checkStop() throws(ShardError) {
    if execution.control.isStopped { throw .clustering(.stopped) }
  }

  /// Leaves what was ended half-way.
  private mutating func forget() {
    (restored, part, seeds, run, last) = (nil, nil, nil, nil, nil)
    execution = Execution(
      kernels: execution.kernels, threads: execution.threads,
      control: RunControl(minding: current))
  }

  /// The answer to a request; the last one again, where it is asked for again.
  private mutating func answer(_ bytes: UnsafeRawBufferPointer) throws(ShardError) -> [UInt8] {
    let d = points.dimensions
    let request = try ShardBytes.opened(bytes, .request) { (input) throws(CheckpointError) in
      try ShardRequest(&input, dimensions: d)
    }
    let sum = ShardBytes.sum(bytes)
    if let last, last.sum == sum { return last.answer }
    let answer = try answer(request)
    try checkStop()
    let sealed = ShardBytes.sealed(.answer) { out in
      out.write(word: sum)
      out.write(number)
      answer.write(&out)
    }
    last = (sum, sealed)
    return sealed
  }

  private mutating func answer(_ request: ShardRequest) throws(ShardError) -> ShardAnswer {
    if case .survey = request.question {
      return .survey(try surveyed(request.context))
    }
    guard let whole = request.context.whole else { throw .damaged }
    guard whole.survey.dimensions == points.dimensions else {
      throw .dimensions(found: points.dimensions, expected: whole.survey.dimensions)
    }
    guard number < whole.firsts.count - 1 else {
      throw .shardNumber(number, shards: whole.firsts.count - 1)
    }
    let expected = whole.firsts[number + 1] - whole.firsts[number]
    guard expected == points.count else { throw .count(found: points.count, expected: expected) }
    if points.count == 0 { return try .empty(request.question, whole) }
    let part = try part(request.context, whole)
    switch request.question {
    case .survey: throw .damaged
    case .draw(let draw): return try drawn(draw, part, whole)
    case .step(let step):
      let changed = try self.step(step, part)
      guard let run else { throw .damaged }
      return .step(changed: changed, run.sums)
    case .farthest(let m, let limit):
      return .farthest(try bring(to: m, part).farthest(limit))
    case .finish(let m):
      let run = try bring(to: m, part)
      return .finish(sizes: run.labels.sizes, within: run.within)
    }
  }

  /// A number that tells the points and weights from others.
  ///
  /// - Complexity: O(n·d) the first time.
  mutating func digest() -> UInt64 {
    if let known { return known }
    let values = points.count == 0 ? 0 : PointsDigest.of(points, threads: execution.threads)
    let own =
      Checksum.mixed(values ^ UInt64(truncatingIfNeeded: points.dimensions))
      ^ Checksum.mixed(UInt64(truncatingIfNeeded: points.count))
    let all = own &+ (weights.map { PointsDigest.of($0) } ?? 1)
    known = all
    return all
  }

  /// Takes up what was kept, when the next request comes.
  mutating func take(_ kept: ShardKept) {
    (restored, part, seeds, run, last) = (kept, nil, nil, nil, nil)
  }

  /// The points as part of the whole, made anew where the whole is another.
  private mutating func part(
    _ context: ShardContext, _ whole: ShardContext.Whole
  ) throws(ShardError) -> ShardPart {
    var writer = CheckpointWriter()
    context.write(&writer)
    if let part, part.context == writer.bytes { return part }
    let kept = restored?.context == writer.bytes ? restored : nil
    (part, seeds, run, restored) = (nil, nil, nil, nil)
    let made = try ShardPart(
      try seen(context), weights, context, whole, bytes: writer.bytes, execution: execution)
    part = made
    if let kept {
      // What was kept can be read now that the grid of the sums is known.
      (seeds, run) = (kept.seeds(made, bound: whole.bound, execution), kept.run(made, execution))
    }
    return made
  }

  /// The points as the distance sees them.
  private func seen(_ context: ShardContext) throws(ShardError) -> PointMatrix {
    if let direction = context.direction {
      guard direction.count == points.dimensions else { throw .damaged }
      let one = PointMatrix(dimensions: direction.count, count: 1) {
        _ = $0.update(from: direction)
      }
      return PointMatrix(SelectedPoints(one, Array(repeating: 0, count: points.count)))
    }
    do throws(ObservationError) {
      return try context.distance.problem.seen(points, isFitted: false, surveying) ?? points
    } catch {
      throw .clustering(ClusteringError(error))
    }
  }

  /// How points are read that are not known yet.
  private var surveying: SurveyExecution {
    SurveyExecution(threads: execution.threads, kernels: execution.kernels) {
      [control = execution.control] in control.isStopped
    }
  }

  private func surveyed(_ context: ShardContext) throws(ShardError) -> ShardAnswer.Surveyed {
    var surveyed = ShardAnswer.Surveyed(dimensions: points.dimensions)
    guard points.count > 0 else { return surveyed }
    let seen = try seen(context)
    do throws(ObservationError) {
      surveyed.survey = try Survey(seen, weights: weights, surveying)
    } catch {
      throw .clustering(ClusteringError(error))
    }
    if context.distance.isDirectional { surveyed.first = seen.point(0) }
    if let weights, weights.contains(0) { surveyed.weighted = seen.range(weights) }
    return surveyed
  }

  // MARK: Steps

  private mutating func step(
    _ step: ShardQuestion.Step, _ part: ShardPart
  ) throws(ShardError) -> Int {
    guard let before = step.before else {
      let (run, changed) = try ShardRun.begun(part, at: step.m, execution: execution)
      self.run = run
      return changed
    }
    let relocated = before.relocated.filter { $0.shard == number }
    guard relocated.allSatisfy({ $0.row < points.count }) else { throw .damaged }
    // One owner at a time, so that nothing is copied.
    var run = try take(at: before.m, part)
    defer { self.run = run }
    run.relocate(relocated.map { ($0.row, $0.to) })
    return try run.move(to: step.m)
  }

  /// The run, taken out, with the labels of M: as it was left, or made anew.
  private mutating func take(
    at m: PointMatrix, _ part: ShardPart
  ) throws(ShardError) -> ShardRun {
    let kept = run
    run = nil
    if let kept, kept.isAt(m) { return kept }
    return try ShardRun.begun(part, at: m, execution: execution).run
  }

  /// The run with the labels of M, whatever came before.
  private mutating func bring(
    to m: PointMatrix, _ part: ShardPart
  ) throws(ShardError) -> ShardRun {
    if var kept = run, kept.m.count == m.count {
      run = nil
      if !kept.isAt(m) { _ = try kept.move(to: m) }
      run = kept
      return kept
    }
    let made = try take(at: m, part)
    run = made
    return made
  }
}

extension PointMatrix {
  /// The least and greatest value of every feature of the points that weigh anything.
  fileprivate func range(_ weights: [Double]) -> (least: [Double], greatest: [Double]) {
    var least = [Double](repeating: .infinity, count: dimensions)
    var greatest = [Double](repeating: -.infinity, count: dimensions)
    for point in weights.indices where weights[point] > 0 {
      for feature in 0..<dimensions {
        least[feature] = min(least[feature], self[feature, point])
        greatest[feature] = max(greatest[feature], self[feature, point])
      }
    }
    return (least, greatest)
  }
}
