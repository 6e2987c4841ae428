extension Clusterer {
  /// How far a fit has come, from where it can go on: in another process, on another machine, with
  /// another number of threads. The result has the bits of a fit that was never cut off.
  ///
  ///     let clusterer = Clusterer(Clusterer.Configuration(clusters: 100))
  ///     let clustering = try clusterer.fit(points, resuming: nil) { checkpoint in
  ///       kept = checkpoint.bytes
  ///     }
  ///
  /// and after a crash
  ///
  ///     let checkpoint = try Clusterer.Checkpoint(bytes: kept)
  ///     let clustering = try clusterer.fit(points, resuming: checkpoint)
  ///
  /// It has a digest of the points and all settings that count, so that no other fit goes on from
  /// it.
  public struct Checkpoint: Sendable {
    let facts: CheckpointFacts
    let state: SearchState

    /// Whether the fit had come to its end, so that going on only hands out the result.
    public let isFinished: Bool

    init(_ facts: CheckpointFacts, _ state: SearchState, isFinished: Bool) {
      (self.facts, self.state, self.isFinished) = (facts, state, isFinished)
    }

    /// Every checkpoint begins so. The first byte is none of a text, and line ends of both kinds
    /// show when a transfer changes them.
    static let magic: [UInt8] = [0x89] + Array("KMCK\r\n".utf8) + [0x1A]
    /// How the bytes are laid out.
    static let format: UInt32 = 1

    /// The checkpoint as bytes, to be kept. A file of them must be replaced as a whole, so that
    /// there is always one: written under another name, synced, and renamed.
    ///
    /// - Complexity: O(N + k·d) time and memory: one, two or four bytes a label.
    public var bytes: [UInt8] {
      var out = CheckpointWriter()
      let shape = facts.shape
      out.reserve(
        2 * shape.count * CheckpointWriter.width(clusters: shape.clusters)
          + 24 * shape.clusters * shape.dimensions + 4096)
      out.write(raw: Self.magic)
      out.write(word: Self.format)
      out.write(isFinished)
      facts.write(&out)
      state.write(&out)
      out.write(word: out.bytes.withUnsafeBytes { Checksum.of($0) })
      return out.bytes
    }

    /// The checkpoint of some bytes.
    ///
    /// - Parameter bytes: what `bytes` was.
    /// - Throws: `CheckpointError.notACheckpoint`, `.unknownFormat`, and `.damaged` where a bit is
    ///   another than it was.
    /// - Complexity: O(n) for n bytes.
    public init(bytes: [UInt8]) throws(CheckpointError) {
      let read = bytes.withUnsafeBytes { bytes in
        Result { () throws(CheckpointError) in try Checkpoint(reading: bytes) }
      }
      self = try read.get()
    }

    /// The checkpoint of some bytes in memory; see `init(bytes:)`.
    package init(reading bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
      let begin = Self.magic.count
      guard bytes.count >= begin, bytes[..<begin].elementsEqual(Self.magic) else {
        throw .notACheckpoint
      }
      guard bytes.count >= begin + 12 else { throw .damaged }
      let end = bytes.count - 8
      var input = CheckpointReader(bytes, begin..<end)
      let format = try input.word(UInt32.self)
      guard format == Self.format else { throw .unknownFormat(Int(format)) }
      let sum = bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self).littleEndian
      guard sum == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<end])) else {
        throw .damaged
      }
      isFinished = try input.bool()
      facts = try CheckpointFacts(&input)
      state = try SearchState(&input, facts.shape)
      guard input.isAtEnd else { throw .damaged }
    }
  }
}

extension Clusterer.Checkpoint: CustomStringConvertible {
  /// Where the fit is, such as "start 3, iteration 17".
  public var description: String {
    if isFinished { return "the end" }
    switch state {
    case .bisecting(let state): return "split \(state.splits.count + 1)"
    case .restarts(let state):
      let steps =
        switch state.current {
        case .whole(let run): run.history.count
        case .nested(let nested): nested.run.history.count
        case .drawn, nil: 0
        }
      return "start \(state.next + 1), iteration \(steps)"
    }
  }
}
