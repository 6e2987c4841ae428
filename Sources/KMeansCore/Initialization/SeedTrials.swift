import KMeansMatrices

/// Seeds held against the points that a screen leaves: what each would gain, and the one chosen.
///
/// Only a point to which a seed is nearer than all before it changes its mass, so a seed's
/// potential is the old one less a sum over those points: integers, the same in any order. What the
/// trials found is kept, so that the seed chosen need not be searched for again, unless it is so
/// much that the memory would cost more than the search.
struct SeedTrials {
  /// A point to which a seed is nearer.
  private struct Nearer {
    let position: Int32
    let distance: Double
  }

  /// The points that a worker found for every seed; nil where they are too many.
  private struct Trial {
    var gains: [UInt64]
    var nearer: [[Nearer]?]

    init(seeds: Int) {
      gains = Array(repeating: 0, count: seeds)
      nearer = Array(repeating: [], count: seeds)
    }
  }

  /// Points that a worker keeps for a seed.
  private static let most = 1 << 13

  private var seeds: [Int] = []
  private var found: [Trial] = []

  /// By how much each seed would lower the potential.
  mutating func gains(
    of seeds: [Int], _ state: NearestSeed, by screen: SeedScreen
  ) -> [UInt64] {
    let (rows, sampling) = (state.x.rows, state.sampling)
    self.seeds = seeds
    state.distances.withUnsafeBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      found = screen.search(
        seeds, threads: state.execution.threads, makeWorker: { Trial(seeds: seeds.count) }
      ) { trial, found in
        var gain: UInt64 = 0
        var nearer = trial.nearer[found.seed]
        trial.nearer[found.seed] = nil
        for (index, position) in found.positions.enumerated() {
          let row = Int(screen.order[Int(position)])
          let (old, new) = (distances[row], found.distances[index])
          guard new < old else { continue }
          let weight = rows.weight(row)
          gain &+= sampling.mass(old, weight: weight) - sampling.mass(new, weight: weight)
          nearer?.append(Nearer(position: position, distance: new))
        }
        trial.gains[found.seed] += gain
        if let count = nearer?.count, count <= Self.most { trial.nearer[found.seed] = nearer }
      }
    }
    return seeds.indices.map { seed in found.reduce(0) { $0 + $1.gains[seed] } }
  }

  /// Takes a seed into account from what its trial found.
  ///
  /// - Returns: false when that is not known.
  func apply(_ seed: Int, to state: inout NearestSeed, by screen: SeedScreen) -> Bool {
    guard let index = seeds.firstIndex(of: seed) else { return false }
    let nearer = found.compactMap { $0.nearer[index] }
    guard nearer.count == found.count else { return false }
    let (rows, sampling, chunk) = (state.x.rows, state.sampling, state.chunk)
    for some in nearer {
      for (index, point) in some.enumerated() {
        let position = Int(point.position)
        let row = Int(screen.order[position])
        let weight = rows.weight(row)
        state.masses[row / chunk] -=
          sampling.mass(state.distances[row], weight: weight)
          - sampling.mass(point.distance, weight: weight)
        state.distances[row] = point.distance
        screen.set(position, distance: point.distance)
        let panel = screen.panel(of: position)
        let isLast = index + 1 == some.count
        if isLast || screen.panel(of: Int(some[index + 1].position)) != panel {
          screen.tighten(panel)
        }
      }
    }
    return true
  }

  /// Takes seeds into account, at most 64.
  static func include(_ seeds: [Int], to state: inout NearestSeed, by screen: SeedScreen) {
    let (rows, sampling, chunk) = (state.x.rows, state.sampling, state.chunk)
    let chunks = state.masses.count
    let threads = state.execution.threads
    var losses: [[UInt64]] = []
    state.distances.withUnsafeMutableBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      losses = screen.search(
        seeds, threads: threads, makeWorker: { [UInt64](repeating: 0, count: chunks) }
      ) { losses, found in
        var panel = -1
        for (index, position) in found.positions.enumerated() {
          let position = Int(position)
          let row = Int(screen.order[position])
          let (old, new) = (distances[row], found.distances[index])
          guard new < old else { continue }
          let weight = rows.weight(row)
          losses[row / chunk] &+=
            sampling.mass(old, weight: weight) - sampling.mass(new, weight: weight)
          distances[row] = new
          screen.set(position, distance: new)
          if panel >= 0 && panel != screen.panel(of: position) { screen.tighten(panel) }
          panel = screen.panel(of: position)
        }
        if panel >= 0 { screen.tighten(panel) }
      }
    }
    for loss in losses {
      for chunk in 0..<chunks { state.masses[chunk] -= loss[chunk] }
    }
  }
}
