/// What a shard keeps between answers, as bytes: distances to seeds, or labels, their sums, and
/// bounds.
///
/// It is for the same points alone, which a digest tells. Nothing in it is needed; it saves work.
struct ShardKept {
  /// The context of the part that it is of.
  let context: [UInt8]
  /// What is in the bytes after the context, read when the part is there.
  private let body: [UInt8]

  /// Bytes of what a shard keeps.
  ///
  /// - Parameters:
  ///   - state: of the shard.
  ///   - digest: of its points and weights.
  /// - Returns: the bytes; a head alone where there is nothing.
  /// - Complexity: O(n), at most 16 bytes a point.
  static func bytes(_ state: ShardState, digest: UInt64) -> [UInt8] {
    ShardBytes.sealed(.state) { out in
      out.write(word: digest)
      out.write(state.part) { out, part in
        out.write(part.context.count)
        out.write(raw: part.context)
        out.write(state.seeds) { $1.write(&$0) }
        out.write(state.run) { $1.write(&$0) }
      }
    }
  }

  /// Reads bytes of a shard; nil where they are damaged, of other points, or hold nothing.
  ///
  /// - Parameters:
  ///   - bytes: what `bytes` returned.
  ///   - digest: of the points that it must be of.
  init?(_ bytes: [UInt8], digest: UInt64) {
    let read = bytes.withUnsafeBytes { bytes in
      try? ShardBytes.opened(bytes, .state) {
        (input) throws(CheckpointError) -> (context: [UInt8], body: [UInt8])? in
        guard try input.word(UInt64.self) == digest, try input.bool() else {
          input.skip()
          return nil
        }
        let context = try input.bits(try input.count(bytesEach: 1), as: UInt8.self)
        return (context, try input.rest())
      }
    }
    guard let read else { return nil }
    (context, body) = read
  }

  /// The distances to seeds; nil where there are none.
  func seeds(_ part: ShardPart, bound: Double, _ execution: Execution) -> ShardSeeds? {
    read { (input) throws(CheckpointError) in
      try input.optional { input throws(CheckpointError) in
        try ShardSeeds(&input, part.x, bound: bound, execution: execution)
      }
    }
  }

  /// The labels; nil where there are none.
  func run(_ part: ShardPart, _ execution: Execution) -> ShardRun? {
    read { (input) throws(CheckpointError) in
      if try input.bool() { try ShardSeeds.skip(&input, part.x) }
      return try input.optional { input throws(CheckpointError) in
        try ShardRun(&input, part, execution: execution)
      }
    }
  }

  private func read<Value>(
    _ read: (inout CheckpointReader) throws(CheckpointError) -> Value?
  ) -> Value? {
    body.withUnsafeBytes { bytes in
      var input = CheckpointReader(bytes, 0..<bytes.count)
      return try? read(&input)
    }
  }
}

extension CheckpointReader {
  /// All bytes that follow.
  mutating func rest() throws(CheckpointError) -> [UInt8] { try bits(left, as: UInt8.self) }
}

extension ShardSeeds {
  func write(_ out: inout CheckpointWriter) {
    out.write(known.count)
    out.write(bits: known)
    out.write(bits: distances)
  }

  init(
    _ input: inout CheckpointReader, _ x: Observations, bound: Double, execution: Execution
  ) throws(CheckpointError) {
    let known = try input.bits(try input.count(bytesEach: 8))
    let distances = try input.bits(x.count)
    guard known.count % x.dimensions == 0, distances.allSatisfy({ $0 >= 0 }) else {
      throw .damaged
    }
    self.init(x, bound: bound, execution: execution)
    (self.known, self.distances) = (known, distances)
  }

  /// Passes over what `write` wrote.
  static func skip(_ input: inout CheckpointReader, _ x: Observations) throws(CheckpointError) {
    let count = try input.count(bytesEach: 8)
    guard input.holds(count + x.count, bytesEach: 8) else { throw .damaged }
    _ = input.raw(8 * (count + x.count))
  }
}
