import Testing

@testable import KMeansCore

/// Bytes of shards that are damaged are refused, and never followed.
struct ShardBytesTests {
  /// A fit in its middle: requests, and the answers to them.
  private func rounds(
    _ name: String
  ) throws -> [(fit: ShardedFit, request: [UInt8], answers: [[UInt8]])] {
    let fit = try #require(ShardCase.all.first { $0.name == name })
    let shards = try fit.shards([fit.points.count / 3, fit.points.count])
    var sharded = try ShardedFit(fit.configuration, shards: 2)
    var rounds: [(ShardedFit, [UInt8], [[UInt8]])] = []
    while let request = sharded.request {
      let answers = try shards.map { try $0.answer(request) }
      rounds.append((sharded, request, answers))
      for answer in answers { try sharded.take(answer) }
    }
    return rounds
  }

  private func resealed(_ bytes: [UInt8]) -> [UInt8] {
    var body = Array(bytes.dropLast(8))
    let count = withUnsafeBytes(of: Int64(bytes.count).littleEndian) { Array($0) }
    if body.count >= 24 { body.replaceSubrange(16..<24, with: count) }
    let sum = body.withUnsafeBytes { Checksum.of($0) }
    return body + withUnsafeBytes(of: sum.littleEndian) { Array($0) }
  }

  private func torn(_ bytes: [UInt8], _ round: Int, _ random: inout SplitMix) -> [UInt8] {
    var torn = bytes
    switch round % 3 {
    case 0: torn[Int.random(in: torn.indices, using: &random)] ^= 1 << UInt8(round / 3 % 8)
    case 1: torn.removeLast(Int.random(in: 1...torn.count, using: &random))
    default: torn.append(UInt8(truncatingIfNeeded: random.next()))
    }
    return torn
  }

