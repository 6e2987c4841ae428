/// What decides the bits of a fit: the points, the weights and every setting that counts.
///
/// The number of threads, the algorithm and the time limit are not among them, since the result is
/// the same for all.
struct CheckpointFacts: Sendable {
  /// A thing that counts, in words.
  struct Fact: Sendable, Equatable {
    let name: String
    let value: String
  }

  let shape: CheckpointShape
  let facts: [Fact]

  /// The facts of a fit.
  ///
  /// - Parameters:
  ///   - x: X as the distance sees it.
  ///   - configuration: the settings, which have been checked.
  ///   - threads: how many may read X side by side.
  /// - Complexity: O(N·d).
  init(_ x: Observations, _ configuration: Clusterer.Configuration, threads: Int) {
    shape = CheckpointShape(
      count: x.count, dimensions: x.dimensions, clusters: configuration.clusters)
    let points = Self.text(x.points, threads: threads)
    let weights = x.weights.map { Self.text(PointsDigest.of($0)) } ?? "1 each"
    facts =
      [
        Fact(name: "version", value: LibraryVersion.current), Fact(name: "data", value: points),
        Fact(name: "weights", value: weights),
      ] + configuration.facts
  }

  /// The first fact that is another.
  ///
  /// - Throws: `CheckpointError.otherFit`.
  func check(is fit: CheckpointFacts) throws(CheckpointError) {
    for (index, fact) in fit.facts.enumerated() {
      let found = index < facts.count ? facts[index] : Fact(name: fact.name, value: "not known")
      guard found == fact else {
        throw .otherFit(setting: fact.name, checkpoint: found.value, fit: fact.value)
      }
    }
    guard facts.count == fit.facts.count, shape == fit.shape else { throw .damaged }
  }

  fileprivate static func text(_ x: PointMatrix, threads: Int = 1) -> String {
    "\(x.count.counted("point")) of \(x.dimensions.counted("feature")) with the digest "
      + text(PointsDigest.of(x, threads: threads))
  }

  private static func text(_ digest: UInt64) -> String { String(digest, radix: 16) }
}

extension CheckpointFacts {
  func write(_ out: inout CheckpointWriter) {
    for size in [shape.count, shape.dimensions, shape.clusters] { out.write(size) }
    out.write(facts.count)
    for fact in facts {
      out.write(fact.name)
      out.write(fact.value)
    }
  }

  init(_ input: inout CheckpointReader) throws(CheckpointError) {
    let most = Int(Int32.max)
    shape = CheckpointShape(
      count: try input.int(1...CheckpointReader.most), dimensions: try input.int(1...most),
      clusters: try input.int(1...most))
    var facts: [Fact] = []
    for _ in 0..<(try input.count(bytesEach: 16)) {
      facts.append(Fact(name: try input.text(), value: try input.text()))
    }
    self.facts = facts
  }
}

extension Clusterer.Configuration {
  /// Settings that never reach the bits of a result, by the names of their properties.
  static let settingsWithoutBits: Set<String> = ["threads", "algorithm", "timeLimit"]

  /// Every other setting, in words: one for each of the stored properties. What is not set is not
  /// the same as its default, where that depends on other settings.
  var facts: [CheckpointFacts.Fact] {
    let none = "none"
    let given = initialization.given.map { CheckpointFacts.text($0) }
    let rounds = initialization.unusualRounds.map { " of \($0.counted("round"))" } ?? ""
    return [
      ("clusters", "\(clusters)"), ("distance", distance.rawValue), ("variant", variant.rawValue),
      ("initialization", initialization.name + rounds),
      ("given centroids", given ?? none), ("restarts", "\(starts)"),
      ("seed", "\(seed)"), ("iterationLimit", "\(iterationLimit)"), ("tolerance", "\(tolerance)"),
      ("order", order.rawValue), ("sizeLimits", sizeLimits?.words ?? none),
      ("epochs", epochs.map { "\($0)" } ?? none), ("batch", batch.map { "\($0)" } ?? none),
      ("reference", reference.map { CheckpointFacts.text($0) } ?? none),
      ("quality", quality.rawValue), ("effort", effort.map { "\($0)" } ?? none),
      ("frozenClusters", "\(frozenClusters)"), ("firstRestart", "\(firstRestart)"),
    ].map { CheckpointFacts.Fact(name: $0.0, value: $0.1) }
  }
}

extension Clusterer.SizeLimits {
  /// The limits in words.
  fileprivate var words: String {
    func text<Value>(_ value: Value?) -> String { value.map { "\($0)" } ?? "any" }
    return switch self {
    case .equal: "equal"
    case .points(let least, let most): "\(text(least)) to \(text(most)) points"
    case .weight(let least, let most): "\(text(least)) to \(text(most)) of weight"
    }
  }
}
