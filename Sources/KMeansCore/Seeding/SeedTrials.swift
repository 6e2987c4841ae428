/// Seeds compared with the points that a screen leaves: what each would gain, and the one chosen.
///
/// Only a point to which a seed is nearer than all before it changes its mass, so a seed's
/// potential is the old one less a sum over those points: integers, the same in any order. What the
/// trials find is kept, so that the chosen seed needs no second search; unless it is so much that
/// the memory would cost more than the search.
struct SeedTrials {
  /// A point to which a seed is nearer.
  private struct Nearer {
    let position: Int32
    let distance: Double
  }

  /// What one worker finds for every seed.
  private final class Trial {
    /// How many points are kept for a seed: fewer with very many seeds, so that all take at most 64
    /// MB.
    private let most: Int

    private(set) var gains: [UInt64]
    /// Points found, though no more than `most` are kept.
    private var counts: [Int]
    private let kept: Slab<Nearer>

    init(seeds: Int) {
      gains = Array(repeating: 0, count: seeds)
      counts = Array(repeating: 0, count: seeds)
      most = min(1 << 14, max(1, (1 << 22) / max(1, seeds)))
      kept = Slab(uninitialized: seeds * most)
    }

    /// The points found for a seed; nil where not all were kept.
    func nearer(to seed: Int) -> UnsafeMutableBufferPointer<Nearer>? {
      let count = counts[seed]
      return count <= most
        ? UnsafeMutableBufferPointer(start: kept.base + seed * most, count: count) : nil
    }

    /// Takes what a search found.
    func take(
      _ found: SeedScreen.Found, _ screen: SeedScreen, _ rows: Observations.Rows,
      _ sampling: SquaredDistanceSampling
    ) {
      let (isWeighted, seed) = (rows.isWeighted, found.seed)
      let kept = kept.base + seed * most
      var (gain, count) = (UInt64(0), counts[seed])
      for (index, position) in found.positions.enumerated() {
        let (old, new) = (screen.distance(Int(position)), found.distances[index])
        guard new < old else { continue }
        let weight = isWeighted ? rows.weight(screen.row(Int(position))) : 1
        gain &+= sampling.gain(from: old, to: new, weight: weight)
        if count < most { kept[count] = Nearer(position: position, distance: new) }
        count &+= 1
      }
      gains[seed] += gain
      counts[seed] = count
    }
  }

  private var seeds: [Int] = []
  private var found: [Trial] = []

  /// By how much each seed would lower the potential.
  mutating func gains(
    of seeds: [Int], _ state: NearestSeed, by screen: SeedScreen
  ) -> [UInt64] {
    let (rows, sampling) = (state.x.rows, state.sampling)
    self.seeds = seeds
    found = screen.search(
      seeds, threads: state.execution.threads, makeWorker: { Trial(seeds: seeds.count) }
    ) { $0.take($1, screen, rows, sampling) }
    return seeds.indices.map { seed in found.reduce(0) { $0 + $1.gains[seed] } }
  }

  /// Takes a seed into account from what its trial found.
  ///
  /// - Returns: false when that is not known.
  func apply(_ seed: Int, to state: inout NearestSeed, by screen: SeedScreen) -> Bool {
    guard let index = seeds.firstIndex(of: seed) else { return false }
    let nearer = found.compactMap { $0.nearer(to: index) }
    guard nearer.count == found.count else { return false }
    let (rows, sampling) = (state.x.rows, state.sampling)
    let isWeighted = rows.isWeighted
    state.masses.withUnsafeMutableBufferPointer { masses in
      state.distances.withUnsafeMutableBufferPointer { distances in
        for some in nearer {
          for (index, point) in some.enumerated() {
            let position = Int(point.position)
            let row = screen.row(position)
            let weight = isWeighted ? rows.weight(row) : 1
            masses[row / NearestSeed.block] -= sampling.gain(
              from: distances[row], to: point.distance, weight: weight)
            distances[row] = point.distance
            screen.set(position, distance: point.distance)
            let panel = screen.panel(of: position)
            let isLast = index + 1 == some.count
            if isLast || screen.panel(of: Int(some[index + 1].position)) != panel {
              screen.tighten(panel)
            }
          }
        }
      }
    }
    return true
  }

  /// Takes seeds into account, at most 64.
  static func include(_ seeds: [Int], to state: inout NearestSeed, by screen: SeedScreen) {
    let (rows, sampling) = (state.x.rows, state.sampling)
    let blocks = state.masses.count
    let threads = state.execution.threads
    var losses: [[UInt64]] = []
    let isWeighted = rows.isWeighted
    state.distances.withUnsafeMutableBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      losses = screen.search(
        seeds, threads: threads, makeWorker: { [UInt64](repeating: 0, count: blocks) }
      ) { losses, found in
        var panel = -1
        for (index, position) in found.positions.enumerated() {
          let position = Int(position)
          let (old, new) = (screen.distance(position), found.distances[index])
          guard new < old else { continue }
          let row = screen.row(position)
          let weight = isWeighted ? rows.weight(row) : 1
          losses[row / NearestSeed.block] &+= sampling.gain(
            from: old, to: new, weight: weight)
          distances[row] = new
          screen.set(position, distance: new)
          if panel >= 0 && panel != screen.panel(of: position) { screen.tighten(panel) }
          panel = screen.panel(of: position)
        }
        if panel >= 0 { screen.tighten(panel) }
      }
    }
    for loss in losses {
      for block in 0..<blocks { state.masses[block] -= loss[block] }
    }
  }
}