  @Test(arguments: ["lost centroids", "weights, zeros true, k-means-parallel", "cosine, k-means++"])
  func everyChangedBitShows(_ name: String) throws {
    let fit = try #require(ShardCase.all.first { $0.name == name })
    let shard = try fit.shards([fit.points.count / 3, fit.points.count])[1]
    var random = SplitMix(state: 5)
    for (sharded, request, answers) in try rounds(name).prefix(40) {
      for round in 0..<60 {
        let request = torn(request, round, &random)
        #expect(throws: ShardError.self) { try shard.answer(request) }
        var other = sharded
        let answer = torn(answers[round % 2], round, &random)
        #expect(throws: ShardError.self) { try other.take(answer) }
        // The fit is where it was.
        for answer in answers { try other.take(answer) }
        #expect(other.request != request)
      }
      _ = try shard.answer(request)
      let kept = shard.kept
      for round in 0..<30 { #expect(!shard.restore(torn(kept, round, &random))) }
      #expect(shard.restore(kept) || sharded.progress?.stage == .survey)
    }
  }

  /// With a checksum that is right, whatever they say: an error, or an answer.
  @Test(arguments: ["lost centroids", "weights, zeros true, k-means-parallel", "tiny weights"])
  func hostileBytes(_ name: String) throws {
    let fit = try #require(ShardCase.all.first { $0.name == name })
    var random = SplitMix(state: 9)
    let values: [UInt64] = [0, 1, .max, 1 << 63, 0x7FF0_0000_0000_0000, 0x41DF_FFFF_FFC0_0000, 255]
    var (accepted, refused) = (0, 0)
    func changed(_ bytes: [UInt8]) -> [UInt8] {
      var changed = bytes
      let place = Int.random(in: 24..<changed.count - 8, using: &random)
      let size = [1, 2, 4, 8][Int.random(in: 0..<4, using: &random)]
      let value =
        Bool.random(using: &random)
        ? random.next() : values[Int.random(in: values.indices, using: &random)]
      for offset in 0..<size where place + offset < changed.count - 8 {
        changed[place + offset] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(offset)))
      }
      return resealed(changed)
    }
    for (sharded, request, answers) in try rounds(name).prefix(30) {
      for _ in 0..<40 {
        let shard = try fit.shards([fit.points.count / 3, fit.points.count])[1]
        do {
          _ = try shard.answer(changed(request))
          accepted += 1
        } catch { refused += 1 }
        var other = sharded
        do {
          try other.take(changed(answers[0]))
          for answer in answers { try other.take(answer) }
          accepted += 1
        } catch { refused += 1 }
      }
    }
    #expect(accepted > 0 && refused > 0)
  }

  @Test func foreignBytes() throws {
    let fit = ShardCase.all[0]
    let shard = try fit.shards([fit.points.count])[0]
    var sharded = try ShardedFit(fit.configuration, shards: 1)
    let request = try #require(sharded.request)
    let answer = try shard.answer(request)
    #expect(throws: ShardError.notShardBytes) { try shard.answer([]) }
    #expect(throws: ShardError.notShardBytes) { try shard.answer(answer) }
    #expect(throws: ShardError.notShardBytes) { try sharded.take(request) }
    var later = answer
    later[8] = 7
    #expect(throws: ShardError.unknownFormat(7)) { try sharded.take(later) }
    try sharded.take(answer)
    #expect(throws: ShardError.otherRound) { try sharded.take(answer) }
    // A shard of another number, and of other points.
    let second = try fit.shards([10, 600])[1]
    let next = try #require(sharded.request)
    #expect(throws: ShardError.shardNumber(1, shards: 1)) { try second.answer(next) }
    let shorter = try fit.shards([10, 600])[0]
    #expect(throws: ShardError.count(found: 10, expected: 600)) { try shorter.answer(next) }
  }

  /// Points without weights weigh as much as they are; draws divide by the mass of one.
  @Test func weightsThatAreNotThere() throws {
    let fit = ShardCase.all[0]
    let survey = try Survey(fit.points, weights: nil, threads: 1)
    for total in [Dyadic(1), Dyadic(1 << 60)] {
      let weights = SurveyedWeights(total: total, range: survey.weights.range)
      var surveyed = ShardAnswer.Surveyed(dimensions: fit.points.dimensions)
      surveyed.survey = Survey(
        count: survey.count, weights: weights, box: survey.box, plain: survey.plain, weighted: nil)
      var sharded = try ShardedFit(fit.configuration, shards: 1)
      let request = try #require(sharded.request)
      let answer = ShardBytes.sealed(.answer) { out in
        out.write(word: request.withUnsafeBytes { ShardBytes.sum($0) })
        out.write(0)
        ShardAnswer.survey(surveyed).write(&out)
      }
      #expect(throws: ShardError.damaged) { try sharded.take(answer) }
    }
  }

  /// What all points weigh is more than nothing, and no more than points can.
  @Test func totalsThatNoPointsHave() throws {
    let fit = ShardCase.all[0]
    let survey = try Survey(fit.points, weights: nil, threads: 1)
    let shard = try fit.shards([fit.points.count])[0]
    for total in [Dyadic(0), Dyadic(0x1p1000)] {
      let weights = SurveyedWeights(total: total, range: survey.weights.range)
      var context = ShardContext(distance: .euclidean)
      context.whole = ShardContext.Whole(
        survey: Survey(
          count: survey.count, weights: weights, box: survey.box, plain: survey.plain,
          weighted: survey.plain), bound: 1, firsts: [0, survey.count])
      let draw = ShardQuestion.Draw(seeds: fit.points.selecting([0]), task: .masses([]))
      let request = ShardRequest(round: 1, context: context, question: .draw(draw))
      #expect(throws: ShardError.damaged) { try shard.answer(request.bytes) }
    }
  }

  /// A number of shards is a few bytes, and may be any: room is taken with their answers alone.
  @Test func manyShardsTakeNoRoomBeforeTheirAnswers() throws {
    let tally = ShardTally(shards: 1 << 20)
    #expect(tally.surveys.isEmpty && tally.drawn.isEmpty && tally.potentials.isEmpty)
    let sharded = try ShardedFit(ShardCase.all[0].configuration, shards: 1 << 20)
    #expect(sharded.missing.count == 1 << 20)
  }

  @Test func secondAnswersChangeNothing() throws {
    let fit = ShardCase.all[0]
    let shards = try fit.shards([200, 600])
    var sharded = try ShardedFit(fit.configuration, shards: 2)
    let request = try #require(sharded.request)
    try sharded.take(try shards[1].answer(request))
    try sharded.take(try shards[1].answer(request))
    #expect(sharded.missing == [0] && sharded.request == request)
    try sharded.take(try shards[0].answer(request))
    #expect(sharded.missing == [0, 1] && sharded.request != request)
  }
}
