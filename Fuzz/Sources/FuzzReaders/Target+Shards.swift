import KMeansCore

extension Target {
  /// Bytes of fits over shards: a request to a shard, the answer of a shard to a fit, or what a
  /// shard kept.
  ///
  /// The first byte chooses the fit, the second the kind, the third the round. The head and the
  /// checksum of the others are made to agree, so that the readers behind them are reached. A shard
  /// answers or says why not; a fit goes on, or is where it was.
  static let shards = Target(name: "shards", seeds: shardSeeds) { bytes in
    guard bytes.count > 3, !courses.isEmpty else { return }
    let course = courses[Int(bytes[0]) % courses.count]
    let round = course.rounds[Int(bytes[2]) % course.rounds.count]
    let body = Array(bytes[3...])
    switch bytes[1] % 3 {
    case 0: ask(course, round, body)
    case 1: answer(course, round, body)
    default: restore(course, round, body)
    }
  }

  /// A shard that is new, and one that has answered before, get the request.
  private static func ask(_ course: ShardCourse, _ round: ShardCourse.Round, _ body: [UInt8]) {
    let request = sealed(body, kind: 1)
    let (fresh, used) = (course.shards()[0], course.shards()[0])
    let first = try? fresh.answer(request)
    _ = try? used.answer(round.request)
    let second = try? used.answer(request)
    must((first == nil) == (second == nil), "a shard that was made anew answers otherwise")
    serve(round, used)
  }

  /// A shard serves the fit as before, whatever came between: the next request is the same.
  private static func serve(_ round: ShardCourse.Round, _ shard: Shard) {
    guard let answer = try? shard.answer(round.request) else { fatalError("no answer") }
    var (one, other) = (round.fit, round.fit)
    for answer in round.answers where (try? one.take(answer)) == nil { fatalError("an answer") }
    for answer in [answer, round.answers[1]] where (try? other.take(answer)) == nil {
      fatalError("an answer is refused")
    }
    must(one.request == other.request, "an answer differs")
  }

  /// A fit gets the answer, then those of the shards, and goes on for some rounds.
  private static func answer(_ course: ShardCourse, _ round: ShardCourse.Round, _ body: [UInt8]) {
    var fit = round.fit
    var words = Array(round.request.suffix(8))
    words += body
    let before = fit.request
    if (try? fit.take(sealed(words, kind: 2))) == nil {
      must(fit.request == before, "a refused answer changed the fit")
    }
    let shards = course.shards()
    for _ in 0..<4 {
      guard let request = fit.request else { return }
      for shard in shards {
        guard let answer = try? shard.answer(request), (try? fit.take(answer)) != nil else {
          return
        }
      }
    }
  }

  /// A shard takes up the state, or answers as if there had been none.
  private static func restore(_ course: ShardCourse, _ round: ShardCourse.Round, _ body: [UInt8]) {
    let shard = course.shards()[0]
    if shard.restore(sealed(body, kind: 3)) {
      // Bytes that are made up may have other labels and bounds; they lead to an answer or none.
      _ = try? shard.answer(round.request)
    } else {
      serve(round, shard)
    }
    _ = shard.kept
  }

  @Sendable private static func shardSeeds() -> [[UInt8]] {
    courses.enumerated().flatMap { number, course in
      course.rounds.enumerated().prefix(12).flatMap { place, round -> [[UInt8]] in
        let shard = course.shards()[0]
        _ = try? shard.answer(round.request)
        let bodies: [ArraySlice<UInt8>] = [
          round.request.dropFirst(24).dropLast(8), round.answers[0].dropFirst(32).dropLast(8),
          shard.kept.dropFirst(24).dropLast(8),
        ]
        return bodies.enumerated().map { [UInt8(number), UInt8($0), UInt8(place)] + $1 }
      }
    }
  }

  /// Bytes with the head and the checksum that shards and fits expect; see `ShardBytes`.
  private static func sealed(_ body: [UInt8], kind: UInt32) -> [UInt8] {
    var bytes: [UInt8] = [0x89] + Array("KMSH\r\n".utf8) + [0x1A]
    withUnsafeBytes(of: UInt32(1).littleEndian) { bytes += $0 }
    withUnsafeBytes(of: kind.littleEndian) { bytes += $0 }
    withUnsafeBytes(of: Int64(body.count + 32).littleEndian) { bytes += $0 }
    bytes += body
    let sum = checksum(bytes)
    withUnsafeBytes(of: sum.littleEndian) { bytes += $0 }
    return bytes
  }

  private static let courses: [ShardCourse] = [
    ShardCourse(.kMeansPlusPlus), ShardCourse(.kMeansParallel, isWeighted: true),
    ShardCourse(.randomPoints, isWeighted: true), ShardCourse(.kMeansPlusPlus, distance: .cosine),
    ShardCourse(.centroids(.tested([[0, 0], [1, 1], [900, 900], [901, 900]]))),
  ]
}

/// A fit over two shards, with all that goes to and fro.
private struct ShardCourse: Sendable {
  /// A request, the fit that waits for answers, and these.
  struct Round: Sendable {
    let fit: ShardedFit
    let request: [UInt8]
    let answers: [[UInt8]]
  }

  private let parts: [PointMatrix]
  private let weights: [[Double]]?
  private(set) var rounds: [Round] = []

  init(
    _ initialization: Clusterer.Initialization, isWeighted: Bool = false,
    distance: Clusterer.Distance = .euclidean
  ) {
    let rows = (0..<20).map { (row: Int) -> [Double] in
      let (x, y) = (row * 7 % 11 + 1, row * 5 % 13)
      return [Double(x), Double(y)]
    }
    parts = [.tested(Array(rows[..<8])), .tested(Array(rows[8...]))]
    weights = isWeighted ? parts.map { part in (0..<part.count).map { Double($0 % 3) } } : nil
    let configuration = Clusterer.Configuration(
      clusters: 4, distance: distance, initialization: initialization, tolerance: 0, threads: 1)
    guard var fit = try? ShardedFit(configuration, shards: 2) else { fatalError("a fit of a test") }
    let shards = self.shards()
    while let request = fit.request {
      let answers = shards.compactMap { try? $0.answer(request) }
      guard answers.count == 2 else { fatalError("a shard of a test") }
      rounds.append(Round(fit: fit, request: request, answers: answers))
      for answer in answers where (try? fit.take(answer)) == nil { fatalError("an answer") }
    }
  }

  /// Shards that have answered nothing.
  func shards() -> [Shard] {
    parts.enumerated().map { number, part in
      guard let shard = try? Shard(part, weights: weights?[number], number: number, threads: 1)
      else { fatalError("a shard of a test") }
      return shard
    }
  }
}

extension PointMatrix {
  fileprivate static func tested(_ rows: [[Double]]) -> PointMatrix {
    guard let points = try? PointMatrix(rows) else { fatalError("points of a test") }
    return points
  }
}
